import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { Order, Word } from './child.js';
import type { Lane } from './limits.js';

/** How often a running task is looked at. */
const LOOK_MS = 50;
/** Starting takes a fraction of a second: a process that is not there by then never will be. */
const START_SECONDS = 60;
/** By the clock on the wall a task may take so many times its processor time: a busy machine refuses no honest file. */
const WALL = 3;
/** Ticks of a second in proc(5). */
const TICKS = 100;

/** Why a file was not read to its end; `message` is for people. */
export interface Stopped {
  readonly stopped: 'time' | 'memory' | 'crash';
  readonly message: string;
}

export const isStopped = (answer: unknown): answer is Stopped =>
  typeof answer === 'object' && answer !== null && 'stopped' in answer;

interface Job {
  readonly order: Order;
  readonly wallSeconds: number;
  readonly onPart: (part: unknown) => void;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * One process that reads for this one, a task at a time, in the order in which they are asked. A task that goes beyond its lane's
 * time or memory is ended with SIGKILL, its process with it; the next one finds a new process.
 */
export class ReadingProcess {
  readonly #waiting: Job[] = [];
  #child: ChildProcess | null = null;
  #busy = false;

  /** @param entry the compiled `child.js` */
  constructor(
    private readonly entry: URL,
    private readonly lane: Lane,
  ) {}

  /** The answer to a task, or what stopped it. Throws what the task threw. */
  ask(
    order: Order,
    onPart: (part: unknown) => void,
    wallSeconds = this.lane.seconds * WALL,
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ order, wallSeconds, onPart, resolve, reject });
      void this.#next();
    });
  }

  /** Ends the process; whatever it reads is stopped. */
  close(): void {
    this.#child?.kill('SIGKILL');
    this.#child = null;
  }

  /** The process at work, for those who look at it from outside. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  async #next(): Promise<void> {
    if (this.#busy) return;
    const job = this.#waiting.shift();
    if (job === undefined) return;
    this.#busy = true;
    try {
      job.resolve(await this.#run(job));
    } catch (error) {
      job.reject(error as Error);
    } finally {
      if (!this.lane.kept) this.close();
      this.#busy = false;
      void this.#next();
    }
  }

  async #run(job: Job): Promise<unknown> {
    const child = (this.#child ??= await this.#start());
    const answer = await this.#watched(child, job);
    if (isStopped(answer)) this.close();
    return answer;
  }

  #start(): Promise<ChildProcess> {
    const child = fork(this.entry, [String(process.pid), String(this.lane.seconds)], {
      // Neither secrets nor addresses: it needs none.
      env: {},
      cwd: tmpdir(),
      execArgv: [`--max-old-space-size=${this.lane.heapMegabytes}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    // Whoever waits for nothing else ends, and it with them.
    child.unref();
    return new Promise((resolve, reject) => {
      const late = setTimeout(
        () => failed(`not ready after ${START_SECONDS} s`),
        START_SECONDS * 1000,
      );
      const failed = (why: string): void => {
        clearTimeout(late);
        child.kill('SIGKILL');
        reject(new Error(`the reading process did not start: ${why}`));
      };
      child.once('error', (error) => failed(error.message));
      child.once('exit', (code, signal) => failed(`${signal ?? code}`));
      child.once('message', () => {
        clearTimeout(late);
        child.removeAllListeners('error').removeAllListeners('exit');
        // It may end between two tasks, when somebody kills it: the next one finds another.
        child.on('error', () => undefined);
        child.once('exit', () => {
          if (this.#child === child) this.#child = null;
        });
        child.channel?.unref();
        resolve(child);
      });
    });
  }

  #watched(child: ChildProcess, { order, wallSeconds, onPart }: Job): Promise<unknown> {
    const { megabytes, seconds } = this.lane;
    return new Promise((resolve, reject) => {
      const since = performance.now();
      const before = processorSeconds(child.pid);
      let excess: Stopped | null = null;
      const look = setInterval(() => {
        const wall = (performance.now() - since) / 1000;
        if (wall > wallSeconds) excess = tooLong(wallSeconds);
        else if ((processorSeconds(child.pid) ?? wall) - (before ?? 0) > seconds)
          excess = tooLong(seconds);
        else if (residentMegabytes(child.pid) > megabytes) excess = tooLarge(megabytes);
        else return;
        child.kill('SIGKILL');
      }, LOOK_MS);
      const end = (settle: () => void): void => {
        clearInterval(look);
        child.removeListener('message', heard).removeListener('exit', ended);
        child.channel?.unref();
        settle();
      };
      const heard = (word: Word): void => {
        if ('part' in word) onPart(word.part);
        else if ('answer' in word) end(() => resolve(word.answer));
        else if ('fault' in word) {
          const { message, code } = word.fault;
          end(() => reject(Object.assign(new Error(message), code === undefined ? {} : { code })));
        }
      };
      const ended = (code: number | null, signal: string | null): void =>
        // V8 ends the process with SIGABRT (134 by way of a shell) when its heap is full.
        end(() =>
          resolve(
            excess ??
              (signal === 'SIGABRT' || code === 134
                ? tooLarge(megabytes)
                : crashed(signal ?? `${code}`)),
          ),
        );
      child.channel?.ref();
      child.on('message', heard).once('exit', ended);
      child.send(order, (error) => {
        // Of a process that is gone `exit` tells.
        if (error !== null && child.connected) end(() => reject(error));
      });
    });
  }
}

const tooLong = (seconds: number): Stopped => ({
  stopped: 'time',
  message: `la lettura è stata fermata perché supera il limite di ${seconds.toLocaleString('it-IT')} secondi`,
});

const tooLarge = (megabytes: number): Stopped => ({
  stopped: 'memory',
  message: `la lettura è stata fermata perché supera il limite di ${megabytes} MB di memoria`,
});

const crashed = (how: string): Stopped => ({
  stopped: 'crash',
  message: `la lettura si è interrotta (${how})`,
});

/** Of a process, in megabytes, where the system tells it (Linux, proc(5)); elsewhere only its heap is bounded. */
function residentMegabytes(pid: number | undefined): number {
  const found = /^VmRSS:\s+(\d+) kB/m.exec(procOf(pid, 'status'));
  return Number(found?.[1] ?? 0) / 1024;
}

/** Processor time of a process; null where the system doesn't tell it: the clock on the wall counts then. */
function processorSeconds(pid: number | undefined): number | null {
  // The name of the program, in brackets, may hold anything.
  const fields = procOf(pid, 'stat').split(') ').at(-1)?.split(' ') ?? [];
  const [user, system] = [Number(fields[11]), Number(fields[12])];
  return Number.isFinite(user + system) ? (user + system) / TICKS : null;
}

function procOf(pid: number | undefined, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return '';
  }
}
