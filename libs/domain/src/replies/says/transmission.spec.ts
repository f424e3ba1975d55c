import { describe, expect, it } from '@jest/globals';
import { clean } from '../text/clean.js';
import { sentences } from '../text/sentences.js';
import { noticesTransmission } from './transmission.js';

const read = (text: string): boolean => sentences(clean(text)).some(noticesTransmission);

describe('a notice of transmission', () => {
  it.each([
    'Abbiamo trasmesso i dati in PUSH',
    'Questo Ente ha già provveduto per il tramite dell’Ufficio ad aver inviato i dati in piattaforma',
    'I dati sono stati regolarmente caricati',
    'La banca dati e stata caricata',
    'È stata effettuata la trasmissione dei dati',
    'Avvenuto caricamento del flusso',
    'Il caricamento dei dati è stato completato',
    'La trasmissione è andata a buon fine',
    'Notifica di avvenuta trasmissione',
    'Abbiamo oggi fatto upload dei dati',
    'L’Ufficio Patrimonio ha trasmesso i dati',
  ])('is "%s"', (text) => {
    expect(read(text)).toBe(true);
  });

  it.each([
    ['nothing of the sort', 'Il Comune non possiede alloggi'],
    ['of no data', 'Abbiamo inviato gli auguri'],
    ['of an office alone', 'Abbiamo inviato gli auguri al Settore Patrimonio'],
    ['of an office alone', 'Il Dirigente del Settore gestione Patrimonio ha inviato gli auguri'],
    ['a question', 'Avete visto che abbiamo trasmesso i dati in PUSH?'],
    ['a question', 'Si chiede se risulta trasmesso il flusso dei dati'],
    ['of what is not done', 'I dati non sono stati ancora trasmessi'],
    ['of what is under way', 'Il caricamento dei dati è completato in parte, il resto è in corso'],
    ['of what will be done', 'I dati sono stati caricati e saranno presto inviati'],
    ['of what must be done', 'I dati che abbiamo caricato devono essere validati'],
  ])('says %s: "%s"', (_, text) => {
    expect(read(text)).toBe(false);
  });

  it.each([
    ['La nota sui dati ERP è stata trasmessa al Settore competente', false],
    ['La nota sul flusso è stata trasmessa in PUSH', true],
    ['La comunicazione sul patrimonio è stata inoltrata in piattaforma', true],
    ['La comunicazione sul patrimonio è stata inoltrata al Settore', false],
  ])('of a letter is one only where it went to PUSH: "%s": %s', (text, wanted) => {
    expect(read(text)).toBe(wanted);
  });

  it.each([
    ['Abbiamo trasmesso i dati', true],
    ['Abbiamo già oggi regolarmente trasmesso i dati', true],
    ['Abbiamo gentilmente trasmesso i dati', false],
    ['Abbiamo oggi già poi anche quindi infatti trasmesso i dati', true],
    ['Abbiamo oggi già poi anche quindi infatti ieri trasmesso i dati', false],
  ])('has at most six adverbs before its verb: "%s": %s', (text, wanted) => {
    expect(read(text)).toBe(wanted);
  });
});
