import { localDate } from '../../calendar/local-date.js';
import { romeInstant } from '../../calendar/rome.js';
import type { Instant, LocalDate } from '../../calendar/types.js';
import type { Municipality } from '../../municipalities/types.js';
import { aSurvey } from '../../surveys/testing/a-survey.js';
import type { Survey } from '../../surveys/types.js';
import { foldMunicipality } from '../fold.js';
import { type Replay, replayWithRefusals } from '../replay.js';
import type { Fact, FactOf, FactPayloads, FactType, ObligationState } from '../types.js';

/** The survey of the letter: rounds of 31/12/2021 (due 31/03/2022), 30/06/2022 (due 30/09/2022) … */
export const survey: Survey = aSurvey();

/** Reference dates of the first rounds. */
export const R1 = localDate('2021-12-31');
export const R2 = localDate('2022-06-30');
export const R3 = localDate('2022-12-31');

export const day = (text: string): LocalDate => localDate(text);

/** A moment as a person in Rome writes it: `2022-03-31 23:59:59.999`, a day alone is 10:00 of that day. */
export function rome(text: string): Instant {
  const [date = '', time = '10:00'] = text.split(' ');
  return romeInstant(localDate(date), time);
}

export function aMunicipality(changes: Partial<Municipality> = {}): Municipality {
  return {
    istat: '110001',
    name: 'Andria',
    title: 'Comune di',
    belfiore: 'A285',
    postcode: null,
    latitude: null,
    longitude: null,
    existsFrom: null,
    existsTo: null,
    successor: null,
    addresses: [],
    closingDays: [],
    ...changes,
  } as Municipality;
}

export const andria: Municipality = aMunicipality();

/** Where a fact stands in the record. */
export interface Placing {
  readonly id?: string;
  readonly round?: LocalDate | null;
  /** As `rome` reads it; default: when it happened. */
  readonly recordedAt?: string;
  readonly municipality?: string;
}

let serial = 0;

/** One fact of Andria in the first round, unless placed elsewhere. Ids tell the type and are unique. */
export function fact<T extends FactType>(
  type: T,
  at: string,
  payload: FactPayloads[T],
  { id, round = R1, recordedAt, municipality = andria.istat }: Placing = {},
): FactOf<T> {
  serial += 1;
  return {
    id: id ?? `${type}#${serial}`,
    type,
    survey: survey.id,
    municipality,
    round,
    occurredAt: rome(at),
    recordedAt: rome(recordedAt ?? at),
    actor: 'test',
    source: 'officer',
    evidence: null,
    payload,
  };
}

export const transmitted = (at: string, placing: Placing = {}, units?: number): Fact =>
  fact(
    'transmitted',
    at,
    units === undefined ? { mode: 'flow' } : { mode: 'flow', units },
    placing,
  );

export const rejected = (at: string, placing: Placing = {}): Fact =>
  fact('rejected', at, { reason: 'file illeggibile' }, placing);

export const validated = (at: string, placing: Placing = {}): Fact =>
  fact('validated', at, {}, placing);

export const nilDeclared = (at: string, reference: LocalDate = R1, placing: Placing = {}): Fact =>
  fact('nil-declared', at, { reference }, { round: reference, ...placing });

export const noChange = (at: string, round: LocalDate = R2, placing: Placing = {}): Fact =>
  fact('no-change-declared', at, {}, { round, ...placing });

export const variation = (at: string, date: string, placing: Placing = {}): Fact =>
  fact(
    'variation',
    at,
    { kind: 'acquisition', date: day(date), units: 3 },
    { round: null, ...placing },
  );

export const snapshot = (
  at: string,
  reference: LocalDate,
  units: Readonly<Record<string, string>>,
  placing: Placing = {},
): Fact =>
  fact(
    'snapshot',
    at,
    { reference, units: Object.entries(units).map(([key, status]) => ({ key, status })) },
    { round: reference, ...placing },
  );

export const exempted = (at: string, round: LocalDate = R2, placing: Placing = {}): Fact =>
  fact(
    'exempted',
    at,
    { reason: 'patrimonio in liquidazione', approver: 'dott.ssa Rossi' },
    { round, ...placing },
  );

export const extended = (at: string, due: string, placing: Placing = {}): Fact =>
  fact('extended', at, { due: day(due), reason: 'richiesta motivata', scope: 'all' }, placing);

export const corrected = (at: string, target: Fact, placing: Placing = {}): Fact =>
  fact(
    'corrected',
    at,
    { fact: target.id, reason: 'registrata per errore' },
    { round: target.round, ...placing },
  );

/** The record that these facts make, far into the future unless told. */
export function replayed(
  facts: readonly Fact[],
  { on = survey, of = andria, until = '2024-12-31' } = {},
): Replay {
  return replayWithRefusals(on, of, facts, rome(until));
}

/** The state of one round as of a day, of a record that is replayed first. */
export function stateOf(
  facts: readonly Fact[],
  asOf: string,
  { round = R1, knownOn, on = survey, of = andria }: StateOptions = {},
): ObligationState {
  const record = replayed(facts, { on, of }).facts;
  const states = foldMunicipality(on, of, record, {
    asOf: when(asOf),
    knownOn: knownOn === undefined ? undefined : when(knownOn),
  });
  const found = states.find((state) => state.round === round);
  if (found === undefined) throw new Error(`no obligation for ${round} as of ${asOf}`);
  return found;
}

export interface StateOptions {
  readonly round?: LocalDate;
  readonly knownOn?: string;
  readonly on?: Survey;
  readonly of?: Municipality;
}

function when(text: string): LocalDate | Instant {
  return text.includes(' ') ? rome(text) : localDate(text);
}

/** What tests look at first. */
export function brief(state: ObligationState): string {
  return `${state.outcome} ${state.timeliness}`;
}
