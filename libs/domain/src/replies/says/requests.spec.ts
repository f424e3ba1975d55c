import { describe, expect, it } from '@jest/globals';
import { clean } from '../text/clean.js';
import { sentences } from '../text/sentences.js';
import type { Sentence } from '../text/sentences.js';
import { asksExtension, asksQuestion, isCourteousRequest, offersHelp } from './requests.js';

const cut = (text: string): Sentence => sentences(clean(text))[0] as Sentence;

describe('a request for more time', () => {
  it.each([
    'Si chiede una proroga del termine',
    'Si chiede di poter trasmettere i dati entro il 30 aprile',
    'Occorrono almeno altri quindici giorni',
    'Vogliate concedere un ulteriore termine',
    'Non siamo in grado di rispettare la scadenza',
    'Siamo impossibilitati a rispettare il termine',
    'Oggetto: proroga del termine',
    'Richiesta di proroga',
    'Istanza per differimento termini',
    'Proroga termini di trasmissione',
    'È possibile spostare la scadenza?',
  ])('is "%s"', (text) => {
    expect(asksExtension(cut(text))).toBe(true);
  });

  it.each([
    ['asks for something else', 'Si chiede conferma di ricezione'],
    ['tells of a delay that nobody asks for', 'Il termine è slittato di una settimana'],
    ['tells of one that was given', 'Come richiesto, la proroga già concessa scade domani'],
    ['tells of one that was given', 'Si chiede conferma della avvenuta proroga'],
    ['gives thanks for it', 'Si chiede scusa e si ringrazia per la proroga'],
    ['needs none', 'Si dichiara di poter adempiere senza alcuna proroga'],
    ['needs none', 'Non occorre alcuna proroga'],
    ['is a subject about something else', 'Oggetto: patrimonio ERP'],
    ['speaks of a decree', 'Il decreto di proroga del termine'],
  ])('%s: "%s"', (_, text) => {
    expect(asksExtension(cut(text))).toBe(false);
  });
});

describe('a courtesy', () => {
  it.each([
    ['Si chiede conferma di ricezione', true],
    ['In attesa di cortese riscontro', true],
    ['Si prega di dare riscontro', true],
    ['Si chiede di voler prendere atto di quanto sopra', true],
    ['Si chiede quanto tempo occorra', false],
    ['Si chiede conferma del termine', false],
  ])('asks to hear that it arrived, in "%s": %s', (text, wanted) => {
    expect(isCourteousRequest(cut(text))).toBe(wanted);
  });

  it.each([
    ['Si resta a disposizione', true],
    ['Per eventuali chiarimenti rivolgersi al Settore', true],
    ['Gli alloggi disponibili', false],
    ['Si chiedono chiarimenti', false],
  ])('offers help, in "%s": %s', (text, wanted) => {
    expect(offersHelp(cut(text))).toBe(wanted);
  });
});

describe('a question', () => {
  it.each([
    'Quando scade?',
    'Si chiede di sapere come trasmettere i dati',
    'Si chiedono chiarimenti sul tracciato',
    'Non riusciamo ad accedere alla piattaforma',
    'La piattaforma non funziona',
    'Siamo in attesa di credenziali',
    'Le credenziali sono scadute',
    'Si chiede conferma di ricezione, giusto?',
    'Restiamo a disposizione, ma quando scade?',
  ])('is "%s"', (text) => {
    expect(asksQuestion(cut(text))).toBe(true);
  });

  it.each([
    ['is of one word', 'Scadenza?'],
    ['is of one word and a number', 'Alloggi 12, 13?'],
    ['has no word', '31/12/2021?'],
    ['is a courtesy', 'Si chiede di voler dare riscontro della ricezione'],
    ['is a courtesy', 'Si chiede di comunicare la conferma di ricezione'],
    ['offers help', 'A disposizione per problemi della piattaforma'],
    ['offers help', 'Per eventuali chiarimenti si chiede di sapere'],
    ['states', 'Il Comune non possiede alloggi'],
  ])('is none that %s: "%s"', (_, text) => {
    expect(asksQuestion(cut(text))).toBe(false);
  });
});
