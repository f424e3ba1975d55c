import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ContractError } from './contract-error.js';
import { parseSurvey } from './survey.js';

const text = readFileSync(new URL('../../../seed/push-erp.json', import.meta.url), 'utf8');

/** The seed as parsed JSON, open to any change. */
function seed(): Record<string, unknown> & { rungs: Record<string, unknown>[] } {
  return JSON.parse(text);
}

function faults(data: unknown): readonly string[] {
  try {
    parseSurvey(data);
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return error.issues.map(
      ({ field, found, message }) => `${field}: trovato ${found}; ${message}`,
    );
  }
  return [];
}

describe('parseSurvey', () => {
  it('reads the survey of the letter', () => {
    expect(parseSurvey(text)).toMatchObject({
      id: 'push-erp',
      firstReference: '2021-12-31',
      referenceDays: ['06-30', '12-31'],
      dueOffset: { unit: 'months', count: 3 },
      acceptanceOffset: { unit: 'months', count: 12 },
      readings: [{ asWritten: '31/06', readAs: '30/06' }],
    });
  });

  it('fills what a rung leaves unsaid', () => {
    const survey = parseSurvey({ ...seed(), rungs: [{ id: 'a', offset: 1, template: 'overdue' }] });
    expect(survey.rungs).toEqual([
      {
        id: 'a',
        offset: 1,
        template: 'overdue',
        needs: [],
        once: false,
        respectsGap: true,
        term: null,
        whenInDoubt: 'resend-once',
      },
    ]);
  });

  it('takes 31/06 with its reading, as one day with 30/06', () => {
    const survey = parseSurvey({ ...seed(), referenceDays: ['31/06', '30/06', '31/12'] });
    expect(survey.referenceDays).toEqual(['06-30', '12-31']);
  });

  it('reads a file that begins with a byte order mark', () => {
    expect(parseSurvey(`\uFEFF${text}`).id).toBe('push-erp');
  });

  it.each<[string, Record<string, unknown>, string]>([
    [
      '31/06 that nobody confirmed',
      { referenceDays: ['31/06'], readings: [] },
      'referenceDays[0]: trovato "31/06"; scrivere 30/06; «31/06» è ammesso soltanto con una voce in readings che dica come si legge e chi lo ha confermato',
    ],
    [
      'any other impossible day',
      { referenceDays: ['30/06', '31/04'] },
      'referenceDays[1]: trovato "31/04"; scrivere un giorno che esiste: il mese 04 ne ha 30',
    ],
    [
      '29 February',
      { referenceDays: ['29/02'] },
      'referenceDays[0]: trovato "29/02"; scrivere 28/02 o 01/03: il 29 febbraio non esiste ogni anno',
    ],
    [
      'no reference day at all',
      { referenceDays: [] },
      'referenceDays: trovato []; non può essere vuoto: scrivere almeno un valore',
    ],
    [
      'a reading of another day',
      { readings: [{ asWritten: '31/04', readAs: '30/06', confirmedBy: 'x' }] },
      'readings[0].asWritten: trovato "31/04"; scrivere "31/06"',
    ],
    [
      'a reading that nobody confirmed',
      { readings: [{ asWritten: '31/06', readAs: '30/06', confirmedBy: '' }] },
      'readings[0].confirmedBy: trovato ""; non può essere vuoto: scrivere almeno un valore',
    ],
    [
      'an impossible first reference',
      { firstReference: '2021-06-31' },
      'firstReference: trovato "2021-06-31"; scrivere un giorno che esiste (giugno 2021 ha 30 giorni)',
    ],
    [
      'a term that is none',
      { dueOffset: '3 mesi' },
      'dueOffset: trovato "3 mesi"; scrivere un termine come P3M (mesi), P30D (giorni), P1Y (anni), P2W (settimane) o P10WD (giorni lavorativi)',
    ],
    [
      'a negative term',
      { dueOffset: '-P3M' },
      'dueOffset: trovato "-P3M"; scrivere un termine non negativo (un termine «almeno … prima» è positivo e si conta a ritroso)',
    ],
    [
      'a term of centuries',
      { dueOffset: 'P101Y' },
      'dueOffset: trovato "P101Y"; scrivere un termine non più lungo di 100 anni',
    ],
    [
      'a missing field',
      { office: undefined },
      'office: trovato niente; campo mancante: scrivere un testo tra virgolette',
    ],
    ['a wrong type', { gapWorkingDays: '3' }, 'gapWorkingDays: trovato "3"; scrivere un numero'],
    [
      'a number too small',
      { lapseDays: -1 },
      'lapseDays: trovato -1; scrivere un numero non minore di 0',
    ],
    [
      'a number too large',
      { staleAfterDays: 1000 },
      'staleAfterDays: trovato 1000; scrivere un numero non maggiore di 366',
    ],
    ['a broken number', { version: 1.5 }, 'version: trovato 1.5; scrivere un numero intero'],
    [
      'a truth in words',
      { presumeNoChange: 'sì' },
      'presumeNoChange: trovato "sì"; scrivere true oppure false',
    ],
    [
      'a word that is no choice',
      { saturday: 'festivo' },
      'saturday: trovato "festivo"; scrivere "working" oppure "holiday"',
    ],
    [
      'an unknown field',
      { colour: 'blu' },
      'colour: trovato "blu"; campo sconosciuto: toglierlo o correggerne il nome',
    ],
    [
      'an id with blanks',
      { id: 'Push ERP' },
      'id: trovato "Push ERP"; scrivere lettere minuscole, cifre e trattini, come push-erp',
    ],
    [
      'addressees that are neither',
      { addressees: 'tutti' },
      'addressees: trovato "tutti"; scrivere "all"; oppure scrivere un elenco [ … ]',
    ],
    [
      'an ISTAT code that lost its zero',
      { addressees: ['11001'] },
      'addressees[0]: trovato "11001"; scrivere il codice ISTAT di sei cifre, tra virgolette',
    ],
    [
      'a cut-off before the due date',
      { acceptanceOffset: 'P1M' },
      'acceptanceOffset: trovato "P1M"; scrivere un termine non più breve di dueOffset: si accetta almeno fino alla scadenza',
    ],
    [
      'a lock before the cut-off',
      { lockOffset: 'P11M' },
      'lockOffset: trovato "P11M"; scrivere un termine non più breve di acceptanceOffset (o di dueOffset): il blocco viene per ultimo',
    ],
    [
      'a time that no clock shows',
      { sendTime: '24:00' },
      'sendTime: trovato "24:00"; scrivere un’ora HH:mm da 00:00 a 23:59',
    ],
    [
      'a sending time outside the window',
      { sendTime: '08:29' },
      'sendTime: trovato "08:29"; scrivere un’ora da 08:30 a 17:30, dentro la fascia di invio',
    ],
    [
      'a window that ends before it begins',
      { windowTo: '08:30' },
      'windowTo: trovato "08:30"; scrivere un’ora successiva a windowFrom (08:30)',
    ],
    [
      'a validity that ends before it begins',
      { contacts: [{ validFrom: '2022-01-01', validTo: '2021-12-31', text: 'x' }] },
      'contacts[0].validTo: trovato "2021-12-31"; scrivere un giorno non anteriore a validFrom (2022-01-01), o null',
    ],
    [
      'a subject without the municipality',
      { nilSubject: 'Consistenza al {data}' },
      'nilSubject: trovato "Consistenza al {data}"; inserire {comune} nell’oggetto',
    ],
  ])('tells what to change of %s', (_, change, message) => {
    expect(faults({ ...seed(), ...change })).toEqual([message]);
  });

  it.each<[string, number, Record<string, unknown>, string]>([
    [
      'two rungs of one name',
      1,
      { id: 'opening' },
      'rungs[1].id: trovato "opening"; scrivere un nome diverso per ogni gradino',
    ],
    [
      'a rung out of order',
      1,
      { offset: -45 },
      'rungs[1].offset: trovato -45; scrivere un numero maggiore di -45: i gradini vanno in ordine di tempo',
    ],
    [
      'a formal notice that nothing locks',
      6,
      { needs: [] },
      'rungs[6].needs: trovato []; aggiungere "unlock": una diffida non parte senza base giuridica inserita da un funzionario',
    ],
    [
      'an unknown need',
      5,
      { needs: ['fortuna'] },
      'rungs[5].needs[0]: trovato "fortuna"; scrivere "delivery-of-any" oppure "delivery-of-overdue" oppure "unlock"',
    ],
    [
      'a half day',
      1,
      { offset: -14.5 },
      'rungs[1].offset: trovato -14.5; scrivere un numero intero',
    ],
  ])('tells what to change of %s', (_, rung, change, message) => {
    const data = seed();
    Object.assign(data.rungs[rung] ?? {}, change);
    expect(faults(data)).toEqual([message]);
  });

  it('tells all faults at once, and what it found of each', () => {
    const found = faults({ ...seed(), office: '', saturday: 1, rungs: [{}] });
    expect(found.map((line) => line.split(':')[0])).toEqual([
      'office',
      'saturday',
      'rungs[0].id',
      'rungs[0].offset',
      'rungs[0].template',
    ]);
  });

  it.each([
    ['{"id": ', 'documento'],
    ['[]', 'documento'],
    ['null', 'documento'],
  ])('refuses %j as no survey', (json, field) => {
    expect(faults(json)[0]).toContain(field);
  });

  it('has a stable code and one message for people', () => {
    expect(() => parseSurvey({ ...seed(), id: '' })).toThrow(
      expect.objectContaining({
        code: 'invalid-survey',
        message: expect.stringMatching(
          /^La ricognizione non è valida\. Da correggere:\n- id: trovato ""/,
        ),
      }),
    );
  });
});
