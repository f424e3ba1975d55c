import { describe, expect, it } from '@jest/globals';
import type { Fact, FactPayloads } from '../obligations/types.js';
import { momentOf } from './moment.js';
import { MunicipalityRecord } from './record.js';
import { aFact, at, day, planOf, pushErp } from './testing/index.js';
import { LAST_DAY } from '../calendar/index.js';
import { calendarOf } from '../obligations/due.js';

const ROUND = day('2021-12-31');
const FIRST = 'push-erp/2021-12-31';
const SECOND = 'push-erp/2022-06-30';
const WHEN = '2022-03-16T09:00:00+01:00';

function recordOf(...facts: readonly Fact[]): MunicipalityRecord {
  const record = new MunicipalityRecord();
  for (const fact of facts) record.add(fact);
  return record;
}

const letter = (
  type: 'sent' | 'queued',
  id: string,
  when = WHEN,
  more: Partial<FactPayloads['sent']> = {},
): Fact =>
  aFact(type, when, {
    rung: 'reminder-1',
    dueVersion: 1,
    letter: id,
    template: 'reminder',
    target: day('2022-03-16'),
    obligations: [FIRST],
    ...more,
  });
const withdrawn = (id: string, when = WHEN): Fact =>
  aFact('withdrawn', when, {
    rung: 'reminder-1',
    dueVersion: 1,
    letter: id,
    target: day('2022-03-16'),
    reason: 'risposta arrivata',
  });
const delivered = (payload: FactPayloads['delivered'], more: Partial<Fact> = {}): Fact =>
  aFact('delivered', '2022-03-16T09:05:00+01:00', payload, { id: 'd', ...more });
const ids = ({ letters }: MunicipalityRecord): readonly string[] =>
  letters.list.map(({ id }) => id);

describe('what the record says of a ladder', () => {
  it('nothing, before anything is said', () => {
    const record = new MunicipalityRecord();
    expect(record.ladder(ROUND)).toEqual({
      endings: [],
      givenUp: [],
      requests: [],
      unlocks: [],
      reopening: null,
      everAnswered: false,
    });
    expect([record.closures, record.merger, record.dueCauses.size]).toEqual([[], null, 0]);
  });

  it.each(['folded', 'dropped', 'skipped'] as const)('%s ends a rung and is no letter', (type) => {
    const payload = { rung: 'reminder-1', dueVersion: 2, target: ROUND, reason: 'x', into: 'y' };
    const record = recordOf(aFact(type, WHEN, payload));
    expect(record.ladder(ROUND).endings).toEqual([
      { type, rung: 'reminder-1', version: 2, at: at(WHEN), after: 0 },
    ]);
    expect(record.letters.list).toEqual([]);
    expect(record.letters.last).toBeNull();
  });

  it.each<[string, boolean, Fact]>([
    ['a transmission', true, aFact('transmitted', WHEN, { mode: 'flow' })],
    ['a nil return', true, aFact('nil-declared', WHEN, { reference: ROUND })],
    ['data only typed', false, aFact('typed', WHEN, {})],
    ['a closing day', false, aFact('closed-day', WHEN, { day: ROUND })],
    ['a variation', false, aFact('variation', WHEN, { kind: 'sale', date: ROUND, units: 1 })],
  ])('%s may have answered: %p', (_, answered, fact) => {
    expect(recordOf(fact).ladder(ROUND).everAnswered).toBe(answered);
  });

  it('each fact stands in its own place', () => {
    const closed = aFact('closed-day', WHEN, { day: ROUND }, { round: null });
    const merged = aFact('merged', WHEN, { into: '110002', on: ROUND, reason: 'x' });
    const extended = aFact('extended', WHEN, { due: ROUND, reason: 'x', scope: '110001' });
    const rejected = aFact('rejected', WHEN, { reason: 'x' });
    const record = recordOf(closed, merged, extended, rejected, aFact('typed', WHEN, {}));
    expect(record.closures).toEqual([closed]);
    expect(record.merger).toEqual(merged);
    expect([...record.dueCauses]).toEqual([[extended.id, at(WHEN)]]);
    expect(record.ladder(ROUND).reopening).toEqual({ fact: rejected.id, at: at(WHEN) });
  });
});

