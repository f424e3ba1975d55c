import { describe, expect, it } from '@jest/globals';
import type { Municipality } from '../../municipalities/types.js';
import { municipalities } from '../testing/world.js';
import { clean } from '../text/clean.js';
import { tokens } from '../text/tokens.js';
import { mentions, nameIndex } from './names.js';

const index = nameIndex(
  ['Trani', 'Andria', 'Barletta', 'Bari', 'Aquila'].map((name) => ({
    ...(municipalities[0] as Municipality),
    istat: name,
    name,
  })),
);
const named = (text: string): readonly string[] =>
  mentions(tokens(clean(text)), index).map(
    (one) => `${one.titled ? 'titled ' : ''}${one.municipality}`,
  );

describe('a name without a title', () => {
  it.each([
    ['Trani, lì 14/02/2022', ['Trani']],
    ['a Trani', ['Trani']],
    ['a trani', []],
    ['a tRANI', []],
    ['a Bari', []],
    ['Bari, Provveditorato', []],
    ['bari e trani', []],
  ])('counts when capitalised and of five letters: "%s"', (text, wanted) => {
    expect(named(text)).toEqual(wanted);
  });
});

describe('a title', () => {
  it.each([
    'comune di trani',
    'comuni di trani',
    'commune di trani',
    'città di trani',
    'comune trani',
    'comune: trani',
    'comune - trani',
    'comune "trani"',
    'comune de trani',
    'comune della trani',
    'amministrazione comunale di trani',
    'municipio di trani',
  ])('stands before the name in "%s"', (text) => {
    expect(named(text)).toEqual(['titled Trani']);
  });

  it.each(["comune dell'aquila", "comune d'aquila"])('elides in "%s"', (text) => {
    expect(named(text)).toEqual(['titled Aquila']);
  });

  it.each(['comune e trani', 'comunale di trani', 'amministrazione provinciale di trani'])(
    'does not stand in "%s"',
    (text) => {
      expect(named(text)).toEqual([]);
    },
  );

  it.each(['il Comune', 'il Comune di', 'Amministrazione comunale', 'Amministrazione comunale di'])(
    'may end the text: "%s"',
    (text) => {
      expect(named(text)).toEqual([]);
    },
  );

  it('lets a short name count', () => {
    expect(named('Comune di Bari')).toEqual(['titled Bari']);
  });
});

describe('a place that bears the name', () => {
  it.each([
    'via Trani',
    'in viale Trani 4',
    'prov. Trani',
    'Provincia di Trani',
    'Tribunale di Trani',
    'la stazione per Trani',
    'contrada della Trani',
  ])('is no municipality: "%s"', (text) => {
    expect(named(text)).toEqual([]);
  });

  it.each([
    'via mare, Trani',
    'via e Trani',
    'il Tribunale ha sede a Trani',
    'Trani, via mare',
    'Trani provincia',
  ])('is none in "%s"', (text) => {
    expect(named(text)).toEqual(['Trani']);
  });
});

it('goes on behind a place', () => {
  expect(named('via Trani, Andria')).toEqual(['Andria']);
});

describe('names joined by hyphens', () => {
  it.each([
    'Barletta-Andria-Trani',
    'BARLETTA-ANDRIA-TRANI',
    'Trani-Corato',
    'Corato-Trani',
    'Trani-Contrasto',
  ])('are an area: "%s"', (text) => {
    expect(named(text)).toEqual([]);
  });

  it.each([
    ['Barletta - Andria - Trani', ['Barletta', 'Andria', 'Trani']],
    ['Trani -Corato', ['Trani']],
    ['Trani- Corato', ['Trani']],
    ['Corato -Trani', ['Trani']],
    ['Corato- Trani', ['Trani']],
    ['Corato/Trani', ['Trani']],
    ['Trani/Corato', ['Trani']],
    ['ex-Trani', ['Trani']],
    ['Trani-est', ['Trani']],
    ['Trani-eST', ['Trani']],
    ['Trani-', ['Trani']],
    ['-Trani', ['Trani']],
    ['Trani-Trasmissione consistenza', ['Trani']],
    ['Trani-Numero alloggi', ['Trani']],
    ['Trani(Barletta)', ['Trani', 'Barletta']],
  ])('are none in "%s"', (text, wanted) => {
    expect(named(text)).toEqual(wanted);
  });
});

describe('a province that bears the names of several', () => {
  it.each([
    ['Provincia di Barletta – Andria – Trani', []],
    ['Provincia di Barletta-Andria-Trani', []],
    ['Provincia Barletta - Andria. Trani, lì 14/02/2022', ['Trani']],
    ['Provincia di Barletta, Andria', ['Andria']],
    ['Trani – Andria', ['Trani', 'Andria']],
    ['Provincia di Barletta – Comune di Andria', ['titled Andria']],
  ])('is one place: "%s"', (text, wanted) => {
    expect(named(text)).toEqual(wanted);
  });
});
