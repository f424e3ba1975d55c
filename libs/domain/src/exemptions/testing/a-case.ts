import { expect } from '@jest/globals';
import { type Course, newCourse } from '../../obligations/course.js';
import {
  exempted,
  noChange,
  R1,
  R2,
  rejected,
  snapshot,
  survey,
  variation,
} from '../../obligations/testing/record.js';
import type { FactOf } from '../../obligations/types.js';
import { roundOf } from '../../surveys/rounds.js';
import type { Case, Finding } from '../evidence.js';
import { snapshotPair } from '../snapshots.js';

export const said = noChange('2022-07-11', R2, { id: 'said' }) as FactOf<'no-change-declared'>;
export const decided = exempted('2022-07-11', R2, { id: 'decided' }) as FactOf<'exempted'>;

/** The second round with what is said of it, and nothing else on record. */
export function aCase(
  course: Partial<Course> = {},
  changes: Partial<Omit<Case, 'course'>> = {},
): Case {
  const empty = newCourse(R2, roundOf(survey, R2));
  return {
    course: { ...empty, ...course },
    presumeNoChange: true,
    pair: null,
    variations: [],
    dwelling: null,
    ...changes,
  };
}

export const rejection = (at: string) => rejected(at, { round: R2 }) as FactOf<'rejected'>;
export const sale = (at: string) => variation(at, '2022-05-05') as FactOf<'variation'>;
export const entered = (at: string) => snapshot(at, R2, { a: 'owned' });

/** Two snapshots of one owned unit, unless told; each recorded on its day. */
export function aPair(
  beforeAt: string,
  afterAt: string,
  after: Readonly<Record<string, string>> = { '1_1': 'owned' },
) {
  const found = [
    snapshot(beforeAt, R1, { '1_1': 'owned' }, { id: 'before' }),
    snapshot(afterAt, R2, after, { id: 'after' }),
  ];
  return snapshotPair(found as FactOf<'snapshot'>[], R1, R2);
}
export const differing = (beforeAt = '2022-03-10', afterAt = '2022-07-10') =>
  aPair(beforeAt, afterAt, { '1_1': 'sold' });
export const same = aPair('2022-03-10', '2022-07-10');
export const doubtful = aPair('2022-03-10', '2022-07-10', { '1_1': 'sold', '1-1': 'owned' });

/** Without evidence the finding doesn't hold. */
export type Row = readonly [when: string, of: Case, reason: string, evidence?: readonly string[]];

/** A test of one kind of evidence on each row. */
export function check(by: (of: Case) => Finding, ground: Finding['ground']) {
  return (...[, of, reason, evidence]: Row): void => {
    const found = by(of);
    expect({ ...found, reason: found.reason() }).toEqual({
      ground,
      holds: evidence !== undefined,
      evidence: evidence ?? [],
      reason,
    });
  };
}