describe('letters', () => {
  it('queued and then sent, a letter is one, in its last place', () => {
    const record = recordOf(letter('queued', 'a'), letter('queued', 'b'), letter('sent', 'a'));
    expect(ids(record)).toEqual(['b', 'a']);
  });

  it('its receipt stays with it', () => {
    const record = recordOf(
      letter('queued', 'a'),
      delivered({ rung: 'reminder-1', letter: 'a' }),
      letter('sent', 'a'),
    );
    expect(record.letters.last).toMatchObject({ id: 'a', deliveredBy: 'd' });
  });

  it('held back, it never left but its day is spent', () => {
    const record = recordOf(letter('queued', 'a'), letter('queued', 'b'), withdrawn('a'));
    expect(ids(record)).toEqual(['b']);
    expect(record.letters.heldBackOn).toBe(record.letters.last?.day);
  });

  it('holding back a letter that nobody knows spends no day', () => {
    const record = recordOf(letter('queued', 'a'), withdrawn('z'));
    expect(ids(record)).toEqual(['a']);
    expect(record.letters.heldBackOn).toBe(-Infinity);
  });

  it('a decision to send counts as the letter that will be on record', () => {
    const [decision] = planOf('2022-02-14', '2022-02-14');
    if (decision === undefined) throw new Error('no letter');
    const record = new MunicipalityRecord();
    record.addLetter(decision, momentOf(calendarOf(pushErp, LAST_DAY), decision.at));
    expect(record.letters.last).toMatchObject({
      id: 'push-erp/110001/2022-02-14',
      rung: 'opening',
      template: 'opening',
      names: [FIRST],
      fact: 'sent/push-erp/2021-12-31/opening/1',
      deliveredBy: null,
    });
  });
});

describe('which letter a receipt proves', () => {
  const two = [letter('sent', 'a', WHEN, { obligations: [FIRST, SECOND] }), letter('sent', 'b')];
  const other = { round: day('2022-06-30') };

  it.each<[string, Fact, readonly (string | null)[]]>([
    ['the one that it names', delivered({ rung: 'reminder-1', letter: 'a' }), ['d', null]],
    ['whatever rung it says', delivered({ rung: 'overdue-1', letter: 'a' }), ['d', null]],
    ['none, when it names another', delivered({ rung: 'reminder-1', letter: 'z' }), [null, null]],
    ['without a name, the last one of its rung', delivered({ rung: 'reminder-1' }), [null, 'd']],
    ['none of another rung', delivered({ rung: 'overdue-1' }), [null, null]],
    [
      'one that names its round among others',
      delivered({ rung: 'reminder-1' }, other),
      ['d', null],
    ],
    [
      'of no round in particular, the last one',
      delivered({ rung: 'reminder-1' }, { round: null }),
      [null, 'd'],
    ],
    [
      'none that names another round',
      delivered({ rung: 'reminder-1' }, { round: day('2022-12-31') }),
      [null, null],
    ],
  ])('%s, whether recorded after the letters or before', (_, receipt, proofs) => {
    const proved = (record: MunicipalityRecord) =>
      record.letters.list.map(({ deliveredBy }) => deliveredBy);
    expect(proved(recordOf(...two, receipt))).toEqual(proofs);
    const known = proofs.includes('d');
    expect(proved(recordOf(receipt, ...two)).includes('d')).toBe(known);
  });

  it('the first receipt of a letter counts', () => {
    const again = delivered({ rung: 'reminder-1', letter: 'b' }, { id: 'e' });
    const first = delivered({ rung: 'reminder-1', letter: 'b' });
    expect(recordOf(...two, first, again).letters.last?.deliveredBy).toBe('d');
  });
});
