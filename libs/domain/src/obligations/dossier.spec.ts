import { describe, expect, it } from '@jest/globals';
import { aSurvey } from '../surveys/testing/a-survey.js';
import { openDossier } from './dossier.js';
import { foldMunicipality } from './fold.js';
import {
  andria,
  corrected,
  day,
  extended,
  fact,
  R1,
  R2,
  rejected,
  rome,
  stateOf,
  survey,
  transmitted,
} from './testing/record.js';
import type { Fact } from './types.js';

const R0 = day('2020-12-31');
const horizon = { asOf: rome('2022-12-31'), knownOn: null };
const first = transmitted('2022-03-10', { id: 'first' });

describe('the answered rounds', () => {
  const answered = (record: readonly Fact[]) =>
    openDossier(survey, andria, record, horizon)
      .answered()
      .map(({ reference, answer }) => [reference, answer.fact.id]);

  it('are told oldest first, in whatever order they were answered', () => {
    const old = transmitted('2021-03-10', { id: 'old', round: R0, recordedAt: '2022-09-01' });
    const second = transmitted('2022-08-10', { id: 'second', round: R2 });
    expect(answered([second, first, old])).toEqual([
      ['2020-12-31', 'old'],
      ['2021-12-31', 'first'],
      ['2022-06-30', 'second'],
    ]);
  });

  it('are none without an answer, or with a rejected one', () => {
    expect(answered([])).toEqual([]);
    expect(answered([first, rejected('2022-03-15')])).toEqual([]);
  });

  it('are told anew when a fact comes', () => {
    const dossier = openDossier(survey, andria, [], horizon);
    expect(dossier.answered()).toEqual([]);
    dossier.take(first);
    expect(dossier.answered()).toMatchObject([{ reference: R1 }]);
  });
});

describe('a letter of correction tells why a round was reopened', () => {
  const facts = [first, rejected('2022-03-15')];
  const payload = { rung: 'correction', dueVersion: 1, letter: 'l', target: R1 };

  it.each<[string, 'sent' | 'queued', string, typeof R1 | null, readonly string[], boolean]>([
    ['sent about the round', 'sent', 'correction', R1, [], true],
    ['queued about the round', 'queued', 'correction', R1, [], true],
    ['naming the round among others', 'sent', 'correction', R2, ['push-erp/2021-12-31'], true],
    ['about another round', 'sent', 'correction', R2, ['push-erp/2022-06-30'], false],
    ['of another template', 'queued', 'reminder', R1, ['push-erp/2021-12-31'], false],
  ])('%s', (_, type, template, round, obligations, settled) => {
    const letter = fact(type, '2022-03-16', { ...payload, template, obligations }, { round });
    expect(stateOf([...facts, letter], '2022-03-20').reopened === null).toBe(settled);
  });

  const about = (type: 'sent' | 'queued', on: string, obligations: readonly string[]) =>
    fact(type, on, { ...payload, template: 'correction', obligations }, { round: R2 });

  it('but not one held back just before it left', () => {
    const queued = about('queued', '2022-03-16', ['push-erp/2021-12-31']);
    const held = fact('withdrawn', '2022-03-17', { ...payload, reason: 'sospeso' }, { round: R2 });
    expect(stateOf([...facts, queued, held], '2022-03-20').reopened).not.toBeNull();
  });

  it('nor a round that it names no more when it leaves', () => {
    const queued = about('queued', '2022-03-16', ['push-erp/2021-12-31']);
    const sent = about('sent', '2022-03-17', ['push-erp/2022-06-30']);
    expect(stateOf([...facts, queued, sent], '2022-03-20').reopened).not.toBeNull();
  });
});

describe('an answer taken back is remembered', () => {
  it('and no other fact: an extension taken back leaves no trace in the sentence', () => {
    const more = extended('2022-03-20', '2022-05-31');
    expect(stateOf([more, corrected('2022-03-21', more)], '2022-03-22').explanation).toBe(
      'Nessuna risposta registrata per il 31/12/2021: la scadenza è il 31/03/2022.',
    );
  });

  it('for no round of before the survey', () => {
    const old = transmitted('2021-03-10', { round: R0 });
    const states = foldMunicipality(survey, andria, [old, corrected('2022-03-01', old)], {
      asOf: day('2022-03-02'),
    });
    expect(states.map(({ outcome }) => outcome)).toEqual(['open']);
  });
});

describe('the law is read on the day of knowledge', () => {
  // Ninety-six days after 30 June 2025 is 4 October; after 30 June 2026 it is a holiday, by a law of 10 October 2025.
  const late = aSurvey({
    firstReference: day('2027-06-30'),
    dueOffset: { unit: 'days', count: 96 },
  });

  it.each([
    ['2025-10-09', '2027-10-04'],
    ['2025-10-10', '2027-10-05'],
  ])('%s', (knownOn, due) => {
    const asOf = day('2027-08-01');
    const [state] = foldMunicipality(late, andria, [], { asOf, knownOn: day(knownOn) });
    expect(state?.due.date).toBe(due);
  });
});
