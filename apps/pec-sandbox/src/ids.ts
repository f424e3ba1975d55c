import { createHash } from 'node:crypto';
import type { Provider } from './providers.js';
import { romeTime } from './zone.js';

/**
 * An identifier in the manner of the provider, following from the seed: the same submission gets the same
 * one after a crash. Message-IDs of receipts look alike, as real ones do.
 *
 * @example providerId(PROVIDER_A, t, 'x') //=> 'opec21407.20220214090000.05324.812.1.57@pec.gestore-a.example'
 */
export function providerId(provider: Provider, at: number, seed: string): string {
  const digest = createHash('sha256').update(`${provider.id}/${at}/${seed}`).digest();
  if (provider.style.idStyle === 'hex') {
    const hex = digest.toString('hex').toUpperCase();
    return `opec.${hex.slice(0, 8)}.${hex.slice(8, 16)}.${hex.slice(16, 24)}.${hex.slice(24, 32)}@${provider.domain}`;
  }
  const number = (offset: number, below: number): number => digest.readUInt32BE(offset) % below;
  const digits = (offset: number, below: number, width: number): string =>
    String(number(offset, below)).padStart(width, '0');
  return (
    `opec21${digits(0, 1000, 3)}.${romeTime(at).compact}.${digits(4, 100_000, 5)}.` +
    `${digits(8, 1_000_000, 6)}.1.${digits(12, 1000, 1)}@${provider.domain}`
  );
}
