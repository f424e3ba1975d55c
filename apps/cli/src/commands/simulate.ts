import { parseArgs } from 'node:util';
import { ContractError } from '@app/contract';
import {
  DomainError,
  faultSentence,
  type LocalDate,
  localDate,
  type MunicipalityFault,
  type RefusedFact,
} from '@app/domain';
import type { Command, Io } from '../command.js';
import { UsageError } from '../command.js';
import { type ChangedLine, compare } from './simulate-change.js';
import { readInput, type SimulateFiles, type SimulateInput } from './simulate-input.js';
import { writeLetters } from './simulate-letters.js';
import { simulate as linesOf, type SimulateLine } from './simulate-lines.js';
import { toJsonLine, toTable } from './simulate-print.js';
import { refusedSentence } from './status-print.js';

interface Question {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly files: SimulateFiles;
  readonly letters: string | undefined;
  readonly json: boolean;
}

/** Who writes, where no installation says it. */
const SENDER = 'ufficio@pec.ente.example';

/** `sollecito simulate`: the plan of a range lived through in advance. Pure: files in, lines out; no clock, no database. */
export const simulate: Command = {
  name: 'simulate',
  summary: 'Prova il piano degli invii: cosa parte, cosa no e perché; con --what-if la differenza.',
  usage:
    'sollecito simulate --from AAAA-MM-GG --to AAAA-MM-GG [--survey FILE] [--municipalities FILE] [--events FILE.jsonl] [--what-if FILE.jsonl] [--letters CARTELLA] [--json]',
  async run(args, io) {
    const question = readQuestion(args);
    let input: SimulateInput;
    try {
      input = readInput(question.files);
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      io.stderr(`sollecito simulate: ${error.message}\n`);
      return 1;
    }
    return answer(question, input, io);
  },
};

async function answer(question: Question, input: SimulateInput, io: Io): Promise<number> {
  const { from, to, letters, json } = question;
  const sender = process.env['PEC_FROM'] ?? SENDER;
  const range = { from, to, sender, letters: letters !== undefined };
  const faults = new Set<string>();
  const told = {
    onFault: (fault: MunicipalityFault) => faults.add(faultSentence(fault)),
    onUnwritten: (sentence: string) => faults.add(sentence),
    onRefused: (refused: RefusedFact) => faults.add(refusedSentence(refused)),
  };
  const before = linesOf(input, input.events, range, told);
  const after = input.whatIf === null ? before : linesOf(input, input.whatIf, range, told);
  const lines: readonly ChangedLine[] =
    input.whatIf === null ? before.map((line) => ({ line, change: null })) : compare(before, after);
  print(question, input, lines, io);
  if (letters !== undefined) await saveLetters(input, after, letters, json, io);
  for (const fault of faults) io.stderr(`sollecito simulate: ${fault}\n`);
  return faults.size === 0 ? 0 : 1;
}

function print(
  { json, from, to }: Question,
  { survey }: SimulateInput,
  lines: readonly ChangedLine[],
  io: Io,
): void {
  if (!json) {
    io.stdout(toTable(survey, lines, { from, to }));
    return;
  }
  // In pieces: a national plan is longer than the longest string.
  for (let i = 0; i < lines.length; i += 1000) {
    io.stdout(
      lines
        .slice(i, i + 1000)
        .map(toJsonLine)
        .join(''),
    );
  }
}

async function saveLetters(
  { survey }: SimulateInput,
  lines: readonly SimulateLine[],
  directory: string,
  json: boolean,
  io: Io,
): Promise<void> {
  const { written, stopped } = await writeLetters(survey, lines, directory);
  const halted = stopped === 0 ? '' : `; ${stopped} non possono partire, con il motivo nell’indice`;
  const said = `Lettere scritte in ${directory}: ${written}${halted}. Indice: indice.html\n`;
  if (json) io.stderr(said);
  else io.stdout(said);
}

function readQuestion(args: readonly string[]): Question {
  const { values } = parseArgs({
    args: [...args],
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      survey: { type: 'string' },
      municipalities: { type: 'string' },
      events: { type: 'string' },
      'what-if': { type: 'string' },
      letters: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
    allowPositionals: false,
  });
  const from = readDay(values.from, '--from');
  const to = readDay(values.to, '--to');
  if (to < from) throw new UsageError(`--to: trovato «${to}», atteso un giorno dal ${from} in poi`);
  const { survey, municipalities, events, letters, json } = values;
  const files = { survey, municipalities, events, whatIf: values['what-if'] };
  return { from, to, files, letters, json };
}

function readDay(text: string | undefined, option: string): LocalDate {
  if (text === undefined) throw new UsageError(`manca ${option}`);
  try {
    return localDate(text, option);
  } catch (error) {
    if (error instanceof DomainError) throw new UsageError(error.message);
    throw error;
  }
}
