import { dayNumber, romeDate } from '../calendar/index.js';
import type { Instant, LocalDate } from '../calendar/types.js';
import type { Fact, FactId, FactOf } from '../obligations/types.js';

/** How one rung of one due-date version ended, as recorded. */
export interface Ending {
  readonly type: 'sent' | 'queued' | 'withdrawn' | 'folded' | 'dropped' | 'skipped';
  readonly rung: string;
  readonly version: number;
  readonly at: Instant;
  readonly fact: FactId;
}

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

export type Unlocked = FactOf<'unlocked'>;
export type Request =
  | FactOf<'send-requested'>
  | FactOf<'skip-requested'>
  | FactOf<'postpone-requested'>
  | FactOf<'correction-requested'>;

/** What the record says of the ladder of one obligation. */
export interface LadderRecord {
  readonly endings: Ending[];
  readonly requests: Request[];
  readonly unlocks: Unlocked[];
  /** The last fact that may have reopened it (rejection, lapse): settled by a correction letter. */
  reopening: { readonly fact: FactId; readonly at: Instant } | null;
  /** Facts that may have satisfied it exist: only then is it worth asking how it stood on a past day. */
  everAnswered: boolean;
}

const ENDINGS: ReadonlySet<string> = new Set<Ending['type']>([
  'sent',
  'queued',
  'withdrawn',
  'folded',
  'dropped',
  'skipped',
]);
const REOPENINGS: ReadonlySet<string> = new Set(['rejected', 'exemption-lapsed', 'nil-lapsed']);
const ANSWERS: ReadonlySet<string> = new Set([
  'transmitted',
  'nil-declared',
  'nil-carried',
  'exemption-granted',
]);
const DUE_CAUSES: ReadonlySet<string> = new Set([
  'extended',
  'resumed',
  'exemption-lapsed',
  'nil-lapsed',
]);
const REQUESTS: ReadonlySet<string> = new Set([
  'send-requested',
  'skip-requested',
  'postpone-requested',
  'correction-requested',
]);

/**
 * What happened to the ladder of one municipality, folded fact by fact as each becomes known: letters, deliveries, how
 * rungs ended, what officers asked for. Adding a fact costs no refold, so that a year is planned without reading the
 * record again at each tick.
 */
export class MunicipalityRecord {
  readonly letters: Letter[] = [];
  /** The facts by which officers recorded that the municipality is closed on a day. */
  readonly closures: FactOf<'closed-day'>[] = [];
  merger: FactOf<'merged'> | null = null;
  /** When each fact that may set a due date became known. */
  readonly dueCauses = new Map<FactId, Instant>();
  private readonly ladders = new Map<LocalDate | null, LadderRecord>();
  private readonly earlyDeliveries: FactOf<'delivered'>[] = [];
  private readonly byLetterId = new Map<string, Letter>();

  /** The ladder of the round with that reference date; what is said of no round in particular is under null. */
  ladder(round: LocalDate | null): LadderRecord {
    const known = this.ladders.get(round);
    if (known !== undefined) return known;
    const made: LadderRecord = {
      endings: [],
      requests: [],
      unlocks: [],
      reopening: null,
      everAnswered: false,
    };
    this.ladders.set(round, made);
    return made;
  }

  /** The last letter that left, or null. */
  get lastLetter(): Letter | null {
    return this.letters.at(-1) ?? null;
  }

  /** Takes one more fact; facts come in the order in which they became known. */
  add(fact: Fact): void {
    const ladder = this.ladder(fact.round);
    if (ENDINGS.has(fact.type)) this.addEnding(fact as FactOf<Ending['type']>, ladder);
    else if (REQUESTS.has(fact.type)) ladder.requests.push(fact as Request);
    else if (fact.type === 'unlocked') ladder.unlocks.push(fact);
    else if (fact.type === 'delivered') this.addDelivery(fact);
    else if (fact.type === 'closed-day') this.closures.push(fact);
    else if (fact.type === 'merged') this.merger = fact;
    else if (ANSWERS.has(fact.type)) ladder.everAnswered = true;
    if (REOPENINGS.has(fact.type)) ladder.reopening = { fact: fact.id, at: fact.recordedAt };
    if (DUE_CAUSES.has(fact.type)) this.dueCauses.set(fact.id, fact.recordedAt);
  }

  private addEnding(fact: FactOf<Ending['type']>, ladder: LadderRecord): void {
    const { rung, dueVersion } = fact.payload;
    ladder.endings.push({
      type: fact.type,
      rung,
      version: dueVersion,
      at: fact.occurredAt,
      fact: fact.id,
    });
    if (fact.type === 'sent' || fact.type === 'queued') {
      this.addLetter(fact as FactOf<'sent' | 'queued'>);
    }
    if (fact.type === 'withdrawn') this.removeLetter((fact as FactOf<'withdrawn'>).payload.letter);
  }

  /** `queued` and the `sent` that follows are one letter. */
  private addLetter(fact: FactOf<'sent' | 'queued'>): void {
    const { letter: id, rung, template, obligations } = fact.payload;
    const before = this.byLetterId.get(id);
    const early = this.earlyDeliveries.find((delivery) => proves(delivery, id, rung, obligations));
    const letter: Letter = {
      id,
      rung,
      template,
      at: fact.occurredAt,
      day: dayNumber(romeDate(fact.occurredAt)),
      names: obligations,
      fact: fact.id,
      deliveredBy: before?.deliveredBy ?? early?.id ?? null,
    };
    if (before !== undefined) this.letters.splice(this.letters.indexOf(before), 1);
    this.byLetterId.set(id, letter);
    this.letters.push(letter);
  }

  private removeLetter(id: string): void {
    const letter = this.byLetterId.get(id);
    if (letter === undefined) return;
    this.byLetterId.delete(id);
    this.letters.splice(this.letters.indexOf(letter), 1);
  }

  private addDelivery(fact: FactOf<'delivered'>): void {
    const letter = this.letters.findLast(({ id, rung, names }) => proves(fact, id, rung, names));
    if (letter === undefined) this.earlyDeliveries.push(fact);
    else letter.deliveredBy ??= fact.id;
  }
}

/** Whether a delivery is about that letter: by the letter's id, else by rung and a round that the letter names. */
function proves(
  delivery: FactOf<'delivered'>,
  id: string,
  rung: string,
  names: readonly string[],
): boolean {
  if (delivery.payload.letter !== undefined) return delivery.payload.letter === id;
  if (delivery.payload.rung !== rung) return false;
  const { round } = delivery;
  return round === null || names.some((name) => name.endsWith(`/${round}`));
}
