import type { LocalDate } from '../calendar/types.js';
import { isValidOn } from '../surveys/dated-texts.js';
import type { IstatCode, Municipality, PecAddress } from './types.js';

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
      address.receiveOnly !== true && address.state !== 'not-pec' && isValidOn(address, day),
  );
  return usable.reduce<PecAddress | null>(
    (best, next) => (best === null || next.validFrom >= best.validFrom ? next : best),
    null,
  );
}

/** The name that the municipality bore on a day: a former one valid then, or today's. */
export function nameOn(municipality: Municipality, day: LocalDate): string {
  const former = (municipality.formerNames ?? []).find((name) => isValidOn(name, day));
  return former?.text ?? municipality.name;
}

/** With its title, as it was called on a day. @example fullName(andria, day) //=> 'Comune di Andria' */
export function fullName(municipality: Municipality, day: LocalDate): string {
  return `${municipality.title} ${nameOn(municipality, day)}`;
}

/**
 * Who answers for a municipality on a day: itself while it exists, else the successor that a merger named, and the
 * successor's successor. Null before it existed, after an end without successor, or when the chain leads nowhere.
 *
 * @param find the municipality with an ISTAT code, or undefined
 */
export function responsibleOn(
  municipality: Municipality,
  day: LocalDate,
  find: (istat: IstatCode) => Municipality | undefined,
): Municipality | null {
  const seen = new Set<IstatCode>();
  let current: Municipality | undefined = municipality;
  while (current !== undefined && !seen.has(current.istat)) {
    if (existsOn(current, day)) return current;
    seen.add(current.istat);
    const ended: boolean = current.existsTo !== null && current.existsTo < day;
    current = ended && current.successor !== null ? find(current.successor) : undefined;
  }
  return null;
}
