import { describe, expect, it } from '@jest/globals';
import { csvText, readCsv } from './grid.js';

const TWO = [
  { row: 1, cells: ['comune', 'stato'] },
  { row: 2, cells: ['110001', 'in proprietà'] },
];

describe('a CSV', () => {
  it.each([
    ['semicolons', 'comune;stato\n110001;in proprietà'],
    ['commas', 'comune,stato\n110001,in proprietà\n'],
    ['tabs', 'comune\tstato\n110001\tin proprietà'],
    ['CRLF and a byte order mark', '\uFEFFcomune;stato\r\n110001;in proprietà\r\n'],
    ['quotes', '"comune";"stato"\n"110001";"in proprietà"'],
  ])('is read with %s', (_how, text) => {
    expect(readCsv(text)).toEqual(TWO);
  });

  it('keeps the numbers of its lines over blank ones and over lines in quotes', () => {
    expect(readCsv('a;b\n\n;\n1;"x\ny"\n2;z')).toEqual([
      { row: 1, cells: ['a', 'b'] },
      { row: 5, cells: ['1', 'x\ny'] },
      { row: 6, cells: ['2', 'z'] },
    ]);
  });

  it('takes the separator that its head has, also when a name in quotes holds another', () => {
    expect(readCsv('"a,b,c";d\n1;2')).toMatchObject([{ cells: ['a,b,c', 'd'] }, {}]);
  });

  it('with quotes left open names the line and says what to check', () => {
    expect(readCsv('a;b\n1;"x')).toMatchObject({
      row: 2,
      message: expect.stringContaining('virgolette'),
    });
  });

  it('is text in UTF-8, or in Windows-1252 as older spreadsheets save it', () => {
    expect(csvText(Buffer.from('città', 'utf8'))).toBe('città');
    expect(csvText(Buffer.from('città', 'latin1'))).toBe('città');
  });
});
