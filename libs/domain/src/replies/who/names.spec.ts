import { describe, expect, it } from '@jest/globals';
import type { LocalDate } from '../../calendar/types.js';
import type { Municipality } from '../../municipalities/types.js';
import { municipalities } from '../testing/world.js';
import { clean } from '../text/clean.js';
import { tokens } from '../text/tokens.js';
import { mentions, nameIndex } from './names.js';
import type { Mention } from './names.js';

/** Municipalities of these names; a slash parts the name of today from those before. */
const called = (...names: readonly string[]): readonly Municipality[] =>
  names.map((text) => {
    const [name = '', ...former] = text.split('/');
    const formerNames = former.map((one) => ({
      text: one,
      validFrom: '1900-01-01' as LocalDate,
      validTo: '1999-12-31' as LocalDate,
    }));
    return { ...(municipalities[0] as Municipality), istat: name, name, formerNames };
  });

const find = (text: string, ...names: readonly string[]): readonly Mention[] =>
  mentions(tokens(clean(text)), nameIndex(called(...names)));

/** The names of today of those that a text names. */
const named = (text: string, ...names: readonly string[]): readonly string[] =>
  find(text, ...names).map((one) => one.municipality);

describe('the name of a municipality', () => {
  it('stands in a range of tokens, with the title before it', () => {
    const names = ['Canosa di Puglia', 'Trani'];
    expect(find('Il Comune di Canosa di Puglia comunica a Trani', ...names)).toEqual([
      { municipality: 'Canosa di Puglia', at: 1, end: 6, titled: true, exact: true },
      { municipality: 'Trani', at: 8, end: 9, titled: false, exact: true },
    ]);
  });

  it.each([
    ['as it is', 'Comune di Trani', ['Trani']],
    ['as it was', 'Comune di Turenum', ['Trani']],
    ['as it was, in two words', 'Comune di Turen Um', ['Trani']],
    ['over a hyphen', 'Comune di Minervino-Murge', ['Minervino Murge']],
    ['cut off', 'Comune di San', []],
    ['of another', 'Comune di Bisceglie', []],
  ])('is known %s', (_, text, wanted) => {
    const names = ['Trani/Turenum/Turen Um', 'Minervino Murge', 'San Ferdinando di Puglia'];
    expect(named(text, ...names)).toEqual(wanted);
  });

  it.each([
    ['Corato', 'Corato di Sopra'],
    ['Corato di Sopra', 'Corato'],
  ])('is the longest that fits, with "%s" before "%s"', (...names) => {
    expect(named('Comune di Corato di Sopra', ...names)).toEqual(['Corato di Sopra']);
    expect(named('Comune di Corato', ...names)).toEqual(['Corato']);
    expect(named('Comune di Corata', ...names)).toEqual(['Corato']);
  });

  it.each(['Comune di Presicce-Acquarica', 'Comune di Presicce Acquarica'])(
    'may hold a hyphen of its own: %s',
    (text) => {
      expect(named(text, 'Presicce-Acquarica')).toEqual(['Presicce-Acquarica']);
    },
  );

  it('may be empty in the records', () => {
    expect(named('Comune di Trani', '', 'Trani')).toEqual(['Trani']);
    expect(nameIndex(called('', 'Trani')).size).toBe(1);
  });
});

describe('the short form of a name', () => {
  it.each([
    ['Canosa di Puglia', 'Canosa'],
    ['Castro in Valle', 'Castro'],
    ['Gioia del Colle', 'Gioia'],
    ['Torre sul Mare', 'Torre'],
    ['Rocca della Rosa', 'Rocca'],
    ['Minervino Murge', 'Minervino'],
    ['San Ferdinando di Puglia', 'San Ferdinando'],
    ['San Ferdinando di Puglia', 'S. Ferdinando di Puglia'],
    ['Santa Marina', 'S. Marina'],
    ['Sul Colle di Sopra', 'Sul Colle'],
  ])('of %s is %s', (name, short) => {
    expect(named(`Comune di ${short}`, name)).toEqual([name]);
  });

  it.each([
    ['of four letters', 'Rodi di Puglia', 'Rodi'],
    ['of two words with four letters', 'Ro Po di Sopra', 'Ro Po'],
    ['of three words without a preposition', 'Margherita Bella Vista', 'Margherita'],
    ['of three words, the last left out', 'Margherita Bella Vista', 'Margherita Bella'],
    ['that is "Santo" alone', 'Santo Stefano', 'Santo Spirito'],
    ['that is a saint’s initial alone', 'San Ferdinando di Puglia', 'S. Vito'],
    ['with the initial of a saint where there is none', 'Trani', 'S. Vito'],
    ['with "Santa" where there is none', 'Trani Marina', 'S. Marina'],
  ])('is none %s', (_, name, short) => {
    expect(named(`Comune di ${short}`, name)).toEqual([]);
  });

  it('is nobody’s where two or three bear it', () => {
    const names = ['Rocca di Papa', 'Rocca in Valle', 'Rocca del Sole'];
    expect(named('Comune di Rocca', ...names)).toEqual([]);
    expect(named('Comune di Rocca', ...names.slice(1))).toEqual([]);
    expect(named('Comune di Rocca in Valle', ...names)).toEqual(['Rocca in Valle']);
  });

  it.each([
    ['the other’s short form', 'Torre Maggiore di Sopra', 'Torremaggiore in Valle'],
    ['the other’s full name', 'Torre Maggiore', 'Torremaggiore in Valle'],
  ])('is not mixed up with %s in two words', (_, first, second) => {
    expect(named('Comune di Torre Maggiore', first, second)).toEqual([first]);
    expect(named('Comune di Torremaggiore', first, second)).toEqual([second]);
  });

  it('stays the municipality’s own when its former name shortens to it too', () => {
    expect(named('Comune di Canosa', 'Canosa di Puglia/Canosa in Valle')).toEqual([
      'Canosa di Puglia',
    ]);
  });

  it('gives way to another municipality’s full name', () => {
    const names = ['Minervino Murge', 'Minervino'];
    expect(named('Comune di Minervino', ...names)).toEqual(['Minervino']);
    expect(named('Comune di Minervimo', ...names)).toEqual(['Minervino']);
  });
});

describe('a slip in a name', () => {
  it('is forgiven after a title, over the words of the whole name', () => {
    expect(find('Il Comune di Canoso di Puglia comunica', 'Canosa di Puglia')).toEqual([
      { municipality: 'Canosa di Puglia', at: 1, end: 6, titled: true, exact: false },
    ]);
    expect(named('Comune di Trami e Comune di Trami', 'Trani')).toEqual(['Trani', 'Trani']);
  });

  it.each([
    ['without a title', 'Trami', ['Trani']],
    ['in a name of four letters', 'Comune di Bati', ['Bari']],
    ['that could be of two', 'Comune di Porato', ['Corato', 'Morato']],
    ['where no word stands', 'Comune di', ['Trani']],
    ['in a code', 'Comune di 1rani', ['Trani']],
    ['between its words', 'Comune di Sanvito', ['San Vito']],
    ['of more than a letter', 'Comune di Tremi', ['Trani']],
  ])('is not forgiven %s', (_, text, names) => {
    expect(named(text, ...names)).toEqual([]);
  });

  it('is not mixed up with the same letters in two words', () => {
    const index = nameIndex(called('Trani'));
    const read = (text: string): number => mentions(tokens(clean(text)), index).length;
    expect([read('Comune di Tra mi'), read('Comune di Trami')]).toEqual([0, 1]);
  });
});
