import type { LocalDate, Measure, Municipality, ObligationState, RefusedFact } from '@app/domain';
import {
  formatDate,
  fullName,
  measuresByRound,
  romeDate,
  statusWord,
  sumMeasures,
  TIMELINESS_WORDS,
} from '@app/domain';

/** One obligation as the contract has it, one JSON object a line; and last the measures of each round. */
export function toJsonLines(states: readonly ObligationState[]): string {
  const lines = states.map((state) => JSON.stringify(toLine(state)));
  lines.push(JSON.stringify({ measures: measuresByRound(states) }));
  return `${lines.join('\n')}\n`;
}

function toLine(state: ObligationState): Record<string, unknown> {
  const { municipality, round, due, outcome, timeliness, since, basis, explanation } = state;
  return {
    municipality,
    round,
    reference: round,
    due: due.date,
    outcome,
    timeliness,
    since,
    basis,
    explanation,
    obligation: state.obligation,
    dueVersion: due.version,
    carriedNil: state.carriedNil,
    presumed: state.presumed,
    contested: state.contest !== null,
    suspended: state.suspended,
  };
}

const COLUMNS = ['Comune', 'Ciclo', 'Scadenza', 'Stato', 'Tempi', 'Dal'] as const;

/** A table for people, each row followed by its explanation, then the measures of each round in words. */
export function toTable(
  municipalities: readonly Municipality[],
  states: readonly ObligationState[],
  asOf: LocalDate,
  knownOn: LocalDate | undefined,
): string {
  const names = new Map(municipalities.map((one) => [one.istat, fullName(one, asOf)]));
  const rows = states.map((state) => [
    names.get(state.municipality) ?? state.municipality,
    formatDate(state.round),
    formatDate(state.due.date),
    statusWord(state),
    state.outcome === 'cancelled' ? '–' : TIMELINESS_WORDS[state.timeliness],
    formatDate(state.since),
  ]);
  const widths = COLUMNS.map((title, i) =>
    Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  const known = knownOn === undefined ? '' : `, come noto il ${formatDate(knownOn)}`;
  const body = states.flatMap((state, i) => [line(rows[i] ?? []), `  ${state.explanation}`]);
  const parts = [
    `Situazione al ${formatDate(asOf)}${known}`,
    '',
    ...(states.length === 0
      ? ['Nessun adempimento: in quel giorno nessun ciclo è aperto.']
      : [line(COLUMNS), line(widths.map((width) => '─'.repeat(width))), ...body]),
    ...describeMeasures(states),
  ];
  return `${parts.join('\n')}\n`;
}

function describeMeasures(states: readonly ObligationState[]): readonly string[] {
  const rounds = Object.entries(measuresByRound(states));
  const lines = rounds.map(
    ([round, one]) => `Ciclo del ${formatDate(round as LocalDate)}: ${describe(one)}`,
  );
  if (rounds.length > 1) {
    lines.push(`Tutti i cicli: ${describe(sumMeasures(rounds.map(([, one]) => one)))}`);
  }
  return lines.length === 0 ? [] : ['', ...lines];
}

function describe(one: Measure): string {
  const { expected, received, onTime, late, overdue, nil, exempt, presumedExempt } = one;
  const presumed = presumedExempt === 0 ? '' : ` (di cui ${presumedExempt} presunti)`;
  return [
    `attesi ${expected}`,
    `ricevuti ${received} (nei termini ${onTime}, in ritardo ${late}; di consistenza nulla ${nil})`,
    `scaduti ${overdue}`,
    `esonerati ${exempt}${presumed}`,
    `nulli già comunicati ${one.carriedNil}`,
    `annullati ${one.cancelled}`,
    `completezza ${percent(one.completeness)}`,
    `puntualità ${percent(one.timeliness)}`,
  ].join(', ');
}

function percent(rate: number | null): string {
  return rate === null ? '–' : `${(rate * 100).toFixed(1).replace('.', ',')} %`;
}

/** A fact that the rules refused, for standard error. */
export function refusedSentence({ fact, refusal }: RefusedFact): string {
  const day = formatDate(romeDate(fact.occurredAt));
  return `rifiutato ${fact.id} (${fact.type}, ${fact.municipality}, ${day}) [${refusal.code}]: ${refusal.message}`;
}
