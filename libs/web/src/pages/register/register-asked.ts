import { formatDate } from '@app/domain';
import type { LocalDate } from '@app/domain';
import type { LetterList, LetterState } from '@app/persistence';
import { dayOrNull } from '../../view/fields.js';
import { oneOf, queryText } from '../../view/paging.js';
import { LETTER_WORDS } from '../../vocabulary.js';
import { LOOK_WORDS } from './register.js';

export const LETTER_STATES = Object.keys(LETTER_WORDS) as LetterState[];
export const LOOKS = Object.keys(LOOK_WORDS) as LetterList[];

/** What an address asks of the register: the page and its files read it alike. */
export interface RegisterFilter {
  readonly text: string | undefined;
  readonly state: LetterState | undefined;
  readonly list: LetterList | undefined;
  readonly from: LocalDate | undefined;
  readonly to: LocalDate | undefined;
}

export function registerAsked(asked: Readonly<Record<string, unknown>>): RegisterFilter {
  const day = (value: unknown) => dayOrNull(queryText(value) ?? '') ?? undefined;
  return {
    text: queryText(asked['cerca']),
    state: oneOf(asked['stato'], LETTER_STATES),
    list: oneOf(asked['guardare'], LOOKS),
    from: day(asked['da']),
    to: day(asked['a']),
  };
}

/** The filter as the address says it. */
export const registerQuery = ({ text, state, list, from, to }: RegisterFilter) => ({
  cerca: text,
  stato: state,
  guardare: list,
  da: from,
  a: to,
});

/** What was asked, in words. */
export function registerNotes({ text, state, list, from, to }: RegisterFilter): string[] {
  return [
    ...(text === undefined ? [] : [`Cercato: «${text}».`]),
    ...(state === undefined ? [] : [`Stato: ${LETTER_WORDS[state].word}.`]),
    ...(list === undefined ? [] : [`Da guardare: ${LOOK_WORDS[list]}.`]),
    ...(from === undefined ? [] : [`Dal ${formatDate(from)}.`]),
    ...(to === undefined ? [] : [`Al ${formatDate(to)}.`]),
  ];
}
