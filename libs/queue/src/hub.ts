import { randomUUID } from 'node:crypto';
import type { JobsOptions } from 'bullmq';
import type { Backend, BackendJob, BackendQueue, BackendWorker } from './backend.js';
import { QueueError } from './errors.js';
import { decodeJobId, encodeJobId } from './job-id.js';
import type {
  AddOptions,
  JobData,
  JobHandler,
  NewJob,
  QueueCounts,
  QueueErrorContext,
  QueueSettings,
  WorkOptions,
} from './types.js';

/** A job that kills its worker is not handed out for ever. */
const MAX_STALLS = 3;

/** After a lost connection a worker tries again at this pace; BullMQ's own is 15 seconds. */
const RECONNECT_MS = 1_000;

interface HubParts {
  readonly backend: Backend;
  readonly queues: ReadonlyMap<string, BackendQueue>;
  readonly settings: QueueSettings;
  readonly onError: (error: Error, context: QueueErrorContext) => void;
}

/**
 * The one set of queues, whichever store they are in. Jobs are wake-up hints: losing all of them costs
 * time only, and a finished job leaves nothing behind, so its id can be used again at once.
 */
export class QueueHub {
  readonly #parts: HubParts;
  readonly #workers = new Map<string, BackendWorker>();
  #closing: Promise<void> | null = null;

  constructor(parts: HubParts) {
    this.#parts = parts;
  }

  /**
   * Puts a job on a queue, unless one with its id is there already; with `again`, that one may be running.
   *
   * @throws QueueError `unknown-queue`; the store's own error when it cannot be reached
   * @example await hub.add('messages', 'process', { sha256 }, { jobId: sha256 })
   * @example await hub.add('letters', 'send', {}, { jobId: 'mailbox', again: true })
   */
  async add(queue: string, name: string, data: JobData, options: AddOptions): Promise<void> {
    await this.#queue(queue).add(name, data, this.#jobOptions(options));
  }

  /** Puts many jobs on a queue in one go. */
  async addBulk(queue: string, jobs: readonly NewJob[]): Promise<void> {
    if (jobs.length === 0) return;
    const bulk = jobs.map((job) => ({
      name: job.name,
      data: job.data,
      opts: this.#jobOptions(job),
    }));
    await this.#queue(queue).addBulk(bulk);
  }

  /**
   * Starts to work on a queue in this process. One handler a queue, which tells kinds of jobs apart
   * by their name.
   *
   * @throws QueueError `unknown-queue`, `second-handler`
   */
  async work(queue: string, handler: JobHandler, options: WorkOptions = {}): Promise<void> {
    this.#queue(queue);
    if (this.#workers.has(queue)) {
      throw new QueueError('second-handler', `La coda «${queue}» ha già chi la lavora.`);
    }
    const { settings, onError } = this.#parts;
    const worker = this.#parts.backend.worker(queue, (job) => handler(toJob(job)), {
      concurrency: options.concurrency ?? 1,
      autorun: false,
      lockDuration: settings.lockMs,
      stalledInterval: settings.stalledCheckMs,
      maxStalledCount: MAX_STALLS,
      drainDelay: settings.pollMs / 1000,
      runRetryDelay: RECONNECT_MS,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    });
    this.#workers.set(queue, worker);
    worker.on('error', (error) => onError(error, { queue }));
    worker.on('failed', (job, error) => onError(error, failure(queue, job)));
    await worker.waitUntilReady();
    worker.run().catch((error: Error) => onError(error, { queue }));
  }

  /**
   * Refuses a process that would leave jobs lying: called at the start, after the last `work`.
   *
   * @throws QueueError `missing-handler`, naming the queues
   */
  requireHandlers(): void {
    const missing = [...this.#parts.queues.keys()].filter((name) => !this.#workers.has(name));
    if (missing.length === 0) return;
    throw new QueueError(
      'missing-handler',
      `Nessuno lavora ${missing.map((name) => `la coda «${name}»`).join(', ')}: Sollecito non si avvia a metà.`,
    );
  }

  /** How many jobs wait, run and are delayed. */
  async counts(queue: string): Promise<QueueCounts> {
    const counts = await this.#queue(queue).getJobCounts('waiting', 'active', 'delayed');
    return {
      waiting: counts['waiting'] ?? 0,
      active: counts['active'] ?? 0,
      delayed: counts['delayed'] ?? 0,
    };
  }

  /** Takes every job that waits, delayed ones too, off a queue; running ones go on. */
  async drain(queue: string): Promise<void> {
    await this.#queue(queue).drain(true);
  }

  /** Takes everything off a queue, as if the store had been lost. */
  async obliterate(queue: string): Promise<void> {
    const target = this.#queue(queue);
    await target.obliterate({ force: true });
    await target.resume();
  }

  /** Takes no more jobs, waits for the running ones, lets go of the store. Safe to call twice. */
  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    await Promise.all([...this.#workers.values()].map((worker) => worker.close()));
    await Promise.all([...this.#parts.queues.values()].map((queue) => queue.close()));
    await this.#parts.backend.close();
  }

  #queue(name: string): BackendQueue {
    const queue = this.#parts.queues.get(name);
    if (queue !== undefined) return queue;
    const known = [...this.#parts.queues.keys()].join(', ');
    throw new QueueError('unknown-queue', `Coda «${name}» sconosciuta; ci sono: ${known}.`);
  }

  #jobOptions({ jobId, delayMs, again = false }: AddOptions): JobsOptions {
    const { attempts, backoffMs } = this.#parts.settings;
    const id = encodeJobId(jobId);
    return {
      // A finished job is removed after its successor was added: under one id they would be removed together.
      ...(again
        ? {
            jobId: `${id}/${randomUUID()}`,
            deduplication: { id, keepLastIfActive: true, replace: true },
          }
        : { jobId: id }),
      attempts,
      backoff: { type: 'exponential', delay: backoffMs },
      removeOnComplete: true,
      removeOnFail: true,
      ...(delayMs !== undefined && delayMs > 0 ? { delay: delayMs } : {}),
    };
  }
}

function toJob(job: BackendJob): { id: string; name: string; data: JobData; attempt: number } {
  return {
    id: decodeJobId(job.id ?? ''),
    name: job.name,
    data: job.data as JobData,
    attempt: job.attemptsMade + 1,
  };
}

function failure(queue: string, job: BackendJob | undefined): QueueErrorContext {
  if (job?.id === undefined) return { queue, givenUp: true };
  return {
    queue,
    jobId: decodeJobId(job.id),
    givenUp: job.attemptsMade >= (job.opts.attempts ?? 1),
  };
}
