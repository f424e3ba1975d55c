import { describe, expect, it } from '@jest/globals';
import { italianCalendar } from '../calendar/index.js';
import { targetDay } from './target-day.js';
import { andria, aMunicipality, day, pushErp } from './testing/index.js';

const calendar = italianCalendar();
const target = (rung: string, due: string, municipality = andria): string =>
  targetDay(pushErp, calendar, municipality, rung, day(due));

describe('the target day of a rung', () => {
  it.each([
    ['opening', '2022-02-14', 'Monday, 45 days before'],
    ['reminder-1', '2022-03-16', 'Wednesday, 15 days before'],
    [
      'reminder-2',
      '2022-03-25',
      'Friday: 5 days before is Saturday 26, and before the due date rolls back',
    ],
    ['last-call', '2022-03-30', 'Wednesday, the day before'],
    ['overdue-1', '2022-04-04', 'Monday, 4 days after'],
    ['overdue-2', '2022-04-15', 'Friday, 15 days after'],
    ['formal-notice', '2022-05-02', 'Monday: 30 days after is Saturday 30 April, Sunday is 1 May'],
  ])('%s of a due date on Thursday 31 March 2022 is %s (%s)', (rung, expected) => {
    expect(target(rung, '2022-03-31')).toBe(expected);
  });

  it('rolls back over Easter: the day before Tuesday 2 April 2024 is Easter Monday, so Friday 29 March', () => {
    expect(target('last-call', '2024-04-02')).toBe('2024-03-29');
  });

  it('rolls forward over 25 April: four days after Thursday 21 April 2022 is Monday 25, so Tuesday 26', () => {
    expect(target('overdue-1', '2022-04-21')).toBe('2022-04-26');
  });

  it('rolls on over the patron saint of the municipality, back before the due date and forward after it', () => {
    const closed = aMunicipality({ closingDays: ['03-16', '2022-04-04'] });
    expect(target('reminder-1', '2022-03-31', closed)).toBe('2022-03-15');
    expect(target('overdue-1', '2022-03-31', closed)).toBe('2022-04-05');
  });

  it('takes a closing day with a year in that year only', () => {
    const closed = aMunicipality({ closingDays: ['2021-04-04'] });
    expect(target('overdue-1', '2022-03-31', closed)).toBe('2022-04-04');
  });

  it('of offset zero is the due date itself, or the working day before it', () => {
    const zero = { ...pushErp.rungs[0]!, offset: 0 };
    expect(targetDay(pushErp, calendar, andria, zero, day('2022-03-31'))).toBe('2022-03-31');
    expect(targetDay(pushErp, calendar, andria, zero, day('2022-03-26'))).toBe('2022-03-25');
  });

  it('refuses a rung that the survey has not, and names those that it has', () => {
    expect(() => target('opning', '2022-03-31')).toThrow(
      'rung: trovato «opning», atteso un gradino di push-erp: opening, reminder-1',
    );
  });

  it('refuses a municipality that is closed all year round instead of searching forever', () => {
    const closingDays = Array.from({ length: 12 }, (_, month) =>
      Array.from(
        { length: 31 },
        (_, i) => `${String(month + 1).padStart(2, '0')}-${String(i + 1).padStart(2, '0')}`,
      ),
    ).flat();
    expect(() => target('opening', '2022-03-31', aMunicipality({ closingDays }))).toThrow(
      expect.objectContaining({ code: 'no-sending-day' }),
    );
  });
});
