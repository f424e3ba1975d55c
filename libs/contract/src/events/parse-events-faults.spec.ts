import { describe, expect, it } from '@jest/globals';
import { EVENT_TYPES } from './payload-schemas.js';
import { AT, type Line, messages, parse } from './testing/event-lines.js';

describe('a bad line is told by line, field, what was found and what is expected', () => {
  const good = { at: AT, municipality: '110001', type: 'typed' };
  it.each<[Line | string, string]>([
    ['{"at":', 'campo riga: trovato "{\\"at\\":", atteso un oggetto JSON su una riga sola'],
    ['[1]', 'campo riga: trovato "[1]", atteso un oggetto JSON su una riga sola'],
    ['null', 'campo riga: trovato "null", atteso un oggetto JSON su una riga sola'],
    [
      { ...good, actor: 'a\u0000b' },
      'campo actor: trovato "a\\u0000b", atteso un testo leggibile: questo contiene un carattere di controllo (U+0000)',
    ],
    [
      { ...good, type: 'rejected', reason: 'a\u0000b' },
      'campo reason: trovato "a\\u0000b", atteso un testo leggibile: questo contiene un carattere di controllo (U+0000)',
    ],
    [
      { ...good, type: 'rejected', reason: 'guasto\uffff' },
      'campo reason: trovato "guasto\\uffff", atteso un testo leggibile: questo contiene un codice che non è un carattere (U+FFFF)',
    ],
    [
      // A field that no schema reads as a text.
      { ...good, type: 'contested', diff: { changed: [{ key: 'a\u0000', from: 'x', to: 'y' }] } },
      'campo key: trovato "a\\u0000", atteso un testo leggibile: questo contiene un carattere di controllo (U+0000)',
    ],
    [
      { ...good, at: undefined },
      'campo at: trovato niente, atteso un istante ISO 8601 con fuso, come 2022-03-10T10:00:00+01:00',
    ],
    [
      { ...good, at: '2022-03-10' },
      'campo at: trovato "2022-03-10", atteso un istante ISO 8601 con fuso, come 2022-03-10T10:00:00+01:00',
    ],
    [
      { ...good, at: '2022-06-31T10:00:00Z' },
      'campo at: trovato "2022-06-31T10:00:00Z", atteso un giorno che esiste',
    ],
    [
      { ...good, recordedAt: '2022-03-09T10:00:00Z' },
      'campo recordedAt: trovato "2022-03-09T10:00:00Z", atteso un istante non anteriore a at (2022-03-10T09:00:00.000Z)',
    ],
    [
      { ...good, municipality: undefined },
      'campo municipality: trovato niente, atteso il codice ISTAT di sei cifre del Comune',
    ],
    [
      { ...good, municipality: '110099' },
      'campo municipality: trovato "110099", atteso il codice ISTAT, di sei cifre, di un Comune in elenco',
    ],
    [
      { ...good, municipality: 110001 },
      'campo municipality: trovato 110001, atteso un testo tra virgolette',
    ],
    [{ ...good, type: undefined }, 'campo type: trovato niente, atteso un testo tra virgolette'],
    [
      { ...good, type: 'toString' },
      `campo type: trovato "toString", atteso uno di ${EVENT_TYPES.join(', ')}`,
    ],
    [
      { ...good, round: '2022-06-29' },
      'campo round: trovato "2022-06-29", atteso una data di riferimento della ricognizione: 2021-12-31, poi il 30/06 o 31/12 di ogni anno',
    ],
    [
      { ...good, round: '2022-06-31' },
      'campo round: trovato "2022-06-31", atteso un giorno che esiste (giugno 2022 ha 30 giorni)',
    ],
    [{ ...good, type: 'transmitted' }, 'campo mode: trovato niente, atteso "manual" oppure "flow"'],
    [
      { ...good, type: 'transmitted', mode: 'flow', units: -1 },
      'campo units: trovato -1, atteso un numero non minore di 0',
    ],
    [{ ...good, type: 'rejected' }, 'campo reason: trovato niente, atteso un testo tra virgolette'],
    [
      { ...good, type: 'rejected', reason: ' ' },
      'campo reason: trovato " ", atteso almeno un valore',
    ],
    [
      { ...good, type: 'variation', kind: 'gift', date: '2022-02-01', units: 1 },
      'campo kind: trovato "gift", atteso "new-construction" oppure "sale" oppure "acquisition" oppure "transfer" oppure "demolition" oppure "split" oppure "merge"',
    ],
    [
      { ...good, type: 'variation', kind: 'sale', date: '2022-02-29', units: 1 },
      'campo date: trovato "2022-02-29", atteso un giorno che esiste (febbraio 2022 ha 28 giorni)',
    ],
    [
      { ...good, type: 'snapshot', reference: '2021-12-31', units: [{ key: 'a' }] },
      'campo units[0].status: trovato niente, atteso un testo tra virgolette',
    ],
    [
      { ...good, type: 'delivered', rung: 'reminder' },
      'campo rung: trovato "reminder", atteso un gradino della ricognizione: opening, reminder-1, reminder-2, last-call, overdue-1, overdue-2, formal-notice, correction',
    ],
    [
      { ...good, type: 'address-changed', pec: 'comune' },
      'campo pec: trovato "comune", atteso un indirizzo PEC come nome@dominio.it',
    ],
  ])('%j', (line, message) => {
    expect(messages(good, line)).toEqual([`riga 2, ${message}`]);
  });

  it('refuses an id that an earlier line bears', () => {
    expect(messages({ ...good, id: 'a' }, { ...good, id: 'a' })).toEqual([
      'riga 2, campo id: trovato "a", atteso un identificativo non già usato (riga 1)',
    ]);
  });

  it('reads the good lines beside the bad ones, and tells errors in order of lines', () => {
    const { facts, errors } = parse({ ...good, at: 'x' }, good, 'x', { ...good, type: 'x' });
    expect(facts.map(({ id }) => id)).toEqual(['event-2']);
    expect(errors.map(({ line }) => line)).toEqual([1, 3, 4]);
  });
});
