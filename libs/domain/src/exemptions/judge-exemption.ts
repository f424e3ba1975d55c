import { formatDate } from '../calendar/format.js';
import { addDays } from '../calendar/local-date.js';
import type { Course } from '../obligations/course.js';
import type { Dossier } from '../obligations/dossier.js';
import { refusal } from '../obligations/refusals.js';
import type { Fact } from '../obligations/types.js';
import type { Round } from '../surveys/types.js';
import { type Base, exemptionBase } from './base.js';
import { nilCarry } from './carried-nil.js';
import { describeBase, describeVariation } from './describe.js';
import {
  byDecision,
  byPresumption,
  byStatement,
  bySnapshots,
  type Case,
  type Contradiction,
  contradictionOf,
  type Finding,
} from './evidence.js';
import { type SnapshotPair, snapshotPair } from './snapshots.js';
import type { ExemptionVerdict } from './types.js';
import { variationsWithin } from './variations.js';

/** The verdict with what `react` needs beyond it; the sentences are made when somebody reads them. */
export interface Judgement extends Omit<ExemptionVerdict, 'reasons'> {
  readonly contradiction: Contradiction | null;
  /** The difference between the snapshots, when there are two. */
  readonly pair: SnapshotPair | null;
  /** What broke the nil return that is the base. */
  readonly dwelling: Fact | null;
  reasons(): readonly string[];
}

/**
 * The exemption rule on one round: a base, and evidence of no variation in (base reference, round reference]. The first
 * kind of evidence that holds is the ground: statement, snapshots, decision, presumption.
 */
export function judgeExemption(dossier: Dossier, round: Round, course: Course): Judgement {
  const base = exemptionBase(dossier, round.reference);
  const all = caseOf(dossier, course, base);
  const findings = [byStatement(all), bySnapshots(all), byDecision(all), byPresumption(all)];
  const found = base === null ? undefined : findings.find(({ holds }) => holds);
  return {
    exempt: found !== undefined,
    ground: found?.ground ?? null,
    base: base === null ? null : { fact: base.fact.id, reference: base.reference },
    evidence: found?.evidence ?? [],
    against: found === undefined ? all.variations.map(({ id }) => id) : [],
    reasons: () => reasonsOf(round, base, all, findings),
    contradiction: contradictionOf(all),
    pair: all.pair,
    dwelling: all.dwelling,
  };
}

/** All that speaks for and against an exemption of that round, with that base. */
export function caseOf(dossier: Dossier, course: Course, base: Base | null): Case {
  const { reference } = course;
  // Without a base nobody is exempt, but a statement that the snapshots contradict is still an officer's matter.
  const from = base?.reference ?? addDays(reference, -1);
  return {
    course,
    presumeNoChange: dossier.survey.presumeNoChange,
    pair: snapshotPair(dossier.snapshots, from, reference),
    variations: variationsWithin(dossier.variations, from, reference),
    dwelling: base?.fact.type === 'nil-declared' ? nilCarry(dossier, reference).brokenBy : null,
  };
}

function reasonsOf(
  round: Round,
  base: Base | null,
  all: Case,
  findings: readonly Finding[],
): readonly string[] {
  if (base === null) return [refusal('no-base').message];
  const window = `dopo il ${formatDate(base.reference)} e fino al ${formatDate(round.reference)}`;
  return [
    describeBase(base),
    ...all.variations.map(
      (one) => `Nella finestra (${window}) il registro riporta: ${describeVariation(one)}.`,
    ),
    ...findings.map((finding) => finding.reason()),
  ];
}
