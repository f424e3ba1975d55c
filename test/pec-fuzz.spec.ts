import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { openAuthority } from '@app/pec-sandbox';

const folder = mkdtempSync(join(tmpdir(), 'pec-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('hostile mail (the whole run: node test/fuzz/pec-fuzz.mjs --runs 100000)', () => {
  it('never makes reading throw, and nothing is valid that no provider said', async () => {
    const { checkInputs } = await import('./fuzz/pec-check.mjs');
    const { corpus } = await import('./fuzz/pec-corpus.mjs');
    const authority = await openAuthority(folder);
    const { caPem } = authority;
    const messages = await corpus(authority);
    const { tally } = checkInputs({ messages, caPem, seed: 20220310, from: 0, to: 1_500 });
    expect(Object.values(tally).reduce((sum, count) => sum + count, 0)).toBe(1_500);
  });
});
