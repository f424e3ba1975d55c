import { expect } from '@jest/globals';
import type { Fact } from '@app/domain';
import { defaultMunicipalities, defaultSurvey } from '../../defaults.js';
import { parseEvents } from '../parse-events.js';
import type { ParsedEvents } from '../types.js';

/** A line of an events file. */
export type Line = Record<string, unknown>;

/** Thursday 10 March 2022, 10:00 in Rome: the first round is open, not yet due. */
export const AT = '2022-03-10T10:00:00+01:00';

/** The file of these lines, read for the survey of the letter. */
export function parse(...lines: readonly (Line | string)[]): ParsedEvents {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  return parseEvents(text.join('\n'), defaultSurvey(), defaultMunicipalities());
}

/** The one fact of a line of Andria. */
export function one(line: Line): Fact {
  const { facts, errors } = parse({ at: AT, municipality: '110001', ...line });
  expect(errors).toEqual([]);
  expect(facts).toHaveLength(1);
  return facts[0] as Fact;
}

/** What the lines are refused with. */
export function messages(...lines: readonly (Line | string)[]): readonly string[] {
  return parse(...lines).errors.map(({ message }) => message);
}
