import { describe, expect, it } from '@jest/globals';
import { italianCalendar } from '../calendar/italian-calendar.js';
import { localDate } from '../calendar/local-date.js';
import { explain } from './explain.js';
import { explainTerm } from './explain-term.js';
import { parseTerm } from './term.js';

describe('explain', () => {
  it('gives one line a step, with its norm', () => {
    const date = explainTerm(localDate('2023-12-31'), parseTerm('P3M'), italianCalendar());
    expect(explain(date)).toEqual([
      '31/12/2023 → 31/03/2024: più 3 mesi, stesso giorno del mese (art. 155 c. 2 c.p.c.; art. 2963 c. 4 c.c.)',
      '31/03/2024 → 01/04/2024: 31/03/2024 è domenica, Pasqua, giorno festivo: si passa al giorno seguente (art. 155 c. 4 c.p.c.; art. 2963 c. 3 c.c.; art. 2 L. 260/1949)',
      '01/04/2024 → 02/04/2024: 01/04/2024 è lunedì, Lunedì dell’Angelo, giorno festivo: si passa al giorno seguente (art. 155 c. 4 c.p.c.; art. 2963 c. 3 c.c.; art. 2 L. 260/1949)',
    ]);
  });
});
