import { describe, expect, it } from '@jest/globals';
import { clean } from '../text/clean.js';
import { sentences } from '../text/sentences.js';
import { tokens } from '../text/tokens.js';
import type { Claim } from './claim.js';
import { deniesZero, statesZero } from './zero.js';

const read = (text: string): Claim | null => {
  const [sentence] = sentences(clean(text));
  return sentence === undefined ? null : statesZero(sentence);
};

describe('the denial of a zero', () => {
  it.each([
    'La consistenza non è nulla',
    'La consistenza non è zero',
    'Il patrimonio non nullo',
    'Non risulta essere nulla',
    'Non risulta essere affatto nulla',
    'Non è pari a 0',
    'La consistenza non è affatto pari a zero',
    'La consistenza non è pari allo zero',
    'La consistenza non ammonta a zero',
    'Il numero non corrisponde allo zero',
  ])('stands in "%s"', (text) => {
    expect(deniesZero(tokens(clean(text)))).toBe(true);
  });

  it.each([
    'La consistenza è nulla',
    'Il patrimonio è nullo, non si attesta altro',
    'La consistenza non è più variata: era nulla',
    'Non è pari al valore nullo',
    'Non pari nulla',
    'Non è risulta essere sia nulla',
    'Non',
    'Non è pari',
    'Il Comune non pari comunica consistenza zero',
  ])('does not stand in "%s"', (text) => {
    expect(deniesZero(tokens(clean(text)))).toBe(false);
  });
});

describe('nobody who owns', () => {
  it.each([
    'Nessuno dei Comuni possiede alloggi ERP',
    'Nessuno di noi tre possiede alloggi',
    'Nessuno dei cinque Comuni della stessa Unione possiede alloggi',
  ])('is a statement for several, left to a person: "%s"', (text) => {
    expect(read(text)).toBe('likely');
  });

  it.each([
    'Nessuno possiede automezzi',
    'Nessuno possiede',
    'Nessuno dei cinque Comuni della stessa grande Unione possiede alloggi',
    'Nessuno dei due Comuni della provincia di Bari e di Foggia possiede alloggi',
    'Tutti i Comuni possiede alloggi',
    'Nessuno',
  ])('states nothing of dwellings in "%s"', (text) => {
    expect(read(text)).toBeNull();
  });
});

describe('no dwelling', () => {
  it.each<[string, Claim | null]>([
    ['Nessun alloggio', 'sure'],
    ['Nessun "alloggio" ERP', 'sure'],
    ['0 (zero) alloggi', 'sure'],
    ['0 [zero] alloggi', 'sure'],
    ['Risulta nessun alloggio ERP', 'sure'],
    ['Nessun alloggio ERP è nel patrimonio di proprietà', 'sure'],
    ['N. 0 (zero) unità immobiliari', 'sure'],
    ['Nessun alloggio ERP è gestito', 'likely'],
    ['Dagli archivi storici nessun alloggio ERP', 'likely'],
    ['Sono sfitti nessun alloggio ERP', null],
    ['Nessun, alloggio', null],
    ['Nessun: alloggio', null],
    ['0, alloggi', null],
    ['0: alloggi', null],
    ['0', null],
    ['0 (zero)', null],
    ['Zero patrimonio', null],
    ['Nessun patrimonio ERP', null],
  ])('in "%s" is %s', (text, wanted) => {
    expect(read(text)).toBe(wanted);
  });
});

describe('an estate that is zero', () => {
  it.each<[string, Claim | null]>([
    ['Numero: zero', 'sure'],
    ['Alloggi ERP: nessuno', 'sure'],
    ['Alloggi ERP: nessuno )', 'sure'],
    ['Il patrimonio ERP ammonta a zero', 'sure'],
    ['Si comunica consistenza zero', 'sure'],
    ['Si comunica la consistenza di zero', 'sure'],
    ['Alloggi ERP - 0', 'sure'],
    ['Alloggi ERP (0)', 'sure'],
    ['Alloggi ERP "0"', 'sure'],
    ['Alloggi ERP nr° 0', 'sure'],
    ['Alloggi ERP __ 0 __', 'sure'],
    ['Dagli archivi storici alloggi: zero', 'likely'],
    ['Consistenza uguale a zero', 'likely'],
    ['Numero zero', 'likely'],
    ['Alla data, numero zero', 'likely'],
    ['Alloggi ERP in proprietà zero', 'likely'],
    ['Patrimonio ERP zero, lo si comunica', 'likely'],
    [
      'Si comunica per quanto di nostra competenza al fine di evitare ogni errore la consistenza nulla',
      'likely',
    ],
    ['Alloggi nessuno', null],
    ['Alloggi ERP: nessuno sfitto', null],
    ['Alloggi ERP: nessuno di quelli', null],
    ['Alloggi: ERP zero', null],
    ['Alloggi, ERP zero', null],
    ['Canone: zero', null],
  ])('in "%s" is %s', (text, wanted) => {
    expect(read(text)).toBe(wanted);
  });
});
