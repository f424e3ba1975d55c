import { parseArgs } from 'node:util';
import type { Calendar, ExplainedDate, LocalDate, SaturdayPolicy, Term } from '@app/domain';
import {
  describeTerm,
  DomainError,
  explainTerm,
  formatDate,
  italianCalendar,
  LAST_DAY,
  localDate,
  longDate,
  parseTerm,
  weekdayName,
} from '@app/domain';
import type { Command, Io } from '../command.js';
import { UsageError } from '../command.js';

interface Question {
  readonly reference: LocalDate;
  readonly term: Term;
  readonly calendar: Calendar;
  readonly before: boolean;
  readonly json: boolean;
}

/** `sollecito deadline`: the day on which a term ends, with every step and its norm. Pure: no clock, no database. */
export const deadline: Command = {
  name: 'deadline',
  summary: 'Calcola una scadenza e spiega ogni passaggio con la sua norma.',
  usage:
    'sollecito deadline --reference AAAA-MM-GG --offset P3M|P30D|P1Y|P10WD [--saturday working|holiday] [--before] [--as-of-law AAAA-MM-GG] [--json]',
  async run(args, io) {
    const question = readQuestion(args);
    const { reference, term, calendar, before } = question;
    const date = asDomain(() =>
      explainTerm(reference, term, calendar, { direction: before ? 'backward' : 'forward' }),
    );
    print(question, date, io);
    return 0;
  },
};

function readQuestion(args: readonly string[]): Question {
  const { values } = parseArgs({
    args: joinNegative(args),
    options: {
      reference: { type: 'string' },
      offset: { type: 'string' },
      saturday: { type: 'string', default: 'working' },
      before: { type: 'boolean', default: false },
      'as-of-law': { type: 'string' },
      json: { type: 'boolean', default: false },
    },
    allowPositionals: false,
  });
  const asOfLaw = values['as-of-law'];
  return {
    reference: asDomain(() => localDate(required(values.reference, 'reference'), '--reference')),
    term: readOffset(required(values.offset, 'offset')),
    calendar: italianCalendar({
      saturday: readSaturday(values.saturday),
      asOfLaw: asOfLaw === undefined ? LAST_DAY : asDomain(() => localDate(asOfLaw, '--as-of-law')),
    }),
    before: values.before,
    json: values.json,
  };
}

/** A value that starts with a hyphen (`--offset -P3M`) is a value: parseArgs takes it only after `=`. */
function joinNegative(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const last = joined.at(-1);
    if (/^-[P\d]/.test(arg) && last !== undefined && /^--[a-z-]+$/.test(last)) {
      joined[joined.length - 1] = `${last}=${arg}`;
    } else joined.push(arg);
  }
  return joined;
}

function required(value: string | undefined, option: string): string {
  if (value === undefined) throw new UsageError(`manca --${option}`);
  return value;
}

function readOffset(text: string): Term {
  try {
    return parseTerm(text, '--offset');
  } catch (error) {
    if (error instanceof DomainError && error.code === 'negative-term') {
      const positive = text.replace(/^-P/, 'P').replace('P-', 'P');
      throw new UsageError(`${error.message}: scrivere --offset ${positive} --before`);
    }
    return asDomain(() => {
      throw error;
    });
  }
}

function readSaturday(text: string): SaturdayPolicy {
  if (text === 'working' || text === 'holiday') return text;
  throw new UsageError(`--saturday: trovato «${text}», atteso working oppure holiday`);
}

/** What the domain refuses here is what the user typed. */
function asDomain<T>(compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof DomainError) throw new UsageError(error.message);
    throw error;
  }
}

function print(question: Question, date: ExplainedDate, io: Io): void {
  if (question.json) {
    const { reference, nominal, due, steps } = date;
    io.stdout(`${JSON.stringify({ reference, nominal, due, steps })}\n`);
    return;
  }
  const { term, before } = question;
  const asked = before
    ? `Almeno ${describeTerm(term)} prima ${withArticle('del', date.reference)}`
    : `${describeTerm(term)} ${withArticle('dal', date.reference)}`;
  const lines = [
    `${asked}: scadenza ${weekdayName(date.due)} ${longDate(date.due)}`,
    ...date.steps.map(
      ({ from: a, to: b, rule, norm }, i) =>
        `  ${i + 1}. ${formatDate(a)} → ${formatDate(b)}  ${rule}\n     [${norm}]`,
    ),
  ];
  io.stdout(`${lines.join('\n')}\n`);
}

/** "dal 31 dicembre", "dall’8 marzo": eight and eleven begin with a vowel when read. */
function withArticle(preposition: 'dal' | 'del', day: LocalDate): string {
  const elided = day.endsWith('-08') || day.endsWith('-11');
  return `${elided ? `${preposition}l’` : `${preposition} `}${longDate(day)}`;
}
