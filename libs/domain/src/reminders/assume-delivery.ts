import { addMinutes, romeDate } from '../calendar/index.js';
import type { Fact, FactOf } from '../obligations/types.js';

/**
 * The delivery that a rehearsal assumes: one minute after the letter left. Null when the record speaks of the delivery of
 * that rung on that day or later: then the record alone counts.
 */
export function assumedDelivery(
  letter: FactOf<'sent'>,
  record: readonly Fact[],
): FactOf<'delivered'> | null {
  const day = romeDate(letter.occurredAt);
  for (const fact of record) {
    if (fact.type !== 'delivered' && fact.type !== 'delivery-failed') continue;
    if (concerns(fact, letter) && romeDate(fact.occurredAt) >= day) return null;
  }
  const at = addMinutes(letter.occurredAt, 1);
  return {
    id: `delivered/${letter.payload.letter}`,
    type: 'delivered',
    survey: letter.survey,
    municipality: letter.municipality,
    round: letter.round,
    occurredAt: at,
    recordedAt: at,
    actor: 'simulazione',
    source: 'sandbox',
    evidence: null,
    payload: { rung: letter.payload.rung, letter: letter.payload.letter },
  };
}

function concerns(
  { payload, round }: FactOf<'delivered'> | FactOf<'delivery-failed'>,
  letter: FactOf<'sent'>,
): boolean {
  if (payload.letter !== undefined) return payload.letter === letter.payload.letter;
  if (payload.rung !== letter.payload.rung) return false;
  return round === null || letter.payload.obligations.some((name) => name.endsWith(`/${round}`));
}
