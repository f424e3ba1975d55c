import { describe, expect, it } from '@jest/globals';
import { compareText, correctedFacts, ledgerOf, momentOf } from './ledger.js';
import {
  corrected,
  day,
  fact,
  R1,
  rejected,
  rome,
  transmitted,
  validated,
} from './testing/record.js';
import type { Fact } from './types.js';

const at = (asOf: string, knownOn: string | null = null) => ({
  asOf: rome(asOf),
  knownOn: knownOn === null ? null : rome(knownOn),
});

const ids = (record: readonly Fact[], horizon = at('2022-12-31')) =>
  ledgerOf('push-erp', '110001', record, horizon).facts.map(({ id }) => id);

const a = transmitted('2022-03-01', { id: 'a' });
const b = rejected('2022-03-02', { id: 'b', recordedAt: '2022-03-05' });
const c = transmitted('2022-03-03', { id: 'c' });

describe('the record at a horizon', () => {
  it('is put into the order of recording', () => {
    expect(ids([a, b, c])).toEqual(['a', 'c', 'b']);
    expect(ids([b, c, a])).toEqual(['a', 'c', 'b']);
    expect(ids([c, b, a])).toEqual(['a', 'c', 'b']);
  });

  it('keeps the given order of facts recorded at one moment', () => {
    const x = validated('2022-03-03', { id: 'x' });
    expect(ids([c, x, a])).toEqual(['a', 'c', 'x']);
    expect(ids([x, c, a])).toEqual(['a', 'x', 'c']);
    expect(ids([x, c])).toEqual(['x', 'c']);
  });

  it.each([
    ['before b happened', at('2022-03-02 09:59'), ['a']],
    ['when b happened', at('2022-03-02 10:00'), ['a', 'b']],
    ['of c, when b was not on record', at('2022-12-31', '2022-03-05 09:59'), ['a', 'c']],
    ['of c, when b was put on record', at('2022-12-31', '2022-03-05 10:00'), ['a', 'c', 'b']],
  ])('%s', (_, horizon, expected) => {
    expect(ids([a, b, c], horizon)).toEqual(expected);
  });

  it('knows a merger before the day on which it was noted, any other fact not', () => {
    const payload = { into: '110009', on: day('2022-02-01'), reason: 'fusione' };
    const merged = fact('merged', '2022-05-01', payload, { id: 'm', round: null });
    expect(ids([a, merged], at('2022-03-01'))).toEqual(['a', 'm']);
    expect(ids([merged], at('2022-12-31', '2022-04-30'))).toEqual([]);
  });

  it('is of one municipality and one survey', () => {
    expect(ids([a, { ...c, municipality: '110002' }])).toEqual(['a']);
    expect(ids([a, { ...c, survey: 'altra' }])).toEqual(['a']);
  });

  it('takes nothing back without a correction', () => {
    expect(ledgerOf('push-erp', '110001', [a, c], at('2022-12-31'))).toEqual({
      facts: [a, c],
      takenBack: new Map(),
      removed: [],
    });
  });

  it('leaves out what was taken back, and names the correction', () => {
    const by = corrected('2022-03-06', a, { id: 'by' });
    expect(ledgerOf('push-erp', '110001', [by, a, c], at('2022-12-31'))).toEqual({
      facts: [c, by],
      takenBack: new Map([['a', by]]),
      removed: [{ fact: a, by }],
    });
    expect(ids([a, c, by], at('2022-03-05'))).toEqual(['a', 'c']);
  });
});

describe('a correction', () => {
  const first = corrected('2022-03-06', a, { id: 'first' });
  const back = corrected('2022-03-07', first, { id: 'back' });
  const again = corrected('2022-03-08', back, { id: 'again' });

  it.each<[string, readonly Fact[], readonly string[]]>([
    ['takes a fact back', [a, first], ['a by first']],
    ['opens the record: the fact is not in it', [first], ['a by first']],
    ['is taken back itself: the fact stands', [a, first, back], ['first by back']],
    ['is made good by the third', [a, first, back, again], ['a by first', 'back by again']],
    ['other facts take nothing back', [a, b, c], []],
    ['of nothing', [], []],
  ])('%s', (_, record, expected) => {
    const found = [...correctedFacts(record)].map(([id, by]) => `${id} by ${by.id}`);
    expect(found.sort()).toEqual(expected);
  });
});

describe('a moment', () => {
  it('is the last one of a day, or itself', () => {
    expect(momentOf(R1)).toBe('2021-12-31T22:59:59.999Z');
    expect(momentOf(rome('2022-03-01 10:00'))).toBe('2022-03-01T09:00:00.000Z');
  });
});

describe('two texts', () => {
  it.each([
    ['a', 'b', -1],
    ['b', 'a', 1],
    ['a', 'a', 0],
    ['a', 'aa', -1],
  ])('%s against %s', (a, b, expected) => {
    expect(compareText(a, b)).toBe(expected);
  });
});
