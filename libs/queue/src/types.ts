/** What a job carries: ids and small settings, never truth; that is in PostgreSQL. */
export type JobData = Readonly<Record<string, unknown>>;

/** A job to be put on a queue. */
export interface NewJob {
  readonly name: string;
  readonly data: JobData;
  /** Deterministic: while a job with this id waits, is delayed or runs, another one is not added. */
  readonly jobId: string;
  /** Not before so many milliseconds of real time from now. Seconds or minutes, never months. */
  readonly delayMs?: number;
}

/** Where and when one job is put on a queue. */
export interface AddOptions extends Pick<NewJob, 'jobId' | 'delayMs'> {
  /**
   * One at a time, and none lost: added while the job runs, it runs once more when that run has ended, also if that
   * run's process dies; added while it is delayed, it takes that one's place.
   */
  readonly again?: boolean;
}

/** A job as its handler sees it. */
export interface Job {
  readonly id: string;
  readonly name: string;
  readonly data: JobData;
  /** 1 at the first try. A job whose worker died is handed out again with the same number. */
  readonly attempt: number;
}

/**
 * Does a job. It may be called twice for one job, even at once (a worker that hung and came back):
 * doing it twice must do it once. Throws when it could not be done now; the job is tried again.
 */
export type JobHandler = (job: Job) => Promise<void>;

export interface WorkOptions {
  /** Jobs at once in this process; 1 unless told. */
  readonly concurrency?: number;
}

/** How many jobs a queue holds. Done and given-up jobs are not kept. */
export interface QueueCounts {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
}

export interface QueueSettings {
  /** Tries of one job before it is given up (the next tick re-derives it); 5. */
  readonly attempts: number;
  /** Wait before the second try; doubles with each further one; 1,000. */
  readonly backoffMs: number;
  /** A job whose worker gave no sign of life for so long is handed to another; 10,000. */
  readonly lockMs: number;
  /** How often workers look for such jobs; 5,000. */
  readonly stalledCheckMs: number;
  /** Longest wait for a wake-up before a worker looks by itself; 5,000. */
  readonly pollMs: number;
}

export interface QueueOptions {
  /** PostgreSQL, used unless `redisUrl` is given. */
  readonly databaseUrl?: string;
  /** Redis; wins over `databaseUrl`. */
  readonly redisUrl?: string | undefined;
  /** The PostgreSQL schema (made if missing), or the prefix of the keys in Redis; `bullmq`. */
  readonly schema?: string;
  /** Every queue there is: jobs can be put on no other, and each needs exactly one handler. */
  readonly queues: readonly string[];
  readonly settings?: Partial<QueueSettings>;
  /** Told of connection errors and of jobs that failed or were given up; they are not thrown. */
  readonly onError?: (error: Error, context: QueueErrorContext) => void;
}

export interface QueueErrorContext {
  readonly queue: string;
  readonly jobId?: string;
  /** True when the job will not be tried again. */
  readonly givenUp?: boolean;
}
