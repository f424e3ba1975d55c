import type { Instant, LocalDate } from '../calendar/types.js';
import { nilCarry } from '../exemptions/carried-nil.js';
import { judgeExemption, type Judgement } from '../exemptions/judge-exemption.js';
import type { Municipality } from '../municipalities/types.js';
import type { Round, Survey } from '../surveys/types.js';
import { type Course, isPending, lockOf } from './course.js';
import {
  carried,
  contested,
  granted,
  lapsedExemption,
  lapsedNil,
  type Maker,
  stillStands,
} from './derived.js';
import { type Dossier, type GrowingDossier, openDossier } from './dossier.js';
import { judge, type StatusFact } from './judge.js';
import type { Fact, FactOf } from './types.js';

/** Each pass can only bring what the one before made possible (a lapse, then another ground): a few are enough. */
const PASSES = 4;

/**
 * The facts that the rules derive now and that are not on record: exemptions granted and lapsed, nil returns carried and
 * lapsed, statements contested. Idempotent: with its own facts on record it gives none.
 *
 * @param facts the municipality's record; what was recorded after `at` is not known
 * @param at the moment of the evaluation: the `recordedAt` of what it derives
 * @example react(survey, andria, facts, at).map(({ type }) => type) //=> ['exemption-granted']
 */
export function react(
  survey: Survey,
  municipality: Municipality,
  facts: readonly Fact[],
  at: Instant,
): readonly Fact[] {
  const dossier = openDossier(survey, municipality, facts, { asOf: at, knownOn: at });
  const count = (type: Fact['type'], round: LocalDate): number =>
    facts.filter((fact) => fact.type === type && fact.round === round).length;
  return settle(dossier, at, count);
}

/**
 * Derives from an open dossier until nothing new follows, and takes what it derives into the dossier.
 *
 * @param count how many facts of that type the record has for that round
 */
export function settle(
  dossier: GrowingDossier,
  at: Instant,
  count: (type: Fact['type'], round: LocalDate) => number,
): readonly Fact[] {
  const derived: Fact[] = [];
  // Nothing is derived twice for one round at one moment: what stands for a judgement does not change meanwhile.
  const maker: Maker = { dossier, at, count: (type, { reference }) => count(type, reference) };
  for (let pass = 0; pass < PASSES; pass += 1) {
    const news = deriveOnce(maker);
    if (news.length === 0) break;
    for (const fact of news) dossier.take(fact);
    derived.push(...news);
  }
  return derived;
}

function deriveOnce(maker: Maker): readonly Fact[] {
  const { dossier } = maker;
  const derived: Fact[] = [];
  for (const round of dossier.rounds) {
    const course = dossier.courses.get(round.reference);
    if (course === undefined || isLocked(course, dossier)) continue;
    const news = deriveForRound(maker, round, course);
    // What the table refuses (a municipality that no longer exists, say) is not derived at all.
    if (news.every((fact) => isLegal(dossier, course, fact))) derived.push(...news);
  }
  return derived;
}

function isLocked(course: Course, { today }: Dossier): boolean {
  const lock = lockOf(course);
  return lock !== null && today > lock;
}

function isLegal({ merger }: Dossier, course: Course, fact: Fact): boolean {
  return typeof judge(course, fact as StatusFact, merger) === 'string';
}

function deriveForRound(maker: Maker, round: Round, course: Course): readonly Fact[] {
  switch (course.standing) {
    case 'carried-nil':
      return checkCarriedNil(maker, course);
    case 'open':
      return carryNil(maker, course) ?? checkExemption(maker, round, course);
    case 'rejected':
    case 'exempt':
      return checkExemption(maker, round, course);
    default:
      return [];
  }
}

function carryNil(maker: Maker, course: Course): readonly Fact[] | null {
  const { base, brokenBy } = nilCarry(maker.dossier, course.reference);
  return base !== null && brokenBy === null ? [carried(maker, course, base)] : null;
}

function checkCarriedNil(maker: Maker, course: Course): readonly Fact[] {
  const carry = nilCarry(maker.dossier, course.reference);
  if (carry.base === null || carry.brokenBy !== null) return [lapsedNil(maker, course, carry)];
  return carry.base.id === course.carried?.payload.base ? [] : [carried(maker, course, carry.base)];
}

function checkExemption(maker: Maker, round: Round, course: Course): readonly Fact[] {
  const judgement = judgeExemption(maker.dossier, round, course);
  const contest = newContest(maker, course, judgement);
  const news: Fact[] = contest === null ? [] : [contest];
  if (course.standing === 'exempt') {
    if (!judgement.exempt) news.push(lapsedExemption(maker, course, judgement, contest));
    else if (mustLinkAnew(maker.dossier, course.grant, judgement)) {
      pushIf(news, granted(maker, course, judgement));
    }
  } else {
    pushIf(news, granted(maker, course, judgement));
  }
  return news;
}

/** A contradiction that no pending contest of the same statement and snapshots has brought up yet. */
function newContest(
  maker: Maker,
  course: Course,
  { contradiction, exempt }: Judgement,
): FactOf<'contested'> | null {
  // Exempt on another ground (an officer's decision) there is nothing left to decide.
  if (contradiction === null || exempt) return null;
  const { statement, pair } = contradiction;
  const known = course.contests.some(
    (contest) =>
      isPending(contest) &&
      contest.fact.payload.statement === statement.id &&
      pair.before.recordedAt <= contest.fact.recordedAt &&
      pair.after.recordedAt <= contest.fact.recordedAt,
  );
  return known ? null : contested(maker, course, contradiction);
}

/** An exemption names its base and its evidence: when one of them is gone, or proof replaces presumption, it is renewed. */
function mustLinkAnew(
  dossier: Dossier,
  grant: FactOf<'exemption-granted'> | null,
  { ground }: Judgement,
): boolean {
  if (grant === null) return false;
  if (grant.payload.ground === 'presumed' && ground !== 'presumed') return true;
  return !stillStands(dossier, [grant.payload.base, ...grant.payload.evidence]);
}

function pushIf(news: Fact[], fact: Fact | null): void {
  if (fact !== null) news.push(fact);
}
