import { createHash } from 'node:crypto';
import { LIMITS } from '../limits.js';
import { bareId, idsOf, parseAddresses } from '../mime/address.js';
import type { Faults } from '../mime/fault.js';
import { valueOf } from '../mime/headers.js';
import type { Part } from '../mime/part.js';
import { readPart } from '../mime/part.js';
import { decodeWords } from '../mime/words.js';
import { mailInstant } from '../time.js';
import type { InnerAttachment, InnerMessage } from '../types.js';
import type { FoundAttachment } from './walk.js';
import { newWalk, walkMessage } from './walk.js';

/** Reads the message inside `postacert.eml`. Bounded; what cannot be read is left out with a warning. */
export function readInner(bytes: Buffer, faults: Faults): InnerMessage {
  const part = readPart(bytes, { start: 0, end: bytes.length }, faults);
  const attachments: InnerAttachment[] = [];
  const walk = newWalk(faults, (found) => attachments.push(summary(found)));
  walkMessage(part, walk);
  const from = parseAddresses(valueOf(part.headers, 'from') ?? '')[0];
  return {
    subject: decodeWords(valueOf(part.headers, 'subject') ?? ''),
    from: from?.address ?? '',
    fromName: from?.name ?? null,
    to: parseAddresses(valueOf(part.headers, 'to') ?? '').map((one) => one.address),
    date: mailInstant(valueOf(part.headers, 'date')),
    messageId: bareId(valueOf(part.headers, 'message-id')),
    inReplyTo: idsOf(valueOf(part.headers, 'in-reply-to'))[0] ?? null,
    references: idsOf(valueOf(part.headers, 'references')),
    text: walk.texts.join('\n\n'),
    otherText: walk.others.length === 0 ? null : walk.others.join('\n\n'),
    attachments,
    headers: headersOf(part),
  };
}

/** The attachments of an inner message with their bytes, in the order that `readInner` lists them. */
export function innerAttachments(bytes: Buffer, faults: Faults): readonly FoundAttachment[] {
  const found: FoundAttachment[] = [];
  const part = readPart(bytes, { start: 0, end: bytes.length }, faults);
  walkMessage(
    part,
    newWalk(faults, (one) => found.push(one)),
  );
  return found;
}

function summary(found: FoundAttachment): InnerAttachment {
  const { name, contentType, bytes, within } = found;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const direct = { name, contentType, size: bytes.length, sha256 };
  return within === undefined ? direct : { ...direct, within };
}

/** Lower-case names with decoded values; repeated headers are joined by line breaks. */
function headersOf(part: Part): Readonly<Record<string, string>> {
  const headers = new Map<string, string>();
  for (const { name, value } of part.headers.fields.slice(0, LIMITS.innerHeaders)) {
    const before = headers.get(name);
    const text = decodeWords(value);
    headers.set(name, before === undefined ? text : `${before}\n${text}`);
  }
  return Object.fromEntries(headers);
}
