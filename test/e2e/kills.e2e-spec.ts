import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Instant } from '@app/domain';
import { TimeMachine } from '@app/workflow';
import { finalRecord } from '../support/final-record.js';
import { startSandboxServer, temporaryFolder } from '../support/sandbox-server.js';
import { SignedIn } from '../support/signed-in.js';

const MAIN = fileURLToPath(new URL('../../apps/server/dist/main.js', import.meta.url));
const KILLS = 20;
const UNTIL = '2022-04-20';

/** A server in a process of its own, on the data folder, with an officer signed in by the first link. */
async function spawnServer(dataDir: string): Promise<{ child: ChildProcess; officer: SignedIn }> {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env['PATH'], PORT: '0', SOLLECITO_DATA: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const errors: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  for await (const line of createInterface({ input: child.stdout! })) {
    const link = /Collegamento per il primo accesso \(vale una volta\): (\S+)/.exec(line)?.[1];
    if (link !== undefined) {
      child.stdout?.resume();
      return { child, officer: await SignedIn.by(new URL(link).origin, link) };
    }
  }
  throw new Error(`the server did not start: ${errors.join('')}`);
}

/** Asks for the clock to be moved; the answer may never come. */
function advance(officer: SignedIn): Promise<boolean> {
  return officer.post('/prova/orologio', { azione: 'data', data: UNTIL }).then(
    (response) => response.status === 303,
    () => false,
  );
}

/** Numbers from a seed (mulberry32): a failure can be run again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

describe('killing the process at any moment', () => {
  const calm = temporaryFolder('calm');
  const killed = temporaryFolder('killed');
  afterAll(() => {
    calm.remove();
    killed.remove();
  });

  it(`changes nothing in the final record: SIGKILL at ${KILLS} random moments of the campaign`, async () => {
    const undisturbed = await startSandboxServer(calm.path);
    const target = '2022-04-20T16:00:00.000Z' as Instant;
    await undisturbed.app.get(TimeMachine, { strict: false }).moveTo(target);
    const expected = await finalRecord(undisturbed.environment.db);
    await undisturbed.close();

    const seed = Number(process.env['SEED'] ?? 20_220_214);
    const next = random(seed);
    for (let kill = 0; kill < KILLS; kill += 1) {
      const { child, officer } = await spawnServer(killed.path);
      const done = advance(officer);
      await pause(50 + next() * 1_500);
      child.kill('SIGKILL');
      await once(child, 'exit');
      await done;
    }
    const last = await startSandboxServer(killed.path);
    const machine = last.app.get(TimeMachine, { strict: false });
    if (machine.now() < target) await machine.moveTo(target);
    const found = await finalRecord(last.environment.db);
    await last.close();
    expect({ seed, record: found }).toEqual({ seed, record: expected });
  }, 900_000);
});
