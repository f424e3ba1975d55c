import { romeDate } from '../calendar/index.js';
import type { Instant } from '../calendar/types.js';
import type { Fact, FactOf } from '../obligations/types.js';
import { letterId } from './decision-facts.js';
import type { Decision } from './types.js';

export type DeliveryFact = FactOf<'delivered'> | FactOf<'delivery-failed'>;

/** What a record says of deliveries. */
export function deliveriesOf(record: readonly Fact[]): readonly DeliveryFact[] {
  return record.filter(
    (fact): fact is DeliveryFact => fact.type === 'delivered' || fact.type === 'delivery-failed',
  );
}

/**
 * Whether the record itself speaks of the delivery of a letter's rung, on the letter's day or later: then nothing is
 * assumed.
 */
export function recordTellsDelivery(
  letter: Decision,
  deliveries: readonly DeliveryFact[],
): boolean {
  return deliveries.some(
    (fact) =>
      romeDate(fact.occurredAt) >= letter.day &&
      (fact.payload.letter === undefined
        ? fact.payload.rung === letter.rung && concerns(fact, letter)
        : fact.payload.letter === letterId(letter)),
  );
}

/** The delivery that a rehearsal assumes of a letter. */
export function assumedDelivery(letter: FactOf<'sent'>, at: Instant): FactOf<'delivered'> {
  const { survey, municipality, round, payload } = letter;
  return {
    id: assumedDeliveryId(payload.letter),
    type: 'delivered',
    survey,
    municipality,
    round,
    occurredAt: at,
    recordedAt: at,
    actor: 'simulazione',
    source: 'sandbox',
    evidence: null,
    payload: { rung: payload.rung, letter: payload.letter },
  };
}

export function assumedDeliveryId(letter: string): string {
  return `delivered/${letter}`;
}

function concerns({ round }: Fact, { obligations }: Decision): boolean {
  return round === null || obligations.some((name) => name.endsWith(`/${round}`));
}
