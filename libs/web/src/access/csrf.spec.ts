import { describe, expect, it } from '@jest/globals';
import { csrfToken, isCsrfToken } from './csrf.js';

describe('the token of a form', () => {
  it('is known again by its session, however often it is made', () => {
    const tokens = [csrfToken('a'), csrfToken('a')];
    expect(tokens[0]).not.toBe(tokens[1]);
    expect(tokens.map((token) => isCsrfToken('a', token))).toEqual([true, true]);
  });

  it.each([
    ['of another session', csrfToken('b')],
    ['cut', csrfToken('a').slice(0, 40)],
    ['empty', ''],
    ['absent', undefined],
    ['sent twice', [csrfToken('a'), csrfToken('a')]],
  ])('is refused when it is %s', (_how, token) => {
    expect(isCsrfToken('a', token)).toBe(false);
  });
});
