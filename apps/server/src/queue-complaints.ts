import type { QueueErrorContext } from '@app/queue';

/** PostgreSQL is going down, is down, or is coming up (class 57P and 08 of its codes); or there is nobody at the other end. */
const LOST = /^(57P0[1-3]|08\d{3}|ECONNRESET|ECONNREFUSED|EPIPE)$/;
const LOST_WORDS = /connection terminated|connection is closed|cannot use a pool after/i;

/** Whether an error only says that the store is away for now: its clients connect again by themselves. */
export function isLostConnection(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return (
    (typeof code === 'string' && LOST.test(code)) ||
    (typeof message === 'string' && LOST_WORDS.test(message))
  );
}

/** A lost connection is told after this long: a service manager that stops everything at once stops us within it. */
const PATIENCE_MS = 1_000;

/** Runs something later, unless it is taken back. Replaced in tests. */
export type Later = (run: () => void, ms: number) => { cancel(): void };

const later: Later = (run, ms) => {
  const timer = setTimeout(run, ms).unref();
  return { cancel: () => clearTimeout(timer) };
};

/**
 * What the queue has to say to whoever runs the program. When PostgreSQL goes away a dozen connections say so: that is one
 * sentence, and none when the program is being stopped.
 *
 * @example const queue = new QueueComplaints((line) => process.stderr.write(line + '\n'));
 */
export class QueueComplaints {
  #pending: { cancel(): void } | null = null;
  #quiet = false;

  constructor(
    private readonly write: (line: string) => void,
    private readonly wait: Later = later,
  ) {}

  tell(error: Error, { queue }: QueueErrorContext): void {
    if (this.#quiet) return;
    if (!isLostConnection(error)) {
      this.write(`coda ${queue}: ${error.message.split('\n')[0] ?? ''}`);
      return;
    }
    this.#pending ??= this.wait(() => {
      this.#pending = null;
      this.write('coda: collegamento interrotto, riprende da solo; nessun dato va perso.');
    }, PATIENCE_MS);
  }

  /** From now on nothing: the program is being stopped. */
  hush(): void {
    this.#quiet = true;
    this.#pending?.cancel();
    this.#pending = null;
  }
}
