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

  it.each([
    ['opened in a cell', 'a;b\n1;x"y"', 'virgolette in mezzo a una cella'],
    ['followed by more', 'a;b\n1;"x"y', 'atteso il separatore'],
  ])('with quotes %s says in Italian what is wrong', (_what, text, words) => {
    const fault = readCsv(text) as { message: string };
    expect(fault).toMatchObject({ row: 2, message: expect.stringContaining(words) });
    expect(fault.message).not.toMatch(/[A-Z]{2}_|Quote/);
  });

  it('may say its separator in a line before the head, which counts as a line', () => {
    expect(readCsv('\uFEFFsep=,\r\na,"b;c;d"\r\n1,2\r\n')).toEqual([
      { row: 2, cells: ['a', 'b;c;d'] },
      { row: 3, cells: ['1', '2'] },
    ]);
    expect(readCsv('sep=;\na;b\n1;"x')).toMatchObject({ row: 3 });
  });

  it.each([
    '%PDF-1.7\n',
    '\u0089PNG\r\n\x1a',
    'a;\0b\n1;2\n',
    '{\\rtf1',
    '\xff\xd8\xff\xe0',
    '\x1f\x8b\x08',
  ])('is not what only has its name: %j', (text) => {
    expect(readCsv(csvText(Buffer.from(text, 'latin1')))).toMatchObject({
      row: 1,
      message: expect.stringContaining('non è un foglio di calcolo né un CSV'),
    });
  });

  it('is text in UTF-16 with its mark, in either order of bytes', () => {
    const text = 'comune\tstato\n110001\tin proprietà\n';
    const little = Buffer.from(`\uFEFF${text}`, 'utf16le');
    expect(readCsv(csvText(little))).toEqual(TWO);
    expect(readCsv(csvText(Buffer.from(little).swap16()))).toEqual(TWO);
  });

  it('is text in UTF-8, or in Windows-1252 as older spreadsheets save it', () => {
    expect(csvText(Buffer.from('città', 'utf8'))).toBe('città');
    expect(csvText(Buffer.from('città', 'latin1'))).toBe('città');
  });
});
