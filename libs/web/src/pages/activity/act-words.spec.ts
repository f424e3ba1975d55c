import { describe, expect, it } from '@jest/globals';
import { defaultSurvey } from '@app/contract';
import type { ActivityRow } from '@app/persistence';
import { activityWords } from './act-words.js';

const SURVEY = defaultSurvey();
const surveys = new Map([[SURVEY.id, SURVEY]]);
const row = (change: Partial<ActivityRow>): ActivityRow =>
  ({
    ...{
      origin: 'act',
      what: '',
      subject: '',
      detail: {},
      municipality: null,
      survey: null,
      round: null,
    },
    ...change,
  }) as ActivityRow;
const tell = (change: Partial<ActivityRow>) => {
  const { title, detail, href } = activityWords(row(change), surveys);
  return [title, detail, href];
};

describe('what was done, in words', () => {
  it('names a fact, the round that it is about, and where it is seen', () => {
    const fact = { origin: 'fact', municipality: '110001', survey: SURVEY.id } as const;
    const extended = { due: '2022-05-31', reason: 'motivo' };
    expect(
      tell({ ...fact, what: 'extended', round: '2021-12-31' as never, detail: extended }),
    ).toEqual([
      'Proroga al 31/05/2022',
      'motivo · dati al 31/12/2021',
      '/adempimenti/110001/push-erp/2021-12-31',
    ]);
    expect(
      tell({ ...fact, what: 'snapshot', detail: { reference: '2021-12-31', units: 812 } }),
    ).toEqual(['Fotografia del patrimonio', '812 alloggi, dati al 31/12/2021', '/comuni/110001']);
  });

  it.each([
    [
      'file-imported',
      'abc',
      { name: 'a.csv', facts: 3 },
      ['File registrato', 'a.csv: 3 fatti', '/messaggi/abc'],
    ],
    [
      'messages-uploaded',
      'id',
      { files: [1, 2], refused: [] },
      ['Messaggi caricati', '2 messaggi, 0 file non presi', '/messaggi/caricamenti/id'],
    ],
    [
      'doubt-decided',
      'push-erp/110001/2022-02-14',
      { decision: 'resend', reason: 'non c’è' },
      ['Invio incerto: rispedita', 'non c’è', '/invii/push-erp/110001/2022-02-14'],
    ],
    [
      'account-changed',
      'verdi',
      { change: 'role', from: 'lettore', to: 'operatore' },
      ['Utente cambiato: verdi', 'da Lettore a Operatore', null],
    ],
    [
      'account-changed',
      'verdi',
      { change: 'disabled' },
      ['Utente cambiato: verdi', 'disattivata', null],
    ],
    ['unheard-of', 'x', {}, ['unheard-of', null, null]],
  ])('names the act %s', (what, subject, detail, expected) =>
    expect(tell({ what, subject, detail })).toEqual(expected),
  );

  it.each([
    [
      'closing-day-added',
      '110001',
      { day: '09-16', reason: '' },
      ['Giorno di chiusura aggiunto: 16/09 di ogni anno', null, '/comuni/110001'],
    ],
    [
      'closing-day-removed',
      '110001',
      { day: '2022-03-16', reason: 'apre' },
      ['Giorno di chiusura tolto: 16/03/2022', 'apre', '/comuni/110001'],
    ],
    [
      'survey-changed',
      'push-erp',
      { version: 3, note: 'nuova delibera', fields: ['rungs'] },
      ['Regole di «push-erp» cambiate, versione 3', 'nuova delibera', '/regole'],
    ],
  ])('names the act on reference data %s', (what, subject, detail, expected) =>
    expect(tell({ origin: 'reference', what, subject, detail })).toEqual(expected),
  );

  it('names approvals, templates and rules', () => {
    expect(tell({ origin: 'going-out', what: 'batch-prepared', detail: { letters: 10 } })).toEqual([
      'Invio preparato',
      '10 lettere',
      '/via-libera',
    ]);
    expect(
      tell({ origin: 'template', what: 'x', subject: 'opening/2', detail: { note: 'refuso' } }),
    ).toEqual(['Modello «opening», versione 2', 'refuso', '/modelli/opening/versioni/2']);
    expect(tell({ origin: 'survey', what: 'x', detail: { version: 3 } })[0]).toBe(
      'Regole della ricognizione, versione 3',
    );
  });
});
