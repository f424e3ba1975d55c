import type { LocalDate } from '../calendar/types.js';
import type { Municipality, PecAddress } from './types.js';

/** Whether the municipality exists on that day: both ends of its existence are included. */
export function existsOn(municipality: Municipality, day: LocalDate): boolean {
  const { existsFrom, existsTo } = municipality;
  return (existsFrom === null || existsFrom <= day) && (existsTo === null || day <= existsTo);
}

/** Whether the municipality's offices are shut for a local day (patron saint): it delays sending, never a term. */
export function isClosedDay(municipality: Municipality, day: LocalDate): boolean {
  const monthDay = day.slice(5);
  return municipality.closingDays.some((closed) => closed === day || closed === monthDay);
}

/**
 * The address to write to on a day: of those valid then, not receive-only and not known to be no PEC, the one that
 * began last. Null when there is none: nothing can leave, and an officer sees it.
 */
export function addressOn(municipality: Municipality, day: LocalDate): PecAddress | null {
  const usable = municipality.addresses.filter(
    (address) =>
      address.receiveOnly !== true &&
      address.state !== 'not-pec' &&
      address.validFrom <= day &&
      (address.validTo === null || day <= address.validTo),
  );
  return usable.reduce<PecAddress | null>(
    (best, next) => (best === null || next.validFrom >= best.validFrom ? next : best),
    null,
  );
}

/** "Comune di Andria". */
export function fullName(municipality: Municipality): string {
  return `${municipality.title} ${municipality.name}`;
}
