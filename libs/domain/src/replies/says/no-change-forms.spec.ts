import { describe, expect, it } from '@jest/globals';
import { clean } from '../text/clean.js';
import { sentences } from '../text/sentences.js';
import type { Sentence } from '../text/sentences.js';
import type { Claim } from './claim.js';
import { speaksOfChange, statesNoChange } from './no-change.js';

const cut = (text: string): Sentence => sentences(clean(text))[0] ?? { tokens: [], asks: false };
const read = (text: string): Claim | null => statesNoChange(cut(text));

describe('no change', () => {
  it.each<[string, Claim | null]>([
    ['Senza variazioni', 'sure'],
    ['Zero variazioni del patrimonio', 'sure'],
    ['0 variazioni del patrimonio', 'sure'],
    ['Assenza di variazioni', 'sure'],
    ['Nessuna qualsiasi variazione', 'sure'],
    ['Senza alcuna variazione', 'sure'],
    ['Senza alcun cambiamento', 'sure'],
    ['Senza intervenute modifiche', 'sure'],
    ['Nessuna sostanziale variazione', null],
    ['Nessun mutamento del patrimonio', 'sure'],
    ['Nessun aggiornamento del patrimonio', 'sure'],
    ['Nessuna variazione impersonale', 'likely'],
    ['Nessuna variazione pecuniaria', 'likely'],
    ['Nessuna variazionista', null],
    ['Nessuna controvariazione', null],
    ['Nessuna', null],
    ['Senza alcuna', null],
    ['12 variazioni', null],
    ['Con variazioni', null],
  ])('in "%s" is %s', (text, wanted) => {
    expect(read(text)).toBe(wanted);
  });

  it.each<[string, Claim | null]>([
    ['Nessuna variazione 12', 'sure'],
    ['Nessuna variazione, rilevante', 'sure'],
    ['Nessuna variazione: rilevante', 'sure'],
    ['Nessuna variazione (rilevante)', 'sure'],
    ['Nessuna variazione del patrimonio rilevante', 'likely'],
    ['Nessuna variazione 12 rilevante', 'likely'],
  ])('with what follows in its clause, in "%s", is %s', (text, wanted) => {
    expect(read(text)).toBe(wanted);
  });

  it.each<[string, Claim | null]>([
    ['Non', null],
    ['Non sono intervenute', null],
    ['Non sono intervenute mai variazioni', null],
    [`Il patrimonio non ${'ha '.repeat(10)}variazioni`, 'sure'],
    [`Il patrimonio non ${'ha '.repeat(11)}variazioni`, null],
    ['La situazione non è stata modificata', 'sure'],
    ['I dati non sono stati modificati', 'sure'],
    ['Il dato non è mutato', 'sure'],
    ['Lo stock non è cambiato', 'sure'],
    ['Il patrimonio non è modificatore', null],
    ['Tutto non è cambiato', 'likely'],
    ['Non è stato modificato', 'likely'],
    ['La situazionale non è cambiata', 'likely'],
    ['Il substock non è cambiato', 'likely'],
    ['I datori non sono cambiati', 'likely'],
    ['Patrimonio: non è cambiato', 'likely'],
    ['Il patrimonio comunale è tale che non è cambiato', 'likely'],
    [`Patrimonio ${'di '.repeat(23)}non è cambiato`, 'sure'],
    [`Patrimonio ${'di '.repeat(24)}non è cambiato`, 'likely'],
  ])('denied by a verb, in "%s", is %s', (text, wanted) => {
    expect(read(text)).toBe(wanted);
  });

  it.each<[string, Claim | null]>([
    ['Il patrimonio invariato', 'sure'],
    ['Il patrimonio è invariato rispetto a ieri', 'likely'],
    ['Patrimonio: invariato', 'likely'],
    ['Invariato', 'likely'],
    ['Il patrimonio non è stato e non sia rimasto invariato', null],
    ['Il patrimonio non risulta invariato', null],
    ['Il patrimonio non è stato invariato', null],
    ['Il patrimonio invariatosi', null],
    ['Il patrimonio preinvariato', null],
    ['Il patrimonio non statico invariato', 'sure'],
    ['Il patrimonio non attestato invariato', 'sure'],
    ['Il patrimonio non rimanente invariato', 'sure'],
    ['Il canone è invariato', null],
    ['Se invariato', null],
  ])('called the same, in "%s", is %s', (text, wanted) => {
    expect(read(text)).toBe(wanted);
  });
});

describe('a sentence that speaks of change', () => {
  it.each([
    ['Le variazioni sono in corso', true],
    ['Il patrimonio è cambiato', true],
    ['Nessuna modifica', true],
    ['Il patrimonio è invariato', false],
    ['', false],
  ])('"%s": %s', (text, wanted) => {
    expect(speaksOfChange(cut(text))).toBe(wanted);
  });
});
