import type { Instant } from '../calendar/types.js';
import type { ReplyMessage } from './types.js';

/** The message inside an envelope, decoded. */
export type WrittenMail = Omit<ReplyMessage, 'attachments' | 'certifiedAt' | 'verified'>;

/** What the envelope vouches for. */
export interface CertifiedBy {
  readonly attachments: ReplyMessage['attachments'];
  /** `mittente` of the signed daticert; null when there is none. */
  readonly certifiedSender: string | null;
  readonly certifiedAt: Instant | null;
  readonly verified: boolean;
}

/**
 * The reply that the rules read. An inner From that is not the certified sender is no verified message: the provider
 * vouches for the one that it authenticated, not for what stands inside.
 */
export function replyOf(mail: WrittenMail, by: CertifiedBy): ReplyMessage {
  const { subject, from, fromName, text, otherText, messageId, inReplyTo, references, headers } =
    mail;
  const { attachments, certifiedSender, certifiedAt, verified } = by;
  const agrees =
    certifiedSender !== null && certifiedSender.trim().toLowerCase() === from.trim().toLowerCase();
  return {
    ...{ subject, from, fromName, text, attachments, messageId, inReplyTo, references, headers },
    otherText: otherText ?? null,
    certifiedAt,
    verified: verified && agrees,
  };
}
