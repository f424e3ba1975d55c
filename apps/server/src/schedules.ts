import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Engine, WorkflowSettings } from '@app/workflow';

const TICK_MS = 30_000;
const POLL_MS = 60_000;
const RECONCILE_MS = 120_000;

/** The tick and the reading of the mailbox by the system clock. In the sandbox the moved clock does both. */
@Injectable()
export class Schedules {
  readonly #log = new Logger('Schedule');
  readonly #running = new Set<string>();

  constructor(
    private readonly engine: Engine,
    private readonly settings: WorkflowSettings,
  ) {}

  @Interval(TICK_MS)
  async tick(): Promise<void> {
    await this.#alone('tick', () => this.engine.tick());
  }

  @Interval(POLL_MS)
  async poll(): Promise<void> {
    await this.#alone('poll', () => this.engine.poll());
  }

  @Interval(RECONCILE_MS)
  async reconcile(): Promise<void> {
    await this.#alone('reconcile', () => this.engine.reconcile());
  }

  /** A slow run is not overtaken by the next; a failed one is told and tried again at its next time. */
  async #alone(name: string, work: () => Promise<unknown>): Promise<void> {
    if (this.settings.sandbox || this.#running.has(name)) return;
    this.#running.add(name);
    try {
      await work();
    } catch (error) {
      this.#log.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      this.#running.delete(name);
    }
  }
}
