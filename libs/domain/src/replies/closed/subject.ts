import { formatDate } from '../../calendar/format.js';
import type { LocalDate } from '../../calendar/types.js';
import type { Survey } from '../../surveys/types.js';
import { readDay } from '../rounds.js';
import { bareSubject } from '../subject/prefixes.js';
import { clean } from '../text/clean.js';
import { tokens } from '../text/tokens.js';
import type { Declaration } from './declaration.js';

const ZEROS = [' 0', ' zero'];
/** Signs that a subject may have more or less of. */
const LOOSE = new Set(['-', ':', ',', '.', '/', '[', ']']);

/**
 * Whether a subject is the one that the letter prescribes for a declaration of a municipality, to the word; a zero may
 * follow that of a nil return. What programmes put in front is left out, but for words in brackets.
 */
export function isPrescribed(
  subject: string,
  { kind, day }: Declaration,
  name: string,
  survey: Survey,
): boolean {
  const template = kind === 'nil-return' ? survey.nilSubject : survey.noChangeSubject;
  const wanted = template.replaceAll('{comune}', name).replaceAll('{data}', formatDate(day));
  const bare = bareWords(subject, survey);
  const words = wordsOf(clean(wanted), survey);
  return bare === words || (kind === 'nil-return' && ZEROS.some((zero) => bare === words + zero));
}

/** Whether a subject is that of our letter, answered. */
export const answers = (subject: string, ours: string, survey: Survey): boolean =>
  bareWords(subject, survey) === bareWords(ours, survey);

function bareWords(subject: string, survey: Survey): string | null {
  const whole = clean(subject).replace(/\s+/g, ' ').trim();
  const { text, forwards } = bareSubject(whole);
  const before = whole.slice(0, whole.length - text.length);
  return forwards || /\[[^\]]*\p{L}/u.test(before) ? null : wordsOf(text, survey);
}

const wordsOf = (text: string, survey: Survey): string =>
  tokens(text)
    .filter(({ is }) => !LOOSE.has(is))
    .map(({ is, raw, day }) =>
      day === undefined ? (is === 'number' ? raw : is) : dayOf(day, survey),
    )
    .join(' ');

const dayOf = (day: Parameters<typeof readDay>[0], survey: Survey): LocalDate | '?' =>
  readDay(day, survey).day ?? '?';
