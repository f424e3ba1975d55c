import { describe, expect, it } from '@jest/globals';
import {
  MOST_LISTED,
  municipalitiesLike,
  municipalityAsked,
  municipalityChoice,
} from './municipality-choice.js';

const NAMES: readonly (readonly [string, string])[] = [
  ['110001', 'Andria'],
  ['110009', 'Trani'],
  ['016065', 'Castro'],
  ['075096', 'Castro'],
  ['040012', 'Forlì'],
  ['072006', 'Bari'],
  ['110003', 'Barletta'],
];
const known = new Map(NAMES.map(([istat, name]) => [istat, { istat, name }]));
const many = new Map(
  Array.from({ length: MOST_LISTED + 1 }, (_, n) => {
    const istat = String(200_000 + n);
    return [istat, { istat, name: `Comune ${n}` }] as const;
  }),
);

describe('a municipality that somebody writes', () => {
  it.each([
    ['its ISTAT code', '110001', '110001'],
    ['its name', ' Bari ', '072006'],
    ['its name without accents and capitals', 'forli', '040012'],
    ['a part that only one has', 'rletta', '110003'],
    ['a name with its code, where two have the name', 'Castro (075096)', '075096'],
  ])('is found by %s', (_by, text, istat) => {
    const { chosen, problem } = municipalityAsked(text, known);
    expect([chosen?.istat, problem]).toEqual([istat, null]);
  });

  it('stands in the field by its name', () => {
    expect(municipalityAsked('110009', known).typed).toBe('Trani');
  });

  it.each([[''], ['  '], [undefined], [['Bari', 'Trani']]])('is nobody for %j', (value) => {
    expect(municipalityAsked(value, known)).toEqual({
      chosen: undefined,
      typed: '',
      problem: null,
    });
  });

  it('that does not exist keeps what was written, and says so', () => {
    expect(municipalityAsked('Atlantide', known)).toEqual({
      chosen: undefined,
      typed: 'Atlantide',
      problem: 'Nessun Comune si chiama «Atlantide», né ha questo codice ISTAT.',
    });
  });

  it('that may be several names them with their codes', () => {
    expect(municipalityAsked('castro', known).problem).toBe(
      '«castro» può essere più di un Comune: Castro (016065), Castro (075096). Scrivere il nome intero o il codice ISTAT.',
    );
    expect(municipalityAsked('comune', many).problem).toContain('Comune 9 (200009) e altri 41.');
  });
});

describe('the choice of a municipality', () => {
  it('is a list in order of name as long as one can look through it', () => {
    const { listed } = municipalityChoice(known, municipalityAsked('110009', known), 'Tutti');
    expect(listed?.map(({ word }) => word)).toEqual([
      ...['Tutti', 'Andria', 'Bari', 'Barletta', 'Castro', 'Castro', 'Forlì', 'Trani'],
    ]);
    expect(listed?.filter(({ selected }) => selected)).toEqual([
      { value: '110009', word: 'Trani', selected: true },
    ]);
  });

  it('has fifty in a list, and is a field to write in for fifty-one', () => {
    const fifty = new Map([...many].slice(1));
    const nothing = municipalityAsked('', many);
    expect(municipalityChoice(fifty, nothing).listed).toHaveLength(50);
    expect(municipalityChoice(many, nothing).listed).toBeNull();
  });
});

describe('the names that a field offers', () => {
  it('begin with what was written, then contain it', () => {
    expect(municipalitiesLike('an', known.values()).map(({ name }) => name)).toEqual([
      'Andria',
      'Trani',
    ]);
  });

  it('are ten at most, and none for nothing', () => {
    expect(municipalitiesLike('comune', many.values())).toHaveLength(10);
    expect([
      ...municipalitiesLike(undefined, many.values()),
      ...municipalitiesLike(' ', many.values()),
    ]).toEqual([]);
  });
});
