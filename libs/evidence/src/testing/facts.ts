import type { Fact, Instant, LocalDate } from '@app/domain';
import { type ChainedFact, factHash } from '../chain.js';

/** The n-th fact of a small record, one second after the one before. */
export function fact(n: number, change: object = {}): Fact {
  const at = new Date(Date.UTC(2022, 1, 14, 8, 0, n)).toISOString() as Instant;
  return {
    id: `f${n}`,
    type: 'validated',
    survey: 'push-erp',
    municipality: '110001',
    round: '2021-12-31' as LocalDate,
    occurredAt: at,
    recordedAt: at,
    actor: 'prova',
    source: 'engine',
    evidence: null,
    payload: {},
    ...change,
  } as Fact;
}

/** Links facts as a store does. */
export function chainOf(facts: readonly Fact[]): ChainedFact[] {
  let previous = '';
  return facts.map((one) => {
    const link = { fact: one, previous, hash: factHash(previous, one) };
    previous = link.hash;
    return link;
  });
}
