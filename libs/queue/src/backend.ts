import type { JobsOptions, KeepJobs } from 'bullmq';

/** What we use of a BullMQ queue, the same on both backends. */
export interface BackendQueue {
  add(name: string, data: unknown, options: JobsOptions): Promise<unknown>;
  addBulk(jobs: { name: string; data: unknown; opts: JobsOptions }[]): Promise<unknown>;
  getJobCounts(...types: ('waiting' | 'active' | 'delayed')[]): Promise<Record<string, number>>;
  drain(delayed: boolean): Promise<void>;
  obliterate(options: { force: boolean }): Promise<void>;
  resume(): Promise<void>;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** What a processor gets. */
export interface BackendJob {
  readonly id?: string | undefined;
  readonly name: string;
  readonly data: unknown;
  readonly attemptsMade: number;
  readonly opts: { readonly attempts?: number | undefined };
}

/** What we use of a BullMQ worker. */
export interface BackendWorker {
  run(): Promise<void>;
  waitUntilReady(): Promise<unknown>;
  close(force?: boolean): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: BackendJob | undefined, error: Error) => void): unknown;
}

export interface BackendWorkerOptions {
  readonly concurrency: number;
  readonly autorun: false;
  readonly lockDuration: number;
  readonly stalledInterval: number;
  readonly maxStalledCount: number;
  /** Seconds. */
  readonly drainDelay: number;
  /** Milliseconds. */
  readonly runRetryDelay: number;
  readonly removeOnComplete: KeepJobs;
  readonly removeOnFail: KeepJobs;
}

/** One store of queues. Two live: PostgreSQL (nothing else to install) and Redis. */
export interface Backend {
  queue(name: string): BackendQueue;
  worker(
    name: string,
    processor: (job: BackendJob) => Promise<void>,
    options: BackendWorkerOptions,
  ): BackendWorker;
  close(): Promise<void>;
}
