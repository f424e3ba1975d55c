import { describe, expect, it } from '@jest/globals';
import { isDisclaimer } from './disclaimer.js';

const START = 'Questo messaggio contiene informazioni.';

describe('a disclaimer', () => {
  it.each([
    START,
    '-- Le informazioni contenute nella presente',
    'Please consider the environment',
    'Il contenuto è riservato ai destinatari: se ricevuto per errore si avvisi.',
    'CONFIDENZIALE: al solo destinatario; ne è vietata la diffusione.',
  ])('is "%s"', (paragraph) => {
    expect(isDisclaimer(paragraph)).toBe(true);
  });

  it.each([
    '',
    'Questo Comune non possiede alloggi ERP.',
    'I dati personali sono riservati.',
    'Si prega di avvisare i destinatari riservati.',
  ])('is not "%s"', (paragraph) => {
    expect(isDisclaimer(paragraph)).toBe(false);
  });

  it('has 6,000 characters at the most', () => {
    expect(isDisclaimer(START.padEnd(6000))).toBe(true);
    expect(isDisclaimer(START.padEnd(6001))).toBe(false);
  });
});
