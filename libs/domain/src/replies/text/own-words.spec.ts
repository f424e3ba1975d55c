import { describe, expect, it } from '@jest/globals';
import { clean } from './clean.js';
import { ownWords } from './own-words.js';

const body = (...lines: string[]): string => ownWords(clean(lines.join('\n')), 'regione').body;

describe('ownWords', () => {
  it.each<[string, string[]]>([
    ['lines marked by >', ['Zero alloggi.', '> dodici alloggi', '>> tredici']],
    ['lines marked by |', ['Zero alloggi.', '| dodici alloggi']],
    [
      'an Italian attribution and marked lines',
      ['Zero alloggi.', '', 'Il giorno 14/02/2022 Regione <r@pec.it> ha scritto:', '> dodici'],
    ],
    [
      'an attribution over two lines',
      [
        'Zero alloggi.',
        'Il giorno lun 14 feb 2022 alle 09:00 Regione',
        '<r@pec.it> ha scritto:',
        '> d',
      ],
    ],
    [
      'an attribution and unmarked lines, to the end',
      ['Zero alloggi.', 'Il 14/02/2022 09:00, r@pec.it ha scritto:', 'dodici alloggi', '', 'fine'],
    ],
    ['an original message', ['Zero alloggi.', '-----Messaggio originale-----', 'dodici alloggi']],
    ['an English one', ['Zero alloggi.', '-----Original Message-----', 'twelve']],
    [
      'a block of headers',
      [
        'Zero alloggi.',
        '',
        'Da: Regione',
        'Inviato: lunedì',
        'A: Comune',
        'Oggetto: x',
        '',
        'dodici',
      ],
    ],
    [
      'a letter pasted as it is',
      [
        'Zero alloggi.',
        '',
        'Regione',
        '',
        'Al Comune di Trani',
        'OGGETTO: x',
        '',
        'dodici alloggi',
      ],
    ],
    ['a signature', ['Zero alloggi.', '', 'Distinti saluti', 'Mario Rossi, alloggi ERP']],
    ['a signature after dashes', ['Zero alloggi.', '--', 'Mario Rossi']],
    [
      'a disclaimer',
      [
        'Zero alloggi.',
        '',
        'Questo messaggio è riservato ai destinatari: se ricevuto per errore va distrutto.',
      ],
    ],
  ])('leaves out %s', (_, lines) => {
    expect(body(...lines)).toBe('Zero alloggi.');
  });

  it('goes on where a marked quotation ends', () => {
    expect(body('> quanti alloggi avete?', 'Zero alloggi.')).toBe('Zero alloggi.');
    expect(body('Buongiorno', 'Il 14/02/2022 r@pec.it ha scritto:', '> quanti?', 'Zero.')).toBe(
      'Buongiorno\nZero.',
    );
  });

  it('goes on behind the last line of a letter of ours', () => {
    const lines = ['Regione', 'Al Comune di Trani', 'OGGETTO: x', 'testo'];
    const end = 'Riferimento da citare nelle risposte: SOL-ANDR22A7';
    expect(body('Sopra.', ...lines, end, 'Zero alloggi.')).toBe('Sopra.\nZero alloggi.');
  });

  it('keeps a postscript, which may take back what stands above', () => {
    expect(body('Zero alloggi.', 'Distinti saluti', 'Il Sindaco', 'P.S. Erano dodici.')).toBe(
      'Zero alloggi.\nP.S. Erano dodici.',
    );
  });

  it('keeps everything of the writer’s for what can contradict, the signature too', () => {
    const own = ownWords('Zero.\n\nDistinti saluti\nMario\n\nGli alloggi sono tre.');
    expect(own.all).toContain('Gli alloggi sono tre.');
    expect(own.body).toBe('Zero.');
  });

  it('takes no sentence of the writer’s for a block of headers', () => {
    const text = 'Da: una verifica risulta zero.\nAltro testo.';
    expect(body(text)).toBe(text);
  });

  it('tells a forwarded message from an answered one', () => {
    expect(ownWords('Vedi.\n---------- Messaggio inoltrato ----------\nx').forwards).toBe(true);
    expect(ownWords('Vedi.\n-----Messaggio originale-----\nx').forwards).toBe(false);
  });
});
