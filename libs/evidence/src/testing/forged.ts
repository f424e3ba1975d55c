import type { Fact } from '@app/domain';
import { sha256 } from '../digest.js';
import { verifyEvidence } from '../verify/verify-evidence.js';
import { writeEvidence } from '../write/write-evidence.js';
import { FACTS, RECEIVED, recordInput } from './record.js';

/** Where an original lies. */
export const file = (raw: Uint8Array): string => `messages/${sha256(raw)}.eml`;

/** A file whose chain, digests and index are made anew by a careful forger. */
export function forged(
  facts: readonly Fact[],
  letters?: readonly Uint8Array[],
  received?: readonly Uint8Array[],
) {
  return verifyEvidence(writeEvidence(recordInput(facts, letters, received)));
}

/** The record with the one fact of this proof and kind changed. */
export const changed = (proof: Uint8Array, change: object, type?: string): readonly Fact[] =>
  FACTS.map((fact) =>
    fact.evidence === sha256(proof) && (type === undefined || fact.type === type)
      ? ({ ...fact, ...change } as Fact)
      : fact,
  );
/** The originals that were received with one of them taken out, or exchanged for another. */
export const only = (one: Uint8Array, other?: Uint8Array) =>
  RECEIVED.flatMap((raw) => (raw === one ? (other === undefined ? [] : [other]) : [raw]));
/** The payload of the fact of this proof with some of it changed. */
export const payload = (change: object, raw: Uint8Array): object => ({
  payload: { ...FACTS.find(({ evidence }) => evidence === sha256(raw))!.payload, ...change },
});
/** An original with some of its bytes changed. */
export const altered = (raw: Uint8Array, from: string, to: string): Buffer =>
  Buffer.from(Buffer.from(raw).toString('latin1').replace(from, to), 'latin1');
