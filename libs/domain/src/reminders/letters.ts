import { dayNumber, romeDate } from '../calendar/index.js';
import type { Instant } from '../calendar/types.js';
import type { FactId, FactOf } from '../obligations/types.js';

/** A letter that left, or was decided to leave, with the obligations that it names. */
export interface Letter {
  readonly id: string;
  readonly rung: string;
  readonly template: string;
  readonly at: Instant;
  /** Day number of the day on which it left. */
  readonly day: number;
  readonly names: readonly string[];
  readonly fact: FactId;
  deliveredBy: FactId | null;
}

/** The letters of one municipality in the order in which they left, with the proof of their delivery. */
export class Letters {
  readonly list: Letter[] = [];
  /** Day number of the last day on which a letter was held back just before sending. */
  heldBackOn = -Infinity;
  /** Deliveries on record before the letter that they prove. */
  private readonly early: FactOf<'delivered'>[] = [];

  /** The last letter that left, or null. */
  get last(): Letter | null {
    return this.list.at(-1) ?? null;
  }

  /** Takes a letter that is on record; `queued` and the `sent` that follows are one letter. */
  addFact(fact: FactOf<'sent'> | FactOf<'queued'>): void {
    const { letter: id, rung, template, obligations: names } = fact.payload;
    const { occurredAt: at } = fact;
    const deliveredBy = this.remove(id)?.deliveredBy ?? null;
    const day = dayNumber(romeDate(at));
    this.add({ id, rung, template, at, day, names, fact: fact.id, deliveredBy });
  }

  /** Takes a letter that isn't among them yet. */
  add(letter: Letter): Letter {
    letter.deliveredBy ??= this.early.find((one) => proves(one, letter))?.id ?? null;
    this.list.push(letter);
    return letter;
  }

  /** A letter held back just before sending never left, but its day is spent. */
  holdBack(id: string): void {
    const letter = this.remove(id);
    if (letter !== null) this.heldBackOn = letter.day;
  }

  private remove(id: string): Letter | null {
    const index = this.list.findLastIndex((letter) => letter.id === id);
    return index < 0 ? null : (this.list.splice(index, 1)[0] ?? null);
  }

  addDelivery(fact: FactOf<'delivered'>): void {
    const letter = this.list.findLast((one) => proves(fact, one));
    if (letter === undefined) this.early.push(fact);
    else letter.deliveredBy ??= fact.id;
  }
}

/** Whether a delivery is about that letter: by the letter's id, else by rung and a round that the letter names. */
function proves(delivery: FactOf<'delivered'>, { id, rung, names }: Letter): boolean {
  if (delivery.payload.letter !== undefined) return delivery.payload.letter === id;
  if (delivery.payload.rung !== rung) return false;
  const { round } = delivery;
  return round === null || names.some((name) => name.endsWith(`/${round}`));
}
