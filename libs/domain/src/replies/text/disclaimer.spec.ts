import { describe, expect, it } from '@jest/globals';
import { isDisclaimer } from './disclaimer.js';

const START = 'Questo messaggio contiene informazioni.';

describe('a disclaimer', () => {
  it.each([
    START,
    '-- Le informazioni contenute nella presente',
    'Please consider the environment',
    ' ** La presente comunicazione è riservata.',
    'La presente e-mail è destinata a chi legge.',
    'La presente email è indirizzata a chi legge.',
    'Ai sensi del D.Lgs. 196/2003 si informa',
    'Ai sensi e per gli effetti del d. lgs 196/2003 si informa',
    'Ai sensi del Regolamento UE 2016/679 si informa',
    "Ai sensi dell'art. 13 del GDPR e della normativa sulla privacy",
    'Ai sensi degli artt. 616 e seguenti',
    'Avvertenza: uso interno',
    'Riservato ai destinatari: art. 616.',
    'Riservato ai destinatari: art616.',
    'Riservato ai destinatari: codice penale.',
    'Il contenuto è riservato ai destinatari: se ricevuto per errore si avvisi.',
    'CONFIDENZIALE: al solo destinatario; ne è vietata la diffusione.',
  ])('is "%s"', (paragraph) => {
    expect(isDisclaimer(paragraph)).toBe(true);
  });

  it.each([
    '',
    'Questo Comune non possiede alloggi ERP.',
    'I dati personali sono riservati.',
    'Si dichiara, come da privacy, zero alloggi.',
    'La presente comunicazione vale come riscontro.',
    'Ai sensi della legge 241/1990 si comunica che gli alloggi sono 196.',
    'Ai sensi della normativa regionale si comunica il numero degli alloggi.',
    'Ai sensi della normativa regionale si comunica il numero degli alloggi di proprieta: 196.',
    'Riservato ai destinatari: art. 617.',
    'Si prega di avvisare i destinatari riservati.',
  ])('is not "%s"', (paragraph) => {
    expect(isDisclaimer(paragraph)).toBe(false);
  });

  it('has 6,000 characters at the most', () => {
    expect(isDisclaimer(START.padEnd(6000))).toBe(true);
    expect(isDisclaimer(START.padEnd(6001))).toBe(false);
  });
});
