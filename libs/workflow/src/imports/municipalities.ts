import type { LocalDate, Municipality } from '@app/domain';
import { addressOn } from '@app/domain';
import { withAddress } from './addresses.js';
import type { AddressChange } from './types.js';

/** What a list of municipalities changes. */
export interface MunicipalitiesMerge {
  /** New ones, and known ones as they will be. */
  readonly merged: readonly Municipality[];
  readonly changes: readonly AddressChange[];
  readonly added: number;
}

/**
 * Brings a file's municipalities together with those on record. What is on record of an address (its state, what it
 * replaced) is kept; an address that the file has anew counts from the day that the file says, or from today.
 */
export function mergeMunicipalities(
  file: readonly Municipality[],
  known: readonly Municipality[],
  today: LocalDate,
): MunicipalitiesMerge {
  const byCode = new Map(known.map((one) => [one.istat, one]));
  const changes: AddressChange[] = [];
  let added = 0;
  const merged = file.map((read) => {
    const before = byCode.get(read.istat);
    if (before === undefined) {
      added += 1;
      return read;
    }
    const change = addressChange(before, read, today);
    if (change !== null) changes.push(change);
    const { validFrom = today, to: address = '' } = change ?? {};
    const addresses =
      change === null
        ? before.addresses
        : withAddress(before.addresses, { address, validFrom, source: 'letter' });
    return { ...withKnown(before, read), addresses };
  });
  return { merged, changes, added };
}

/** The title that a row without one gets. */
const USUAL_TITLE = 'Comune di';

/** A cell that the file leaves empty takes nothing away. */
function withKnown(before: Municipality, read: Municipality): Municipality {
  return {
    ...read,
    title: read.title === USUAL_TITLE ? before.title : read.title,
    belfiore: read.belfiore ?? before.belfiore,
    postcode: read.postcode ?? before.postcode,
    latitude: read.latitude ?? before.latitude,
    longitude: read.longitude ?? before.longitude,
    existsFrom: read.existsFrom ?? before.existsFrom,
    existsTo: read.existsTo ?? before.existsTo,
    successor: read.successor ?? before.successor,
    closingDays: read.closingDays.length > 0 ? read.closingDays : before.closingDays,
  };
}

function addressChange(
  before: Municipality,
  read: Municipality,
  today: LocalDate,
): AddressChange | null {
  const [given] = read.addresses;
  if (given === undefined) return null;
  const current = addressOn(before, today);
  if (current?.address.toLowerCase() === given.address.toLowerCase()) return null;
  const stated = current === null || given.validFrom > current.validFrom;
  // An old list brings back no address that was replaced since.
  const replaced = before.addresses.some(
    ({ address }) => address.toLowerCase() === given.address.toLowerCase(),
  );
  if (replaced && !stated) return null;
  const validFrom = stated ? given.validFrom : today;
  const { istat: municipality, name } = read;
  return { municipality, name, from: current?.address ?? null, to: given.address, validFrom };
}
