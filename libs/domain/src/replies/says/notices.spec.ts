import { describe, expect, it } from '@jest/globals';
import { clean } from '../text/clean.js';
import { sentences } from '../text/sentences.js';
import type { Sentence } from '../text/sentences.js';
import {
  isAcknowledgement,
  isAutomaticText,
  isCoverNote,
  isPolite,
  namesNewMailbox,
  noticesRegistration,
  refusesRegistration,
} from './notices.js';

const cut = (text: string): Sentence => sentences(clean(text))[0] as Sentence;

describe('a notice of a protocol', () => {
  it.each([
    ['La Vostra nota è stata registrata al protocollo n. 1234', true],
    ['Il messaggio è stato acquisito al prot. 12', true],
    ['Numero di protocollo: 1234', true],
    ['Ricevuta di avvenuta protocollazione', true],
    ['La Vostra nota è stata registrata al protocollo?', false],
    ['La Vostra nota è stata letta', false],
    ['Il protocollo è chiuso', false],
  ])('says, in "%s", that our letter was entered: %s', (text, wanted) => {
    expect(noticesRegistration(cut(text))).toBe(wanted);
  });

  it.each([
    ['Notifica di eccezione', true],
    ['Annullamento della registrazione', true],
    ['Il messaggio non è stato protocollato', true],
    ['La registrazione è stata annullata', true],
    ['Il messaggio non è stato protocollato?', false],
    ['Il messaggio è stato protocollato', false],
  ])('refuses it, in "%s": %s', (text, wanted) => {
    expect(refusesRegistration(cut(text))).toBe(wanted);
  });
});

describe('what a programme writes', () => {
  it.each([
    ['Risposta automatica', true],
    ['Questo messaggio è generato automaticamente', true],
    ['Sono fuori ufficio', true],
    ['Sarò assente dal 10 agosto', true],
    ['Questa casella non è presidiata', true],
    ['Gli uffici comunali resteranno chiusi', true],
    ['Si prega di non rispondere a questo messaggio', true],
    ['Il Comune non possiede alloggi', false],
    ['Gli alloggi sono chiusi', false],
  ])('is "%s": %s', (text, wanted) => {
    expect(isAutomaticText(cut(text))).toBe(wanted);
  });

  it.each([
    ['La casella è stata dismessa', true],
    ['Questo indirizzo non è più attivo', true],
    ['Il nuovo indirizzo è il seguente', true],
    ['Le note vanno inviate al protocollo', true],
    ['Questa casella non è presidiata', false],
    ['L’indirizzo è quello noto', false],
  ])('names another mailbox, in "%s": %s', (text, wanted) => {
    expect(namesNewMailbox(cut(text))).toBe(wanted);
  });
});

describe('an acknowledgement', () => {
  it.each([
    ['Abbiamo ricevuto la Vostra nota', true],
    ['Si prende atto', true],
    ['La nota è stata inoltrata all’ufficio competente', true],
    ['Per quanto di competenza', true],
    ['La ringraziamo', true],
    ['Avete ricevuto la nostra nota?', false],
    ['Il Comune non possiede alloggi', false],
    ['La nota è stata inoltrata', false],
  ])('is "%s": %s', (text, wanted) => {
    expect(isAcknowledgement(cut(text))).toBe(wanted);
  });
});

describe('a cover note', () => {
  it.each([
    ['Si trasmette in allegato la dichiarazione in oggetto', true],
    ['Vedasi nota in oggetto', true],
    ['Si allega quanto all’oggetto', true],
    ['La dichiarazione è allegata', true],
    ['Si trasmette la dichiarazione', false],
    ['La dichiarazione in oggetto è vera', false],
    ['Il Comune non possiede alloggi', false],
    ['Si trasmette in allegato la dichiarazione in oggetto?', false],
  ])('points elsewhere: "%s": %s', (text, wanted) => {
    expect(isCoverNote(cut(text))).toBe(wanted);
  });

  it.each([
    [219, true],
    [220, false],
  ])('of %d characters, with the spaces around it, is one: %s', (length, wanted) => {
    const text = 'Si trasmette nota in allegato ';
    expect(isCoverNote(cut(text + 'a'.repeat(length - text.length - 2)))).toBe(wanted);
  });
});

describe('a sentence that says nothing', () => {
  it.each([
    'Buongiorno',
    'Trani, 31/12/2021',
    'Distinti saluti',
    'Cordiali saluti a tutti voi dal Comune',
    'Alla Regione Puglia, Sezione Politiche Abitative',
    'Il Responsabile del Servizio Patrimonio',
    'Si resta a disposizione per ogni chiarimento',
    'Se ne chiede cortese riscontro',
    'Mario Rossi',
    'Zero',
  ])('is "%s"', (text) => {
    expect(isPolite(cut(text))).toBe(true);
  });

  it.each([
    'Il Comune non possiede alloggi',
    'Il Responsabile comunica quanto segue',
    'La scrivente Amministrazione attesta il vero',
    'Mario Rossi architetto',
    'Quando scade il termine',
    'Buongiorno, quando scade il termine?',
    'Grazie?',
  ])('is not "%s"', (text) => {
    expect(isPolite(cut(text))).toBe(false);
  });

  it.each([
    [119, true],
    [120, false],
  ])('may be of %d characters, with the spaces around it: %s', (length, wanted) => {
    const text = 'Alla Regione ';
    expect(isPolite(cut(text + 'a'.repeat(length - text.length - 2)))).toBe(wanted);
  });
});
