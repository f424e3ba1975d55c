import { describe, expect, it } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import { aSurvey } from './testing/a-survey.js';
import { isTracked, obligationId, roundOf, roundsOf } from './rounds.js';

const upTo = (day: string): readonly string[] =>
  roundsOf(aSurvey(), localDate(day)).map(({ reference }) => reference);

describe('roundsOf', () => {
  it.each([
    ['2021-12-31', [], 'Friday, the reference date itself: the round opens the day after'],
    ['2022-01-01', ['2021-12-31'], 'Saturday, the first day of the first round'],
    ['2022-06-30', ['2021-12-31'], 'Thursday, the second reference date'],
    ['2022-07-01', ['2021-12-31', '2022-06-30'], 'Friday: two rounds open together'],
    ['2023-01-01', ['2021-12-31', '2022-06-30', '2022-12-31'], 'Sunday: the third'],
  ])('on %s has %j: %s', (day, references) => {
    expect(upTo(day)).toEqual(references);
  });

  it('gives the reference dates of the survey, never reached by adding months', () => {
    const references = upTo('2030-01-01');
    expect(references).toHaveLength(17);
    expect(references.every((day) => /-(06-30|12-31)$/.test(day))).toBe(true);
  });

  it('gives each round its three dates, reckoned from the reference date', () => {
    const [first] = roundsOf(aSurvey(), localDate('2022-01-01'));
    expect(first).toMatchObject({
      survey: 'push-erp',
      number: 1,
      reference: '2021-12-31',
      opensOn: '2022-01-01',
      due: { nominal: '2022-03-31', due: '2022-03-31' },
      acceptanceCutOff: '2022-12-31',
      lock: '2023-06-30',
    });
  });

  it('leaves dates out that the survey does not set', () => {
    const survey = aSurvey({ acceptanceOffset: null, lockOffset: null });
    expect(roundsOf(survey, localDate('2022-01-01'))[0]).toMatchObject({
      acceptanceCutOff: null,
      lock: null,
    });
  });

  it.each([
    ['2022-09-30', ['2022-06-30', '2022-12-31'], 'due on the first tracked day'],
    ['2022-10-01', ['2022-12-31'], 'due the day before'],
    ['2022-03-31', ['2021-12-31', '2022-06-30', '2022-12-31'], 'all'],
  ])('tracking since %s chases %j: %s', (trackingStartsOn, references) => {
    const survey = aSurvey({ trackingStartsOn: localDate(trackingStartsOn) });
    const rounds = roundsOf(survey, localDate('2023-01-01'));
    expect(rounds.map(({ reference }) => reference)).toEqual(references);
  });

  it('keeps the numbers of rounds that it does not track', () => {
    const survey = aSurvey({ trackingStartsOn: localDate('2022-10-01') });
    expect(roundsOf(survey, localDate('2023-01-01')).map(({ number }) => number)).toEqual([3]);
    const first = roundOf(survey, localDate('2021-12-31'));
    expect(first && isTracked(survey, first)).toBe(false);
  });

  it('takes a first reference date that is none of the yearly days', () => {
    const survey = aSurvey({ firstReference: localDate('2021-11-15') });
    expect(roundsOf(survey, localDate('2022-01-01')).map(({ reference }) => reference)).toEqual([
      '2021-11-15',
      '2021-12-31',
    ]);
  });

  it('rolls off Saturday where the survey says so', () => {
    const survey = aSurvey({ saturday: 'holiday' });
    expect(roundOf(survey, localDate('2023-06-30'))?.due.due).toBe('2023-10-02');
    expect(roundOf(aSurvey(), localDate('2023-06-30'))?.due.due).toBe('2023-09-30');
  });

  it('gives the same however it was asked before', () => {
    const survey = aSurvey();
    const later = roundsOf(survey, localDate('2025-01-01')).length;
    expect(roundsOf(survey, localDate('2022-01-01'))).toHaveLength(1);
    expect(roundsOf(survey, localDate('2025-01-01'))).toHaveLength(later);
  });
});

describe('a round and the law', () => {
  // Ninety-six days after 30 June is 4 October: a holiday from 2026 by L. 151/2025, published on 10 October 2025.
  const survey = aSurvey({ dueOffset: { unit: 'days', count: 96 } });
  it.each([
    ['2025-06-30', '2030-01-01', '2025-10-04', 'closed before the law was published'],
    ['2027-06-30', '2027-07-01', '2027-10-05', 'Monday 4 October 2027 is a holiday'],
    ['2027-06-30', '2025-10-09', '2027-10-04', 'the law read the day before publication'],
    ['2027-06-30', '2025-10-10', '2027-10-05', 'the law read on publication'],
  ])('the round of %s, with the law of %s, is due %s: %s', (reference, asOfLaw, due) => {
    expect(roundOf(survey, localDate(reference), localDate(asOfLaw))?.due.due).toBe(due);
    const rounds = roundsOf(survey, localDate('2030-01-01'), localDate(asOfLaw));
    expect(rounds.find((round) => round.reference === reference)?.due.due).toBe(due);
  });

  it('is read by the law of the day that is asked about', () => {
    const long = aSurvey({
      dueOffset: { unit: 'months', count: 27 },
      firstReference: localDate('2025-07-04'),
    });
    const dueAsOf = (day: string): string | undefined => roundsOf(long, localDate(day))[0]?.due.due;
    expect(dueAsOf('2025-10-09')).toBe('2027-10-04');
    expect(dueAsOf('2025-10-10')).toBe('2027-10-05');
  });
});

describe('roundOf', () => {
  it.each([
    ['2021-12-31', 1],
    ['2022-06-30', 2],
    ['2031-12-31', 21],
  ])('finds the round of %s as number %i', (reference, number) => {
    expect(roundOf(aSurvey(), localDate(reference))?.number).toBe(number);
  });

  it.each(['2022-06-29', '2021-06-30', '2022-07-01', '2021-12-30'])('has none for %s', (day) => {
    expect(roundOf(aSurvey(), localDate(day))).toBeNull();
  });
});

describe('obligationId', () => {
  it('names survey and reference date', () => {
    expect(obligationId('push-erp', localDate('2021-12-31'))).toBe('push-erp/2021-12-31');
  });
});
