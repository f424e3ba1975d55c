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

  it('tells a question', () => {
    expect(sentences('Quanti? Zero.').map(({ asks }) => asks)).toEqual([true, false]);
  });
});
