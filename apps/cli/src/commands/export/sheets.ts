import type { Fact, LocalDate, ObligationState } from '@app/domain';
import { measure } from '@app/domain';
import type { StatusRecord } from '../status-record.js';
import type { Sheet } from './sheet.js';

const statesOf = (states: ReadonlyMap<string, readonly ObligationState[]>) =>
  [...states.values()].flat();

/** Municipalities × rounds: one row an obligation, so that it can be filtered. */
export function matrixSheet(
  record: StatusRecord,
  states: ReadonlyMap<string, readonly ObligationState[]>,
): Sheet {
  const names = new Map(record.municipalities.map(({ istat, name }) => [istat, name]));
  return {
    name: 'Matrice',
    head: [
      'istat',
      'comune',
      'riferimento',
      'scadenza',
      'esito',
      'tempestività',
      'dal',
      'spiegazione',
    ],
    rows: statesOf(states).map((state) => [
      state.municipality,
      names.get(state.municipality) ?? '',
      state.round,
      state.due.date,
      state.outcome,
      state.timeliness,
      state.since,
      state.explanation,
    ]),
  };
}

/** Rates by round. */
export function measuresSheet(states: ReadonlyMap<string, readonly ObligationState[]>): Sheet {
  const byRound = new Map<LocalDate, ObligationState[]>();
  for (const state of statesOf(states)) {
    byRound.set(state.round, [...(byRound.get(state.round) ?? []), state]);
  }
  const measures = [...byRound.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([round, own]) => ({ round, ...measure(own) }));
  const head = Object.keys(measures[0] ?? { round: '' });
  return {
    name: 'Andamento',
    head,
    rows: measures.map((row) => head.map((key) => row[key as keyof typeof row] ?? null)),
  };
}

/** Every fact, in the order of its recording. */
export function timelineSheet(facts: readonly Fact[]): Sheet {
  return {
    name: 'Cronologia',
    head: [
      'id',
      'comune',
      'riferimento',
      'tipo',
      'avvenuto',
      'registrato',
      'autore',
      'fonte',
      'prova',
      'dati',
    ],
    rows: facts.map((fact) => [
      fact.id,
      fact.municipality,
      fact.round,
      fact.type,
      fact.occurredAt,
      fact.recordedAt,
      fact.actor,
      fact.source,
      fact.evidence,
      JSON.stringify(fact.payload),
    ]),
  };
}
