import { daysBetween, formatDate, romeDate } from '../calendar/index.js';
import type { Instant, LocalDate } from '../calendar/types.js';
import type { Accepted } from '../exemptions/acceptance.js';
import type { Fact, FactOf, FactPayloads, ObligationState } from '../obligations/types.js';
import { roundOf } from '../surveys/index.js';
import type { Survey, TemplateId } from '../surveys/types.js';

/** An earlier letter of the obligation, with the time of its delivery receipt. */
export interface EarlierLetterContent {
  readonly rung: string;
  readonly template: TemplateId;
  readonly sentAt: Instant;
  readonly deliveredAt: Instant | null;
  readonly protocol: null;
}

/** What a letter says of one obligation that it names. */
export interface LetterObligationContent {
  readonly obligation: string;
  readonly reference: LocalDate;
  readonly due: LocalDate;
  /** The due date before any extension. */
  readonly originalDue: LocalDate;
  readonly extension: { readonly due: LocalDate; readonly reason: string } | null;
  readonly daysToDue: number;
  readonly earlier: readonly EarlierLetterContent[];
  /** Why it was reopened, while no letter has said so. */
  readonly reason: string | null;
  readonly exemption: { readonly base: string; readonly evidence: string } | null;
  /** What it may offer: the statements that would be accepted on the day on which it leaves. */
  readonly accepts: Accepted;
}

/** What a letter that leaves at a moment says of one obligation, from the facts known then. */
export function letterObligation(
  survey: Survey,
  state: ObligationState,
  known: readonly Fact[],
  at: Instant,
  withEarlier: boolean,
): Omit<LetterObligationContent, 'accepts'> {
  const { round, due, obligation } = state;
  const day = romeDate(at);
  return {
    obligation,
    reference: round,
    due: due.date,
    originalDue: roundOf(survey, round, day)?.due.due ?? due.date,
    extension: extensionOf(state, known),
    daysToDue: daysBetween(day, due.date),
    earlier: withEarlier ? earlierLetters(state, known, at) : [],
    reason: reopeningReason(state, known),
    exemption: exemptionOf(state, known),
  };
}

/** The extension by which the due date in force was set; null when it was set otherwise. */
function extensionOf(
  { due }: ObligationState,
  known: readonly Fact[],
): LetterObligationContent['extension'] {
  const cause = known.find(({ id }) => id === due.extendedBy);
  return cause?.type === 'extended' ? { due: due.date, reason: cause.payload.reason } : null;
}

/** The letters that named the obligation before, oldest first; one a letter, however many facts speak of it. */
function earlierLetters(
  { obligation }: ObligationState,
  known: readonly Fact[],
  at: Instant,
): readonly EarlierLetterContent[] {
  const letters = new Map<string, FactOf<'sent'> | FactOf<'queued'>>();
  for (const fact of known) {
    if (fact.type === 'withdrawn') letters.delete(fact.payload.letter);
    if (fact.type !== 'sent' && fact.type !== 'queued') continue;
    const { letter, obligations } = fact.payload;
    if (fact.occurredAt < at && obligations.includes(obligation)) letters.set(letter, fact);
  }
  return [...letters.values()].map((fact) => ({
    rung: fact.payload.rung,
    template: fact.payload.template as TemplateId,
    sentAt: fact.occurredAt,
    deliveredAt: deliveryOf(fact, known),
    protocol: null,
  }));
}

function deliveryOf(
  sent: FactOf<'sent'> | FactOf<'queued'>,
  known: readonly Fact[],
): Instant | null {
  const { letter, rung, obligations } = sent.payload;
  const delivered = known.find((fact) => {
    if (fact.type !== 'delivered') return false;
    if (fact.payload.letter !== undefined) return fact.payload.letter === letter;
    const named = fact.round === null || obligations.some((id) => id.endsWith(`/${fact.round}`));
    return named && fact.payload.rung === rung && fact.occurredAt >= sent.occurredAt;
  });
  return delivered?.occurredAt ?? null;
}

function reopeningReason({ reopened }: ObligationState, known: readonly Fact[]): string | null {
  const cause = known.find(({ id }) => id === reopened?.by);
  switch (cause?.type) {
    case 'rejected':
    case 'exemption-lapsed':
    case 'nil-lapsed':
      return cause.payload.reason;
    default:
      return null;
  }
}

const GROUNDS: Readonly<Record<FactPayloads['exemption-granted']['ground'], string>> = {
  statement: 'dichiarazione di nessuna variazione resa dal Comune',
  snapshots: 'confronto unità per unità fra due consistenze trasmesse, senza differenze',
  decision: 'decisione motivata dell’ufficio',
  presumed: 'nessuna variazione annotata nel registro (esonero presunto)',
};

function exemptionOf(
  { outcome, round }: ObligationState,
  known: readonly Fact[],
): LetterObligationContent['exemption'] {
  if (outcome !== 'exempt') return null;
  const granted = known.findLast(
    (fact): fact is FactOf<'exemption-granted'> =>
      fact.type === 'exemption-granted' && fact.round === round,
  );
  if (granted === undefined) return null;
  const { base, baseReference, ground, from, to } = granted.payload;
  const nil = known.some(({ id, type }) => id === base && type === 'nil-declared');
  const what = nil ? 'comunicazione di consistenza nulla' : 'ultima trasmissione ufficiale';
  return {
    base: `${what}, con dati al ${formatDate(baseReference)}`,
    evidence: `${GROUNDS[ground]}, per il periodo dal ${formatDate(from)} al ${formatDate(to)}`,
  };
}
