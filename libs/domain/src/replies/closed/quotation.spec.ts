import { describe, expect, it } from '@jest/globals';
import { ourLetter } from '../testing/corpus.js';
import { clean } from '../text/clean.js';
import { isOurLetter } from './quotation.js';

const text = ourLetter();
const sent = [{ letter: 'una', subject: 'x', text }];
const HEADING =
  'Il giorno lun 14 feb 2022 alle ore 09:00 Regione Puglia <r@pec.example> ha scritto:';

describe('a quotation of our letter', () => {
  it.each([
    ['whole', text],
    ['behind its heading', `${HEADING}\n${text}`],
    ['behind two lines of heading', `${HEADING.replace('alle', '\nalle')}\n${text}`],
    ['wrapped and marked anew', text.replace(/ /g, '\n> ')],
    ['a piece', text.slice(200, 600)],
  ])('is one, %s', (_, quoted) => {
    expect(isOurLetter(clean(quoted), sent)).toBe(true);
  });

  it.each([
    ['a word more', text.replace('Comune', 'Comune bello')],
    ['a word less', text.replace('nullo', '')],
    ['two pieces', text.slice(0, 300) + text.slice(400)],
    ['something behind it', `${text}\nSono dodici.`],
    ['something before it', `Sono dodici.\n${text}`],
    ['something in its heading', `Il 14/02/2022 il Sindaco ha scritto:\n${text}`],
    ['too little', text.slice(200, 300)],
    ['nothing', HEADING],
  ])('is none with %s', (_, quoted) => {
    expect(isOurLetter(clean(quoted), sent)).toBe(false);
  });

  it('is none where no letter is known', () => {
    expect(isOurLetter(clean(text), [])).toBe(false);
  });
});
