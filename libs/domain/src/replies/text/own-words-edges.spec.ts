import { describe, expect, it } from '@jest/globals';
import { clean } from './clean.js';
import { ownWords } from './own-words.js';

const read = (...lines: string[]) => ownWords(clean(lines.join('\n')), 'regione');
const body = (...lines: string[]): string => read(...lines).body;

describe('a line that attributes a quotation', () => {
  it.each([
    ['begins with a day', ['Il giorno 14/02/2022 Regione ha scritto:', 'x']],
    ['names an address', ['Regione r@pec.it ha scritto:', 'x']],
    ['names an address in brackets', ['Regione <r> ha scritto:', 'x']],
    ['stands before marked lines', ['La Regione ha scritto:', '', '> x']],
    ['is English', ['On 14 Feb 2022, r@pec.it wrote:', 'x']],
  ])('%s', (_, lines) => {
    expect(body('Zero alloggi.', ...lines)).toBe('Zero alloggi.');
  });

  it.each([
    ['with neither day, address nor marks', ['La Regione ha scritto:', 'zero alloggi']],
    ['at the end', ['La Regione ha scritto:']],
    ['over empty lines', ['La Regione ha scritto:', '', '', '', '', '', '> x']],
    ['of more than 400 characters', [`Il 14/02/2022 ${'x '.repeat(200)}ha scritto:`, 'y']],
  ])('is none %s', (_, lines) => {
    expect(body('Zero.', ...lines)).toContain('ha scritto:');
  });

  it('may have just 400 characters', () => {
    const line = `Il 14/02/2022${' ha scritto:'.padStart(387, 'x')}`;
    expect([line.length, body('Zero.', line, 'y')]).toEqual([400, 'Zero.']);
  });

  it('may begin two lines above, not three', () => {
    const heading = ['Il 14/02/2022', 'la Regione', 'r@pec.it ha scritto:', 'x'];
    expect(body('Zero.', ...heading)).toBe('Zero.');
    expect(body('Zero.', 'Il 14/02/2022', 'la', ...heading.slice(1))).toBe(
      'Zero.\nIl 14/02/2022\nla\nla Regione',
    );
  });
});

describe('what was quoted', () => {
  it('is kept without its marks', () => {
    expect(read('Zero.', '>> quanti | quali?', ' | x').quoted).toBe('quanti | quali?\nx');
    expect(read('Zero.', '-----Messaggio originale-----', 'uno', 'due').quoted).toBe(
      '-----Messaggio originale-----\nuno\ndue',
    );
  });

  it('is nothing where nothing was', () => {
    expect(read('Zero alloggi.', '', 'Uno.')).toEqual({
      body: 'Zero alloggi.\n\nUno.',
      all: 'Zero alloggi.\n\nUno.',
      whole: 'Zero alloggi.\n\nUno.',
      quoted: '',
      forwards: false,
    });
  });

  it('is no forwarded message for a block of headers, a letter or an attribution', () => {
    const header = ['Da: Regione', 'Data: ieri', 'A: Comune', 'x'];
    const letter = ['Regione', 'Al Comune di Trani', 'Oggetto: x', 'y'];
    for (const lines of [header, letter, ['Il 14/02/2022 r@pec.it ha scritto:', 'x']]) {
      expect(read('Zero.', ...lines)).toMatchObject({ body: 'Zero.', forwards: false });
    }
  });

  it('stays a forwarded one when another block follows', () => {
    const lines = ['Messaggio inoltrato', '> x', 'Vedi.', '---Messaggio originale---', 'y'];
    expect(read(...lines)).toMatchObject({ body: 'Vedi.', forwards: true });
  });
});

describe('a block of headers', () => {
  it.each([
    ['with two of them', ['Da: Regione', 'Data: ieri', 'A: Comune', 'x'], 'Zero.'],
    ['with one of them', ['Da: Regione', 'Data: ieri', 'x'], 'Zero.\nDa: Regione\nData: ieri\nx'],
    [
      'with two, one of them seven lines below',
      ['Da: Regione', 'Data: ieri', '1', '2', '3', '4', '5', 'A: x'],
      'Zero.\nDa: Regione\nData: ieri\n1\n2\n3\n4\n5\nA: x',
    ],
    [
      'with two, one of them six lines below',
      ['Da: Regione', 'Data: ieri', '1', '2', '3', '4', 'A: x'],
      'Zero.',
    ],
    [
      'with two, one of them above',
      ['Oggetto: x', 'Da: Regione', 'Data: ieri', 'y'],
      'Zero.\nOggetto: x\nDa: Regione\nData: ieri\ny',
    ],
  ])('%s', (_, lines, wanted) => {
    expect(body('Zero.', ...lines)).toBe(wanted);
  });
});

