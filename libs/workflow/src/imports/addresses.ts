import type { IpaRecord } from '@app/contract';
import type { Fact, FactOf, IstatCode, LocalDate, Municipality, PecAddress } from '@app/domain';
import { addDays, addressOn, romeDate } from '@app/domain';
import { importedFact, type ImportStamp } from './facts.js';
import type { AddressChange } from './types.js';

/** A new address and since when it counts. */
export type NewAddress = Pick<PecAddress, 'address' | 'validFrom' | 'source'>;

/**
 * The addresses of a municipality with a new one to write to: those in use end the day before, those that only write to
 * us stay. An address that is to begin later ends the new one.
 *
 * @example withAddress(andria.addresses, { address: 'nuova@pec.it', validFrom: today, source: 'indicepa' })
 */
export function withAddress(
  addresses: readonly PecAddress[],
  next: NewAddress,
): readonly PecAddress[] {
  const dayBefore = addDays(next.validFrom, -1);
  const kept = addresses.map((one): PecAddress => {
    const runsOn =
      one.receiveOnly !== true &&
      one.validFrom <= next.validFrom &&
      (one.validTo === null || one.validTo >= next.validFrom);
    if (!runsOn) return one;
    // One that began the same day was in use for that day's morning.
    return { ...one, validTo: dayBefore < one.validFrom ? one.validFrom : dayBefore };
  });
  const later = addresses
    .filter((one) => one.receiveOnly !== true && one.validFrom > next.validFrom)
    .map(({ validFrom }) => validFrom)
    .sort()[0];
  const validTo = later === undefined ? null : addDays(later, -1);
  return [...kept, { ...next, validTo, state: 'untried' }];
}

/** What IndicePA changes: for each municipality whose address differs, the old one and the new one, valid from today. */
export function ipaChanges(
  records: readonly IpaRecord[],
  municipalities: readonly Municipality[],
  today: LocalDate,
): { readonly changes: readonly AddressChange[]; readonly notes: readonly string[] } {
  const byCode = new Map(municipalities.map((one) => [one.istat, one]));
  const changes: AddressChange[] = [];
  const notes: string[] = [];
  for (const { municipality: istat, pec, row } of records) {
    const municipality = byCode.get(istat);
    if (municipality === undefined) continue;
    const { name } = municipality;
    const from = addressOn(municipality, today)?.address ?? null;
    if (pec === null) {
      notes.push(`${name} (riga ${row}) non ha indirizzi PEC in IndicePA: l’indirizzo resta.`);
    } else if (from?.toLowerCase() !== pec) {
      changes.push({ municipality: istat, name, from, to: pec, validFrom: today });
    }
  }
  return { changes, notes };
}

/** The fact that an address changed, for the municipality's timeline. */
export function addressFact(stamp: ImportStamp, change: AddressChange): Fact {
  const { municipality, from, to: pec, validFrom } = change;
  return importedFact(stamp, {
    type: 'address-changed',
    municipality,
    round: null,
    occurredAt: stamp.at,
    payload: { pec },
    content: { from, pec, validFrom },
  });
}

/** The address that an `address-changed` event brings, and to whom. */
export function addressOfEvent(fact: FactOf<'address-changed'>): {
  readonly municipality: IstatCode;
  readonly next: NewAddress;
} {
  const validFrom = romeDate(fact.occurredAt);
  const next = { address: fact.payload.pec, validFrom, source: 'event' } as const;
  return { municipality: fact.municipality, next };
}
