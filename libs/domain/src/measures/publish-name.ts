import { formatDate } from '../calendar/format.js';
import { romeDate } from '../calendar/rome.js';
import { elide } from '../obligations/elide.js';
import type { Fact, FactId, FactOf, ObligationState } from '../obligations/types.js';

/** Whether a municipality may be named as a defaulter, why, and the deliveries that prove it. */
export interface NamingVerdict {
  readonly allowed: boolean;
  /** Italian sentence. */
  readonly reason: string;
  readonly because: readonly FactId[];
}

/**
 * Naming a defaulter needs a proved delivery: the obligation is overdue and the delivery receipt of at least one letter
 * of its round is on record. Sent, accepted or failed letters prove nothing.
 *
 * @param facts the municipality's facts as known on the day of `state`
 * @example mayPublishName(overdueState, []).allowed //=> false
 */
export function mayPublishName(state: ObligationState, facts: readonly Fact[]): NamingVerdict {
  const defaulter =
    state.timeliness === 'overdue' && (state.outcome === 'open' || state.outcome === 'rejected');
  if (!defaulter) {
    return refuse('L’adempimento non risulta inadempiuto oltre la scadenza.');
  }
  if (state.suspended) return refuse('L’adempimento è sospeso.');
  if (state.contest !== null) {
    return refuse('La dichiarazione del Comune è contestata e attende la decisione dell’ufficio.');
  }
  const proofs = deliveriesOf(state, facts);
  const first = proofs[0];
  if (first === undefined) {
    return refuse(
      'Non è agli atti alcuna ricevuta di avvenuta consegna di un sollecito del ciclo.',
    );
  }
  const reason = elide(
    `Inadempiente oltre la scadenza; consegna provata dalla ricevuta del ${formatDate(romeDate(first.occurredAt))}.`,
  );
  return { allowed: true, reason, because: proofs.map(({ id }) => id) };
}

function refuse(reason: string): NamingVerdict {
  return { allowed: false, reason, because: [] };
}

/** Delivery receipts of letters that named this obligation, not taken back by a correction. */
function deliveriesOf(state: ObligationState, facts: readonly Fact[]): FactOf<'delivered'>[] {
  const ours = facts.filter(({ municipality }) => municipality === state.municipality);
  const letters = new Set<string>();
  const takenBack = new Set<FactId>();
  for (const fact of ours) {
    if (fact.type === 'corrected') takenBack.add(fact.payload.fact);
    if (
      (fact.type === 'sent' || fact.type === 'queued') &&
      fact.payload.obligations.includes(state.obligation)
    ) {
      letters.add(fact.payload.letter);
    }
  }
  return ours.filter(
    (fact): fact is FactOf<'delivered'> =>
      fact.type === 'delivered' &&
      !takenBack.has(fact.id) &&
      fact.survey === state.survey &&
      (fact.round === state.round ||
        (fact.payload.letter !== undefined && letters.has(fact.payload.letter))),
  );
}
