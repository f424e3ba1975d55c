import type { ReceiptEvent, ScheduledEvent } from './events.js';

/** Events of the same instant keep the order of their submissions; those of no submission follow. */
export const orderOf = (eventId: string): number => Number(/^(\d+)-/.exec(eventId)?.[1] ?? 0);

const compare = (a: ScheduledEvent, b: ScheduledEvent): number =>
  a.at - b.at || orderOf(a.id) - orderOf(b.id);

/** What is still to happen, by time. */
export class Schedule {
  private readonly pending: ScheduledEvent[] = [];
  /** Planned by an earlier process: it may have been carried out without being marked. */
  private readonly inherited: ReadonlySet<string>;

  constructor(events: readonly ScheduledEvent[], done: ReadonlySet<string>) {
    this.inherited = new Set(events.map((event) => event.id));
    this.pending = events.filter((event) => !done.has(event.id)).sort(compare);
  }

  add(events: readonly ScheduledEvent[]): void {
    for (const event of events) this.pending.splice(this.placeOf(event), 0, event);
  }

  /** The next event; without a listener, what happens in PUSH waits and stops nothing else. */
  next(withWorld: boolean): ScheduledEvent | null {
    const found = withWorld
      ? this.pending[0]
      : this.pending.find((event) => event.type !== 'world');
    return found ?? null;
  }

  /** The receipts that come first, up to an instant and a number: they may be prepared together. */
  receipts(until: number, most: number): ReceiptEvent[] {
    const found: ReceiptEvent[] = [];
    for (const event of this.pending) {
      if (event.type !== 'receipt' || event.at > until || found.length === most) break;
      found.push(event);
    }
    return found;
  }

  remove(event: ScheduledEvent): void {
    const index = this.pending.indexOf(event);
    if (index >= 0) this.pending.splice(index, 1);
  }

  isFromEarlierLife(id: string): boolean {
    return this.inherited.has(id);
  }

  /** After everything equal (binary search). */
  private placeOf(event: ScheduledEvent): number {
    let low = 0;
    let high = this.pending.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(this.pending[middle]!, event) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
