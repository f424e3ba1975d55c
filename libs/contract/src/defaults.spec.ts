import { describe, expect, it } from '@jest/globals';
import { defaultMunicipalities, defaultSurvey } from './defaults.js';

describe('the defaults of the letter', () => {
  it('are the survey push-erp and its ten municipalities', () => {
    expect(defaultSurvey().id).toBe('push-erp');
    expect(defaultMunicipalities().map(({ istat }) => istat)).toEqual(
      Array.from({ length: 10 }, (_, i) => String(110_001 + i)),
    );
  });

  it('are read once, so that what is reckoned for a survey is kept', () => {
    expect(defaultSurvey()).toBe(defaultSurvey());
    expect(defaultMunicipalities()).toBe(defaultMunicipalities());
  });
});
