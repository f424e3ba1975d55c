import { Worker, isMainThread, workerData } from 'node:worker_threads';

/** How often the reading process looks after itself. */
const LOOK_MS = 250;
/** Times its lane's processor time: until then the parent, which can tell the reason, ends it. */
const SLACK = 2;

/** What the thread is started with. */
interface Guard {
  /** Id of the process that reads for. */
  readonly parent: number;
  /** Of processor time that one task may take, without the slack. */
  readonly seconds: number;
  /** Processor time, in microseconds, at which the running task began; -1 while none runs. */
  readonly began: Float64Array;
}

const NONE = -1;

/**
 * A thread that ends this process with SIGKILL when its parent is gone or its task takes too long, whatever the main thread is
 * stuck in: a parent that was killed, or hangs, ends nobody.
 *
 * @returns to be called at the start of a task, and what that gives at its end
 * @example const task = watchedBy(Number(process.argv[2]), 15); const end = task(); end();
 */
export function watchedBy(parent: number, seconds: number): () => () => void {
  const began = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT)).fill(NONE);
  const guard: Guard = { parent, seconds, began };
  new Worker(new URL(import.meta.url), { workerData: guard }).unref();
  return () => {
    began[0] = processorMicroseconds();
    return () => void (began[0] = NONE);
  };
}

/** Of the whole process, this thread's included. */
function processorMicroseconds(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

function guardProcess({ parent, seconds, began }: Guard): void {
  setInterval(() => {
    const since = began[0] ?? NONE;
    const spent = since === NONE ? 0 : processorMicroseconds() - since;
    if (process.ppid === parent && spent <= seconds * SLACK * 1_000_000) return;
    process.kill(process.pid, 'SIGKILL');
  }, LOOK_MS);
}

if (!isMainThread) guardProcess(workerData as Guard);
