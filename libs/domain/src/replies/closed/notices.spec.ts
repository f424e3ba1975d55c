import { describe, expect, it } from '@jest/globals';
import { municipalities } from '../testing/world.js';
import { knownNames } from '../who/known-names.js';
import { isNotice, isNoticeSubject, isOurSubject } from './notices.js';

const OURS = 'Ricognizione del patrimonio ERP in PUSH – Richiesta dati al 31/12/2021 [rif. SOL-1]';
const known = {
  names: knownNames(municipalities),
  municipality: '110009',
  sent: [{ letter: 'una', subject: OURS, text: '' }],
};
const LETTER = OURS.replace('–', '-');

describe('what protocol systems write beside their XML', () => {
  it.each([
    '',
    `Il messaggio con oggetto "${LETTER}" è stato ricevuto e registrato\nal protocollo generale del Comune di Trani con il n. 0004567 del 10/03/2022.\n\nMessaggio generato automaticamente dal sistema di protocollo informatico.`,
    `Il messaggio con oggetto "${LETTER.replace('in PUSH', 'in\nPUSH')}" è stato registrato.`,
    "Si comunica l'aggiornamento della registrazione n. 0004567 del 10/03/2022 al protocollo del Comune di Trani.\nIl documento è stato assegnato al Settore competente.",
    "La PEC è stata acquisita al Protocollo Generale N. 0012345/2022 del 14/02/2022 ed assegnata all'Ufficio Tecnico.",
    'Gentile utente, la sua comunicazione è stata protocollata con numero 2022/0004412 del 15/02/2022 alle ore 10:35.',
    'La nota è stata assunta al prot. n. 3321 del 16.02.2022.',
    'COMUNE DI TRANI\n\nSi comunica che il messaggio è stato protocollato.\nUfficio Protocollo',
    'Protocollo n. 4567 del 18/03/2022',
    'In allegato la conferma di ricezione del documento.',
    'Questo è un messaggio automatico.\nSi prega di non rispondere.',
  ])('is a notice: %j', (text) => {
    expect(isNotice(text, known)).toBe(true);
  });

  it.each([
    'Per competenza: la scadenza non può essere rispettata, il termine va prorogato.',
    'Si prende atto e si contesta il sollecito.',
    'Preso atto della nota, il Comune non trasmetterà alcun dato.',
    'Registrazione impossibile: piattaforma PUSH non funzionante.',
    'Grazie, abbiamo venduto tutto.',
    'Protocollato. Segue diffida.',
    'Il messaggio è stato protocollato?',
    'Il messaggio non è stato protocollato.',
    'Il messaggio è stato protocollato con n. 6 alloggi.',
    'Il messaggio è stato registrato al protocollo del Comune di Andria.',
    'Il messaggio con oggetto "Abbiamo venduto tutto" è stato registrato.',
    `${LETTER}: contestata`,
    'Il documento è stato assegnato al Settore Legale.',
    'Protocollo del 1 semestre 2022',
    '[immagine]',
    '👎',
    '((',
  ])('is none: %j', (text) => {
    expect(isNotice(text, known)).toBe(false);
  });
});

describe('the subject of such a message', () => {
  it.each([
    ['', true],
    ['Conferma di ricezione', true],
    [`POSTA CERTIFICATA: Conferma di ricezione: ${OURS}`, true],
    [`Re: ${OURS}`, true],
    ['Notifica di avvenuta protocollazione', true],
    ['Conferma Ricezione prot. 12345', true],
    [`Aggiornamento di conferma: ${OURS}`, true],
    ['Conferma di ricezione: termini contestati', false],
    [`Conferma di ricezione: ${OURS} respinta`, false],
    ['Conferma?', false],
    ['I: Conferma di ricezione', false],
    ['Notifica di eccezione', false],
  ])('%j: %j', (subject, wanted) => {
    expect(isNoticeSubject(subject, known)).toBe(wanted);
  });
});

describe('how an XML describes our message', () => {
  it.each([
    ['', true],
    [LETTER, true],
    [`POSTA CERTIFICATA: ${LETTER}`, true],
    [`${LETTER} documento respinto`, false],
    ['SOL-1', false],
  ])('%j: %j', (described, wanted) => {
    expect(isOurSubject(described, known)).toBe(wanted);
  });
});
