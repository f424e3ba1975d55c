import type { Instant, LocalDate } from '../calendar/types.js';
import type { Fact, FactId, FactOf } from '../obligations/types.js';
import { endFactId, letterId } from './decision-facts.js';
import { Letters, type Letter } from './letters.js';
import type { Moment } from './moment.js';
import type { Decision, FinalAction } from './types.js';

/** How one rung of one due-date version ended, as recorded. */
export interface Ending {
  readonly type: 'sent' | 'queued' | 'withdrawn' | 'folded' | 'dropped' | 'skipped';
  readonly rung: string;
  readonly version: number;
  readonly at: Instant;
  /** How many requests about the round were known then: those after it may be of the same moment. */
  readonly after: number;
  /** Withdrawn by an officer's decision, not by the look just before sending. */
  readonly byOfficer?: boolean;
}

/** How the repetition of a letter ended without leaving. */
export interface GivenUp {
  /** The letter that was to be repeated. */
  readonly letter: string;
  /** How many requests about the round were known then. */
  readonly after: number;
}

export type Unlocked = FactOf<'unlocked'>;
export type Request =
  | FactOf<'send-requested'>
  | FactOf<'resend-requested'>
  | FactOf<'skip-requested'>
  | FactOf<'postpone-requested'>
  | FactOf<'correction-requested'>
  | FactOf<'notice-requested'>;

/** What the record says of the ladder of one obligation. */
export interface LadderRecord {
  readonly endings: Ending[];
  readonly givenUp: GivenUp[];
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
  'resend-requested',
  'skip-requested',
  'postpone-requested',
  'correction-requested',
  'notice-requested',
]);

const anEmptyLadder = (): LadderRecord => ({
  endings: [],
  givenUp: [],
  requests: [],
  unlocks: [],
  reopening: null,
  everAnswered: false,
});

/**
 * What happened to the ladder of one municipality, folded fact by fact as each becomes known: letters, deliveries, how
 * rungs ended, what officers asked for. Adding a fact costs no refold, so that a year is planned without reading the
 * record again at each tick.
 */
export class MunicipalityRecord {
  readonly letters = new Letters();
  /** The facts by which officers recorded that the municipality is closed on a day. */
  readonly closures: FactOf<'closed-day'>[] = [];
  merger: FactOf<'merged'> | null = null;
  /** When each fact that may set a due date became known. */
  readonly dueCauses = new Map<FactId, Instant>();
  private readonly ofNoRound = anEmptyLadder();
  private readonly ladders = new Map<LocalDate, LadderRecord>();

  /** The ladder of the round with that reference date; what is said of no round in particular is under null. */
  ladder(round: LocalDate | null): LadderRecord {
    if (round === null) return this.ofNoRound;
    const known = this.ladders.get(round);
    if (known !== undefined) return known;
    const made = anEmptyLadder();
    this.ladders.set(round, made);
    return made;
  }

  /** Takes one more fact; facts come in the order in which they became known. */
  add(fact: Fact): void {
    const ladder = this.ladder(fact.round);
    if (ENDINGS.has(fact.type)) this.addEnding(fact as FactOf<Ending['type']>, ladder);
    else if (REQUESTS.has(fact.type)) ladder.requests.push(fact as Request);
    else if (fact.type === 'unlocked') ladder.unlocks.push(fact);
    else if (fact.type === 'delivered' || fact.type === 'delivery-failed')
      this.letters.addDelivery(fact);
    else if (fact.type === 'closed-day') this.closures.push(fact);
    else if (fact.type === 'merged') this.merger = fact;
    else if (ANSWERS.has(fact.type)) ladder.everAnswered = true;
    if (REOPENINGS.has(fact.type)) ladder.reopening = { fact: fact.id, at: fact.recordedAt };
    if (DUE_CAUSES.has(fact.type)) this.dueCauses.set(fact.id, fact.recordedAt);
  }

  private addEnding(fact: FactOf<Ending['type']>, ladder: LadderRecord): void {
    const { rung, dueVersion: version } = fact.payload;
    const { type, occurredAt: at } = fact;
    const repeats = 'repeats' in fact.payload ? fact.payload.repeats : undefined;
    // A repetition changes nothing of how the rung ended.
    const after = ladder.requests.length;
    const ending = { type, rung, version, at, after };
    const byOfficer = type === 'withdrawn' && fact.source === 'officer';
    if (repeats === undefined) ladder.endings.push(byOfficer ? { ...ending, byOfficer } : ending);
    else if (type === 'skipped' || type === 'withdrawn')
      ladder.givenUp.push({ letter: repeats, after });
    if (fact.type === 'sent' || fact.type === 'queued') {
      this.letters.addFact(fact as FactOf<'sent'>);
    }
    if (fact.type === 'withdrawn')
      this.letters.holdBack((fact as FactOf<'withdrawn'>).payload.letter);
  }

  /** Takes the letter of a decision to send, as `factOfDecision` will put it on record. */
  addLetter(decision: Decision, { at, day }: Moment): Letter {
    const { obligation, obligations: names, rung, dueVersion, template } = decision;
    const id = letterId(decision);
    const fact = endFactId('sent', decision);
    const own = { id, rung, template, at, day, obligation, dueVersion, names, fact };
    const repeats = decision.repeats ?? null;
    return this.letters.add({ ...own, repeats, deliveredBy: null, failedBy: null });
  }
}

/** How a final decision ends its rung. @param after requests about the round that were known then */
export function endingOf(
  { action, rung, dueVersion: version, at }: Decision,
  after: number,
): Ending {
  return { type: ENDING_OF[action as FinalAction], rung, version, at, after };
}

const ENDING_OF = {
  send: 'sent',
  folded: 'folded',
  dropped: 'dropped',
  skipped: 'skipped',
} as const satisfies Readonly<Record<FinalAction, Ending['type']>>;
