import { formatDate } from '../calendar/format.js';
import { romeDate } from '../calendar/rome.js';
import { exemptionBase } from '../exemptions/base.js';
import { closingDaysFault } from '../municipalities/closing-days.js';
import type { Municipality } from '../municipalities/types.js';
import { roundOf } from '../surveys/rounds.js';
import type { LocalDate } from '../calendar/types.js';
import type { Survey } from '../surveys/types.js';
import { admitRequest, isRequest, type LadderRequest } from '../reminders/admit-request.js';
import { recordedClosures } from './closures.js';
import { type Course, dueOf, lockOf, newCourse } from './course.js';
import { type Dossier, openDossier } from './dossier.js';
import { isAddressee } from './existence.js';
import { farDay } from './far-day.js';
import { judge, type StatusFact } from './judge.js';
import { refusal } from './refusals.js';
import { roundsOfFact } from './round-of-fact.js';
import { isAnswer, isDerived, isStatusFact } from './transitions.js';
import type { Fact, FactId, FactOf, Refusal } from './types.js';

/**
 * Whether a fact may be put on the municipality's record: null, or the refusal with its reason. Read against what is on
 * record when it is recorded. Derived facts are judged like others: the engine asks before it appends.
 *
 * @example admit(survey, andria, [], validated)?.code //=> 'nothing-to-validate'
 */
export function admit(
  survey: Survey,
  municipality: Municipality,
  facts: readonly Fact[],
  fact: Fact,
): Refusal | null {
  const misplaced = admitPlace(survey, municipality, fact);
  if (misplaced !== null) return misplaced;
  if (facts.some(({ id }) => id === fact.id)) return refusal('already-recorded', { fact: fact.id });
  if (!needsDossier(fact)) return admitAlone(municipality, facts, fact);
  const asOf = fact.occurredAt > fact.recordedAt ? fact.occurredAt : fact.recordedAt;
  const horizon = { asOf, knownOn: fact.recordedAt };
  const open = (known: readonly Fact[]): Dossier =>
    openDossier(survey, municipality, known, horizon);
  const dossier = fact.type === 'corrected' ? openWithout(open, facts, fact) : open(facts);
  const find = (id: FactId): Fact | undefined => facts.find((one) => one.id === id);
  return admitTo(dossier, find, fact);
}

/** A record that can't be read for the very fact that is taken back is read without it: that is how it is mended. */
function openWithout(
  open: (known: readonly Fact[]) => Dossier,
  facts: readonly Fact[],
  { payload }: FactOf<'corrected'>,
): Dossier {
  try {
    return open(facts);
  } catch {
    return open(facts.filter(({ id }) => id !== payload.fact));
  }
}

/** The record is the municipality's own, of one survey. */
export function admitPlace(survey: Survey, { istat }: Municipality, fact: Fact): Refusal | null {
  if (fact.survey !== survey.id) return refusal('wrong-survey', { survey: fact.survey });
  if (fact.municipality !== istat) {
    return refusal('wrong-municipality', { municipality: fact.municipality });
  }
  const day = farDay(fact);
  return day === null ? null : refusal('day-out-of-range', { day });
}

/** Whether a fact is judged against what is on record, or for itself alone (`admitAlone`). */
export function needsDossier(fact: Fact): boolean {
  return fact.type === 'corrected' || isRequest(fact) || isStatusFact(fact.type);
}

/** Judges a fact on which no outcome depends directly. @param facts those on record */
export function admitAlone(
  { closingDays }: Municipality,
  facts: readonly Fact[],
  fact: Fact,
): Refusal | null {
  if (fact.type === 'closed-day') {
    const recorded = recordedClosures(facts).map(({ payload }) => payload.day);
    const fault = closingDaysFault([...closingDays, ...recorded, fact.payload.day]);
    return fault === null ? null : refusal('too-many-closings', { fault });
  }
  if (fact.type === 'snapshot') return admitReference(fact.payload.reference, fact);
  return null;
}

/** Judges a fact against an open dossier. @param find a fact on record by its id */
export function admitTo(
  dossier: Dossier,
  find: (id: FactId) => Fact | undefined,
  fact: Fact,
): Refusal | null {
  if (fact.type === 'corrected') return admitCorrection(dossier, find, fact);
  if (!isAddressee(dossier.survey, dossier.municipality.istat)) return refusal('not-addressee');
  if (isRequest(fact)) return admitLadder(dossier, fact);
  return admitStatusFact(dossier, fact as StatusFact);
}

function admitStatusFact(dossier: Dossier, fact: StatusFact): Refusal | null {
  if (fact.type === 'nil-declared') {
    const early = admitReference(fact.payload.reference, fact);
    if (early !== null) return early;
  }
  const references = roundsOfFact(fact, dossier.rounds);
  if (references.length === 0) return refusal('round-missing');
  const refusals = references.map((reference) => admitToRound(dossier, reference, fact));
  // A fact about several rounds is welcome if one of them takes it.
  return refusals.includes(null) ? null : (refusals[0] ?? null);
}

