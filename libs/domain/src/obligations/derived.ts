import { formatDate } from '../calendar/format.js';
import { romeDate, startOfDay } from '../calendar/rome.js';
import type { Instant } from '../calendar/types.js';
import { describeDiff, describeVariation } from '../exemptions/describe.js';
import type { Judgement } from '../exemptions/judge-exemption.js';
import type { NilCarry } from '../exemptions/carried-nil.js';
import { type Course, dueOf, lastValidAnswer } from './course.js';
import type { Dossier } from './dossier.js';
import { elide } from './elide.js';
import { freshDue } from './due.js';
import type { DerivedFactType } from './transitions.js';
import type { Fact, FactId, FactOf, FactPayloads } from './types.js';

/** Makes derived facts of one municipality: deterministic ids, so that the same record gives the same facts. */
export interface Maker {
  readonly dossier: Dossier;
  readonly at: Instant;
  /** How many facts of that type the record has for that round. */
  count(type: DerivedFactType, course: Course): number;
}

/** The exemption that the judgement finds. It holds since its last support came, unless a lapse lies between. */
export function granted(
  maker: Maker,
  course: Course,
  judgement: Judgement,
): FactOf<'exemption-granted'> | null {
  const { base, ground, evidence } = judgement;
  if (base === null || ground === null) return null;
  const payload = {
    base: base.fact,
    baseReference: base.reference,
    ground,
    evidence,
    from: base.reference,
    to: course.reference,
  };
  const since = supportedSince(maker, course, [base.fact, ...evidence]);
  return derive(maker, course, 'exemption-granted', payload, since);
}

/** The nil return of an earlier date that counts for this round. */
export function carried(maker: Maker, course: Course, base: Fact): FactOf<'nil-carried'> {
  const since = supportedSince(maker, course, [base.id]);
  return derive(maker, course, 'nil-carried', { base: base.id }, since);
}

/** The contradiction between statement and diff, for an officer. */
export function contested(
  maker: Maker,
  course: Course,
  { statement, pair }: NonNullable<Judgement['contradiction']>,
): FactOf<'contested'> {
  const { added, ceased, changed, vanished } = pair.diff;
  const diff = { added, ceased, changed, vanished };
  return derive(maker, course, 'contested', { statement: statement.id, diff }, maker.at);
}

/** The end of an exemption, with its cause and the fresh due date. */
export function lapsedExemption(
  maker: Maker,
  course: Course,
  judgement: Judgement,
  contest: FactOf<'contested'> | null,
): FactOf<'exemption-lapsed'> {
  const { because, reason } = whyExemptionLapsed(maker.dossier, course, judgement, contest);
  const due = dueAfter(maker, course, because);
  const payload = { because: because.id, due, reason: elide(reason) };
  return derive(maker, course, 'exemption-lapsed', payload, maker.at);
}

/** The end of a carried nil return, with its cause and the fresh due date. */
export function lapsedNil(maker: Maker, course: Course, carry: NilCarry): FactOf<'nil-lapsed'> {
  const { because, reason } = whyNilLapsed(maker.dossier, course, carry);
  const due = dueAfter(maker, course, because);
  const payload = { because: because.id, due, reason: elide(reason) };
  return derive(maker, course, 'nil-lapsed', payload, maker.at);
}

interface Cause {
  readonly because: Fact;
  readonly reason: string;
}

function whyExemptionLapsed(
  dossier: Dossier,
  course: Course,
  judgement: Judgement,
  contest: FactOf<'contested'> | null,
): Cause {
  const grant = course.grant as FactOf<'exemption-granted'>;
  const lost = [grant.payload.base, ...grant.payload.evidence]
    .map((id) => lossOf(dossier, id))
    .find((cause) => cause !== null);
  if (lost !== undefined) return lost;
  const variation = dossier.variations.findLast(({ id }) => judgement.against.includes(id));
  if (variation !== undefined) {
    return { because: variation, reason: describeVariation(variation) };
  }
  if (contest !== null) {
    const reason =
      'il confronto degli stati patrimoniali contraddice la dichiarazione di nessuna variazione';
    return { because: contest, reason };
  }
  if (judgement.pair !== null && !judgement.pair.proves) {
    const { before, after } = judgement.pair;
    const because = before.recordedAt > after.recordedAt ? before : after;
    return {
      because,
      reason: `il confronto degli stati patrimoniali mostra ${describeDiff(judgement.pair.diff)}`,
    };
  }
  if (judgement.dwelling !== null) {
    return {
      because: judgement.dwelling,
      reason: 'dopo la consistenza nulla è entrato un alloggio',
    };
  }
  return { because: grant, reason: 'non ricorrono più le condizioni dell’esonero' };
}

