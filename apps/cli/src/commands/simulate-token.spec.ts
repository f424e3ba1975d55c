import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { letterToken } from './simulate-token.js';

const ENGINE = new URL('../../../../libs/workflow/src/letter-model/token.ts', import.meta.url)
  .pathname;

describe('the code of a letter', () => {
  it('is derived from its id alone, twelve characters that nobody mistypes', () => {
    expect(letterToken('push-erp/110001/2022-02-14')).toBe('SOL-V8TFCHGX');
    expect(letterToken('push-erp/110002/2022-02-14')).not.toBe('SOL-V8TFCHGX');
    expect(letterToken('x')).toMatch(/^SOL-[2-9A-HJ-NP-Z]{8}$/);
  });

  it('is the one that the running engine gives: a rehearsed letter bears the code of the real one', async () => {
    expect(readFileSync(ENGINE, 'utf8')).toContain('letterToken');
    const engine = (await import(ENGINE)) as { letterToken(letter: string): string };
    for (const id of ['push-erp/110001/2022-02-14', 'altra/110010/2026-10-05']) {
      expect(letterToken(id)).toBe(engine.letterToken(id));
    }
  });
});
