import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../apps/server/dist/main.js', import.meta.url));

/** A server as `npm start` runs it: a process of its own that says where it is and who may come in. */
export class FirstStart {
  private constructor(
    private readonly child: ChildProcess,
    readonly origin: string,
    /** The one-time link that it printed. */
    readonly link: string,
  ) {}

  /** Starts on an empty folder and waits for the printed link. */
  static async on(dataDir: string): Promise<FirstStart> {
    const child = spawn(process.execPath, [MAIN], {
      env: { PATH: process.env['PATH'], PORT: '0', SOLLECITO_DATA: dataDir },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    for await (const line of createInterface({ input: child.stdout })) {
      const link = /Collegamento per il primo accesso \(vale una volta\): (\S+)/.exec(line)?.[1];
      if (link !== undefined) {
        child.stdout.resume();
        return new FirstStart(child, new URL(link).origin, link);
      }
    }
    throw new Error(`the server did not start: ${errors}`);
  }

  /** As Ctrl-C does. @returns the exit code */
  async stop(): Promise<number | null> {
    const gone = once(this.child, 'exit');
    this.child.kill('SIGINT');
    const [code] = (await gone) as [number | null];
    return code;
  }
}
