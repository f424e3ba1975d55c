import { describe, expect, it } from '@jest/globals';
import { defaultSurvey } from '@app/contract';
import { localDate } from '@app/domain';
import type { Candidate } from '@app/workflow';
import { groupsOf } from './departure-page.js';
import { actWords } from './departure-words.js';

const SURVEY = defaultSurvey();
const candidate = (name: string, change: Partial<Candidate> = {}): Candidate => ({
  survey: SURVEY.id,
  municipality: name === 'Andria' ? '110001' : '110002',
  name,
  obligation: 'push-erp/2021-12-31',
  round: localDate('2021-12-31'),
  rung: 'reminder-1',
  dueVersion: 1,
  obligations: ['push-erp/2021-12-31'],
  template: 'reminder',
  day: localDate('2022-03-16'),
  letter: null,
  reason: '',
  hold: null,
  ...change,
});
const IN_FORCE = new Map([['reminder', 'v1']] as const);
const groups = (batches: Parameters<typeof groupsOf>[2], inForce = IN_FORCE): string[] =>
  groupsOf(SURVEY, [candidate('Andria'), candidate('Barletta')], batches, inForce).map(
    ({ word, count, names }) => `${word}: ${count} (${names})`,
  );

describe('what can be prepared', () => {
  const { municipality, obligation, rung, dueVersion, obligations } = candidate('Andria');
  const batch = {
    municipality,
    obligation,
    rung,
    dueVersion,
    obligations,
    templateVersion: 'v1',
    state: 'approved' as const,
  };

  it('is grouped by rung and round', () => {
    expect(groups([])).toEqual(['Primo sollecito: 2 (Andria, Barletta)']);
  });

  it('is without what a batch lets go already', () => {
    expect(groups([batch])).toEqual(['Primo sollecito: 1 (Barletta)']);
  });

  it.each([
    ['another text', { templateVersion: 'v0' }],
    ['fewer duties', { obligations: [] }],
    ['another due date', { dueVersion: 2 }],
  ])('is there again when the batch saw %s', (_what, change) => {
    expect(groups([{ ...batch, ...change }])).toEqual(['Primo sollecito: 2 (Andria, Barletta)']);
  });
});

describe('an act', () => {
  it.each([
    ['went-live', { firstWeek: 3 }, 'Messo in esercizio l’invio: 3 lettere nella prima settimana'],
    ['allow-list', { allowList: [] }, 'Indirizzi ammessi in collaudo: nessuno'],
    ['batch-approved', { scope: 's', onBehalfOf: 'b' }, 'Approvato l’invio s in sostituzione di b'],
    ['unknown', null, 'unknown'],
  ])('%s is told in words', (act, detail, words) => {
    expect(actWords({ act, detail })).toBe(words);
  });
});
