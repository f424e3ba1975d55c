import type {
  Decision,
  Fact,
  FactOf,
  Instant,
  LocalDate,
  Municipality,
  OnFault,
  RefusedFact,
  Survey,
} from '@app/domain';
import {
  addressOn,
  formatDate,
  fullName,
  formalNoticeExpiry,
  guarded,
  letterContent,
  letterId,
  orderDecisions,
  rehearse,
  romeDate,
  rungName,
} from '@app/domain';
import { letterToken } from '@app/evidence';
import { LetterError, letterSubject, type LetterModel, type Protocol } from '@app/letters';
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
  /** Of the letter that leaves; null when none does, or it can't be written: there is nothing to write it from. */
  readonly subject: string | null;
  /** Last day of the term that a formal notice gives, from its own delivery receipt; absent: none or not delivered. */
  readonly termEnds: LocalDate | undefined;
  /** Makes the whole letter's data; null when none leaves, or letters were not asked for. */
  readonly model: (() => LetterModel) | null;
}

/** Whom the rehearsal tells what it can't do. */
export interface SimulateTold {
  /** A municipality that can't be planned: it has no lines. */
  readonly onFault: OnFault;
  /** A letter that can't be written, as a sentence: its line stays, without subject. */
  readonly onUnwritten: (sentence: string) => void;
  /** An event that the rules would not have recorded. */
  readonly onRefused: (refused: RefusedFact) => void;
}

/** Every line of the rehearsal in the order of the contract. */
export function simulate(
  { survey, municipalities }: SimulateInput,
  events: Events,
  range: SimulateRange,
  { onFault, onRefused, onUnwritten }: SimulateTold,
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
    onRefused,
  });
  const lines: SimulateLine[][] = [];
  for (const { municipality, decisions, facts } of plans) {
    const tell = (): SimulateLine[] => {
      const record = facts();
      return decisions.map((one) => lineOf(survey, municipality, record, one, range, onUnwritten));
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
  onUnwritten: SimulateTold['onUnwritten'],
): SimulateLine {
  const { at, action } = decision;
  const line = { at, action, decision, municipality };
  // What was to be said may be settled by now: only of a letter that leaves is there something to write.
  if (action !== 'send') return { ...line, subject: null, termEnds: undefined, model: null };
  const model = (withEarlier = true): LetterModel =>
    modelOf(survey, municipality, record, decision, sender, withEarlier);
  return {
    ...line,
    subject: subjectOf(survey, municipality, decision, () => model(false), onUnwritten),
    termEnds: termEnds(survey, record, decision),
    model: letters ? () => model() : null,
  };
}

/** The letter's subject; a letter that can't be written is told by its own line, and costs no other. */
function subjectOf(
  survey: Survey,
  municipality: Municipality,
  { rung, day }: Decision,
  model: () => LetterModel,
  onUnwritten: SimulateTold['onUnwritten'],
): string | null {
  try {
    return letterSubject(model());
  } catch (error) {
    if (!(error instanceof LetterError)) throw error;
    const letter = `La lettera «${rungName(survey, rung)}» del ${formatDate(day)}`;
    onUnwritten(
      `${letter} al ${fullName(municipality, day)} non si può scrivere. ${error.sentence}`,
    );
    return null;
  }
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
