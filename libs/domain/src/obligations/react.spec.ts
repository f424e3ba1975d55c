import { describe, expect, it } from '@jest/globals';
import { aSurvey } from '../surveys/testing/a-survey.js';
import { react } from './react.js';
import {
  andria,
  corrected,
  day,
  exempted,
  fact,
  nilDeclared,
  noChange,
  R1,
  R2,
  R3,
  rejected,
  replayed,
  rome,
  snapshot,
  survey,
  transmitted,
  validated,
  variation,
} from './testing/record.js';
import type { Fact } from './types.js';

const R0 = day('2020-12-31');
const base = transmitted('2022-03-10', { id: 'base' });
const statement = noChange('2022-07-11', R2, { id: 'statement' });
const before = snapshot('2022-03-10', R1, { a: 'owned' }, { id: 'before' });
const sold = (at: string, id = 'sold') => snapshot(at, R2, { a: 'sold' }, { id });
const presuming = aSurvey({ presumeNoChange: true });

/** What the rules derived from these facts, in short: round, type, number. */
const derived = (facts: readonly Fact[], on = survey) =>
  replayed(facts, { on })
    .facts.filter(({ source }) => source === 'engine')
    .map(({ id }) => id.replace('push-erp/', '').replace('110001/', ''));

/** What the rules derived last. */
const last = (facts: readonly Fact[], on = survey) => replayed(facts, { on }).facts.at(-1);

describe('a contest is brought up once for a statement and a pair of snapshots', () => {
  const contested = [base, before, statement, sold('2022-07-15')];
  const none: readonly string[] = [];
  const first = [
    '2022-06-30/exemption-granted/1',
    '2022-06-30/contested/1',
    '2022-06-30/exemption-lapsed/1',
  ];
  const again = '2022-06-30/contested/2';

  it.each<[string, readonly Fact[], readonly string[]]>([
    ['and not on another day', [validated('2022-07-20')], none],
    ['anew for another second snapshot', [sold('2022-07-20', 'sold-2')], [again]],
    ['anew for another first snapshot', [snapshot('2022-07-20', R1, { a: 'owned' })], [again]],
    [
      'and not for a snapshot of another date',
      [snapshot('2022-07-20', day('2022-05-31'), { a: 'owned' })],
      none,
    ],
    ['anew for another statement', [noChange('2022-07-20')], [again]],
    [
      'and no more when a decision exempts',
      [exempted('2022-07-20')],
      ['2022-06-30/exemption-granted/2'],
    ],
    [
      'anew when that decision is overtaken by a variation',
      [exempted('2022-07-20'), variation('2022-07-25', '2022-05-05')],
      ['2022-06-30/exemption-granted/2', again, '2022-06-30/exemption-lapsed/2'],
    ],
  ])('%s', (_, facts, expected) => {
    expect(derived([...contested, ...facts])).toEqual([...first, ...expected]);
  });

  it('once also when the first snapshot comes last, or all at one moment', () => {
    const late = snapshot('2022-07-15', R1, { a: 'owned' });
    expect(derived([base, statement, sold('2022-07-14'), late, validated('2022-07-20')])).toEqual(
      first,
    );
    const moment = [noChange('2022-07-15'), late, sold('2022-07-15')];
    expect(derived([base, ...moment, validated('2022-07-20')])).toEqual(['2022-06-30/contested/1']);
  });

  it('of one pair of snapshots the confirmed statement is not contested again', () => {
    const contest = 'push-erp/2022-06-30/110001/contested/1';
    const payload = { contest, accepted: 'statement', reason: 'verifica' } as const;
    const resolved = fact('contest-resolved', '2022-07-20', payload, { round: R2 });
    const grant = '2022-06-30/exemption-granted/2';
    expect(derived([...contested, resolved])).toEqual([...first, grant]);
    const later = [grant, again, '2022-06-30/exemption-lapsed/2'];
    expect(derived([...contested, resolved, sold('2022-07-21', 'sold-2')])).toEqual([
      ...first,
      ...later,
    ]);
  });
});

