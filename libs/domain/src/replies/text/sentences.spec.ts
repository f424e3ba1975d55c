import { describe, expect, it } from '@jest/globals';
import { clean } from './clean.js';
import { sentences } from './sentences.js';

const cut = (text: string): string[] =>
  sentences(clean(text)).map(({ tokens }) => tokens.map((token) => token.is).join(' '));

describe('sentences', () => {
  it.each([
    ['ends at full stops', 'Uno due. Tre quattro.', ['uno due', 'tre quattro']],
    ['not after an abbreviation', 'Prot. n. 12 del dott. Rossi', ['prot n number del dott rossi']],
    [
      'joins lines that a programme wrapped',
      'il Comune non possiede\nalloggi',
      ['il comune non possiede alloggi'],
    ],
    ['joins a label and its value', 'Numero alloggi:\n\n0', ['numero alloggi : number']],
    [
      'keeps the lines of a form apart',
      'Comune: Trani\nAlloggi: 0',
      ['comune : trani', 'alloggi : number'],
    ],
    [
      'keeps the points of a list apart',
      'Si comunica quanto segue\n- uno\n- zero alloggi',
      ['si comunica quanto segue', '- uno', '- zero alloggi'],
    ],
    ['parts at a semicolon', 'zero alloggi; altro', ['zero alloggi', 'altro']],
  ])('%s', (_, text, wanted) => {
    expect(cut(text)).toEqual(wanted);
  });

  it.each([
    ['a semicolon', 'uno; due', ['uno', 'due']],
    ['an exclamation mark', 'Grazie! Zero alloggi', ['grazie', 'zero alloggi']],
    ['a question mark', 'Quanti? Zero', ['quanti', 'zero']],
    ['a full stop apart from an abbreviation', 'letto il prot . Zero', ['letto il prot', 'zero']],
    ['a full stop after a number', 'al n. 12. Zero', ['al n number', 'zero']],
    ['no full stop before which nothing stands', '. uno', ['uno']],
    ['no other sign after an abbreviation', 'il n° 12', ['il n ° number']],
    ['no comma', 'uno, due', ['uno , due']],
  ])('end at %s', (_, text, wanted) => {
    expect(cut(text)).toEqual(wanted);
  });

  it.each([
    ['***\n---', []],
    ['Uno.\n\n...\n\n', ['uno']],
    ['', []],
  ])('are none in signs alone: %j', (text, wanted) => {
    expect(cut(text)).toEqual(wanted);
  });

  it('tells a question', () => {
    const asks = (text: string) => sentences(text).map((one) => one.asks);
    expect(asks('Quanti? Zero.')).toEqual([true, false]);
    expect(asks('Quanti? Zero')).toEqual([true, false]);
  });

  it('are cut after 300 tokens, the first part asking nothing', () => {
    const read = (words: number) =>
      sentences(`${'alloggi '.repeat(words)}?`).map(({ tokens, asks }) => [tokens.length, asks]);
    expect(read(299)).toEqual([[299, true]]);
    expect(read(300)).toEqual([[300, false]]);
    expect(read(301)).toEqual([
      [300, false],
      [1, true],
    ]);
  });
});

const long = (length: number): string => 'x'.repeat(length);

describe('the next line', () => {
  it.each([
    ['in lower case', 'Il Comune\nnon possiede alloggi'],
    ['in lower case, indented', 'Il Comune\n   è privo di alloggi'],
    ['in lower case, after a full stop inside the line', 'La nota prot. 12 letta\nè nulla'],
    ['in lower case, after a full stop inside a word', 'La nota prot.12\nè nulla'],
    ['after a label', 'Numero alloggi:\nZero'],
    ['after a label, a space and an empty line', 'Numero alloggi: \n  \nZero'],
    ['after an equals sign and an empty line', 'Alloggi =\n\n0'],
    ['after an open bracket', 'Alloggi (\nERP)'],
    ['after a comma', 'Gli alloggi,\nERP'],
    ['after a preposition', 'Il Comune di\nTrani'],
    ['after "n."', 'Nota n.\n12'],
    ['after a line of 45 characters', `${long(45)}\nBari`],
  ])('goes on %s', (_, text) => {
    expect(cut(text)).toEqual(cut(text.replace(/\n\s*/g, ' ')));
    expect(cut(text)).toHaveLength(1);
  });

  it.each([
    ['in upper case', 'Il Comune\nTrani'],
    ['of figures', 'Alloggi ERP\n12'],
    ['in lower case behind an empty line', 'Il Comune\n\nnon possiede'],
    ['behind an empty line, a colon inside the line before', 'Alloggi: zero\n\nnote'],
    ['in lower case after an abbreviation at the end', 'Copia al dott.\nrossi'],
    ['after a line of 44 characters', `${long(44)}\nBari`],
    ['with the point of a list after a label', 'Si comunica che:\n- zero alloggi'],
    ['with a bullet', 'Si comunica\n• zero alloggi'],
    ['with a number of a list', 'Si comunica\n1) zero alloggi'],
    ['with a letter of a list', 'Si comunica\na) zero alloggi'],
    ['with an empty box', 'Si comunica\n☐ zero alloggi'],
  ])('stands apart %s', (_, text) => {
    expect(cut(text)).toHaveLength(2);
  });
});
