import type { Fact } from '@app/domain';
import { canonicalJson } from './canonical.js';
import { sha256 } from './digest.js';

/** A fact with its place in the chain of its municipality. */
export interface ChainedFact {
  readonly fact: Fact;
  /** Hash of the fact before; empty for the first. */
  readonly previous: string;
  readonly hash: string;
}

export interface ChainProblem {
  readonly code: 'hash' | 'link' | 'municipality' | 'duplicate';
  /** Place in the chain, 1 for the first. */
  readonly position: number;
  readonly fact: string;
  readonly message: string;
}

export interface ChainReport {
  readonly ok: boolean;
  readonly events: number;
  /** Hash of the last fact: what an external record anchors. Empty for no fact. */
  readonly head: string;
  readonly problems: readonly ChainProblem[];
}

/**
 * The text of a fact that its hash covers: its own members and nothing that a store adds, in canonical JSON.
 */
export function canonicalFact(fact: Fact): string {
  const { id, type, survey, municipality, round } = fact;
  const { occurredAt, recordedAt, actor, source, evidence, payload } = fact;
  return canonicalJson({
    id,
    type,
    survey,
    municipality,
    round,
    occurredAt,
    recordedAt,
    actor,
    source,
    evidence,
    payload,
  });
}

/**
 * Hash of a fact over the one before: SHA-256 of the previous hash (64 hexadecimal digits, or nothing for the
 * first fact) followed by the fact's canonical JSON, both as UTF-8. A shell can do the same:
 * `printf '%s%s' "$previous" "$fact" | sha256sum`.
 *
 * @example factHash('', first) //=> 64 hexadecimal digits
 */
export function factHash(previous: string, fact: Fact): string {
  return sha256(previous + canonicalFact(fact));
}

/**
 * Checks one municipality's facts in order: each hash covers its fact and the hash before, each fact is of the
 * same municipality and stands there once. What was cut off at the end only shows against a head known from elsewhere.
 *
 * @example verifyChain([]) //=> { ok: true, events: 0, head: '', problems: [] }
 */
export function verifyChain(facts: readonly ChainedFact[]): ChainReport {
  const problems: ChainProblem[] = [];
  const seen = new Set<string>();
  let head = '';
  facts.forEach((link, index) => {
    const found = (code: ChainProblem['code'], message: string): void => {
      problems.push({ code, position: index + 1, fact: link.fact.id, message });
    };
    if (link.previous !== head)
      found('link', `il fatto ${index + 1} (${link.fact.id}) non segue quello che lo precede`);
    if (factHash(link.previous, link.fact) !== link.hash)
      found('hash', `il fatto ${index + 1} (${link.fact.id}) non corrisponde alla sua impronta`);
    if (link.fact.municipality !== facts[0]!.fact.municipality)
      found('municipality', `il fatto ${index + 1} (${link.fact.id}) è di un altro Comune`);
    if (seen.has(link.fact.id))
      found('duplicate', `il fatto ${index + 1} (${link.fact.id}) compare due volte`);
    seen.add(link.fact.id);
    head = link.hash;
  });
  return { ok: problems.length === 0, events: facts.length, head, problems };
}
