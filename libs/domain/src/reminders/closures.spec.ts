import { describe, expect, it } from '@jest/globals';
import type { Fact } from '../obligations/types.js';
import { recordedClosures } from '../obligations/closures.js';
import { withRecordedClosures } from './closures.js';
import { aMunicipality } from './testing/index.js';

const closed = (id: string, day: string): Fact =>
  ({ id, type: 'closed-day', payload: { day } }) as unknown as Fact;
const corrected = (id: string, fact: string): Fact =>
  ({ id, type: 'corrected', payload: { fact, reason: 'errore' } }) as unknown as Fact;

const days = (...facts: Fact[]) => recordedClosures(facts).map(({ payload }) => payload.day);

describe('the closing days on record', () => {
  it('are those that officers recorded, in the order of the record', () => {
    expect(days(closed('a', '2022-03-16'), closed('b', '2022-03-15'))).toEqual([
      '2022-03-16',
      '2022-03-15',
    ]);
  });

  it('leave out the one that was taken back, and only that one', () => {
    const facts = [closed('a', '2022-03-16'), closed('b', '2022-03-15'), corrected('c', 'a')];
    expect(days(...facts)).toEqual(['2022-03-15']);
  });

  it('stand again when the correction itself was taken back', () => {
    const facts = [closed('a', '2022-03-16'), corrected('c', 'a'), corrected('d', 'c')];
    expect(days(...facts)).toEqual(['2022-03-16']);
  });

  it('come after the municipality’s own; without any the municipality stays itself', () => {
    const own = aMunicipality({ closingDays: ['09-16'] });
    expect(withRecordedClosures(own, [closed('a', '2022-03-16')]).closingDays).toEqual([
      '09-16',
      '2022-03-16',
    ]);
    expect(withRecordedClosures(own, [])).toBe(own);
    const back = [closed('a', '2022-03-16'), corrected('c', 'a')];
    expect(withRecordedClosures(own, back)).toBe(own);
  });
});
