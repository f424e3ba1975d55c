import { describe, expect, it } from '@jest/globals';
import type { LocalDate } from '@app/domain';
import { oncePerDay } from './once-per-day.js';

describe('what is reckoned once a day', () => {
  const [monday, tuesday] = ['2022-02-14', '2022-02-15'] as LocalDate[];

  it('is reckoned anew for another list and on another day, and not else', () => {
    const asked: string[] = [];
    const count = oncePerDay((list: readonly string[], today) => {
      asked.push(today);
      return list.length;
    });
    const list = ['andria', 'trani'];
    expect([count(list, monday!), count(list, monday!), count([...list], monday!)]).toEqual([
      2, 2, 2,
    ]);
    expect(asked).toEqual([monday, monday]);
    expect(count(list, tuesday!)).toBe(2);
    expect(asked).toHaveLength(3);
  });
});
