import { formatDate } from '../calendar/format.js';
import { romeDate } from '../calendar/rome.js';
import type { Fact, FactOf } from '../obligations/types.js';
import type { StockDiff } from '../stock/types.js';
import type { Base } from './base.js';
import { VARIATION_NAMES } from './variations.js';

/** The day of a fact as people read it. */
export function dayOf(fact: Fact): string {
  return formatDate(romeDate(fact.occurredAt));
}

/** "Base: trasmissione ufficiale del 30/03/2022 riferita al 31/12/2021." */
export function describeBase({ fact, reference }: Base): string {
  const what = fact.type === 'nil-declared' ? 'consistenza nulla' : 'trasmissione ufficiale';
  return `Base: ${what} del ${dayOf(fact)} riferita al ${formatDate(reference)}.`;
}

/** As reasons and letters name it: "variazione del 15/04/2022 (acquisizione, 3 alloggi) registrata il 10/05/2022". */
export function describeVariation(fact: FactOf<'variation'>): string {
  const { kind, date, units } = fact.payload;
  const count = units === 1 ? '1 alloggio' : `${units} alloggi`;
  const recorded = formatDate(romeDate(fact.recordedAt));
  return `variazione del ${formatDate(date)} (${VARIATION_NAMES[kind]}, ${count}) registrata il ${recorded}`;
}

/** "3 differenze, di cui 1 unità scomparsa (anomalia)". A unit that vanishes from a historical stock is no sale. */
export function describeDiff({ added, ceased, changed, vanished }: StockDiff): string {
  const count = added.length + ceased.length + changed.length + vanished.length;
  const differences = count === 1 ? '1 differenza' : `${count} differenze`;
  if (vanished.length === 0) return differences;
  const gone = vanished.length === 1 ? '1 unità scomparsa' : `${vanished.length} unità scomparse`;
  return `${differences}, di cui ${gone} (anomalia)`;
}
