import type { OnApplicationShutdown } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import { QueueHub } from '@app/queue';
import { Engine, Jobs, QUEUES } from '@app/workflow';

/** Works on the queues: one handler each. */
@Injectable()
export class Workers implements OnApplicationShutdown {
  #stopping = false;
  readonly #log = new Logger('Worker');

  constructor(
    private readonly hub: QueueHub,
    private readonly engine: Engine,
    private readonly jobs: Jobs,
  ) {}

  async start(): Promise<void> {
    // One turn at a time: the provider's limits are the mailbox's, not a connection's.
    await this.hub.work(QUEUES.letters, () => this.#run(() => this.engine.sendLetters()));
    await this.hub.work(
      QUEUES.messages,
      (job) => this.#run(() => this.engine.processMessage(String(job.data['sha256']))),
      { concurrency: 4 },
    );
    this.hub.requireHandlers();
  }

  /** The program is being stopped: a job that loses its database is no news. */
  hush(): void {
    this.#stopping = true;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.hub.close();
  }

  async #run(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      // The database may be stopped with us: the job is derived again at the next start.
      if (!this.#stopping) this.#log.error(error instanceof Error ? error.message : String(error));
      throw error;
    } finally {
      this.jobs.worked();
    }
  }
}
