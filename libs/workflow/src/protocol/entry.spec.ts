import { describe, expect, it } from '@jest/globals';
import { localDate } from '@app/domain';
import { readProtocol } from './entry.js';

const TODAY = localDate('2022-03-16');
const GOOD = { number: ' 0001234 ', date: '16/03/2022', aoo: 'r_puglia/AOO_080' };

describe('protocol data as somebody wrote them', () => {
  it('keep the number as it stands, leading zeros and all', () => {
    expect(readProtocol(GOOD, TODAY)).toEqual({
      number: '0001234',
      date: '2022-03-16',
      aoo: 'r_puglia/AOO_080',
    });
  });

  it.each([
    ['16/03/2022', '2022-03-16', 'as people write it'],
    ['1/3/2022', '2022-03-01', 'without zeros'],
    ['2022-03-16', '2022-03-16', 'as systems write it, on Wednesday itself'],
  ])('take the date %s for %s (%s)', (date, expected) => {
    expect(readProtocol({ ...GOOD, date }, TODAY)).toMatchObject({ date: expected });
  });

  it.each<[string, Partial<typeof GOOD>, string, string]>([
    ['no number', { number: ' ' }, 'number', 'Manca il numero di protocollo.'],
    [
      'a line end in the number',
      { number: '1\r\nBcc: a@b.it' },
      'number',
      'caratteri di controllo',
    ],
    ['an invisible sign in the number', { number: '1\u200B2' }, 'number', 'invisibili'],
    ['a right-to-left override', { aoo: 'AOO\u202E' }, 'aoo', 'invisibili'],
    ['61 characters', { number: '1'.repeat(61) }, 'number', 'più di 60 caratteri'],
    ['a day that does not exist', { date: '31/06/2022' }, 'date', 'non è una data valida'],
    ['no date', { date: '' }, 'date', 'non è una data valida'],
    ['tomorrow, Thursday', { date: '17/03/2022' }, 'date', 'nel futuro: oggi è 16/03/2022'],
  ])('are refused with %s', (_what, change, field, message) => {
    expect(readProtocol({ ...GOOD, ...change }, TODAY)).toMatchObject({
      faults: expect.arrayContaining([
        expect.objectContaining({ field, message: expect.stringContaining(message) }),
      ]),
    });
  });

  it('name every fault at once', () => {
    const read = readProtocol({ number: '', date: 'ieri', aoo: '\u0000' }, TODAY);
    expect('faults' in read && read.faults.map(({ field }) => field)).toEqual([
      'number',
      'aoo',
      'date',
    ]);
  });
});
