import { type Lane, LANES } from './limits.js';
import { isStopped, ReadingProcess, type Stopped } from './reading-process.js';
import { type TaskName, TASKS, type Tasks } from './tasks.js';

export { isStopped, type Stopped };

type Part<N extends TaskName> = Tasks[N] extends { readonly part: infer P } ? P : never;

interface How<N extends TaskName> {
  readonly onPart?: (part: Part<N>) => void;
  /** By the clock on the wall, instead of the lane's own. */
  readonly wallSeconds?: number;
}

/** The processes that read for this one. Sources that no one compiled can't be forked: they are read here, as in most tests. */
export class Readers {
  readonly #lanes = new Map<keyof typeof LANES, ReadingProcess>();

  /** @param entry the compiled `child.js`; null: there is none */
  constructor(
    private readonly entry: URL | null,
    private readonly lanes: Readonly<Record<keyof typeof LANES, Lane>> = LANES,
  ) {}

  /** The answer, or what stopped it: time, memory or a crash. Throws what the task threw. */
  async ask<N extends TaskName>(
    name: N,
    order: Tasks[N]['order'],
    { onPart, wallSeconds }: How<N> = {},
  ): Promise<Tasks[N]['answer'] | Stopped> {
    const emit = (part: unknown): void => onPart?.(part as Part<N>);
    const { lane, run } = TASKS[name];
    if (this.entry === null) return run(order, emit);
    const reader = this.#lanes.get(lane) ?? new ReadingProcess(this.entry, this.lanes[lane]);
    this.#lanes.set(lane, reader);
    return reader.ask({ name, order }, emit, wallSeconds) as Promise<Tasks[N]['answer']>;
  }

  close(): void {
    for (const reader of this.#lanes.values()) reader.close();
  }
}

const COMPILED = import.meta.url.endsWith('.js');
let readers = new Readers(COMPILED ? new URL('./child.js', import.meta.url) : null);

/** Has others read, from now on: for tests, which have no compiled sources beside them. */
export function readWith(others: Readers): void {
  readers.close();
  readers = others;
}

/**
 * Parses what others wrote, in a process of its own that is ended when it costs too much: nobody's page waits for it, and no file
 * stops the program.
 *
 * @example await readApart('mail', { raw, anchors: {} }) //=> { message: { kind: 'delivery', … }, … } or { stopped: 'time', … }
 */
export async function readApart<N extends TaskName>(
  name: N,
  order: Tasks[N]['order'],
  how: How<N> = {},
): Promise<Tasks[N]['answer'] | Stopped> {
  return readers.ask(name, order, how);
}
