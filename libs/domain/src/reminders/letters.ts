import { dayNumber, romeDate } from '../calendar/index.js';
import type { Instant, LocalDate } from '../calendar/types.js';
import type { FactId, FactOf } from '../obligations/types.js';
import type { DeliveryFact } from './assume-delivery.js';

/** A letter that left, or was decided to leave, with the obligations that it names. */
export interface Letter {
  readonly id: string;
  readonly rung: string;
  readonly template: string;
  readonly at: Instant;
  /** Day number of the day on which it left. */
  readonly day: number;
  /** The obligation whose rung it is, under which due-date version. */
  readonly obligation: string;
  readonly dueVersion: number;
  readonly names: readonly string[];
  readonly fact: FactId;
  /** The id of the letter that it repeats; null: none. */
  readonly repeats: string | null;
  deliveredBy: FactId | null;
  /** The last certified failure, a time-out notice that is not final left out; a delivery beats it. */
  failedBy: FactId | null;
}

/** The letters of one municipality in the order in which they left, with the proof of their delivery. */
export class Letters {
  readonly list: Letter[] = [];
  /** Day number of the last day on which a letter was held back just before sending. */
  heldBackOn = -Infinity;
  /** Deliveries on record before the letter that they prove. */
  private readonly early: DeliveryFact[] = [];

  /** The last letter that left, or null. */
  get last(): Letter | null {
    return this.list.at(-1) ?? null;
  }

  /** Takes a letter that is on record; `queued` and the `sent` that follows are one letter. */
  addFact(fact: FactOf<'sent'> | FactOf<'queued'>): void {
    const { letter: id, rung, template, obligations: names, dueVersion } = fact.payload;
    const { occurredAt: at } = fact;
    const { deliveredBy = null, failedBy = null } = this.remove(id) ?? {};
    const day = dayNumber(romeDate(at));
    const obligation = `${fact.survey}/${fact.round}`;
    const repeats = fact.payload.repeats ?? null;
    const own = { id, rung, template, at, day, obligation, dueVersion, names, fact: fact.id };
    this.add({ ...own, repeats, deliveredBy, failedBy });
  }

  /** Takes a letter that isn't among them yet. */
  add(letter: Letter): Letter {
    for (const fact of this.early) if (isAbout(fact, letter)) note(fact, letter);
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

  /** Takes what a provider certifies of a letter's delivery, also before the letter is known. */
  addDelivery(fact: DeliveryFact): void {
    const letter = this.list.findLast((one) => isAbout(fact, one));
    if (letter === undefined) this.early.push(fact);
    else note(fact, letter);
  }

  /** The letter of that id; without one, the last of the rung that left before a moment and once failed. Null: none on record. */
  failed(id: string | undefined, rung: string, obligation: string, before: Instant): Letter | null {
    const own = (one: Letter): boolean =>
      id === undefined
        ? one.rung === rung &&
          one.names.includes(obligation) &&
          one.at < before &&
          one.failedBy !== null
        : one.id === id && one.names.includes(obligation);
    return this.list.findLast(own) ?? null;
  }

  /** The last letter of a rung of an obligation's own; null: none on record. */
  lastOf(rung: string, obligation: string): Letter | null {
    return this.list.findLast((one) => one.rung === rung && one.obligation === obligation) ?? null;
  }

  /** Whether the record tells a failure of that letter, or of one of that rung, which it doesn't tell itself. */
  failedUntold(id: string | undefined, rung: string, round: LocalDate): boolean {
    return this.early.some((fact) => {
      if (fact.type !== 'delivery-failed' || fact.payload.rung !== rung) return false;
      // A letter names other duties besides the one for which its failure is on record.
      if (id !== undefined && fact.payload.letter === id) return true;
      return fact.round === null || fact.round === round;
    });
  }
}

/** Whether a letter was certified as not delivered, and no delivery came after all. */
export function hasFailed({ failedBy, deliveredBy }: Letter): boolean {
  return failedBy !== null && deliveredBy === null;
}

function note(fact: DeliveryFact, letter: Letter): void {
  if (fact.type === 'delivered') letter.deliveredBy ??= fact.id;
  else if (fact.payload.final !== false) letter.failedBy = fact.id;
}

/** Whether a certificate is about that letter: by the letter's id, else by rung and a round that the letter names. */
function isAbout(fact: DeliveryFact, { id, rung, names }: Letter): boolean {
  if (fact.payload.letter !== undefined) return fact.payload.letter === id;
  if (fact.payload.rung !== rung) return false;
  const { round } = fact;
  return round === null || names.some((name) => name.endsWith(`/${round}`));
}