describe('a letter of ours without any mark', () => {
  const letter = (...lines: string[]): boolean => body('Zero.', ...lines) === 'Zero.';

  it.each([
    ['in whatever case', ['REGIONE', 'AL COMUNE DI TRANI', 'OGGETTO: x']],
    ['indented', ['  Regione ', '  Alla  Città di Trani', '  Oggetto : x']],
    ['with its subject 15 lines below', ['Regione', 'Ai Comuni', ...'1234567890abc', 'Oggetto: x']],
  ])('is known %s', (_, lines) => {
    expect(letter(...lines)).toBe(true);
  });

  it.each([
    ['without an addressee', ['Regione', 'Oggetto: x']],
    ['without a subject', ['Regione', 'Al Comune di Trani']],
    ['with another addressee', ['Regione', 'Trasmettere al Comune', 'Oggetto: x']],
    ['with the subject in a sentence', ['Regione', 'Al Comune', 'In oggetto: x']],
    ['with its subject above', ['Oggetto: x', 'Regione', 'Al Comune di Trani']],
    ['with more on its first line', ['Regione Puglia', 'Al Comune', 'Oggetto: x']],
    [
      'with its subject 16 lines below',
      ['Regione', 'Ai Comuni', ...'1234567890abcd', 'Oggetto: x'],
    ],
    ['on a line of spaces beyond 400', ['Regione'.padEnd(401), 'Al Comune', 'Oggetto: x']],
  ])('is none %s', (_, lines) => {
    expect(letter(...lines)).toBe(false);
  });

  it('is nobody’s where no office is given', () => {
    const text = 'Zero.\n\nAl Comune di Trani\nOggetto: x';
    expect(ownWords(text).body).toBe(text);
  });

  it('ends with its last line, wherever the mark stands in it', () => {
    const end = `${'x'.repeat(370)}riferimento da citare nelle risposte`;
    const read = (line: string) =>
      body('Zero.', 'Regione', 'Al Comune', 'Oggetto: x', line, 'Dodici.');
    expect(read(end)).toBe('Zero.');
    expect(read(end.slice(10))).toBe('Zero.\nDodici.');
  });
});

describe('the writer’s closing', () => {
  it.each([
    ['a salutation', ['Distinti saluti', 'Mario'], 'Zero.'],
    ['dashes', ['--', 'Mario'], 'Zero.'],
    ['dashes and a space', ['-- ', 'Mario'], 'Zero.'],
    ['three dashes', ['---', 'Mario'], 'Zero.\n---\nMario'],
    ['a postscript', ['Saluti', 'Mario', 'P.S.: uno', 'due'], 'Zero.\nP.S.: uno\ndue'],
    ['a note at once', ['Saluti', 'Nota: uno'], 'Zero.\nNota: uno'],
  ])('is cut at %s', (_, lines, wanted) => {
    expect(body('Zero.', ...lines)).toBe(wanted);
  });

  it('may be the first line, or none', () => {
    expect(body('Distinti saluti', 'Mario')).toBe('');
    expect(body('Nota: zero', 'Saluti', 'Mario')).toBe('Nota: zero');
    expect(body('Zero.', 'Nota: uno')).toBe('Zero.\nNota: uno');
  });

  it('is a line of less than 120 characters', () => {
    const closing = (length: number): string => 'Distinti saluti'.padStart(length);
    expect(body('Zero.', closing(119), 'Mario')).toBe('Zero.');
    expect(body('Zero.', closing(120), 'Mario')).toContain('Mario');
  });

  it('stands among paragraphs, of which a disclaimer is none', () => {
    const note = ['Questo messaggio', 'è riservato.'];
    expect(read('Zero.', ' ', ...note, '', 'Uno.').all).toBe('Zero.\n\nUno.');
    expect(read('Il testo è riservato ai', 'destinatari,', 'se ricevuto per errore.').all).toBe('');
  });
});
