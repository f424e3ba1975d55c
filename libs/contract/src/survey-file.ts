import type { Survey, Term } from '@app/domain';
import { formatTerm } from '@app/domain';
import { surveySchema } from './survey-schema.js';

/** The fields in the order of the model file: a database gives them back in any. */
const ORDER = [
  ...Object.keys(surveySchema.shape),
  ...['validFrom', 'validTo', 'text'],
  ...['asWritten', 'readAs', 'confirmedBy'],
  ...['offset', 'template', 'needs', 'once', 'respectsGap', 'term', 'whenInDoubt'],
];

/**
 * A survey as the file that `parseSurvey` reads: terms as ISO 8601 texts, reference days as GG/MM, fields in the order of the model.
 *
 * @example parseSurvey(surveyFileText(survey)) //=> survey
 */
export function surveyFileText(survey: Survey): string {
  const term = (value: Term | null): string | null => (value === null ? null : formatTerm(value));
  const file = {
    ...survey,
    referenceDays: survey.referenceDays.map((day) => day.split('-').reverse().join('/')),
    dueOffset: formatTerm(survey.dueOffset),
    acceptanceOffset: term(survey.acceptanceOffset),
    lockOffset: term(survey.lockOffset),
    rungs: survey.rungs.map((rung) => ({ ...rung, term: term(rung.term) })),
  };
  return `${JSON.stringify(inOrder(file), null, 2)}\n`;
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b));
  return Object.fromEntries(entries.map(([key, one]) => [key, inOrder(one)]));
}
