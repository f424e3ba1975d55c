import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldMunicipality } from './fold.js';
import { react } from './react.js';
import { mayDerive, replay } from './replay.js';
import {
  andria,
  corrected,
  exempted,
  day,
  extended,
  fact,
  nilDeclared,
  noChange,
  R1,
  R2,
  replayed,
  rome,
  snapshot,
  survey,
  transmitted,
  validated,
  variation,
} from './testing/record.js';
import type { Fact } from './types.js';
import { aSurvey } from '../surveys/testing/a-survey.js';

const base = transmitted('2022-03-10', { id: 'base' });
const until = rome('2024-12-31');
const types = (facts: readonly { readonly type: string }[]) => facts.map(({ type }) => type);

describe('replay keeps the record as the engine would have kept it', () => {
  it('derives after the fact that caused it, at the moment of that fact', () => {
    const record = replay(
      survey,
      andria,
      [base, noChange('2022-07-11'), variation('2022-10-03', '2022-05-05')],
      until,
    );
    expect(types(record)).toEqual([
      'transmitted',
      'no-change-declared',
      'exemption-granted',
      'variation',
      'exemption-lapsed',
    ]);
    expect(record[4]?.recordedAt).toBe(rome('2022-10-03'));
  });

  it('evaluates when a round opens, without any fact of that day', () => {
    const presuming = aSurvey({ presumeNoChange: true });
    const grants = replay(presuming, andria, [base], rome('2023-01-01 00:00')).slice(1);
    expect(grants.map(({ round, recordedAt }) => [round, recordedAt])).toEqual([
      ['2022-06-30', rome('2022-07-01 00:00')],
      ['2022-12-31', rome('2023-01-01 00:00')],
    ]);
    expect(replay(presuming, andria, [base], rome('2022-12-31 23:59:59.999'))).toHaveLength(2);
  });

  it('evaluates the opening also when only a letter was recorded at that very moment', () => {
    const presuming = aSurvey({ presumeNoChange: true });
    const letter = fact('accepted', '2022-07-01 00:00', { rung: 'opening' }, { round: R1 });
    const record = replay(presuming, andria, [base, letter], rome('2022-07-02'));
    expect(types(record)).toEqual(['transmitted', 'accepted', 'exemption-granted']);
  });

  it('leaves out what was recorded later, and illegal moves with their reason', () => {
    const early = validated('2022-03-01', { id: 'early' });
    const { facts, refused } = replayed([early, base, extended('2022-05-01', '2022-06-30')], {
      until: '2022-04-30',
    });
    expect(facts.map(({ id }) => id)).toEqual(['base']);
    expect(refused).toEqual([
      {
        fact: early,
        refusal: {
          refused: true,
          code: 'nothing-to-validate',
          message: 'Non c’è alcuna trasmissione da validare.',
        },
      },
    ]);
  });

  it('feeds in the order of recording, whatever order the facts come in', () => {
    const facts = [validated('2022-03-12'), base];
    expect(types(replay(survey, andria, facts, until))).toEqual(['transmitted', 'validated']);
  });

  it('judges facts recorded at one moment together: the variation keeps the statement from exempting at all', () => {
    const facts = [base, noChange('2022-07-11'), variation('2022-07-11', '2022-05-05')];
    expect(types(replay(survey, andria, facts, until))).not.toContain('exemption-granted');
    const swapped = [base, variation('2022-07-11', '2022-05-05'), noChange('2022-07-11')];
    expect(types(replay(survey, andria, swapped, until))).not.toContain('exemption-granted');
  });

  it('in whatever order the facts of one moment stand: statement, snapshots, variation, decision', () => {
    const moment = '2022-07-11';
    const together = [
      noChange(moment, R2, { id: 's' }),
      snapshot(moment, R1, { a: 'owned' }, { id: 'b' }),
      snapshot(moment, R2, { a: 'sold' }, { id: 'a' }),
      variation(moment, '2022-05-05', { id: 'v' }),
      exempted(moment, R2, { id: 'd' }),
    ];
    const subsets = fc.subarray(together, { minLength: 1 });
    fc.assert(
      fc.property(subsets, fc.shuffledSubarray(together, { minLength: 5 }), (some, order) => {
        const shuffled = order.filter((one) => some.includes(one));
        const options = { asOf: day('2022-07-12') };
        const fold = (facts: readonly Fact[]) =>
          foldMunicipality(
            survey,
            andria,
            replay(survey, andria, [base, ...facts], until),
            options,
          );
        expect(fold(shuffled)).toEqual(fold(some));
      }),
    );
  });

  it('derives anew what was derived: doing it twice does it once', () => {
    const once = replay(
      survey,
      andria,
      [base, noChange('2022-07-11'), variation('2022-10-03', '2022-05-05')],
      until,
    );
    expect(replay(survey, andria, once, until)).toEqual(once);
  });

  it('drops a derived fact that other facts no longer bear', () => {
    const record = replay(survey, andria, [base, noChange('2022-07-11')], until);
    const known = variation('2022-07-01', '2022-05-05');
    expect(types(replay(survey, andria, [known, ...record], until))).toEqual([
      'transmitted',
      'variation',
      'no-change-declared',
    ]);
  });

  it('refuses the second of two facts with one id', () => {
    const { facts, refused } = replayed([base, { ...base }]);
    expect(facts).toHaveLength(1);
    expect(refused[0]?.refusal.code).toBe('already-recorded');
  });
});

