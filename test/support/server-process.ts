import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';

/** A server that runs in a folder of its own and is gone, with its folder, when the test ends. */
export class ServerProcess {
  private readonly child: ChildProcess;
  private readonly gone: Promise<void>;
  private output = '';
  private readonly kill = (): void => void this.child.kill('SIGTERM');

  /** @param log its log file, quoted when it dies early */
  constructor(
    command: string,
    args: readonly string[],
    private readonly dir: string,
    private readonly log: string,
  ) {
    this.child = spawn(command, [...args], { stdio: ['ignore', 'pipe', 'pipe'], cwd: dir });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.gone = new Promise((resolve) => this.child.once('exit', () => resolve()));
    process.once('exit', this.kill);
  }

  /** Null while it runs, else what it said last. */
  died(): string | null {
    if (this.child.exitCode === null && this.child.signalCode === null) return null;
    const log = existsSync(this.log) ? readFileSync(this.log, 'utf8') : '';
    return `${this.output}${log}`.slice(-2000);
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** Asks it to end; it takes its own children with it. */
  async stop(): Promise<void> {
    process.removeListener('exit', this.kill);
    this.child.kill('SIGTERM');
    await this.gone;
    rmSync(this.dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
