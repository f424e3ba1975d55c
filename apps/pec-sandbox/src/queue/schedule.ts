import type { ScheduledEvent } from './events.js';

/** What is still to happen, by time; within the same instant in the order it was planned. */
export class Schedule {
  private readonly pending: ScheduledEvent[] = [];
  /** Planned by an earlier process: it may have been carried out without being marked. */
  private readonly inherited: ReadonlySet<string>;

  constructor(events: readonly ScheduledEvent[], done: ReadonlySet<string>) {
    this.inherited = new Set(events.map((event) => event.id));
    this.pending = events.filter((event) => !done.has(event.id)).sort((a, b) => a.at - b.at);
  }

  add(events: readonly ScheduledEvent[]): void {
    for (const event of events) this.pending.splice(this.placeOf(event.at), 0, event);
  }

  /** The next event; without a listener, what happens in PUSH waits and stops nothing else. */
  next(withWorld: boolean): ScheduledEvent | null {
    const found = withWorld
      ? this.pending[0]
      : this.pending.find((event) => event.type !== 'world');
    return found ?? null;
  }

  remove(event: ScheduledEvent): void {
    const index = this.pending.indexOf(event);
    if (index >= 0) this.pending.splice(index, 1);
  }

  isFromEarlierLife(id: string): boolean {
    return this.inherited.has(id);
  }

  /** After everything of the same instant (binary search). */
  private placeOf(at: number): number {
    let low = 0;
    let high = this.pending.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.pending[middle]!.at <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
