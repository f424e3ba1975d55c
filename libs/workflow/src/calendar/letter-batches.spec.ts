import { describe, expect, it } from '@jest/globals';
import type { Instant, LocalDate } from '@app/domain';
import type { LetterBatch } from './letter-batches.js';
import { batchEntries, batchesOf } from './letter-batches.js';

const WEDNESDAY = '2022-03-16' as LocalDate;
const THURSDAY = '2022-03-17' as LocalDate;
const NINE = '2022-03-16T08:00:00.000Z' as Instant;
const base = { sequence: 0, changedAt: NINE };

const batch = (change: Partial<LetterBatch> = {}): LetterBatch => ({
  ...{ obligation: 'push-erp/2021-12-31', rung: 'reminder-1', day: WEDNESDAY, at: NINE },
  ...{ state: 'confirmed', done: false, count: 1, detail: '' },
  ...change,
});
const told = (...parts: LetterBatch[]) =>
  batchEntries(batchesOf(parts), base).map(({ uid, day, count, state, done, detail }) => ({
    ...{ uid, day, count, state, done, detail },
  }));

describe('letters that stand on one day', () => {
  it('are one entry with their number, of which the reason of one says nothing', () => {
    expect(told(batch({ detail: 'a' }), batch({ count: 3, detail: 'b' }))).toMatchObject([
      { uid: 'push-erp/2021-12-31/reminder-1/lettera', count: 4, detail: '' },
    ]);
    expect(told(batch({ detail: 'perché' }))).toMatchObject([{ count: 1, detail: 'perché' }]);
  });

  it('have left when all of them have', () => {
    const [left, planned] = [batch({ done: true, count: 2 }), batch()];
    expect(told(left, left)).toMatchObject([{ done: true, count: 4 }]);
    expect(told(left, planned)).toMatchObject([{ done: false, count: 3 }]);
  });

  it('are sure where one of them is, and else wait for the reason of the first', () => {
    const waiting = batch({ state: 'tentative', detail: 'in attesa', at: null });
    expect(told(waiting, batch())).toMatchObject([{ state: 'confirmed', detail: '' }]);
    expect(told(waiting, waiting)).toMatchObject([{ state: 'tentative', detail: 'in attesa' }]);
  });

  it('that do not leave are told only where none of the rung leaves', () => {
    const gone = batch({ state: 'cancelled', detail: 'ha risposto', day: THURSDAY, count: 9 });
    expect(told(gone, batch())).toMatchObject([{ day: WEDNESDAY, count: 1 }]);
    expect(told(gone)).toMatchObject([{ state: 'cancelled', count: 9, detail: 'ha risposto' }]);
    const other = batch({ rung: 'overdue-1' });
    expect(told(gone, other).map(({ day }) => day)).toEqual([THURSDAY, WEDNESDAY]);
  });

  it('keep the plain uid on the day of most, of two alike on the first', () => {
    const uids = (...parts: LetterBatch[]) => told(...parts).map(({ uid }) => uid.split('/')[3]);
    expect(uids(batch(), batch({ day: THURSDAY, count: 2 }))).toEqual([WEDNESDAY, 'lettera']);
    expect(uids(batch({ day: THURSDAY }), batch())).toEqual([THURSDAY, 'lettera']);
  });
});
