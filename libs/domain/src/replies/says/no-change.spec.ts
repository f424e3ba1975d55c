import { describe, expect, it } from '@jest/globals';
import { clean } from '../text/clean.js';
import { sentences } from '../text/sentences.js';
import type { Claim } from './claim.js';
import { statesNoChange } from './no-change.js';

const read = (text: string): Claim | null => {
  const claims = sentences(clean(text)).map(statesNoChange);
  return claims.find((claim) => claim === 'sure') ?? claims.find((claim) => claim !== null) ?? null;
};

describe('statesNoChange', () => {
  it.each([
    'Il patrimonio non ha subito variazioni.',
    'Il patrimonio immobiliare ERP non ha subito alcuna variazione dall’ultima trasmissione ufficiale in PUSH.',
    'Non sono intervenute variazioni rispetto all’ultima trasmissione.',
    'Non si sono verificate variazioni nel semestre.',
    'Non vi sono state variazioni del patrimonio ERP.',
    'Nessuna variazione rispetto al 31/12/2021.',
    'Si dichiara che nessuna variazione è intervenuta nel patrimonio.',
    'Si attesta l’assenza di variazioni del patrimonio ERP alla data del 30/06/2022.',
    'Il patrimonio è rimasto invariato.',
    'La consistenza del patrimonio ERP risulta immutata.',
    'La situazione degli alloggi è invariata rispetto alla precedente rilevazione.',
    'La consistenza non è variata.',
    'Il patrimonio non è stato modificato.',
    'Non essendo intervenute modifiche, si conferma quanto trasmesso.',
    'Si comunica che non si registrano variazioni del patrimonio.',
    'Non ci sono variazioni da segnalare.',
    'Il patrimonio ERP del Comune non ha avuto variazioni.',
  ])('is sure of "%s"', (text) => {
    expect(read(text)).toBe('sure');
  });

  it.each([
    'Il patrimonio ha subito variazioni.',
    'Si comunicano le variazioni intervenute.',
    'Le variazioni non sono ancora state caricate.',
    'I canoni sono rimasti invariati.',
    'Non sono intervenute variazioni degli assegnatari.',
    'Il referente non è cambiato.',
    'Se non sono intervenute variazioni occorre comunque trasmettere?',
    'Qualora non vi siano variazioni si è esonerati.',
    'La consistenza non è rimasta invariata.',
    'Il patrimonio non è invariato.',
    'Non è possibile escludere variazioni.',
    'Non abbiamo potuto inserire le variazioni.',
    'Si chiede di registrare la variazione.',
  ])('sees no such statement in "%s"', (text) => {
    expect(read(text)).toBeNull();
  });

  it.each([
    'Non vi sono state variazioni significative.',
    'Nessuna variazione rilevante del patrimonio.',
    'Non sono intervenute variazioni catastali.',
    'Tutto è rimasto invariato.',
    'Nessuna variazione anagrafica degli alloggi.',
  ])('leaves "%s" to a person', (text) => {
    expect(read(text)).toBe('likely');
  });
});
