import { readFileSync } from 'node:fs';
import {
  ContractError,
  defaultMunicipalities,
  defaultSurvey,
  type Downtime,
  type EventError,
  parseEvents,
  parseMunicipalitiesCsv,
  parseSurvey,
} from '@app/contract';
import type { Fact, IstatCode, Municipality, Survey } from '@app/domain';
import { UsageError } from '../command.js';

/** The files that a rehearsal is made from; without survey and municipalities, those of the letter. */
export interface SimulateFiles {
  readonly survey: string | undefined;
  readonly municipalities: string | undefined;
  readonly events: string | undefined;
  readonly whatIf: string | undefined;
}

/** What happens in one version of the story. */
export interface Events {
  factsOf(istat: IstatCode): readonly Fact[];
  readonly downtimes: readonly Downtime[];
}

export interface SimulateInput {
  readonly survey: Survey;
  readonly municipalities: readonly Municipality[];
  readonly events: Events;
  /** With the extra events; null when none were asked for. */
  readonly whatIf: Events | null;
}

/**
 * Reads the files of a rehearsal.
 *
 * @throws UsageError when a file can't be read
 * @throws ContractError with every fault of a file, by line and field
 */
export function readInput(files: SimulateFiles): SimulateInput {
  const survey =
    files.survey === undefined ? defaultSurvey() : parseSurvey(read(files.survey, '--survey'));
  const municipalities =
    files.municipalities === undefined
      ? defaultMunicipalities()
      : parseMunicipalitiesCsv(read(files.municipalities, '--municipalities'));
  const base = files.events === undefined ? '' : read(files.events, '--events');
  const extra = files.whatIf === undefined ? null : read(files.whatIf, '--what-if');
  const events = readEvents(base, '', survey, municipalities);
  const whatIf = extra === null ? null : readEvents(base, extra, survey, municipalities);
  return { survey, municipalities, events, whatIf };
}

function read(file: string, option: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new UsageError(`${option}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The extra events are read after the others, as one story: a validation finds the transmission of the first file. */
function readEvents(
  base: string,
  extra: string,
  survey: Survey,
  municipalities: readonly Municipality[],
): Events {
  const own = base.endsWith('\n') || base === '' ? base : `${base}\n`;
  const { facts, downtimes, errors } = parseEvents(`${own}${extra}`, survey, municipalities);
  if (errors.length > 0) throw faults(errors, own.split('\n').length - 1);
  const byMunicipality = new Map<IstatCode, Fact[]>();
  for (const fact of facts) {
    const known = byMunicipality.get(fact.municipality);
    if (known === undefined) byMunicipality.set(fact.municipality, [fact]);
    else known.push(fact);
  }
  return { factsOf: (istat) => byMunicipality.get(istat) ?? [], downtimes };
}

function faults(errors: readonly EventError[], ownLines: number): ContractError {
  const issues = errors.map(({ line, field, value, message }) => {
    const inOwn = line <= ownLines;
    const place = inOwn ? `--events, riga ${line}` : `--what-if, riga ${line - ownLines}`;
    const expected = message.replace(/^.*?, atteso /s, 'atteso ');
    return { field: `${place}, campo ${field}`, found: value, message: expected };
  });
  return new ContractError(
    'invalid-events',
    'Il file degli eventi non è valido. Da correggere:',
    issues,
  );
}