describe('a nil return carried over is linked to the last one that stands', () => {
  it('another one, when the last is taken back', () => {
    const old = nilDeclared('2021-02-10', R0, { id: 'old' });
    const own = nilDeclared('2022-03-10', R1, { id: 'own' });
    const facts = [old, own, corrected('2022-08-01', own)];
    const links = replayed(facts, { until: '2022-09-01' }).facts.flatMap((one) =>
      one.type === 'nil-carried' ? [[one.round, one.payload.base]] : [],
    );
    expect(links).toEqual([
      [R1, 'old'],
      [R2, 'own'],
      [R2, 'old'],
    ]);
  });
});

describe('a municipality that no longer exists', () => {
  const payload = { into: '110009', on: day('2022-08-01'), reason: 'fusione' };
  const merged = fact('merged', '2022-07-20', payload, { round: null });

  it.each([
    ['2022-07-31 23:59', ['exemption-granted']],
    ['2022-08-01 00:00', []],
  ])('gets no exemption: %s', (at, expected) => {
    const late = noChange('2022-07-25', R2, { recordedAt: at });
    const news = react(
      survey,
      andria,
      [transmitted('2022-03-10'), merged, { ...late, occurredAt: late.recordedAt }],
      rome(at),
    );
    expect(news.map(({ type }) => type)).toEqual(expected);
  });
});

describe('snapshots compared after the end of the municipality', () => {
  it.each([
    ['2022-07-31', ['exemption-granted']],
    ['2022-08-01', []],
  ])('exempt nobody: %s', (at, expected) => {
    const payload = { into: '110009', on: day('2022-08-01'), reason: 'fusione' };
    const merged = fact('merged', '2022-07-20', payload, { round: null });
    const record = [base, before, merged, snapshot(at, R2, { a: 'owned' })];
    expect(react(survey, andria, record, rome(at)).map(({ type }) => type)).toEqual(expected);
  });
});

describe('the reason of a lapse names what it was', () => {
  const reasonOf = (facts: readonly Fact[], on = survey) => {
    const found = last(facts, on);
    const { because, reason } = found?.payload as { because?: string; reason?: string };
    return { type: found?.type, because, reason };
  };

  it('a dwelling seen after the nil return that is the base', () => {
    const facts = [
      nilDeclared('2022-03-10', R1),
      transmitted('2022-08-01', { round: R2 }),
      rejected('2022-08-10', { round: R2 }),
      noChange('2022-08-11'),
    ];
    expect(last(facts)?.type).toBe('nil-carried');
    const seen = snapshot('2022-09-01', day('2022-05-31'), { a: 'owned' }, { id: 'seen' });
    const record = replayed([...facts, seen], { until: '2022-12-01' }).facts;
    expect(record.at(-1)).toMatchObject({
      type: 'exemption-lapsed',
      actor: 'sollecito',
      payload: { because: 'seen', reason: 'dopo la consistenza nulla è entrato un alloggio' },
    });
  });

  it('conditions that are no more: a survey that presumes no longer', () => {
    const record = replayed([base], { on: presuming, until: '2022-08-01' }).facts;
    const grant = 'push-erp/2022-06-30/110001/exemption-granted/1';
    expect(react(survey, andria, record, rome('2022-08-01'))).toMatchObject([
      {
        type: 'exemption-lapsed',
        payload: { because: grant, reason: 'non ricorrono più le condizioni dell’esonero' },
      },
    ]);
  });

  it('a nil return that an empty file replaced', () => {
    const facts = [nilDeclared('2021-02-10', R0), transmitted('2022-02-10', { round: R0 }, 0)];
    expect(reasonOf(facts)).toEqual({
      type: 'nil-lapsed',
      because: 'push-erp/2021-12-31/110001/nil-carried/1',
      reason: 'non risulta più una comunicazione di consistenza nulla',
    });
  });

  it('a nil return that the Region rejected', () => {
    const facts = [nilDeclared('2021-02-10', R0), rejected('2022-02-12', { id: 'no', round: R0 })];
    expect(reasonOf(facts)).toEqual({
      type: 'nil-lapsed',
      because: 'no',
      reason:
        'la consistenza nulla del 10/02/2021, su cui si fondava, è stata respinta il 12/02/2022',
    });
  });

  it.each([
    ['the first snapshot, if it came last', '2022-07-20', '2022-07-19', 'after-first'],
    ['the second snapshot, if it came last', '2022-07-19', '2022-07-20', 'after-second'],
    ['the second of two that came at once', '2022-07-20', '2022-07-20', 'after-second'],
  ])('%s', (_, firstAt, secondAt, because) => {
    const facts = [
      base,
      exempted('2022-07-11'),
      snapshot(firstAt, R1, { a: 'owned' }, { id: 'after-first' }),
      snapshot(secondAt, R2, { a: 'sold' }, { id: 'after-second' }),
    ];
    expect(reasonOf(facts)).toEqual({
      type: 'exemption-lapsed',
      because,
      reason: 'il confronto degli stati patrimoniali mostra 1 differenza',
    });
  });

  it('the variation, and not an answer that was rejected in another round', () => {
    const facts = [
      transmitted('2021-03-10', { round: R0 }),
      rejected('2021-03-20', { round: R0 }),
      base,
      statement,
      variation('2022-08-01', '2022-05-05', { id: 'sale' }),
    ];
    expect(reasonOf(facts)).toMatchObject({ type: 'exemption-lapsed', because: 'sale' });
  });
});

