import type { LocalDate } from '../calendar/types.js';
import type { FactOf, VariationKind } from '../obligations/types.js';

/** The kinds by which a dwelling comes in. A transfer to a municipality that owned none can only bring one. */
const INCOMING: ReadonlySet<VariationKind> = new Set([
  'new-construction',
  'acquisition',
  'transfer',
]);

/** As Italian sentences name them. */
export const VARIATION_NAMES: Readonly<Record<VariationKind, string>> = {
  'new-construction': 'nuova costruzione',
  sale: 'alienazione',
  acquisition: 'acquisizione',
  transfer: 'trasferimento',
  demolition: 'demolizione',
  split: 'frazionamento',
  merge: 'fusione',
};

/**
 * The registered variations dated in the window (from, to]: the first day is described by the base already, the last
 * is described by the round.
 */
export function variationsWithin(
  register: readonly FactOf<'variation'>[],
  from: LocalDate,
  to: LocalDate,
): readonly FactOf<'variation'>[] {
  return register.filter(({ payload: { date } }) => from < date && date <= to);
}

/** Whether a variation brings a dwelling in. */
export function bringsDwelling({ payload: { kind, units } }: FactOf<'variation'>): boolean {
  return INCOMING.has(kind) && units > 0;
}
