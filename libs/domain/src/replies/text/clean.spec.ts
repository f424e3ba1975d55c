import { describe, expect, it } from '@jest/globals';
import { clean, fold } from './clean.js';

describe('a cleaned text', () => {
  it.each([
    ['line ends', 'a\r\nb\rc\u0085d\u2028e\u2029f\ng', 'a\nb\nc\nd\ne\nf\ng'],
    ['spaces', 'a\tb\u00a0c\u2003d\u202fe\u3000f', 'a b c d e f'],
    ['dashes', 'a\u2010b\u2013c\u2014d\u2212e\uff0df', 'a-b-c-d-e-f'],
    ['apostrophes', 'a\u2018b\u2019c\u00b4d`e\u2032f\u02bcg', "a'b'c'd'e'f'g"],
    ['quotes', '\u201ca\u201d \u00abb\u00bb \u2033c', '"a" "b" "c'],
    ['signs of degree', '1º 2˚ 3°', '1° 2° 3°'],
    ['joined letters and wide figures', 'ﬁne １２', 'fine 12'],
    ['letters in two parts', 'proprieta\u0300', 'proprietà'],
  ])('has one sign for all its %s', (_, text, wanted) => {
    expect(clean(text)).toBe(wanted);
  });

  it('has no invisible characters', () => {
    expect(clean('al\u00adlog\u200bgi\ufeff \u202eERP\u202c\u2060')).toBe('alloggi ERP');
  });

  it('keeps its case and accents', () => {
    expect(clean('La PROPRIETÀ è nulla')).toBe('La PROPRIETÀ è nulla');
    expect(clean('')).toBe('');
  });
});

describe('a folded word', () => {
  it.each([
    ['PROPRIETÀ', 'proprieta'],
    ['Perché', 'perche'],
    ['è', 'è'],
    ['È', 'è'],
    ['é', 'è'],
    ['É', 'è'],
    ['caffè', 'caffe'],
    ['e', 'e'],
    ['ấ', 'a'],
    ['', ''],
  ])('of "%s" is "%s"', (word, wanted) => {
    expect(fold(word)).toBe(wanted);
  });
});
