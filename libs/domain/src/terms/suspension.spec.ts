import { describe, expect, it } from '@jest/globals';
import { italianCalendar } from '../calendar/italian-calendar.js';
import { localDate } from '../calendar/local-date.js';
import { resumeTerm } from './suspension.js';

const calendar = italianCalendar();

describe('a due date after a suspension', () => {
  it.each([
    ['2022-03-31', '2022-03-10', '2022-03-20', '2022-04-10', '2022-04-11', 'Sunday rolls'],
    ['2022-03-31', '2022-03-10', '2022-03-19', '2022-04-09', '2022-04-09', 'Saturday stays'],
    ['2022-03-31', '2022-03-10', '2022-03-11', '2022-04-01', '2022-04-01', 'one day'],
    ['2022-03-31', '2022-03-10', '2022-03-10', '2022-03-31', '2022-03-31', 'resumed at once'],
    ['2022-03-31', '2022-03-10', '2022-03-01', '2022-03-31', '2022-03-31', 'never earlier'],
  ])('%s, suspended %s to %s, moves to %s, due %s: %s', (due, from, to, nominal, moved) => {
    const end = resumeTerm(localDate(due), localDate(from), localDate(to), calendar);
    expect(end).toMatchObject({ reference: due, nominal, due: moved });
    expect(end.steps[0]?.norm).toBe('art. 2 c. 7 L. 241/1990');
    expect(end.steps.at(-1)?.to).toBe(moved);
  });

  it('says the days in words', () => {
    const [a, b] = [localDate('2022-03-10'), localDate('2022-03-11')];
    const rule = resumeTerm(localDate('2022-03-31'), a, b, calendar).steps[0]?.rule;
    expect(rule).toBe(
      'sospesa dal giorno 10/03/2022 al giorno 11/03/2022: più il giorno di sospensione',
    );
  });
});
