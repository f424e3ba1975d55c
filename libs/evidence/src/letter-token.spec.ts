import { describe, expect, it } from '@jest/globals';
import { letterToken } from './letter-token.js';

describe('the code of a letter', () => {
  it('is derived from its id alone, twelve characters that nobody mistypes', () => {
    expect(letterToken('push-erp/110001/2022-02-14')).toBe('SOL-V8TFCHGX');
    expect(letterToken('push-erp/110002/2022-02-14')).not.toBe('SOL-V8TFCHGX');
    expect(letterToken('x')).toMatch(/^SOL-[2-9A-HJ-NP-Z]{8}$/);
  });
});
