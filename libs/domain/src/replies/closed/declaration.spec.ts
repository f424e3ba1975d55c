import { describe, expect, it } from '@jest/globals';
import { municipalities, survey } from '../testing/world.js';
import { knownNames } from '../who/known-names.js';
import { declarationIn } from './declaration.js';

const DAY = '31/12/2021';
const declared = (text: string) =>
  declarationIn(text, '110009', knownNames(municipalities), survey);

describe('one closed sentence', () => {
  it.each([
    `Questo Comune non possiede alloggi ERP alla data del ${DAY}.`,
    `Si attesta che il Comune di Trani non possiede alcun alloggio ERP in proprietà alla data del ${DAY}.`,
    `Con la presente si dichiara che, alla data del ${DAY}, questo Ente non possiede nessun alloggio ERP di proprietà.`,
    `In riscontro alla Vostra nota si comunica che il numero di alloggi ERP in proprietà alla data del ${DAY} è pari a 0 (zero).`,
    `NUMERO DEGLI ALLOGGI ERP DI PROPRIETA’ ALLA DATA DEL ${DAY}: ZERO`.replace('’', "'"),
    `Si comunica la consistenza nulla del patrimonio ERP in proprietà di questo Comune alla data del ${DAY}.`,
    `L'Ente non possiede alloggi ERP al ${DAY}.`,
    `Il numero di alloggi ERP in proprietà dell'Ente al ${DAY} è pari a zero.`,
    `Si certifica che alla data del ${DAY} la consistenza del patrimonio ERP in proprietà è nulla.`,
  ])('declares that no dwelling is owned: %s', (text) => {
    expect(declared(text)).toEqual({ kind: 'nil-return', day: '2021-12-31' });
  });

  it.each([
    `Il patrimonio ERP non ha subito variazioni alla data del ${DAY}.`,
    `Si dichiara che il patrimonio immobiliare ERP del Comune di Trani non ha subito alcuna variazione dall'ultima trasmissione ufficiale in PUSH fino alla data del ${DAY}.`,
    `Non sono intervenute variazioni nel patrimonio immobiliare ERP alla data del ${DAY}.`,
    `Nessuna variazione del patrimonio ERP di questo Ente alla data del ${DAY}.`,
  ])('declares that nothing changed: %s', (text) => {
    expect(declared(text)).toEqual({ kind: 'no-change', day: '2021-12-31' });
  });

  it('names the letter’s own 31/06 as it is read, and no other day that does not exist', () => {
    const on = (day: string) => declared(`Il Comune non possiede alloggi ERP alla data del ${day}`);
    expect(on('31/06/2022')?.day).toBe('2022-06-30');
    expect(on('31/11/2022')).toBeNull();
  });

  it.each([
    '',
    'Il Comune non possiede alloggi ERP.',
    `Il Comune di Andria non possiede alloggi ERP alla data del ${DAY}.`,
    `Il Comune non possiede alloggi ERP alla data del ${DAY}..`,
    `Il Comune non possiede alloggi ERP alla data del ${DAY} e del 30/06/2022.`,
    `Il Comune non possiede alloggi ERP alla data del ${DAY} ${'e '.repeat(400)}`,
    'Il patrimonio ERP non ha subito variazioni alla data del 1 semestre 2022.',
    'Il patrimonio ERP non ha subito variazioni al 2 sem 2022.',
    'Si dichiara che il numero di alloggi ERP in proprietà è pari a zero.',
    `Patrimonio ERP alla data del ${DAY}: nessuna variazione`,
  ])('is not: %s', (text) => {
    expect(declared(text)).toBeNull();
  });
});
