import { describe, expect, it } from '@jest/globals';
import { remember } from './remember.js';

const CAPACITY = 20_000;

/** A sentence that counts how often it was written. */
function counted() {
  let written = 0;
  const tell = remember((n: number, word: string | number) => {
    written += 1;
    return `${n} ${word}`;
  });
  return { tell, written: () => written };
}

describe('a sentence is written once for the same words', () => {
  it('and given again', () => {
    const { tell, written } = counted();
    expect([tell(1, 'a'), tell(1, 'a'), tell(2, 'a')]).toEqual(['1 a', '1 a', '2 a']);
    expect(written()).toBe(2);
  });

  it('words that only look the same when run together are not the same', () => {
    const { tell } = counted();
    expect([tell(1, 23), tell(12, 3)]).toEqual(['1 23', '12 3']);
  });

  it('up to twenty thousand are kept; the next one begins anew', () => {
    const { tell, written } = counted();
    for (let n = 0; n < CAPACITY; n += 1) tell(n, 'a');
    expect(tell(0, 'a')).toBe('0 a');
    expect(written()).toBe(CAPACITY);
    tell(CAPACITY, 'a');
    expect(tell(0, 'a')).toBe('0 a');
    expect(written()).toBe(CAPACITY + 2);
    tell(CAPACITY, 'a');
    expect(written()).toBe(CAPACITY + 2);
  });
});
