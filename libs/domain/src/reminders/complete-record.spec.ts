import { describe, expect, it } from '@jest/globals';
import { endOfDay } from '../calendar/index.js';
import { replay } from '../obligations/replay.js';
import type { Fact } from '../obligations/types.js';
import type { Survey } from '../surveys/types.js';
import { completeRecord } from './complete-record.js';
import { aFact, aMunicipality, andria, day, pushErp } from './testing/index.js';

const TO = day('2023-12-31');
const complete = (record: readonly Fact[], survey: Survey = pushErp, municipality = andria) =>
  completeRecord(survey, municipality, record, TO);

const transmitted = (when: string, more: Partial<Fact> = {}): Fact =>
  aFact('transmitted', when, { mode: 'flow' }, more);
const OF_MARCH = '2022-03-10T10:00:00+01:00';
const OF_APRIL = '2022-04-10T10:00:00+02:00';

describe('an ordinary record is taken as it is', () => {
  it.each<[string, readonly Fact[]]>([
    ['nothing at all', []],
    ['a transmission', [transmitted(OF_MARCH)]],
    [
      'a transmission and its validation',
      [transmitted(OF_MARCH), aFact('validated', '2022-03-20T10:00:00+01:00', {})],
    ],
    [
      'a rejection, and data typed after it',
      [
        transmitted(OF_MARCH),
        aFact('rejected', '2022-03-12T10:00:00+01:00', { reason: 'x' }),
        aFact('typed', '2022-03-14T10:00:00+01:00', {}),
      ],
    ],
    [
      'a transmission on the day on which the round opens',
      [transmitted('2022-01-01T00:00:00+01:00')],
    ],
    [
      'a validation on the last day before the lock',
      [transmitted(OF_MARCH), aFact('validated', '2023-06-30T23:00:00+02:00', {})],
    ],
    [
      'facts that bear on no state',
      [
        aFact('address-changed', OF_MARCH, { pec: 'a@b.it' }, { round: null }),
        aFact('delivered', OF_MARCH, { rung: 'opening' }),
      ],
    ],
    [
      'transmissions for two rounds',
      [
        transmitted(OF_MARCH),
        transmitted('2022-09-10T10:00:00+02:00', { round: day('2022-06-30') }),
      ],
    ],
  ])('%s', (_, record) => {
    const taken = complete(record);
    expect(taken).toBe(record);
    expect(replay(pushErp, andria, record, endOfDay(TO))).toEqual(taken);
  });

  it('one of a survey that never locks', () => {
    const survey = { ...pushErp, acceptanceOffset: null, lockOffset: null };
    const record = [transmitted('2023-10-01T10:00:00+02:00')];
    expect(complete(record, survey)).toBe(record);
  });
});

describe('any other is kept as the rules would have kept it', () => {
  const twin = transmitted(OF_MARCH);

  it.each<[string, readonly Fact[], readonly string[]]>([
    ['another survey’s', [transmitted(OF_MARCH, { survey: 'other' })], []],
    ['another municipality’s', [transmitted(OF_MARCH, { municipality: '110002' })], []],
    ['a round that does not exist', [transmitted(OF_MARCH, { round: day('2022-03-31') })], []],
    ['before the round opens', [transmitted('2021-12-31T23:00:00+01:00')], []],
    [
      'after the lock',
      [twin, aFact('validated', '2023-07-01T00:00:00+02:00', {})],
      ['transmitted'],
    ],
    ['after the last day for answers', [transmitted('2023-01-01T00:00:00+01:00')], []],
    ['a validation of nothing', [aFact('validated', OF_MARCH, {})], []],
    [
      'a validation twice',
      [twin, aFact('validated', OF_APRIL, {}), aFact('validated', OF_APRIL, {})],
      ['transmitted', 'validated'],
    ],
    [
      'a nil return',
      [aFact('nil-declared', OF_MARCH, { reference: day('2021-12-31') })],
      ['nil-declared', 'nil-carried', 'nil-carried', 'nil-carried'],
    ],
    ['the same fact twice', [twin, twin], ['transmitted']],
  ])('%s', (_, record, kept) => {
    const taken = complete(record);
    expect(taken).not.toBe(record);
    expect(taken.map(({ type }) => type)).toEqual(kept);
  });

  it('a snapshot, by which an exemption may be granted or contested', () => {
    const record = [
      transmitted(OF_MARCH),
      aFact('snapshot', OF_MARCH, { reference: day('2021-12-31'), units: [] }, { round: null }),
    ];
    expect(complete(record)).not.toBe(record);
  });

  it('one that some rule may add to: presumption, chosen addressees, a municipality that was not there', () => {
    const record = [transmitted(OF_MARCH)];
    const surveys = [
      { ...pushErp, presumeNoChange: true },
      { ...pushErp, addressees: ['110001'] },
    ];
    for (const survey of surveys) expect(complete(record, survey)).not.toBe(record);
    for (const young of [{ existsFrom: day('2022-02-01') }, { existsTo: day('2022-02-28') }])
      expect(complete(record, pushErp, aMunicipality(young))).not.toBe(record);
  });

  it('and what the rules would have refused is told', () => {
    const refused: string[] = [];
    const late = transmitted('2023-01-01T00:00:00+01:00');
    completeRecord(pushErp, andria, [transmitted(OF_MARCH), late], TO, ({ fact, refusal }) =>
      refused.push(`${fact.id} ${refusal.code}`),
    );
    expect(refused).toEqual([`${late.id} after-cut-off`]);
  });

  it('but nothing comes of nothing, whatever the survey', () => {
    const record: readonly Fact[] = [];
    expect(complete(record, { ...pushErp, presumeNoChange: true })).toBe(record);
  });
});
