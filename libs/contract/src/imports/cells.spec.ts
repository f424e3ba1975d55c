import { describe, expect, it } from '@jest/globals';
import {
  dayCell,
  momentCell,
  municipalityCell,
  readDay,
  readMoment,
  referenceCell,
} from './cells.js';
import { context } from './testing/context.js';

describe('a day of a cell', () => {
  it.each([
    ['31/03/2022', '2022-03-31'],
    ['1/3/2022', '2022-03-01'],
    ['31-03-2022', '2022-03-31'],
    ['31.3.2022', '2022-03-31'],
    ['2022-03-31', '2022-03-31'],
    ['29/02/2024', '2024-02-29'],
  ])('%s is %s', (text, day) => {
    expect(readDay(text)).toBe(day);
  });

  it.each([
    ['31/06/2022', 'giugno 2022 ha 30 giorni'],
    ['29/02/2022', 'febbraio 2022 ha 28 giorni'],
    ['01/13/2022', 'un mese da 01 a 12'],
  ])('%s does not exist and is never rounded: %s', (text, why) => {
    expect(dayCell.safeParse(text).error?.issues[0]?.message).toContain(why);
  });

  it.each(['31/03/22', 'marzo', '31/03-2022', '20220331'])('%s is none', (text) => {
    expect(dayCell.safeParse(text).error?.issues[0]?.message).toBe(
      'scrivere un giorno come 31/03/2022',
    );
  });
});

describe('a moment of a cell', () => {
  it.each([
    ['31/03/2022', '2022-03-30T22:00:00.000Z'],
    ['31/03/2022 23:58', '2022-03-31T21:58:00.000Z'],
    ['31/03/2022 ore 9.05', '2022-03-31T07:05:00.000Z'],
    ['2022-01-10 09:00:30', '2022-01-10T08:00:30.000Z'],
    ['2022-01-10T09:00', '2022-01-10T08:00:00.000Z'],
    ['2022-03-31T23:58:00+02:00', '2022-03-31T21:58:00.000Z'],
  ])('%s is %s', (text, moment) => {
    expect(readMoment(text)).toBe(moment);
  });

  it.each(['31/03/2022 25:00', '31/03/2022 domani', 'ieri'])('%s is none', (text) => {
    expect(momentCell.safeParse(text).success).toBe(false);
  });
});

describe('the municipality of a cell', () => {
  const message = (text: string) =>
    municipalityCell(new Set(['110001', '001234'])).safeParse(text).error?.issues[0]?.message;

  it('is its six-digit code', () => {
    expect(message('110001')).toBeUndefined();
    expect(message('Andria')).toBe('scrivere il codice ISTAT di sei cifre del Comune');
    expect(message('')).toBe('cella vuota: scrivere il codice ISTAT di sei cifre del Comune');
    expect(message('999999')).toContain('non è in elenco');
  });

  it('whose leading zero a spreadsheet took away is told how to get it back, never guessed', () => {
    expect(message('1234')).toContain('scrivere 001234');
  });
});

describe('the reference date of a cell', () => {
  const read = (text: string) => referenceCell(context.survey).safeParse(text);

  it.each(['31/12/2021', '30/06/2022', '2022-12-31', '30/06/2020'])('%s is one', (text) => {
    expect(read(text).success).toBe(true);
  });

  it.each(['31/03/2022', '29/06/2022', '31/06/2022'])('%s is none', (text) => {
    expect(read(text).error?.issues[0]?.message).toContain('una data di riferimento');
  });
});
