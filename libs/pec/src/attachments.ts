import { innerAttachments } from './inner/read-inner.js';
import { LIMITS } from './limits.js';
import { Faults } from './mime/fault.js';
import { decodedBody } from './mime/part.js';
import { innerPart } from './read-message.js';
import { cutMessage } from './structure.js';

export interface AttachmentBytes {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
  /** Name of the message or `.p7m` file that it was found in. */
  readonly within?: string;
  /** An image of the page itself: a logo, a drawing in a signature. */
  readonly inline?: true;
  /** A part that a report has by its form: its status, or the message that it is about. */
  readonly report?: true;
}

/**
 * The files of a certified message's inner message, with their bytes, in the order of
 * `readMessage(raw).inner.attachments`. Bounded like reading; never throws; nothing touches the disk and
 * no archive is opened.
 *
 * @example readAttachments(raw).find((file) => file.name === 'Segnatura.xml')?.bytes
 */
export function readAttachments(raw: Uint8Array): readonly AttachmentBytes[] {
  if (raw.byteLength > LIMITS.messageBytes) return [];
  const cut = cutMessage(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength));
  const part = innerPart(cut);
  if (part === null || cut.ambiguities.list().length > 0) return [];
  return innerAttachments(decodedBody(part), new Faults());
}