describe('react derives what is not on record', () => {
  const at = rome('2022-07-11');

  it('nothing on an empty record, nor twice', () => {
    expect(react(survey, andria, [], at)).toEqual([]);
    const record = [base, noChange('2022-07-11')];
    const derived = react(survey, andria, record, at);
    expect(types(derived)).toEqual(['exemption-granted']);
    expect(react(survey, andria, [...record, ...derived], at)).toEqual([]);
    expect(react(survey, andria, [...record, ...derived], rome('2022-09-01'))).toEqual([]);
  });

  it('nothing from what is recorded later', () => {
    expect(react(survey, andria, [base, noChange('2022-07-11')], rome('2022-07-11 09:59'))).toEqual(
      [],
    );
  });

  it('several steps at once when it was not asked for long: granted at last, or never', () => {
    const sale = variation('2022-10-03', '2022-05-05');
    const record = [base, noChange('2022-07-11'), sale];
    expect(react(survey, andria, record, rome('2022-10-10'))).toEqual([]);
    const settled = [...record, corrected('2022-10-05', sale)];
    expect(types(react(survey, andria, settled, rome('2022-10-10')))).toEqual([
      'exemption-granted',
    ]);
  });

  it('counts the fresh due date from the recording, also when it is asked days later', () => {
    const record = replay(survey, andria, [base, noChange('2022-07-11')], rome('2022-08-01'));
    const late = react(
      survey,
      andria,
      [...record, variation('2022-10-03', '2022-05-05')],
      rome('2022-10-20'),
    );
    expect(late).toMatchObject([
      { type: 'exemption-lapsed', recordedAt: rome('2022-10-20'), payload: { due: '2022-11-02' } },
    ]);
  });

  it('a contest and the end of the exemption together', () => {
    const record = replay(
      survey,
      andria,
      [base, snapshot('2022-03-10', R1, { a: 'owned' }), noChange('2022-07-11')],
      rome('2022-08-01'),
    );
    const news = react(
      survey,
      andria,
      [...record, snapshot('2022-08-02', R2, { a: 'sold' })],
      rome('2022-08-02'),
    );
    expect(types(news)).toEqual(['contested', 'exemption-lapsed']);
    expect(news[1]?.payload).toMatchObject({
      because: news[0]?.id,
      reason:
        'il confronto degli stati patrimoniali contraddice la dichiarazione di nessuna variazione',
    });
  });

  it('after a nil return lapsed, what else exempts', () => {
    const presuming = aSurvey({ presumeNoChange: true });
    const nil = nilDeclared('2022-03-10', R1, { id: 'nil' });
    const old = transmitted('2021-03-10', { id: 'old', round: day('2020-12-31') });
    const record = [
      ...replay(presuming, andria, [old, nil], rome('2022-07-05')),
      corrected('2022-07-06', nil),
    ];
    const news = react(presuming, andria, record, rome('2022-07-06'));
    expect(news.filter(({ round }) => round === R2).map(({ type }) => type)).toEqual([
      'nil-lapsed',
      'exemption-granted',
    ]);
    expect(
      foldMunicipality(presuming, andria, [...record, ...news], { asOf: day('2022-07-06') })[1],
    ).toMatchObject({
      outcome: 'exempt',
      presumed: true,
      due: { version: 2 },
    });
  });

  it('tells which facts may bring anything new', () => {
    for (const one of [
      base,
      variation('2022-07-01', '2022-05-05'),
      snapshot('2022-07-01', R1, {}),
      corrected('2022-07-01', base),
    ]) {
      expect(mayDerive(one)).toBe(true);
    }
    for (const one of [
      fact('typed', '2022-07-01', {}),
      extended('2022-07-01', '2022-10-31'),
      fact('suspended', '2022-07-01', {}),
      fact('resumed', '2022-07-01', {}),
      fact('cancelled', '2022-07-01', { reason: 'errore' }),
      fact('delivered', '2022-07-01', { rung: 'opening' }),
    ]) {
      expect(mayDerive(one)).toBe(false);
    }
  });
});
