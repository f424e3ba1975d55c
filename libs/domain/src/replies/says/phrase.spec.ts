import { describe, expect, it } from '@jest/globals';
import { clean } from '../text/clean.js';
import { sentences } from '../text/sentences.js';
import type { Sentence } from '../text/sentences.js';
import { phraseOf, turns, wholePhrase } from './phrase.js';

const cut = (text: string): Sentence => sentences(clean(text))[0] as Sentence;

describe('the phrase of a sentence', () => {
  it.each([
    ['Il Comune, oggi, NON possiede «alloggi»', ' il comune oggi non possiede alloggi '],
    ['Al 31/12/2021: 12 (dodici) alloggi', ' al #day #n dodici alloggi '],
    ['Prot. 1234/2022', ' prot 1234/2022 '],
  ])('of "%s" is "%s"', (text, wanted) => {
    expect(phraseOf(cut(text))).toBe(wanted);
  });

  it('is the same when read again', () => {
    const sentence = cut('Zero alloggi');
    expect(phraseOf(sentence)).toBe(phraseOf(sentence));
  });

  it('is cut after 4,000 characters', () => {
    expect(phraseOf({ tokens: cut('a'.repeat(3999)).tokens, asks: false })).toHaveLength(4001);
    expect(phraseOf({ tokens: cut('a'.repeat(4002)).tokens, asks: false })).toHaveLength(4002);
  });
});

describe('a table of turns of phrase', () => {
  it.each([
    ['words in a row', 'non possiede', ' il comune non possiede alloggi ', true],
    ['words in a row, not apart', 'non possiede', ' non lo possiede ', false],
    ['whole words', 'possie', ' il comune possiede ', false],
    ['whole words from their beginning', 'possiede', ' nonpossiede ', false],
    ['one of several', 'ha|possiede alloggi', ' possiede alloggi ', true],
    ['none of several', 'ha|possiede alloggi', ' detiene alloggi ', false],
    ['any ending', 'chied*', ' si chiedono lumi ', true],
    ['no ending', 'chied*', ' si chied ', true],
    ['endings of several', 'chied*|doma* oggi', ' domani oggi ', true],
    ['no other beginning', 'chied*', ' richiede ', false],
    ['an ending of 14 letters', 'a*', ` a${'b'.repeat(14)} `, true],
    ['an ending of 15 letters', 'a*', ` a${'b'.repeat(15)} `, false],
    ['a word that may be missing', 'è gia? stato', ' è stato ', true],
    ['a word that is not missing', 'è gia? stato', ' è gia stato ', true],
    ['another than may be missing', 'è gia? stato', ' è mai stato ', false],
    ['either that may be missing', 'è gia|mai? stato', ' è mai stato ', true],
    ['a gap of none', 'non …2 possiede', ' non possiede ', true],
    ['a gap of two', 'non …2 possiede', ' non lo si possiede ', true],
    ['a gap of three for two', 'non …2 possiede', ' non ce lo si possiede ', false],
    ['a gap of six', 'non … possiede', ' non a b c d e f possiede ', true],
    ['a gap of seven for six', 'non … possiede', ' non a b c d e f g possiede ', false],
    ['a gap with two digits', 'non …12 possiede', ` non ${'a '.repeat(12)}possiede `, true],
    ['the second line', 'uno\n\n  non  possiede  \ntre', ' non possiede ', true],
    ['a word that may be missing, whole', 'è gia? stato', ' è gi stato ', false],
    ['no ending of less', 'chied*', ' chiesto ', false],
    ['nothing where nothing is', 'uno\n\ndue', '  ', false],
    ['no line', 'uno\n\ndue', ' tre ', false],
  ])('finds %s', (_, lines, phrase, wanted) => {
    expect(turns(lines)(phrase)).toBe(wanted);
  });

  it('reads a sentence as well', () => {
    expect(turns('non possiede')(cut('Il Comune non "possiede" alloggi'))).toBe(true);
  });
});

describe('a whole phrase', () => {
  const says = wholePhrase(`
    (si dichiara (sempre) che) il comune|ente non? risponde
    tace
  `);

  it.each([
    'il comune risponde',
    'il ente non risponde',
    'si dichiara che il comune risponde',
    'si dichiara sempre che il comune risponde',
    'tace',
  ])('is "%s"', (phrase) => {
    expect(says(phrase)).toBe(true);
  });

  it.each(['', 'il comune', 'si dichiara il comune risponde', 'tace tace', 'non tace', 'tacere'])(
    'is not "%s"',
    (phrase) => {
      expect(says(phrase)).toBe(false);
    },
  );
});
