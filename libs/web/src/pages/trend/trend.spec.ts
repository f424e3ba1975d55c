import { describe, expect, it } from '@jest/globals';
import type { Instant, LocalDate } from '@app/domain';
import { courseChart } from './course-chart.js';
import { standpointAsked } from './trend-asked.js';

const FRIDAY = '2022-04-01T10:00:00.000Z' as Instant;
const day = (text: string): LocalDate => text as LocalDate;

describe('from where the rates are looked at, on Friday 1 April 2022', () => {
  it.each([
    ['nothing asked', {}, null, '2022-04-01'],
    ['today', { al: '2022-04-01' }, null, '2022-04-01'],
    ['a day to come', { saputo: '2022-04-02' }, null, '2022-04-01'],
    ['no day', { al: '2022-02-30' }, null, '2022-04-01'],
  ])('%s is now', (_what, asked, from, until) => {
    expect(standpointAsked(asked, FRIDAY)).toMatchObject({ from, until, words: null });
  });

  it('known on a day is as of that day too', () => {
    const end = '2022-03-20T22:59:59.999Z';
    expect(standpointAsked({ saputo: '2022-03-20' }, FRIDAY)).toMatchObject({
      from: { asOf: end, knownOn: end },
      until: '2022-03-20',
      words: 'Situazione al 20/03/2022, per quanto si sapeva il 20/03/2022.',
    });
  });

  it('as of a day is with all that is known now', () => {
    expect(standpointAsked({ al: '2022-03-31' }, FRIDAY)).toMatchObject({
      from: { asOf: '2022-03-31T21:59:59.999Z', knownOn: FRIDAY },
    });
  });
});

describe('the course of a round', () => {
  const course = {
    opensOn: day('2022-01-01'),
    due: day('2022-03-31'),
    until: day('2022-04-10'),
    owed: 4,
    points: [
      { day: day('2022-03-31'), answers: 2 },
      { day: day('2022-04-01'), answers: 3 },
    ],
  };

  it('says how many came by Thursday 31 March, the due date, and how many in all', () => {
    expect(courseChart(course).description).toBe(
      'Risposte ricevute: 2 entro la scadenza del 31/03/2022, 3 fino al 10/04/2022, su 4 attese.',
    );
  });

  it('climbs once for each day with answers, inside the picture', () => {
    const { path, dots, left, right } = courseChart(course);
    expect(path.match(/V/g)).toHaveLength(2);
    expect(dots.every(({ x }) => x >= left && x <= right)).toBe(true);
  });

  it('can be drawn without any answer', () => {
    expect(courseChart({ ...course, owed: 0, points: [] }).path).toMatch(/^M\d/);
  });
});
