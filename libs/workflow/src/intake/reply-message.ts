import type { Instant, ReplyMessage } from '@app/domain';
import { readAttachments } from '@app/pec';
import type { PecMessage } from '@app/pec';

const TEXT_TYPES = /^(text\/|application\/xml|application\/json)|\+xml$/i;
const TEXT_NAMES = /\.(txt|xml|csv|html?|eml)$/i;
/** Attachments are read as text up to this size; longer ones are documents for people. */
const LONGEST_TEXT = 256 * 1024;

/**
 * What the reply rules read of a message: its inner text, sender and attachments. Null when the envelope
 * carries no readable message.
 */
export function replyMessage(
  raw: Uint8Array,
  message: PecMessage,
  verified: boolean,
): ReplyMessage | null {
  const { inner } = message;
  if (inner === null) return null;
  const attachments = readAttachments(raw).map((file) => ({
    name: file.name,
    text:
      file.bytes.length <= LONGEST_TEXT &&
      (TEXT_TYPES.test(file.contentType) || TEXT_NAMES.test(file.name))
        ? new TextDecoder('utf-8').decode(file.bytes)
        : null,
  }));
  return {
    subject: inner.subject,
    from: inner.from,
    fromName: inner.fromName,
    text: inner.text,
    attachments,
    messageId: inner.messageId,
    inReplyTo: inner.inReplyTo,
    references: inner.references,
    headers: inner.headers,
    certifiedAt: message.at as Instant | null,
    verified,
  };
}
