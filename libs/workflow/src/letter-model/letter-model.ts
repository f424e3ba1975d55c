import type {
  Fact,
  FactOf,
  FactType,
  Instant,
  Municipality,
  ObligationState,
  Survey,
  TemplateId,
} from '@app/domain';
import {
  daysBetween,
  foldMunicipality,
  describeTerm,
  formatDate,
  roundOf,
  romeDate,
} from '@app/domain';
import type {
  EarlierLetter,
  FormalNoticeData,
  LetterModel,
  LetterObligation,
  Protocol,
} from '@app/letters';

/** What is decided about a letter, before anything of it is written. */
export interface LetterOrder {
  readonly template: TemplateId;
  readonly rung: string;
  /** Obligations that it names, oldest first. */
  readonly obligations: readonly string[];
  readonly at: Instant;
  readonly to: string;
  readonly from: string;
  readonly token: string;
  readonly protocol: Protocol | null;
  readonly sandbox: boolean;
}

/**
 * Everything that a letter may say, from the record alone: the same for the running engine, the rehearsal
 * and the preview. `facts` are those of the survey on record at the time of the order.
 */
export function letterModel(
  survey: Survey,
  municipality: Municipality,
  facts: readonly Fact[],
  order: LetterOrder,
): LetterModel {
  const known = facts.filter((fact) => fact.recordedAt <= order.at);
  const states = foldMunicipality(survey, municipality, known, {
    asOf: order.at,
    knownOn: order.at,
  });
  const obligations = order.obligations.flatMap((id) => {
    const state = states.find((candidate) => candidate.obligation === id);
    return state === undefined ? [] : [obligationOf(survey, state, known, order)];
  });
  const { template, to, from, token, protocol, sandbox } = order;
  const formalNotice = template === 'formal-notice' ? formalNoticeOf(survey, known, order) : null;
  const day = romeDate(order.at);
  return {
    template,
    survey,
    municipality,
    to,
    from,
    day,
    obligations,
    protocol,
    formalNotice,
    token,
    sandbox,
  };
}

function obligationOf(
  survey: Survey,
  state: ObligationState,
  facts: readonly Fact[],
  order: LetterOrder,
): LetterObligation {
  const own = facts.filter((fact) => fact.round === state.round);
  const extension = last(own, 'extended');
  return {
    obligation: state.obligation,
    reference: state.round,
    due: state.due.date,
    originalDue: roundOf(survey, state.round)?.due.due ?? state.due.date,
    extension:
      extension === null ? null : { due: state.due.date, reason: extension.payload.reason },
    daysToDue: daysBetween(romeDate(order.at), state.due.date),
    earlier: earlierLetters(state, facts, order),
    reason: reopeningReason(state, facts),
    exemption: exemptionOf(own),
  };
}

/** The letters of this duty that left before, with the time of their delivery receipts. */
function earlierLetters(
  state: ObligationState,
  facts: readonly Fact[],
  order: LetterOrder,
): EarlierLetter[] {
  const sent = facts.filter(
    (fact): fact is FactOf<'sent'> =>
      fact.type === 'sent' &&
      fact.occurredAt < order.at &&
      fact.payload.obligations.includes(state.obligation),
  );
  return sent.map((fact) => ({
    rung: fact.payload.rung,
    template: fact.payload.template as TemplateId,
    sentAt: fact.occurredAt,
    deliveredAt: deliveryOf(fact, facts),
    protocol: null,
  }));
}

function deliveryOf(sent: FactOf<'sent'>, facts: readonly Fact[]): Instant | null {
  const delivered = facts.find(
    (fact): fact is FactOf<'delivered'> =>
      fact.type === 'delivered' &&
      fact.payload.rung === sent.payload.rung &&
      fact.occurredAt >= sent.occurredAt &&
      (fact.payload.letter === undefined || fact.payload.letter === sent.payload.letter),
  );
  return delivered?.occurredAt ?? null;
}

function reopeningReason(state: ObligationState, facts: readonly Fact[]): string | null {
  const cause = facts.find((fact) => fact.id === state.reopened?.by);
  switch (cause?.type) {
    case 'rejected':
    case 'exemption-lapsed':
    case 'nil-lapsed':
      return cause.payload.reason;
    default:
      return null;
  }
}

const GROUNDS = {
  statement: 'dichiarazione di nessuna variazione del Comune',
  snapshots: 'confronto unità per unità tra le due fotografie del patrimonio, senza differenze',
  decision: 'decisione motivata dell’ufficio',
  presumed: 'nessuna variazione annotata nel registro (esonero presunto)',
} as const;

function exemptionOf(facts: readonly Fact[]): LetterObligation['exemption'] {
  const granted = last(facts, 'exemption-granted');
  if (granted === null) return null;
  const { baseReference, ground, from, to } = granted.payload;
  return {
    base: `ultima trasmissione ufficiale riferita al ${formatDate(baseReference)}`,
    evidence: `${GROUNDS[ground]} (periodo dal ${formatDate(from)} al ${formatDate(to)})`,
  };
}

function formalNoticeOf(
  survey: Survey,
  facts: readonly Fact[],
  order: LetterOrder,
): FormalNoticeData | null {
  const unlocked = facts.filter(
    (fact): fact is FactOf<'unlocked'> =>
      fact.type === 'unlocked' && fact.payload.rung === order.rung,
  );
  const payload = unlocked.at(-1)?.payload;
  const rung = survey.rungs.find((candidate) => candidate.id === order.rung);
  if (payload === undefined || rung === undefined || rung.term === null) return null;
  const { legalBasis, signer, act, protocol } = payload;
  return { legalBasis, signer, act, protocol, term: describeTerm(rung.term) };
}

function last<T extends FactType>(facts: readonly Fact[], type: T): FactOf<T> | null {
  const found = facts.filter((fact): fact is Fact & FactOf<T> => fact.type === type);
  return found.at(-1) ?? null;
}
