import { describe, expect, it } from '@jest/globals';
import { clean } from '../text/clean.js';
import { sentences } from '../text/sentences.js';
import type { Sentence } from '../text/sentences.js';
import { namesOtherOwner, retracts } from './hazards.js';

const first = (text: string): Sentence => sentences(clean(text))[0] as Sentence;

describe('a sentence by itself', () => {
  it.each([
    ['Gli alloggi sono gestiti da ARCA', true],
    ['L’Istituto Autonomo Case Popolari', true],
    ['L’Agenzia Regionale per la Casa', true],
    ['Il Comune di Trani', false],
    ['Il barcaiolo', false],
  ])('names another owner, in "%s": %s', (text, wanted) => {
    expect(namesOtherOwner(first(text))).toBe(wanted);
  });

  it.each([
    ['Si rettifica la precedente', true],
    ['Errata corrige', true],
    ['La nota non corrisponde', true],
    ['Si conferma la precedente', false],
  ])('takes back what was said, in "%s": %s', (text, wanted) => {
    expect(retracts(first(text))).toBe(wanted);
  });
});
