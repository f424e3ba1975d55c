import type { LocalDate } from '@app/domain';

/**
 * Reckons over all municipalities once a day for the same overview: it is a new list whenever anything in it changed.
 *
 * @example const missing = oncePerDay((entries: readonly OverviewEntry[], today) => …); missing(entries, today)
 */
export function oncePerDay<E extends readonly unknown[], T>(
  reckon: (entries: E, today: LocalDate) => T,
): (entries: E, today: LocalDate) => T {
  const known = new WeakMap<E, { readonly today: LocalDate; readonly value: T }>();
  return (entries, today) => {
    const before = known.get(entries);
    if (before?.today === today) return before.value;
    const value = reckon(entries, today);
    known.set(entries, { today, value });
    return value;
  };
}
