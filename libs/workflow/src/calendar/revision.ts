import type { Fact, Instant, LocalDate, Round } from '@app/domain';
import { lawDays, romeDate, romeInstant, STATUS_FACTS } from '@app/domain';
import type { SurveyVersionSummary } from '@app/persistence';
import type { Revision } from './types.js';

/** Beside the facts on which an outcome depends: what takes one back, and the end of a municipality. */
const ALSO: readonly Fact['type'][] = ['corrected', 'merged'];
const MATTERS = new Set<Fact['type']>([...STATUS_FACTS, ...ALSO]);

const latest = (a: Instant, b: Instant): Instant => (a > b ? a : b);

/** What a survey's own dates depend on: the versions of its rules, and the laws that came while the round was open. */
export function roundRevision(
  versions: readonly SurveyVersionSummary[],
  round: Pick<Round, 'opensOn' | 'due'>,
  now: Instant,
): Revision {
  const today = romeDate(now);
  const laws = lawDays().filter(
    (published) => published > round.opensOn && published <= today && published <= round.due.due,
  );
  const moments = [
    ...versions.map(({ recordedAt }) => recordedAt),
    ...laws.map((day) => romeInstant(day, '00:00')),
  ].filter((at) => at <= now);
  return {
    sequence: Math.max(0, versions.length - 1) + laws.length,
    changedAt: moments.reduce(latest, versions[0]?.recordedAt ?? now),
  };
}

/** With the facts of municipalities that may change a duty of the round: its own, and those of no round. */
export function withFacts(base: Revision, facts: Iterable<Fact>, round: LocalDate): Revision {
  let { sequence, changedAt } = base;
  for (const fact of facts) {
    if (!MATTERS.has(fact.type) || (fact.round !== null && fact.round !== round)) continue;
    sequence += 1;
    changedAt = latest(changedAt, fact.recordedAt);
  }
  return { sequence, changedAt };
}

/** With everything on record: a letter may be moved by any of it. */
export function withRecord(base: Revision, facts: Iterable<Fact>): Revision {
  let { sequence, changedAt } = base;
  for (const { recordedAt } of facts) {
    sequence += 1;
    changedAt = latest(changedAt, recordedAt);
  }
  return { sequence, changedAt };
}
