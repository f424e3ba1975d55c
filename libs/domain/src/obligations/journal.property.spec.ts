import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { romeDate, startOfDay } from '../calendar/rome.js';
import type { Instant } from '../calendar/types.js';
import { roundsOf } from '../surveys/rounds.js';
import { admit } from './admit.js';
import { react } from './react.js';
import { mayDerive, replay } from './replay.js';
import { type ArbitraryCase, arbitraryCase } from './testing/arbitrary-record.js';
import { andria } from './testing/record.js';
import type { Fact } from './types.js';

/** What `replay` promises, said in the plainest way: every fact judged and every derivation made on the whole record. */
function plainReplay({ survey, facts, until }: ArbitraryCase): readonly Fact[] {
  const record: Fact[] = [];
  const openings = roundsOf(survey, romeDate(until)).map((round) => startOfDay(round.opensOn));
  const moments = new Set<Instant>([...openings, ...facts.map(({ recordedAt }) => recordedAt)]);
  for (const at of [...moments].sort()) {
    let matters = openings.includes(at);
    for (const fact of facts.filter(({ recordedAt }) => recordedAt === at)) {
      if (admit(survey, andria, record, fact) !== null) continue;
      record.push(fact);
      matters ||= mayDerive(fact);
    }
    if (matters) record.push(...react(survey, andria, record, at));
  }
  return record;
}

describe('a journal kept open gives what judging the whole record each time gives', () => {
  // The second lies around the law that made 4 October a holiday.
  it.each([2021, 2024])('for any record of a survey that begins at the end of %i', (year) => {
    fc.assert(
      fc.property(arbitraryCase(year), (one) => {
        expect(replay(one.survey, andria, one.facts, one.until)).toEqual(plainReplay(one));
      }),
      { numRuns: 200 },
    );
  });
});
