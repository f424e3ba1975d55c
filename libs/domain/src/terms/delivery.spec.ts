import { describe, expect, it } from '@jest/globals';
import { italianCalendar } from '../calendar/italian-calendar.js';
import { instant } from '../calendar/instant.js';
import { termFromDelivery } from './delivery.js';
import { parseTerm } from './term.js';

const calendar = italianCalendar();

describe('a term that runs from a proved delivery', () => {
  it.each([
    ['2022-03-24T23:58:00+01:00', 'P10D', '2022-04-04', 'Thursday 23:58: Sunday 3 April rolls'],
    ['2022-03-24T23:59:59.999+01:00', 'P10D', '2022-04-04', 'the last moment of Thursday'],
    ['2022-03-25T00:00:00+01:00', 'P10D', '2022-04-04', 'the first moment of Friday: Monday'],
    ['2022-03-26T00:30:00+01:00', 'P10D', '2022-04-05', 'Saturday 00:30, Friday in UTC: Tuesday'],
    ['2022-05-02T10:00:00+02:00', 'P30D', '2022-06-01', 'the formal notice’s thirty days'],
    ['2022-05-03T10:00:00+02:00', 'P30D', '2022-06-03', 'one day later: 2 June is a holiday'],
  ])('delivered at %s, %s ends %s: %s', (at, text, due) => {
    expect(termFromDelivery(instant(at), parseTerm(text), calendar).due).toBe(due);
  });

  it('says first whose clock counts', () => {
    const { steps } = termFromDelivery(
      instant('2022-03-24T23:58:00+01:00'),
      parseTerm('P10D'),
      calendar,
    );
    expect(steps[0]).toEqual({
      from: '2022-03-24',
      to: '2022-03-24',
      rule: 'consegnata in data 24/03/2022 alle 23:58, ora della ricevuta di avvenuta consegna',
      norm: 'art. 48 D.Lgs. 82/2005; art. 6 D.P.R. 68/2005',
    });
    expect(steps.at(-1)?.to).toBe('2022-04-04');
  });
});