/** Nobody describes a day that has not come. */
function admitReference(reference: LocalDate, fact: Fact): Refusal | null {
  const day = romeDate(fact.occurredAt);
  if (reference <= day) return null;
  const values = { reference: formatDate(reference), day: formatDate(day) };
  return refusal('reference-in-future', values);
}

function admitToRound(dossier: Dossier, reference: LocalDate, fact: StatusFact): Refusal | null {
  const { survey, merger } = dossier;
  const round = roundOf(survey, reference, dossier.today);
  const course = dossier.courses.get(reference) ?? newCourse(reference, round);
  return (
    admitRound(survey, reference, fact, course) ??
    admitDetails(dossier, course, fact) ??
    asRefusal(judge(course, fact, merger))
  );
}

function admitRound(
  survey: Survey,
  reference: LocalDate,
  fact: StatusFact,
  course: Course,
): Refusal | null {
  const { round } = course;
  const isHistory = reference < survey.firstReference;
  if (round === null) {
    // An answer to an earlier survey may be a base or a nil return that still counts.
    if (isHistory || fact.type === 'nil-declared') return null;
    return refusal('round-unknown', { round: formatDate(reference) });
  }
  const day = romeDate(fact.occurredAt);
  const needsOpening = isAnswer(fact.type) || fact.type === 'exempted' || fact.type === 'typed';
  if (needsOpening && day < round.opensOn) {
    return refusal('before-round', { day: formatDate(round.opensOn) });
  }
  const recorded = romeDate(fact.recordedAt);
  const lock = lockOf(course);
  if (lock !== null && recorded > lock) {
    return refusal('round-locked', { round: formatDate(reference), day: formatDate(lock) });
  }
  return null;
}

function admitDetails(dossier: Dossier, course: Course, fact: StatusFact): Refusal | null {
  if (fact.type === 'extended') return admitExtension(course, fact);
  if (fact.type === 'exempted') return admitDecision(dossier, course, fact);
  return null;
}

function admitExtension(course: Course, fact: FactOf<'extended'>): Refusal | null {
  const { round } = course;
  const { due } = fact.payload;
  const decided = romeDate(fact.occurredAt);
  if (round !== null && due < round.opensOn) {
    const values = { due: formatDate(due), day: formatDate(round.opensOn) };
    return refusal('due-before-round', values);
  }
  if (due < decided) {
    const values = { due: formatDate(due), day: formatDate(decided) };
    return refusal('due-before-decision', values);
  }
  // While the term stands still, the same day is another one: it is not moved at the resumption.
  const inForce = course.suspension === null ? dueOf(course) : null;
  if (inForce !== null && (due === inForce.date || due === inForce.nominal)) {
    return refusal('due-in-force', { due: formatDate(inForce.date) });
  }
  return null;
}

function admitDecision(
  dossier: Dossier,
  course: Course,
  { payload }: FactOf<'exempted'>,
): Refusal | null {
  if (payload.reason.trim() === '' || payload.approver.trim() === '') {
    return refusal('decision-incomplete');
  }
  if (course.standing !== 'open' && course.standing !== 'rejected') return null;
  return exemptionBase(dossier, course.reference) === null ? refusal('no-base') : null;
}

function admitLadder(
  { survey, municipality, ledger }: Dossier,
  fact: LadderRequest,
): Refusal | null {
  const incomplete = fact.type === 'unlocked' ? admitUnlock(fact) : null;
  return incomplete ?? admitRequest(survey, municipality, ledger.facts, fact);
}

/** The engine invents no power: what has no legal basis entered does not leave. */
function admitUnlock({ payload }: FactOf<'unlocked'>): Refusal | null {
  const { legalBasis, signer, act, protocol } = payload;
  const blank = [legalBasis, signer, act, protocol].some((text) => text.trim() === '');
  return blank ? refusal('unlock-incomplete') : null;
}

function admitCorrection(
  dossier: Dossier,
  find: (id: FactId) => Fact | undefined,
  { payload, recordedAt }: FactOf<'corrected'>,
): Refusal | null {
  const { fact: id } = payload;
  const target = find(id);
  if (target === undefined) return refusal('fact-unknown', { fact: id });
  if (isDerived(target.type)) return refusal('derived-fact');
  if (dossier.ledger.takenBack.has(id)) return refusal('already-corrected', { fact: id });
  for (const reference of roundsOfFact(target, dossier.rounds)) {
    const course = dossier.courses.get(reference);
    const lock = course === undefined ? null : lockOf(course);
    if (lock !== null && romeDate(recordedAt) > lock) {
      return refusal('round-locked', { round: formatDate(reference), day: formatDate(lock) });
    }
  }
  return null;
}

function asRefusal(verdict: ReturnType<typeof judge>): Refusal | null {
  return typeof verdict === 'string' ? null : verdict;
}
