import { describe, expect, it } from '@jest/globals';
import { AT, parse } from './testing/event-lines.js';

describe('downtime', () => {
  it.each([
    ['2022-03-25', '2022-03-24T23:00:00.000Z', 'a day: back from its first moment, before 09:00'],
    ['2022-03-25T11:30:00+01:00', '2022-03-25T10:30:00.000Z', 'an instant'],
  ])('until %s ends at %s: %s', (until, end) => {
    const { facts, downtimes } = parse({ at: AT, type: 'downtime', until });
    expect(facts).toEqual([]);
    expect(downtimes).toEqual([{ from: '2022-03-10T09:00:00.000Z', until: end }]);
  });

  it.each([
    ['2022-03-10T10:00:00+01:00', 'un momento successivo a at (2022-03-10T09:00:00.000Z)'],
    ['2022-03-01', 'un momento successivo a at (2022-03-10T09:00:00.000Z)'],
    ['2022-06-31', 'un giorno che esiste (giugno 2022 ha 30 giorni)'],
    [undefined, 'un istante ISO 8601 con fuso, come 2022-03-10T10:00:00+01:00'],
  ])('until %s is refused', (until, expected) => {
    const { errors } = parse({ at: AT, type: 'downtime', until });
    expect(errors[0]).toMatchObject({ field: 'until' });
    expect(errors[0]?.message).toContain(expected);
  });
});
