import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { SandboxProtocol } from './server.js';
import { startSandboxProtocol } from './server.js';

describe('the simulated protocol system', () => {
  let dir: string;
  let system: SandboxProtocol;
  let now = Date.parse('2022-12-31T22:30:00Z');
  const clock = { now: () => now };

  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'sandbox-protocol-'));
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  beforeEach(async () => {
    system = await startSandboxProtocol({ dir, clock });
  });
  afterEach(() => system.stop());

  const ask = async (body: unknown, url = system.url): Promise<[number, unknown]> => {
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
    return [response.status, await response.json()];
  };
  const letter = (id: string): object => ({ id, subject: 's', recipient: { address: 'a@pec.it' } });

  it('gives the next number with the day in Rome, and the same again for the same letter', async () => {
    const first = { number: '0000001', date: '2022-12-31', aoo: 'r_prova/AOO_080' };
    expect(await ask(letter('a'))).toEqual([201, first]);
    expect(await ask(letter('b'))).toEqual([201, { ...first, number: '0000002' }]);
    expect(await ask(letter('a'))).toEqual([201, first]);
  });

  it('goes on where the last run left off, and begins anew with the year: 23:30 UTC is 2023 in Rome', async () => {
    expect(system.registrations().map(({ number }) => number)).toEqual(['0000001', '0000002']);
    now = Date.parse('2022-12-31T23:30:00Z');
    expect(await ask(letter('c'))).toMatchObject([201, { number: '0000001', date: '2023-01-01' }]);
  });

  it('fails as it is told to, and then answers', async () => {
    system.failNext(503);
    expect((await ask(letter('d')))[0]).toBe(503);
    expect((await ask(letter('d')))[0]).toBe(201);
  });

  it.each<[string, unknown]>([
    ['no id', { subject: 's', recipient: { address: 'a' } }],
    ['no recipient', { id: 'x', subject: 's' }],
    ['no object', 7],
  ])('refuses a request with %s', async (_what, body) => {
    expect((await ask(body))[0]).toBe(422);
  });

  it('listens on this machine alone', () => {
    expect(new URL(system.url).hostname).toBe('127.0.0.1');
  });
});
