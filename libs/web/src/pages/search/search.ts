import type { Municipality } from '@app/domain';
import { plainText } from '../../view/plain-text.js';

/** Municipalities by name, ISTAT or cadastral code, or address; without regard to case and accents. */
export function foundMunicipalities<
  M extends Pick<Municipality, 'istat' | 'name' | 'belfiore' | 'addresses'>,
>(municipalities: readonly M[], query: string): M[] {
  const wanted = plainText(query);
  return municipalities.filter(
    ({ istat, name, belfiore, addresses }) =>
      plainText(name).includes(wanted) ||
      istat === wanted ||
      belfiore?.toLowerCase() === wanted ||
      addresses.some(({ address }) => address.toLowerCase().includes(wanted)),
  );
}
