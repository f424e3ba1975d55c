import type {
  Decision,
  Fact,
  FactOf,
  Instant,
  LocalDate,
  Municipality,
  OnFault,
  Survey,
} from '@app/domain';
import {
  addressOn,
  formalNoticeExpiry,
  guarded,
  letterContent,
  letterId,
  orderDecisions,
  rehearse,
  romeDate,
} from '@app/domain';
import { letterToken } from '@app/evidence';
import { letterSubject, type LetterModel, type Protocol } from '@app/letters';
import type { Events, SimulateInput } from './simulate-input.js';

/** The range of days of a rehearsal, both included, and who writes. */
export interface SimulateRange {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly sender: string;
  /** Keep what whole letters are written from. */
  readonly letters: boolean;
}

/** One line of the rehearsal: the decision, the letter that it sends, and what the letter sets. */
export interface SimulateLine {
  readonly at: Instant;
  readonly action: Decision['action'];
  readonly decision: Decision;
  readonly municipality: Municipality;
  /** Of the letter that leaves; null when none does: there is nothing to write it from. */
  readonly subject: string | null;
  /** Last day of the term that a formal notice gives, from its own delivery receipt; absent: none or not delivered. */
  readonly termEnds: LocalDate | undefined;
  /** Makes the whole letter's data; null when none leaves, or letters were not asked for. */
  readonly model: (() => LetterModel) | null;
}

/** Every line of the rehearsal in the order of the contract; of one that can't be planned none, which `onFault` is told. */
export function simulate(
  { survey, municipalities }: SimulateInput,
  events: Events,
  range: SimulateRange,
  onFault: OnFault,
): readonly SimulateLine[] {
  const { factsOf, downtimes } = events;
  const { from, to } = range;
  const plans = rehearse({
    survey,
    municipalities,
    factsOf,
    downtimes,
    from,
    to,
    assumeDelivery: true,
    onFault,
  });
  const lines: SimulateLine[][] = [];
  for (const { municipality, decisions, facts } of plans) {
    const tell = (): SimulateLine[] => {
      const record = facts();
      return decisions.map((one) => lineOf(survey, municipality, record, one, range));
    };
    lines.push(guarded(municipality, tell, onFault) ?? []);
  }
  return orderDecisions(lines);
}

function lineOf(
  survey: Survey,
  municipality: Municipality,
  record: readonly Fact[],
  decision: Decision,
  { sender, letters }: SimulateRange,
): SimulateLine {
  const { at, action } = decision;
  const line = { at, action, decision, municipality };
  // What was to be said may be settled by now: only of a letter that leaves is there something to write.
  if (action !== 'send') return { ...line, subject: null, termEnds: undefined, model: null };
  const model = (withEarlier = true): LetterModel =>
    modelOf(survey, municipality, record, decision, sender, withEarlier);
  return {
    ...line,
    subject: letterSubject(model(false)),
    termEnds: termEnds(survey, record, decision),
    model: letters ? () => model() : null,
  };
}

function modelOf(
  survey: Survey,
  municipality: Municipality,
  record: readonly Fact[],
  decision: Decision,
  sender: string,
  withEarlier: boolean,
): LetterModel {
  const { template, rung, obligations, at, day, repeats } = decision;
  const letter = letterId(decision);
  return letterContent<Protocol>(survey, municipality, record, {
    template,
    rung,
    obligations,
    at,
    letter,
    repeats,
    to: addressOf(municipality, record, day) ?? '',
    from: sender,
    token: letterToken(letter),
    protocol: null,
    sandbox: false,
    withEarlier,
  });
}

/** The address in force on a day: the last that the events changed, or the register's. */
function addressOf(
  municipality: Municipality,
  record: readonly Fact[],
  day: LocalDate,
): string | null {
  const changed = record.findLast(
    (fact): fact is FactOf<'address-changed'> =>
      fact.type === 'address-changed' && romeDate(fact.recordedAt) <= day,
  );
  return changed?.payload.pec ?? addressOn(municipality, day)?.address ?? null;
}

function termEnds(
  survey: Survey,
  record: readonly Fact[],
  decision: Decision,
): LocalDate | undefined {
  const rung = survey.rungs.find(({ id }) => id === decision.rung);
  if (rung === undefined || rung.term === null) return undefined;
  const letter = letterId(decision);
  const delivered = record.find(
    (fact) =>
      fact.type === 'delivered' &&
      fact.payload.rung === decision.rung &&
      fact.occurredAt >= decision.at &&
      (fact.payload.letter ?? letter) === letter &&
      decision.obligations.some((id) => fact.round === null || id.endsWith(`/${fact.round}`)),
  );
  if (delivered === undefined) return undefined;
  return formalNoticeExpiry(survey, rung, delivered.occurredAt).due;
}
