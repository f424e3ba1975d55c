import { parseArgs } from 'node:util';
import { ContractError } from '@app/contract';
import {
  DomainError,
  type LocalDate,
  localDate,
  why as explain,
  type WhyAnswer,
} from '@app/domain';
import type { Command, Io } from '../command.js';
import { isNoInstallation, UsageError } from '../command.js';
import { type LoadWhyRecord, recordFromEvents } from './why-record.js';

interface Question {
  readonly municipality: string;
  readonly obligation: string;
  readonly rung: string | undefined;
  /** Null: the present day. */
  readonly asOf: LocalDate | null;
  readonly json: boolean;
  /** Null: the installation's own record. */
  readonly load: LoadWhyRecord | null;
}

/**
 * `sollecito why`: why a letter was, or was not, sent, told from the record.
 *
 * @param installation reads the record of the installation, where no events file is given
 */
export function whyCommand(installation: LoadWhyRecord): Command {
  return {
    name: 'why',
    summary: 'Dice perché un sollecito è partito o non è partito, dagli atti.',
    usage:
      'sollecito why 110001/push-erp/2021-12-31[/reminder-1] [--as-of AAAA-MM-GG] [--events FILE.jsonl] [--from AAAA-MM-GG] [--survey FILE] [--municipalities FILE] [--json]',
    async run(args, io) {
      const question = readQuestion(args);
      return answer(question, question.load ?? installation, io);
    },
  };
}

async function answer(question: Question, load: LoadWhyRecord, io: Io): Promise<number> {
  try {
    const told = await ask(question, load);
    if (typeof told === 'string') {
      io.stderr(`sollecito why: ${told}\n`);
      return 1;
    }
    io.stdout(question.json ? toJson(question, told) : `${told.lines.join('\n')}\n`);
    return 0;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'unknown-rung') {
      throw new UsageError(error.message);
    }
    if (!(error instanceof ContractError) && !isNoInstallation(error)) throw error;
    io.stderr(`sollecito why: ${error.message}\n`);
    return 1;
  }
}

/** The answer with its day, or why there is none. */
async function ask(
  { municipality, obligation, rung, asOf }: Question,
  load: LoadWhyRecord,
): Promise<(WhyAnswer & { readonly asOf: LocalDate }) | string> {
  const survey = obligation.slice(0, obligation.lastIndexOf('/'));
  const record = await load({ survey, municipality, asOf });
  if (record === null) {
    return `il Comune ${municipality} o la ricognizione «${survey}» non è nell’elenco.`;
  }
  const day = record.asOf;
  const told = explain(record.survey, record.municipality, record.facts, {
    obligation,
    rung,
    asOf: day,
  });
  if (told === null) {
    return `al ${day} il Comune ${municipality} non ha un adempimento «${obligation}».`;
  }
  return { ...told, asOf: day };
}

function toJson(
  { municipality }: Question,
  { obligation, state, rungs, lines, asOf }: WhyAnswer & { readonly asOf: LocalDate },
) {
  const { outcome, timeliness, due, explanation, basis } = state;
  const status = {
    outcome,
    timeliness,
    due: due.date,
    dueVersion: due.version,
    explanation,
    basis,
  };
  return `${JSON.stringify({ municipality, obligation, asOf, status, rungs, lines })}\n`;
}

const SUBJECT = /^(\d{6})\/([^/]+\/\d{4}-\d{2}-\d{2})(?:\/([^/]+))?$/;

function readQuestion(args: readonly string[]): Question {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      'as-of': { type: 'string' },
      events: { type: 'string' },
      from: { type: 'string' },
      survey: { type: 'string' },
      municipalities: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const { events, from, survey, municipalities, json } = values;
  if (events === undefined && (survey ?? municipalities ?? from) !== undefined) {
    throw new UsageError('--survey, --municipalities e --from si usano insieme a --events');
  }
  const [subject = '', ...more] = positionals;
  const match = SUBJECT.exec(subject);
  if (match === null || more.length > 0) {
    const found = positionals.join(' ');
    throw new UsageError(
      `adempimento: trovato «${found}», atteso uno solo come 110001/push-erp/2021-12-31, con /reminder-1 per un gradino`,
    );
  }
  const [, municipality = '', obligation = '', rung] = match;
  const files = { events, survey, municipalities };
  const first = from === undefined ? undefined : readDay(from, '--from');
  return {
    municipality,
    obligation,
    rung,
    asOf: values['as-of'] === undefined ? null : readDay(values['as-of'], '--as-of'),
    json,
    load: events === undefined ? null : recordFromEvents(files, first),
  };
}

/** The terminal is where the clock is read: rules take their day. */

function readDay(text: string, option: string): LocalDate {
  try {
    return localDate(text, option);
  } catch (error) {
    if (error instanceof DomainError) throw new UsageError(error.message);
    throw error;
  }
}
