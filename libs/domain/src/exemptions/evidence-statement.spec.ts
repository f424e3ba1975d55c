import { describe, expect, it } from '@jest/globals';
import type { Course } from '../obligations/course.js';
import { fact, R2 } from '../obligations/testing/record.js';
import { byStatement, contradictionOf } from './evidence.js';
import {
  aCase,
  check,
  differing,
  entered,
  rejection,
  type Row,
  said,
  sale,
  same,
} from './testing/a-case.js';

/** A contest of a statement that an officer decided, or has still to decide. */
function contest(
  accepted: 'statement' | 'diff' | null,
  at = '2022-07-20',
  statement = 'said',
): Course['contests'][number] {
  const diff = { added: [], ceased: [], changed: [], vanished: [] };
  const placing = { id: 'contest', round: R2 };
  const one = fact('contested', '2022-07-12', { statement, diff }, placing);
  const payload = { contest: 'contest', accepted: accepted ?? 'diff', reason: 'verifica' };
  const resolution =
    accepted === null ? null : fact('contest-resolved', at, payload, { id: 'resolved', round: R2 });
  return { fact: one, resolution, moot: false };
}

describe('the municipality’s statement', () => {
  const name = 'Dichiarazione di nessuna variazione del 11/07/2022';
  const holds = `${name}: vale come prova.`;
  const past = `${name}: superata, non vale per il ciclo.`;
  const contested = `${name}: contestata dal confronto degli stati patrimoniali.`;
  const confirmed = ['resolved', 'said'];
  const withContest = (one: Course['contests'][number]) => ({ statement: said, contests: [one] });

  it.each<Row>([
    ['none was given', aCase(), 'Il Comune non ha dichiarato l’assenza di variazioni.'],
    ['nothing stands against it', aCase({ statement: said }), holds, ['said']],
    ['equal snapshots agree', aCase({ statement: said }, { pair: same }), holds, ['said']],
    [
      'the Region rejected an answer after it',
      aCase({ statement: said, rejection: rejection('2022-07-11 10:01') }),
      past,
    ],
    [
      'the Region rejected an answer at that moment',
      aCase({ statement: said, rejection: rejection('2022-07-11') }),
      past,
    ],
    [
      'the Region rejected an answer before it',
      aCase({ statement: said, rejection: rejection('2022-07-11 09:59') }),
      holds,
      ['said'],
    ],
    ['an officer preferred the difference', aCase(withContest(contest('diff'))), past],
    [
      'an officer preferred the difference to another one',
      aCase(withContest(contest('diff', '2022-07-20', 'older'))),
      holds,
      ['said'],
    ],
    [
      'a contest waits, whose difference is gone',
      aCase(withContest(contest(null)), { pair: same }),
      holds,
      ['said'],
    ],
    [
      'the register has a variation',
      aCase({ statement: said }, { variations: [sale('2022-07-01')] }),
      `${name}: smentita dal registro delle variazioni.`,
    ],
    [
      'a dwelling entered',
      aCase({ statement: said }, { dwelling: entered('2022-07-01') }),
      `${name}: smentita, dopo la consistenza nulla è entrato un alloggio.`,
    ],
    ['snapshots differ', aCase({ statement: said }, { pair: differing() }), contested],
    [
      'snapshots differ and an officer has still to decide',
      aCase(withContest(contest(null)), { pair: differing() }),
      contested,
    ],
    [
      'an officer confirmed it against the difference',
      aCase(withContest(contest('statement')), { pair: differing() }),
      holds,
      confirmed,
    ],
    [
      'the officer confirmed another statement',
      aCase(withContest(contest('statement', '2022-07-20', 'older')), { pair: differing() }),
      contested,
    ],
    [
      'the second snapshot is of the moment of the decision',
      aCase(withContest(contest('statement')), { pair: differing('2022-03-10', '2022-07-20') }),
      holds,
      confirmed,
    ],
    [
      'the second snapshot is of after the decision',
      aCase(withContest(contest('statement')), {
        pair: differing('2022-03-10', '2022-07-20 10:01'),
      }),
      contested,
    ],
    [
      'the first snapshot is of the moment of the decision',
      aCase(withContest(contest('statement')), { pair: differing('2022-07-20', '2022-07-12') }),
      holds,
      confirmed,
    ],
    [
      'the first snapshot is of after the decision',
      aCase(withContest(contest('statement')), {
        pair: differing('2022-07-20 10:01', '2022-07-12'),
      }),
      contested,
    ],
  ])('when %s', check(byStatement, 'statement'));

  it('is contradicted by differing snapshots only, and as long as it counts', () => {
    const pair = differing();
    expect(contradictionOf(aCase({ statement: said }, { pair }))).toEqual({
      statement: said,
      pair,
    });
    expect(contradictionOf(aCase({}, { pair }))).toBeNull();
    expect(contradictionOf(aCase({ statement: said }))).toBeNull();
    expect(contradictionOf(aCase({ statement: said }, { pair: same }))).toBeNull();
    expect(contradictionOf(aCase(withContest(contest('statement')), { pair }))).toBeNull();
    expect(contradictionOf(aCase(withContest(contest('diff')), { pair }))).toBeNull();
  });
});
