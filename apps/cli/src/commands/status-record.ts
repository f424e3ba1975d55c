import { readFileSync } from 'node:fs';
import {
  ContractError,
  defaultMunicipalities,
  defaultSurvey,
  parseEvents,
  parseMunicipalitiesCsv,
  parseSurvey,
} from '@app/contract';
import type {
  Fact,
  Instant,
  IstatCode,
  Municipality,
  MunicipalityFault,
  RefusedFact,
  Survey,
} from '@app/domain';
import { guarded, replayWithRefusals } from '@app/domain';
import { UsageError } from '../command.js';

/** What a status is folded from: the record of each municipality, derived facts included. */
export interface StatusRecord {
  readonly survey: Survey;
  /** In the order in which they are listed. */
  readonly municipalities: readonly Municipality[];
  factsOf(municipality: IstatCode): readonly Fact[];
  /** What the rules would not have recorded. */
  readonly refused: readonly RefusedFact[];
  /** Whose facts could not be replayed: nothing is known of them. */
  readonly faults: readonly MunicipalityFault[];
}

/** Reads the record as far as anything asked for can depend on it. */
export type LoadRecord = (until: Instant) => Promise<StatusRecord>;

/** The files that a status is read from; without survey and municipalities, those of the letter. */
export interface StatusFiles {
  readonly events: string;
  readonly survey: string | undefined;
  readonly municipalities: string | undefined;
}

/**
 * The record that an events file makes: its facts replayed, so that exemptions and carried nil returns exist as the
 * engine would have derived them.
 *
 * @throws UsageError when a file can't be read
 * @throws ContractError with every fault of the survey, of the municipalities or of the events
 */
export function recordFromFiles(files: StatusFiles): LoadRecord {
  return async (until) => {
    const survey =
      files.survey === undefined ? defaultSurvey() : parseSurvey(read(files.survey, '--survey'));
    const municipalities =
      files.municipalities === undefined
        ? defaultMunicipalities()
        : parseMunicipalitiesCsv(read(files.municipalities, '--municipalities'));
    const facts = readEvents(read(files.events, '--events'), survey, municipalities);
    return replayAll(survey, municipalities, facts, latest(until, facts));
  };
}

function read(file: string, option: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${option}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function readEvents(
  text: string,
  survey: Survey,
  municipalities: readonly Municipality[],
): readonly Fact[] {
  const { facts, errors } = parseEvents(text, survey, municipalities);
  if (errors.length === 0) return facts;
  throw new ContractError(
    'invalid-events',
    'Il file degli eventi non è valido. Da correggere:',
    errors.map(({ line, field, value, message }) => ({
      field: `riga ${line}, ${field}`,
      found: value,
      message,
    })),
  );
}

/** What was recorded after the day asked for may still say what had happened by then. */
function latest(until: Instant, facts: readonly Fact[]): Instant {
  const last = facts.at(-1)?.recordedAt;
  return last !== undefined && last > until ? last : until;
}

function replayAll(
  survey: Survey,
  municipalities: readonly Municipality[],
  facts: readonly Fact[],
  until: Instant,
): StatusRecord {
  const given = new Map<IstatCode, Fact[]>();
  for (const fact of facts) {
    const known = given.get(fact.municipality);
    if (known === undefined) given.set(fact.municipality, [fact]);
    else known.push(fact);
  }
  const kept = new Map<IstatCode, readonly Fact[]>();
  const refused: RefusedFact[] = [];
  const faults: MunicipalityFault[] = [];
  for (const municipality of municipalities) {
    const { istat } = municipality;
    const live = () => replayWithRefusals(survey, municipality, given.get(istat) ?? [], until);
    const replayed = guarded(municipality, live, (fault) => faults.push(fault));
    if (replayed === null) continue;
    kept.set(istat, replayed.facts);
    refused.push(...replayed.refused);
  }
  const told = municipalities.filter(({ istat }) => kept.has(istat));
  return {
    ...{ survey, refused, faults },
    municipalities: told,
    factsOf: (istat) => kept.get(istat) ?? [],
  };
}