describe('an exemption holds since its last support came', () => {
  const granted = (facts: readonly Fact[]) => {
    const found = replayed(facts, { until: '2022-12-01' }).facts.findLast(
      ({ type }) => type === 'exemption-granted',
    );
    return found?.occurredAt;
  };

  it.each<[string, readonly Fact[], string]>([
    ['the statement', [base, statement], '2022-07-11'],
    [
      'the statement, recorded later',
      [base, noChange('2022-07-11', R2, { recordedAt: '2022-07-20' })],
      '2022-07-11',
    ],
    ['the base', [transmitted('2022-07-20'), statement], '2022-07-20'],
    [
      'its recording, when an answer of the round is still valid',
      [
        base,
        transmitted('2022-08-01', { round: R2 }),
        validated('2022-08-02', { round: R2 }),
        transmitted('2022-08-03', { round: R2 }),
        rejected('2022-08-10', { round: R2 }),
        noChange('2022-08-05', R2, { recordedAt: '2022-08-11' }),
      ],
      '2022-08-11',
    ],
    [
      'its recording, when it lapsed before',
      [
        base,
        statement,
        variation('2022-08-01', '2022-05-05', { id: 'v' }),
        corrected('2022-08-20', variation('2022-08-01', '2022-05-05', { id: 'v' })),
      ],
      '2022-08-20',
    ],
  ])('%s', (_, facts, at) => {
    expect(granted(facts)).toBe(rome(at));
  });
});

describe('what is derived is numbered by its type and its round', () => {
  const sale = variation('2022-08-01', '2022-05-05', { id: 'v' });
  const back = corrected('2022-08-20', sale);
  const next = noChange('2023-01-10', R3, { id: 'next' });

  it('from the record, as a journal does', () => {
    const record = replayed([base, statement, sale], { until: '2022-08-10' }).facts;
    const ids = react(survey, andria, [...record, back], rome('2022-08-20')).map(({ id }) => id);
    expect(ids).toEqual(['push-erp/2022-06-30/110001/exemption-granted/2']);
  });

  it('from those of its own round only', () => {
    const record = replayed([base, statement], { until: '2022-08-10' }).facts;
    const ids = react(survey, andria, [...record, next], rome('2023-01-10')).map(({ id }) => id);
    expect(ids).toEqual(['push-erp/2022-12-31/110001/exemption-granted/1']);
  });

  it('in two rounds at once', () => {
    const ids = react(survey, andria, [base, statement, next], rome('2023-01-10'));
    expect(ids.map(({ id }) => id)).toEqual([
      'push-erp/2022-06-30/110001/exemption-granted/1',
      'push-erp/2022-12-31/110001/exemption-granted/1',
    ]);
  });
});
