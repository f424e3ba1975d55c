import { parseArgs } from 'node:util';
import { ContractError } from '@app/contract';
import type { LocalDate, MunicipalityFault, ObligationState, OnFault } from '@app/domain';
import {
  decideTick,
  DomainError,
  endOfDay,
  faultSentence,
  foldMunicipality,
  guarded,
  localDate,
} from '@app/domain';
import type { Command, Io } from '../command.js';
import { isNoInstallation, UsageError } from '../command.js';
import { refusedSentence, toJsonLines, toTable } from './status-print.js';
import { type LoadRecord, recordFromFiles, type StatusRecord } from './status-record.js';

interface Question {
  readonly asOf: LocalDate;
  readonly knownOn: LocalDate | undefined;
  readonly json: boolean;
  /** Null: the installation's own record. */
  readonly load: LoadRecord | null;
}

/**
 * `sollecito status`: where every obligation stands as of a day, as known on a day, each with the facts that made it.
 *
 * @param installation reads the record of the installation; asked only without `--events`
 */
export function statusCommand(installation: LoadRecord): Command {
  return {
    name: 'status',
    summary: 'Dice a che punto è ogni adempimento in un giorno, e perché.',
    usage:
      'sollecito status --as-of AAAA-MM-GG [--known-on AAAA-MM-GG] [--events FILE.jsonl] [--survey FILE] [--municipalities FILE] [--json]',
    async run(args, io) {
      const question = readQuestion(args);
      return answer(question, question.load ?? installation, io);
    },
  };
}

async function answer(question: Question, load: LoadRecord, io: Io): Promise<number> {
  const { asOf, knownOn } = question;
  try {
    const record = await load(endOfDay(knownOn !== undefined && knownOn > asOf ? knownOn : asOf));
    for (const refused of record.refused)
      io.stderr(`sollecito status: ${refusedSentence(refused)}\n`);
    const faults: MunicipalityFault[] = [...record.faults];
    const states = foldAll(record, question, (fault) => faults.push(fault));
    for (const fault of faults) io.stderr(`sollecito status: ${faultSentence(fault)}\n`);
    io.stdout(
      question.json
        ? toJsonLines(states)
        : toTable(record.municipalities, states, asOf, question.knownOn),
    );
    return faults.length === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof ContractError) && !isNoInstallation(error)) throw error;
    io.stderr(`sollecito status: ${error.message}\n`);
    return 1;
  }
}

/** Of one whose record can't be read nothing is said but that; one that can't be planned is named beside its state. */
function foldAll(
  { survey, municipalities, factsOf }: StatusRecord,
  { asOf, knownOn }: Question,
  onFault: OnFault,
): readonly ObligationState[] {
  return municipalities.flatMap((municipality) => {
    const facts = factsOf(municipality.istat);
    const fold = () => foldMunicipality(survey, municipality, facts, { asOf, knownOn });
    const states = guarded(municipality, fold, onFault);
    const decide = () => decideTick(survey, municipality, facts, endOfDay(asOf));
    if (states !== null) guarded(municipality, decide, onFault);
    return states ?? [];
  });
}

function readQuestion(args: readonly string[]): Question {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'as-of': { type: 'string' },
      'known-on': { type: 'string' },
      events: { type: 'string' },
      survey: { type: 'string' },
      municipalities: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
    allowPositionals: false,
  });
  const { events, survey, municipalities, json } = values;
  if (events === undefined && (survey ?? municipalities) !== undefined) {
    throw new UsageError('--survey e --municipalities si usano insieme a --events');
  }
  const knownOn = values['known-on'];
  return {
    asOf: readDay(values['as-of'], '--as-of'),
    knownOn: knownOn === undefined ? undefined : readDay(knownOn, '--known-on'),
    json,
    load: events === undefined ? null : recordFromFiles({ events, survey, municipalities }),
  };
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
