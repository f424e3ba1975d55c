import { canonicalJson, sha256 } from '@app/evidence';
import type { NewAct } from '@app/persistence';

/**
 * Hash of an act over the one before: SHA-256 of the previous hash followed by the act's canonical JSON, the same
 * rule as for facts.
 *
 * @example actHash('', act) //=> 64 hexadecimal digits
 */
export function actHash(previous: string, { at, actor, act, subject, detail }: NewAct): string {
  return sha256(previous + canonicalJson({ at, actor, act, subject, detail }));
}
