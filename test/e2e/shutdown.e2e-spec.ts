import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../support/sandbox-server.js';
import { SignedIn } from '../support/signed-in.js';

const MAIN = fileURLToPath(new URL('../../apps/server/dist/main.js', import.meta.url));

/** The program in a process of its own, with all that it writes. */
class Program {
  readonly errors: string[] = [];
  private constructor(
    readonly child: ChildProcess,
    readonly officer: SignedIn,
    private readonly dataDir: string,
  ) {
    child.stderr?.on('data', (chunk: Buffer) => this.errors.push(chunk.toString()));
    child.stdout?.resume();
  }

  static async start(dataDir: string): Promise<Program> {
    const child = spawn(process.execPath, [MAIN], {
      env: { PATH: process.env['PATH'], PORT: '0', SOLLECITO_DATA: dataDir },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for await (const line of createInterface({ input: child.stdout! })) {
      const link = /Collegamento per il primo accesso \(vale una volta\): (\S+)/.exec(line)?.[1];
      if (link !== undefined) {
        return new Program(child, await SignedIn.by(new URL(link).origin, link), dataDir);
      }
    }
    throw new Error('the server did not start');
  }

  /** Asks for a move of the clock of ten months, and waits until it has come some way. */
  async moveFar(): Promise<void> {
    const answer = await this.officer.post('/prova/orologio', {
      azione: 'data',
      data: '2022-12-31',
    });
    expect(answer.status).toBe(303);
    expect((await this.officer.get('/status')).status).toBe(200);
  }

  signalPostgres(signal: NodeJS.Signals): void {
    const inside = readdirSync(this.dataDir, { recursive: true, encoding: 'utf8' });
    const file = inside.find((name) => name.endsWith('postmaster.pid'));
    const [pid] = readFileSync(join(this.dataDir, file!), 'utf8').split('\n');
    process.kill(Number(pid), signal);
  }

  async ended(): Promise<{ code: unknown; signal: unknown; said: string }> {
    const [code, signal] = (await once(this.child, 'exit')) as unknown[];
    return { code, signal, said: this.errors.join('') };
  }
}

const CLEAN = { code: 0, signal: null, said: '' };

describe('the program, asked to stop', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let program: Program | undefined;
  beforeEach(() => {
    folder = temporaryFolder('shutdown');
  });
  afterEach(() => {
    program?.child.kill('SIGKILL');
    program = undefined;
    folder.remove();
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends without a word in a long move of the clock: %s',
    async (signal) => {
      program = await Program.start(folder.path);
      await program.moveFar();
      program.child.kill(signal);
      expect(await program.ended()).toEqual(CLEAN);
    },
  );

  it('ends without a word when PostgreSQL is stopped a moment before', async () => {
    program = await Program.start(folder.path);
    await program.moveFar();
    program.child.kill('SIGINT');
    program.signalPostgres('SIGINT');
    expect(await program.ended()).toEqual(CLEAN);
  });

  it('outlives a PostgreSQL that is stopped alone: it is started again, and pages answer', async () => {
    program = await Program.start(folder.path);
    program.signalPostgres('SIGINT');
    const answers = async (): Promise<number> => (await program!.officer.get('/matrice')).status;
    const gone = once(program.child, 'exit').then(() => 0);
    // Not a matter of time: asked until it answers or the process is gone.
    let status = await Promise.race([answers(), gone]);
    while (status !== 200 && status !== 0) status = await Promise.race([answers(), gone]);
    expect(status).toBe(200);
    program.child.kill('SIGINT');
    await gone;
    expect(program.child.exitCode).toBe(0);
    expect(program.errors.join('')).not.toContain('Node.js v');
  });
});
