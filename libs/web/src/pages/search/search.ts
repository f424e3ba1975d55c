import type { Municipality } from '@app/domain';

const plain = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Municipalities by name, ISTAT or cadastral code, or address; without regard to case and accents. */
export function foundMunicipalities<
  M extends Pick<Municipality, 'istat' | 'name' | 'belfiore' | 'addresses'>,
>(municipalities: readonly M[], query: string): M[] {
  const wanted = plain(query);
  return municipalities.filter(
    ({ istat, name, belfiore, addresses }) =>
      plain(name).includes(wanted) ||
      istat === wanted ||
      belfiore?.toLowerCase() === wanted ||
      addresses.some(({ address }) => address.toLowerCase().includes(wanted)),
  );
}
