import type { Instant, IstatCode, LocalDate, Survey } from '@app/domain';
import {
  DomainError,
  formatDate,
  instant,
  isReferenceDate,
  localDate,
  romeInstant,
  startOfDay,
} from '@app/domain';
import { z } from 'zod';
import { normaliseName } from './table.js';

/** What the cells of an import are read against. */
export interface ImportContext {
  readonly survey: Survey;
  /** Codes of the municipalities on record. */
  readonly known: ReadonlySet<IstatCode>;
}

/** A cell is a text; the reader gives undefined for one that it can't take, or throws a DomainError. */
export function cell<T>(
  expected: string,
  read: (text: string) => T | undefined,
): z.ZodType<T, string> {
  return z.string().transform((text, context): T => {
    const found = readOrExplain(read, text);
    if (found.value !== undefined) return found.value;
    const lead = text === '' ? 'cella vuota: scrivere' : 'scrivere';
    const why = found.why === null ? '' : ` (${found.why})`;
    context.addIssue({ code: 'custom', message: `${lead} ${expected}${why}` });
    return z.NEVER;
  });
}

function readOrExplain<T>(
  read: (text: string) => T | undefined,
  text: string,
): { readonly value: T | undefined; readonly why: string | null } {
  if (text === '') return { value: undefined, why: null };
  try {
    return { value: read(text), why: null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // "un giorno che esiste (giugno 2022 ha 30 giorni)": what matters stands in the brackets.
    return { value: undefined, why: /\(([^)]+)\)$/.exec(error.expected)?.[1] ?? error.expected };
  }
}

/** A cell that may be empty. */
export function optional<T>(one: z.ZodType<T, string>): z.ZodType<T | null, string> {
  return z.string().transform((text, context): T | null => {
    if (text === '') return null;
    const parsed = one.safeParse(text);
    if (parsed.success) return parsed.data;
    for (const { message } of parsed.error.issues) context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}

/**
 * A day as people write it: `31/03/2022`, `31-3-2022`, `31.03.2022` or `2022-03-31`. Nothing is rounded.
 *
 * @throws DomainError for a day that does not exist
 * @example readDay('31/3/2022') //=> '2022-03-31'
 */
export function readDay(text: string): LocalDate | undefined {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return localDate(text);
  const match = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/.exec(text);
  if (match === null) return undefined;
  const [, day = '', , month = '', year = ''] = match;
  return localDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

const CLOCK = /^(.+?)(?:T|\s+(?:ore\s+)?)(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?$/;

/**
 * A moment: a day, a day with an hour of Italy, or ISO 8601 with its offset. A day alone is its first moment.
 *
 * @throws DomainError for a day or hour that does not exist
 * @example readMoment('31/03/2022 23:58') //=> '2022-03-31T21:58:00.000Z'
 */
export function readMoment(text: string): Instant | undefined {
  const day = readDay(text);
  if (day !== undefined) return startOfDay(day);
  const match = CLOCK.exec(text);
  const clockDay = match === null ? undefined : readDay(match[1] ?? '');
  if (match !== null && clockDay !== undefined) {
    const [, , hours = '', minutes = '', seconds = '00'] = match;
    return romeInstant(clockDay, `${hours.padStart(2, '0')}:${minutes}:${seconds}`);
  }
  return /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? instant(text) : undefined;
}

export const dayCell = cell('un giorno come 31/03/2022', readDay);
export const momentCell = cell('un giorno, anche con l’ora, come 31/03/2022 23:58', readMoment);

export const countCell = (least: number): z.ZodType<number, string> =>
  cell(`un numero intero non minore di ${least}`, (text) => {
    const count = /^\d{1,7}$/.test(text) ? Number(text) : NaN;
    return count >= least ? count : undefined;
  });

export const textCell = (expected: string): z.ZodType<string, string> =>
  cell(expected, (text) => (text.length <= 1000 ? text : undefined));

/** One of some words, each with the other ways in which it is written. */
export function wordCell<T extends string>(
  words: Readonly<Record<string, T>>,
  shown: readonly string[],
): z.ZodType<T, string> {
  return cell(shown.join(' oppure '), (text) => words[normaliseName(text)]);
}

/** The ISTAT code of a municipality on record. */
export function municipalityCell(known: ReadonlySet<IstatCode>): z.ZodType<IstatCode, string> {
  return z.string().transform((text, context) => {
    if (known.has(text)) return text;
    context.addIssue({ code: 'custom', message: municipalityMessage(text, known) });
    return z.NEVER;
  });
}

function municipalityMessage(text: string, known: ReadonlySet<IstatCode>): string {
  if (text === '') return 'cella vuota: scrivere il codice ISTAT di sei cifre del Comune';
  const padded = text.padStart(6, '0');
  if (/^\d{1,5}$/.test(text) && known.has(padded)) {
    return `scrivere ${padded}: il foglio di calcolo ha tolto lo zero iniziale (impostare la colonna come testo)`;
  }
  return /^\d{6}$/.test(text)
    ? 'il Comune non è in elenco: correggere il codice, oppure importare prima il Comune'
    : 'scrivere il codice ISTAT di sei cifre del Comune';
}

/** A reference date of the survey, or a day before its first round (an earlier survey). */
export function referenceCell(survey: Survey): z.ZodType<LocalDate, string> {
  const days = survey.referenceDays.map((day) => `${day.slice(3)}/${day.slice(0, 2)}`).join(' o ');
  const first = formatDate(survey.firstReference);
  const expected = `una data di riferimento della ricognizione: ${first}, poi il ${days} di ogni anno`;
  return cell(expected, (text) => {
    const day = readDay(text);
    if (day === undefined) return undefined;
    return day < survey.firstReference || isReferenceDate(survey, day) ? day : undefined;
  });
}
