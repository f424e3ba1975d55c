import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../calendar/errors.js';
import { italianCalendar } from '../calendar/italian-calendar.js';
import { localDate } from '../calendar/local-date.js';
import { explainTerm } from './explain-term.js';
import { resumeTerm } from './suspension.js';
import { parseTerm } from './term.js';

const calendar = italianCalendar();

function messageOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
  return 'taken';
}

describe('a refused term says what was expected', () => {
  const ISO =
    'un termine non negativo (un termine «almeno … prima» è positivo e si conta a ritroso)';

  it.each([
    ['-P3M', `termine: trovato «-P3M», atteso ${ISO}`],
    ['P-3M', `termine: trovato «P-3M», atteso ${ISO}`],
    ['P1M15D', 'termine: trovato «P1M15D», atteso una sola unità: anni e mesi, oppure giorni'],
    ['P3M', 'taken'],
  ])('%s', (text, message) => {
    expect(messageOf(() => parseTerm(text))).toBe(message);
  });

  it.each([
    ['a list of one text', ['P3M'], 'P3M'],
    ['a list of one negative text', ['-P3M'], '-P3M'],
    ['a minus inside', 'xP-3M', 'xP-3M'],
  ])('%s is no term', (_, text, found) => {
    expect(() => parseTerm(text as string)).toThrow(
      expect.objectContaining({ code: 'invalid-term', found }),
    );
  });
});

describe('a term that leads out of the calendar', () => {
  it.each([
    [
      '9999-12-31',
      'P1M',
      'forward',
      'data: trovato «9999-12-31 più 1 mese», atteso un anno da 1583 a 9999',
    ],
    ['9998-12-31', 'P1Y', 'forward', 'taken'],
    [
      '1583-01-31',
      'P1M',
      'backward',
      'data: trovato «1583-01-31 meno 1 mese», atteso un anno da 1583 a 9999',
    ],
    ['1583-02-28', 'P1M', 'backward', 'taken'],
  ] as const)('%s %s %s', (from, term, direction, message) => {
    expect(
      messageOf(() => explainTerm(localDate(from), parseTerm(term), calendar, { direction })),
    ).toBe(message);
  });
});

describe('a suspension in words', () => {
  it.each([
    ['2022-03-10', 'più i 0 giorni di sospensione'],
    ['2022-03-11', 'più il giorno di sospensione'],
    ['2022-03-12', 'più i 2 giorni di sospensione'],
  ])('until %s', (to, ending) => {
    const { steps } = resumeTerm(
      localDate('2022-03-31'),
      localDate('2022-03-10'),
      localDate(to),
      calendar,
    );
    expect(steps[0]?.rule.split(': ')[1]).toBe(ending);
  });
});

describe('a step on a Saturday', () => {
  const reference = localDate('2022-04-02');
  const none = parseTerm('P0D');

  it('stays where Saturday is no holiday, and says why', () => {
    expect(explainTerm(reference, none, calendar).steps.at(-1)).toEqual({
      from: '2022-04-02',
      to: '2022-04-02',
      rule: '02/04/2022 è sabato, giorno non festivo per i termini amministrativi: resta fermo',
      norm: 'art. 2963 c. 3 c.c.; l’art. 155 c. 5 c.p.c. vale per i soli atti processuali',
    });
  });

  it('moves where the survey counts it as one', () => {
    const strict = italianCalendar({ saturday: 'holiday' });
    expect(explainTerm(reference, none, strict).steps[1]).toMatchObject({
      from: '2022-04-02',
      to: '2022-04-03',
      rule: '02/04/2022 è sabato, festivo secondo l’impostazione della ricognizione: si passa al giorno seguente',
    });
  });
});
