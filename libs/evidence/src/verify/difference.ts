import type { Fact } from '@app/domain';
import { canonicalJson } from '../canonical.js';
import type { EnclosedMessage } from './check-messages.js';
import { PROOF_WORDS } from './proof-words.js';
import type { Problem } from './types.js';

const MEMBERS = [
  ['occurredAt', 'ora'],
  ['recordedAt', 'ora di registrazione'],
  ['id', 'identificativo'],
  ['actor', 'autore'],
  ['source', 'fonte'],
  ['payload', 'esito'],
] as const;

/** How a fact differs from the one that its original makes; null when it does not. */
export function difference(fact: Fact, file: EnclosedMessage, proved: Fact): Problem | null {
  const members = MEMBERS.filter(
    ([member]) => canonicalJson(proved[member]) !== canonicalJson(fact[member]),
  );
  if (members.length === 0) return null;
  if (members.some(([member]) => member === 'occurredAt')) {
    return PROOF_WORDS.otherTime(fact, file, proved.occurredAt);
  }
  return PROOF_WORDS.otherMembers(
    fact,
    file,
    members.map(([, word]) => word),
  );
}
