import type { Fact, IstatCode, LocalDate, Municipality, Survey } from '@app/domain';
import { millisToInstant, rehearse, romeDate, roundsOf } from '@app/domain';
import { readInput, type SimulateFiles } from './simulate-input.js';

/** What an explanation is told from: one municipality's record, letters included. */
export interface WhyRecord {
  readonly survey: Survey;
  readonly municipality: Municipality;
  readonly facts: readonly Fact[];
  /** The day as of which it is told. */
  readonly asOf: LocalDate;
}

/** Whose record is asked for. */
export interface WhyOf {
  readonly survey: string;
  readonly municipality: IstatCode;
  /** Null: the present day of whoever keeps the record. */
  readonly asOf: LocalDate | null;
}

/** Reads the record of a municipality as it stood on a day; null when there is no such municipality or survey. */
export type LoadWhyRecord = (of: WhyOf) => Promise<WhyRecord | null>;

/**
 * The record that an events file makes: the engine is rehearsed from the opening of the first round, because the file
 * says what municipalities and officers did and not which letters left.
 *
 * @param from the engine runs from this day; default: the opening of the first round
 * @throws UsageError when a file can't be read
 * @throws ContractError with every fault of a file
 */
export function recordFromEvents(
  files: Omit<SimulateFiles, 'whatIf'>,
  from: LocalDate | undefined,
): LoadWhyRecord {
  return async ({ survey: id, municipality: istat, asOf }) => {
    const { survey, municipalities, events } = readInput({ ...files, whatIf: undefined });
    const municipality = municipalities.find((one) => one.istat === istat);
    if (municipality === undefined || survey.id !== id) return null;
    const to = asOf ?? today();
    const first = from ?? roundsOf(survey, to)[0]?.opensOn ?? to;
    const [plan] = rehearse({
      survey,
      municipalities: [municipality],
      factsOf: events.factsOf,
      downtimes: events.downtimes,
      from: first,
      to,
      assumeDelivery: true,
    });
    return { survey, municipality, facts: plan?.facts() ?? [], asOf: to };
  };
}

const today = (): LocalDate => romeDate(millisToInstant(Date.now()));
