import { describe, expect, it } from '@jest/globals';
import { AT, messages, one, parse } from './testing/event-lines.js';

describe('a line without round gets the one that fits', () => {
  it.each([
    ['2022-01-01T00:00:00+01:00', '2021-12-31', 'the first moment of the first round'],
    ['2022-06-30T23:59:59+02:00', '2021-12-31', 'the last second before the second opens'],
    ['2022-07-01T00:00:01+02:00', '2022-06-30', 'the first second after'],
  ])('a transmission at %s is of the round %s: %s', (at, round) => {
    expect(one({ type: 'transmitted', mode: 'flow', at }).round).toBe(round);
  });

  it('keeps the round that the line names', () => {
    const line = { type: 'transmitted', mode: 'flow', at: '2022-07-05T10:00:00Z' };
    expect(one({ ...line, round: '2021-12-31' }).round).toBe('2021-12-31');
  });

  it.each(['validated', 'rejected'])(
    '%s answers the transmission before it, wherever the file has it',
    (type) => {
      const { facts } = parse(
        { at: '2022-07-05T10:00:00Z', municipality: '110001', type, reason: 'x' },
        { at: '2022-06-20T10:00:00Z', municipality: '110001', type: 'transmitted', mode: 'flow' },
      );
      expect(facts.map(({ round }) => round)).toEqual(['2021-12-31', '2021-12-31']);
    },
  );

  it.each<[string, string | null, string]>([
    ['2021-12-31', '2021-12-31', 'a reference date of the survey'],
    ['2022-06-30', '2022-06-30', 'another one'],
    ['2020-12-31', null, 'a day before the first: an earlier survey'],
    ['2021-06-30', null, 'the half year before'],
    ['2022-03-31', null, 'no reference date'],
  ])('a nil return for %s is of the round %s: %s', (reference, round) => {
    expect(one({ type: 'nil-declared', reference, at: '2022-07-05T10:00:00Z' }).round).toBe(round);
  });

  it.each([
    ['variation', { kind: 'sale', date: '2022-02-01', units: 1 }],
    ['snapshot', { reference: '2021-12-31', units: [] }],
    ['address-changed', { pec: 'a@pec.it' }],
    ['closed-day', { day: '2022-03-15' }],
    ['suspended', {}],
    ['resumed', {}],
    ['merged', { into: '110002', on: '2022-05-31', reason: 'x' }],
  ])('%s is about the municipality: no round', (type, fields) => {
    expect(one({ type, ...fields }).round).toBeNull();
  });

  it.each([
    ['overdue-2', '2022-07-05T10:00:00Z', '2021-12-31', 'the second round is not there yet'],
    ['opening', '2022-08-17T10:00:00Z', '2022-06-30', 'its day has come in the second round'],
    ['opening', '2022-07-05T10:00:00Z', '2021-12-31', 'not yet'],
  ])('the delivery of %s at %s is of the round %s: %s', (rung, at, round) => {
    expect(one({ type: 'delivered', rung, at }).round).toBe(round);
  });

  it.each([
    ['2022-03-10T10:00:00Z', '2021-12-31', 'none is overdue: the open one'],
    ['2022-07-05T10:00:00Z', '2021-12-31', 'the first is overdue, the second not'],
    ['2022-10-05T10:00:00Z', '2022-06-30', 'both are: the later'],
  ])('what unlocks the formal notice at %s is of the round %s: %s', (at, round) => {
    const unlocked = {
      rung: 'formal-notice',
      legalBasis: 'a',
      signer: 'b',
      act: 'c',
      protocol: 'd',
    };
    expect(one({ type: 'unlocked', ...unlocked, at }).round).toBe(round);
  });

  it('is refused before any round is open', () => {
    const line = { at: '2021-12-31T10:00:00Z', municipality: '110001', type: 'typed' };
    expect(messages(line)).toEqual([
      'riga 1, campo round: trovato niente, atteso la data di riferimento del ciclo: in quel giorno nessun ciclo è aperto',
    ]);
  });

  it('takes a named round of an earlier survey where it can be the base of an exemption', () => {
    const line = { type: 'transmitted', mode: 'flow', round: '2021-06-30' };
    expect(one(line).round).toBe('2021-06-30');
    expect(
      messages({ at: AT, municipality: '110001', type: 'typed', round: '2021-06-30' }),
    ).toHaveLength(1);
  });
});
