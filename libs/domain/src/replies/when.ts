import type { LocalDate } from '../calendar/types.js';
import type { Material } from './material.js';
import { namedDays } from './rounds.js';
import type { NamedDay } from './rounds.js';
import type { ReplyContext, ReplyKind } from './types.js';
import type { LetterTrace } from './who/letters.js';

/** The rounds that a reply is about. */
export interface When {
  /** Reference dates, oldest first. */
  readonly rounds: readonly LocalDate[];
  readonly by: 'subject' | 'text' | 'letter' | 'quoted-subject' | 'only-open' | 'nothing';
  readonly readings: readonly string[];
}

/** Finds the rounds: the dates of subject and text, the letter answered, the only one open. */
export function findRounds(
  material: Material,
  trace: LetterTrace | null,
  context: ReplyContext,
  kind: ReplyKind,
): When {
  const { survey, openRounds } = context;
  const subject = namedDays(material.ownSubject.tokens, survey);
  const text = [...material.body, ...material.attached].flatMap((one) =>
    namedDays(one.tokens, survey),
  );
  const quoted = namedDays(material.ourSubject, survey);
  const declared = [...subject, ...text].filter((one) => !one.aside);
  const inText = roundsIn(text.filter((one) => !one.aside));
  const rest = { readings: [...new Set(declared.flatMap((one) => one.reading ?? []))] };
  const foreign = declared.some((one) => !one.isRound);
  const inSubject = roundsIn(subject.filter((one) => !one.aside));
  if (inSubject.length > 0) return { rounds: inSubject, by: 'subject', ...rest };
  if (inText.length > 0) return { rounds: inText, by: 'text', ...rest };
  if (foreign && (kind === 'nil-return' || kind === 'no-change')) {
    return { rounds: [], by: 'nothing', ...rest };
  }
  if (trace !== null) {
    const rounds = [...new Set(trace.letters.flatMap((letter) => letter.rounds))].sort();
    return { rounds, by: 'letter', ...rest };
  }
  const inQuoted = roundsIn(quoted.filter((one) => !one.aside));
  if (inQuoted.length > 0) return { rounds: inQuoted, by: 'quoted-subject', ...rest };
  if (openRounds.length === 1) return { rounds: [...openRounds], by: 'only-open', ...rest };
  return { rounds: [], by: 'nothing', ...rest };
}

const roundsIn = (days: readonly NamedDay[]): readonly LocalDate[] =>
  [...new Set(days.flatMap((one) => (one.isRound && one.day !== null ? [one.day] : [])))].sort();
