/** Words for a dwelling that the municipality no longer owns; a historical stock keeps its record. */
const CEASED = new Set([
  'sold',
  'ceased',
  'disposed',
  'demolished',
  'transferred',
  'alienato',
  'alienata',
  'venduto',
  'venduta',
  'ceduto',
  'ceduta',
  'cessato',
  'cessata',
  'demolito',
  'demolita',
  'trasferito',
  'trasferita',
  'dismesso',
  'dismessa',
]);

/** A status as it is compared: trimmed and in lower case. @example normaliseStatus(' Owned ') //=> 'owned' */
export function normaliseStatus(status: string): string {
  return status.trim().toLowerCase();
}

/**
 * Whether a unit with that status is no longer owned. An unknown word counts as owned: nothing ceases by a misspelling.
 *
 * @example isCeased('Sold') //=> true
 */
export function isCeased(status: string): boolean {
  return CEASED.has(normaliseStatus(status));
}
