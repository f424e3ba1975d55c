import { describe, expect, it } from '@jest/globals';
import { clean } from './clean.js';
import { isOurSentence, ownSentences } from './our-letter.js';
import { sentences } from './sentences.js';

const own = (text: string): readonly string[] =>
  ownSentences(sentences(clean(text))).map(({ tokens }) => tokens.map((one) => one.is).join(' '));
const OURS = 'Si invita codesto Comune, a tal fine, a trasmettere.';

describe('a sentence of our letters', () => {
  it.each([
    OURS,
    'Gli enti con patrimonio "ERP" in proprietà nullo comunicano.',
    'A meno che non l’abbiano già fatto',
  ])('is known by its turn of phrase: "%s"', (text) => {
    expect(sentences(clean(text)).map(isOurSentence)).toEqual([true]);
  });

  it.each(['Il Comune ha patrimonio nullo.', 'Si invita il Comune.'])('is not "%s"', (text) => {
    expect(sentences(clean(text)).map(isOurSentence)).toEqual([false]);
  });
});

describe('the sentences that are the writer’s', () => {
  it('are all where none is ours, headings too', () => {
    expect(own('Patrimonio nullo.\nMotivo: zero alloggi.')).toEqual([
      'patrimonio nullo',
      'motivo : zero alloggi',
    ]);
  });

  it('are those that are neither ours nor our headings, beside a sentence of ours', () => {
    expect(own(`Patrimonio nullo.\n${OURS}\nMotivo: altro.\nZero alloggi.`)).toEqual([
      'zero alloggi',
    ]);
    for (const text of [
      'il patrimonio è nullo',
      'il patrimonio nullo',
      'patrimonio nullo dal day',
      'senza motivo',
    ]) {
      expect(own(`${text}.\n${OURS}`)).toEqual([text]);
    }
  });
});
