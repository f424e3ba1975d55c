import { readInner } from './inner/read-inner.js';
import { Faults } from './mime/fault.js';
import type { InnerMessage, PecMessage } from './types.js';

/**
 * What a message says: the one inside the envelope or, of a bare message of ordinary mail, the message itself. Nothing of the latter
 * is certified by anybody. Bounded like all reading; null where there is neither.
 *
 * @example writtenIn(raw, readMessage(raw))?.subject //=> 'Domanda'
 */
export function writtenIn(raw: Uint8Array, message: PecMessage): InnerMessage | null {
  if (message.inner !== null || message.kind !== 'not-pec') return message.inner;
  return readInner(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), new Faults());
}
