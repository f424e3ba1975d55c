import { describe, expect, it } from '@jest/globals';
import { defaultSurvey } from './defaults.js';
import { surveyFileText } from './survey-file.js';
import { parseSurvey } from './survey.js';

describe('a survey written as its file', () => {
  it('is read back as the same survey', () => {
    const survey = defaultSurvey();
    expect(parseSurvey(surveyFileText(survey))).toEqual(survey);
  });

  it('keeps terms that are not set', () => {
    const survey = { ...defaultSurvey(), acceptanceOffset: null, lockOffset: null };
    expect(parseSurvey(surveyFileText(survey))).toEqual(survey);
  });

  it('writes days and terms as people do', () => {
    const file = JSON.parse(surveyFileText(defaultSurvey())) as Record<string, unknown>;
    expect(file).toMatchObject({ referenceDays: ['30/06', '31/12'], dueOffset: 'P3M' });
  });

  it('is the same text in whatever order its fields come', () => {
    const survey = defaultSurvey();
    const turned = Object.fromEntries(Object.entries(survey).reverse()) as typeof survey;
    const rungs = survey.rungs.map(
      (rung) => Object.fromEntries(Object.entries(rung).reverse()) as typeof rung,
    );
    expect(surveyFileText({ ...turned, rungs })).toBe(surveyFileText(survey));
  });
});
