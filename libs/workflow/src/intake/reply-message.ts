import type { Instant, ReplyMessage } from '@app/domain';
import { replyOf } from '@app/domain';
import { readAttachmentTexts } from '@app/pec';
import type { PecMessage } from '@app/pec';

/**
 * What the reply rules read of a message: its inner text, sender and attachments. Null when the envelope
 * carries no readable message.
 */
export function replyMessage(
  raw: Uint8Array,
  message: PecMessage,
  verified: boolean,
): ReplyMessage | null {
  const { inner, sender } = message;
  if (inner === null) return null;
  return replyOf(inner, {
    attachments: readAttachmentTexts(raw),
    certifiedSender: sender,
    certifiedAt: message.at as Instant | null,
    verified,
  });
}