function whyNilLapsed(dossier: Dossier, course: Course, { brokenBy }: NilCarry): Cause {
  const grant = course.carried as FactOf<'nil-carried'>;
  const lost = lossOf(dossier, grant.payload.base);
  if (lost !== null) return lost;
  if (brokenBy?.type === 'variation') {
    return { because: brokenBy, reason: describeVariation(brokenBy) };
  }
  if (brokenBy?.type === 'snapshot') {
    const day = formatDate(brokenBy.payload.reference);
    return { because: brokenBy, reason: `lo stato patrimoniale al ${day} riporta alloggi` };
  }
  if (brokenBy?.type === 'transmitted') {
    const day = formatDate(romeDate(brokenBy.occurredAt));
    return { because: brokenBy, reason: `il Comune ha trasmesso alloggi il ${day}` };
  }
  return { because: grant, reason: 'non risulta più una comunicazione di consistenza nulla' };
}

/** Why a fact that something rests on no longer stands: taken back, or rejected by the Region. */
function lossOf(dossier: Dossier, id: FactId): Cause | null {
  const correction = dossier.ledger.takenBack.get(id);
  if (correction !== undefined) {
    const day = formatDate(romeDate(correction.occurredAt));
    const reason = `il fatto su cui si fondava è stato rettificato il ${day}: ${correction.payload.reason}`;
    return { because: correction, reason };
  }
  for (const { answers, rejection } of dossier.courses.values()) {
    const answer = answers.find(({ fact }) => fact.id === id);
    if (answer?.state !== 'rejected' || rejection === null) continue;
    const what = answer.fact.type === 'nil-declared' ? 'la consistenza nulla' : 'la trasmissione';
    const sent = formatDate(romeDate(answer.fact.occurredAt));
    const day = formatDate(romeDate(rejection.occurredAt));
    const reason = `${what} del ${sent}, su cui si fondava, è stata respinta il ${day}`;
    return { because: rejection, reason };
  }
  return null;
}

/** Whether everything that an exemption rests on still stands. */
export function stillStands(dossier: Dossier, ids: readonly FactId[]): boolean {
  return ids.every((id) => lossOf(dossier, id) === null);
}

function dueAfter(maker: Maker, course: Course, because: Fact): ReturnType<typeof freshDue> {
  const { survey, calendar, today } = maker.dossier;
  const current = dueOf(course)?.date ?? today;
  return freshDue(survey, current, romeDate(because.recordedAt), calendar);
}

function supportedSince(maker: Maker, course: Course, ids: readonly FactId[]): Instant {
  const { dossier, at } = maker;
  if (course.lapse !== null || lastValidAnswer(course) !== null) return at;
  const opening = course.round === null ? at : startOfDay(course.round.opensOn);
  let since = opening;
  for (const { id, occurredAt } of dossier.ledger.facts) {
    if (occurredAt > since && ids.includes(id)) since = occurredAt;
  }
  return since;
}

function derive<T extends DerivedFactType>(
  maker: Maker,
  course: Course,
  type: T,
  payload: FactPayloads[T],
  occurredAt: Instant,
): FactOf<T> {
  const { survey, municipality } = maker.dossier;
  const number = maker.count(type, course) + 1;
  return {
    id: `${survey.id}/${course.reference}/${municipality.istat}/${type}/${number}`,
    type,
    survey: survey.id,
    municipality: municipality.istat,
    round: course.reference,
    occurredAt,
    recordedAt: maker.at,
    actor: 'sollecito',
    source: 'engine',
    evidence: null,
    payload,
  };
}
