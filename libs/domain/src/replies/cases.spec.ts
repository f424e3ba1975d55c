import { describe, expect, it } from '@jest/globals';
import type { Case } from './testing/cases.js';
import { faultsOf, probes, readCase, written } from './testing/cases.js';

/** Guesses that no rule of ours makes: a person reads them anyway. */
const GUESSED_OTHERWISE: Readonly<Record<string, string>> = {
  N01: 'kind',
  N05: 'kind',
  N15: 'round',
  N19: 'kind',
  C04: 'kind',
  C10: 'kind',
  T03: 'kind',
  A04: 'kind',
};

const named = (list: readonly Case[]) => list.map((one) => [one.id, one] as const);

describe('replies as municipalities and their software write them', () => {
  it.each(named(written()))('%s is applied or filed only where an officer would', (id, one) => {
    const faults = faultsOf(one, readCase(one)).join();
    expect(faults).toBe(GUESSED_OTHERWISE[id] ?? '');
  });
});

describe('replies that are made to mislead', () => {
  it.each(named(probes()))('%s waits for a person', (_, one) => {
    const reading = readCase(one);
    expect(faultsOf(one, reading)).toEqual([]);
    expect(reading.reasons.some((reason) => reason.startsWith('Da assegnare: '))).toBe(true);
  });
});
