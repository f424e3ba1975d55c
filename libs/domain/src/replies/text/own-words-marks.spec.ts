import { describe, expect, it } from '@jest/globals';
import { clean } from './clean.js';
import { ownWords } from './own-words.js';

const read = (...lines: string[]) => ownWords(clean(lines.join('\n')), 'regione');
const body = (...lines: string[]): string => read(...lines).body;

describe('the heading of a message', () => {
  it.each([
    'Messaggio inoltrato',
    '-----  Messaggio  inoltrato -----',
    'Inizio messaggio inoltrato:',
    'Inizio  messaggio inoltrato:',
    '---------- Forwarded  message ---------',
    'Begin  forwarded message:',
  ])('that is passed on is "%s"', (line) => {
    expect(read('Vedi.', line, 'testo')).toMatchObject({ body: 'Vedi.', forwards: true });
  });

  it.each([
    'Messaggio  originale',
    '-----Original  message-----',
    '*Testo  originale*',
    'Risposta  al  messaggio:',
  ])('that is answered is "%s"', (line) => {
    expect(read('Vedi.', line, 'testo')).toMatchObject({ body: 'Vedi.', forwards: false });
  });

  it.each([
    'Il messaggio inoltrato',
    'Il messaggio originale',
    'Messaggio originale smarrito',
    'Testo originale: zero',
  ])('is no sentence: "%s"', (line) => {
    expect(body('Vedi.', line, 'testo')).toBe(`Vedi.\n${line}\ntesto`);
  });
});

describe('the attribution of a quotation', () => {
  it.each([
    'Il 14/02/2022 la Regione ha scritto:',
    'Il 14/02/2022 la Regione ha  scritto :',
    'In  data 14/02/2022 la Regione ha scritto',
    'Lun 14 feb 2022 i colleghi hanno scritto: ',
    '14/2/2022 la Regione scriveva:',
    '4.02.2022 la Regione scrive : ',
    '  "Il 14/02/2022 la Regione ha scritto:',
    'On Monday the Region wrote : ',
  ])('is "%s"', (line) => {
    expect(body('Zero.', line, 'Dodici.')).toBe('Zero.');
  });

  it.each([
    'Il Sindaco ha scritto: zero alloggi',
    'Il Comune scrive: zero alloggi',
    'On Monday we wrote: none',
    'Quanto il Comune scrive:',
    'Silvia ha scritto:',
  ])('is not "%s"', (line) => {
    expect(body('Zero.', line, 'Dodici.')).toBe(`Zero.\n${line}\nDodici.`);
  });

  it('stands before lines that are marked, a line of spaces between', () => {
    expect(body('Zero.', 'La Regione ha scritto:', '   ', '> x', 'Uno.')).toBe('Zero.\n\nUno.');
  });
});

describe('the headers of a message', () => {
  const block = (...lines: string[]): boolean => body('Zero.', ...lines, 'Dodici.') === 'Zero.';

  it.each([
    ['Da: Regione', 'Inviato: ieri', 'A: Comune'],
    ['  *Da:*  Regione', '*Inviato :* ieri', ' Oggetto : x'],
    ['From:Regione', 'Date: ieri', 'To: Comune'],
    ['Mittente :  Regione', 'Destinatario: Comune', 'Oggetto: x'],
    ['De: Regione', 'Destinatari: Comuni', 'Subject: x'],
  ])('begin with "%s", "%s", "%s"', (...lines) => {
    expect(block(...lines)).toBe(true);
  });

  it.each([
    ['Da:', 'Inviato: ieri', 'A: Comune'],
    ['Risulta da: Regione', 'Inviato: ieri', 'A: Comune'],
    ['Dall’Ufficio: Regione', 'Inviato: ieri', 'A: Comune'],
    ['Da: Regione', 'In data: ieri', 'Trasmesso a: Comune'],
  ])('do not begin with "%s", "%s", "%s"', (...lines) => {
    expect(block(...lines)).toBe(false);
  });
});

describe('the closing', () => {
  it.each([
    'Saluti',
    '  Distinti  saluti.',
    'Cordiali saluti, Mario',
    'Cordialità',
    'Deferenti ossequi',
    'Si  porgono distinti saluti',
    'Con  i  migliori saluti',
    'Nel  porgere distinti saluti',
    'I  miei saluti',
    'Rinnovando  distinti saluti',
  ])('is "%s"', (line) => {
    expect(body('Zero.', line, 'Dodici.')).toBe('Zero.');
  });

  it.each([
    'Dopo i saluti',
    'Cordialissimo',
    'Distinti saluti a voi tutti, e gli alloggi di questo Comune sono dodici',
  ])('is not "%s"', (line) => {
    expect(body('Zero.', line, 'Dodici.')).toBe(`Zero.\n${line}\nDodici.`);
  });

  it.each(['PS: uno', ' P.S. - uno', 'P. S.: uno', 'NB: uno', 'N. B. : uno', 'Post scriptum: uno'])(
    'is followed by what counts again: "%s"',
    (line) => {
      expect(body('Zero.', 'Saluti', 'Mario', line)).toBe(`Zero.\n${clean(line)}`);
    },
  );

  it.each(['PS uno', 'Ripresa nota: uno', 'Si noti: uno'])('is not followed by "%s"', (line) => {
    expect(body('Zero.', 'Saluti', 'Mario', line)).toBe('Zero.');
  });
});

describe('a letter of ours', () => {
  const letter = ['Regione', 'Al Comune', 'Oggetto: x'];

  it('begins with a line of just 400 characters', () => {
    expect(body('Zero.', 'Regione'.padEnd(400), 'Al Comune', 'Oggetto: x')).toBe('Zero.');
  });

  it('has its subject below its first line', () => {
    const lines = ['Zero.', 'Oggetto: x', 'Regione', 'Al Comune di Trani', 'Dodici.'];
    expect(body(...lines)).toBe(lines.join('\n'));
  });

  it('does not end before it begins', () => {
    const end = 'Riferimento da citare nelle risposte: SOL-TRAN22J7';
    expect(body('Zero.', end, ...letter, 'Dodici.')).toBe(`Zero.\n${end}`);
  });
});

describe('a disclaimer', () => {
  it('is read across its lines', () => {
    const lines = ['Il testo è riservato ai destinatari,', 'e se ricevuto per', 'errore è altrui.'];
    expect(read('Zero.', '', ...lines).all).toBe('Zero.');
  });
});
