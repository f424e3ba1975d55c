import { formatDate } from '../calendar/format.js';
import { romeDate } from '../calendar/rome.js';
import type { Instant } from '../calendar/types.js';
import { elide } from '../obligations/elide.js';
import { ledgerOf } from '../obligations/ledger.js';
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

/** Every instant lies before it. */
const EVER = '9999-12-31T23:59:59.999Z' as Instant;

/** Delivery receipts of letters that named this obligation, not taken back by a correction. */
function deliveriesOf(state: ObligationState, record: readonly Fact[]): FactOf<'delivered'>[] {
  const { survey, municipality, obligation, round } = state;
  const { facts } = ledgerOf(survey, municipality, record, { asOf: EVER, knownOn: null });
  const letters = new Set<string>();
  for (const fact of facts) {
    const left = fact.type === 'sent' || fact.type === 'queued';
    if (left && fact.payload.obligations.includes(obligation)) letters.add(fact.payload.letter);
  }
  return facts.filter((fact): fact is FactOf<'delivered'> => {
    if (fact.type !== 'delivered') return false;
    const { letter } = fact.payload;
    return fact.round === round || (letter !== undefined && letters.has(letter));
  });
}
