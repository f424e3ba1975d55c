import type { Instant, ReplyMessage } from '@app/domain';
import { replyOf } from '@app/domain';
import { readAttachmentTexts } from '@app/pec';
import type { InnerMessage, PecMessage } from '@app/pec';

/**
 * What the reply rules read of a message: its inner text, sender and attachments; of bare ordinary mail, which nobody
 * certifies, the message itself. Null when there is nothing to read.
 */
export function replyMessage(
  raw: Uint8Array,
  message: PecMessage,
  inner: InnerMessage | null,
  verified: boolean,
): ReplyMessage | null {
  const { sender } = message;
  if (inner === null) return null;
  return replyOf(inner, {
    attachments: message.inner === null ? namesOf(inner) : readAttachmentTexts(raw),
    certifiedSender: sender,
    certifiedAt: message.at as Instant | null,
    verified,
  });
}

/** Of ordinary mail the attachments are named and left to the person who looks at it. */
const namesOf = ({ attachments }: InnerMessage) =>
  attachments.map(({ name }) => ({ name, text: null }));
