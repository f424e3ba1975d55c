import type { Instant } from '@app/domain';
import type { PecMessage, Signature } from '@app/pec';
import type { DispatchSummary } from '@app/persistence';
import { finishRaw } from '@app/persistence';

/** What processing found about a raw message, to be written in the transaction that draws its consequences. */
export interface Found {
  readonly sha256: string;
  readonly message: PecMessage;
  readonly signature: Signature;
  readonly dispatch: DispatchSummary | null;
  readonly problem: string | null;
  readonly now: Instant;
}

/** Writes what was found. False when another worker finished the message first. */
export async function finish(
  tx: Parameters<typeof finishRaw>[0],
  found: Found,
  state: 'processed' | 'quarantined' = 'processed',
): Promise<boolean> {
  const { message, signature } = found;
  return finishRaw(tx, found.sha256, {
    state,
    kind: message.kind,
    messageId: message.messageId,
    refersTo: message.refersTo,
    certifiedAt: message.at as Instant | null,
    verdict: signature.verdict,
    reading: message,
    signature,
    dispatch: found.dispatch?.messageId ?? null,
    problem: found.problem,
  });
}
