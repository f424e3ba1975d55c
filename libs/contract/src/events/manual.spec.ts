import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { defaultMunicipalities, defaultSurvey } from '../defaults.js';
import { parseEvents } from './parse-events.js';

const MANUAL = new URL('../../../../docs/manuale-utente.md', import.meta.url);
/** Lines that people copy from the manual into an events file. */
const EXAMPLES = readFileSync(MANUAL, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('{'));

describe('the examples of the manual', () => {
  it.each(EXAMPLES)('%s is a line of an events file', (line) => {
    expect(parseEvents(line, defaultSurvey(), defaultMunicipalities()).errors).toEqual([]);
  });

  it('are there', () => {
    expect(EXAMPLES.length).toBeGreaterThan(8);
  });
});
