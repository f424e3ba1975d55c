import { dayNumber } from '../calendar/index.js';
import type { Instant, LocalDate } from '../calendar/types.js';
import type { FactOf, ObligationState } from '../obligations/types.js';
import type { Rung, Survey } from '../surveys/types.js';
import type { Ending, LadderRecord, MunicipalityRecord, Request } from './record.js';

/** The day on which a rung wants to leave, as a day and as a day number. */
export interface Target {
  readonly target: number;
  readonly date: LocalDate;
}

/** One rung of the version in force, as it stands. Days are day numbers. */
export interface Step {
  readonly rung: Rung;
  readonly index: number;
  readonly target: number;
  /** The target as a day. */
  readonly date: LocalDate;
  /** How it ended, or null while it may still leave. */
  ending: Ending | null;
  readonly send: FactOf<'send-requested'> | null;
  readonly skip: FactOf<'skip-requested'> | null;
  /** Postponed by an officer: not before this day. */
  readonly notBefore: number | null;
  readonly postpone: FactOf<'postpone-requested'> | null;
  /** Their places among the requests about the round, −1 for none: which came after which, also within one moment. */
  readonly asked: Readonly<Record<'send' | 'skip' | 'postpone', number>>;
}

/** The ladder of one obligation under the due date in force. */
export interface Track {
  state: ObligationState;
  /** Day number of the effective due date. */
  readonly due: number;
  readonly steps: readonly Step[];
  /** The steps that haven't ended. */
  live: readonly Step[];
  /** Day number of the first day on which one of them may be decided; Infinity when all have ended. */
  next: number;
  /** Just this obligation, as decisions name it. */
  readonly own: readonly string[];
  readonly ladder: LadderRecord;
}

const LEFT: ReadonlySet<Ending['type']> = new Set<Ending['type']>(['sent', 'queued']);
/** A rung that leaves once has left also when another letter took it in. */
const ONCE_DONE: ReadonlySet<Ending['type']> = new Set<Ending['type']>([
  'sent',
  'queued',
  'folded',
]);

/** Whether the obligation still wants an answer: only then do letters leave. */
export function isOpen(state: ObligationState): boolean {
  return state.outcome === 'open' || state.outcome === 'rejected';
}

/**
 * The ladder of an obligation under its due date in force: each rung with its target and how it ended. A rung counts
 * anew with each due-date version, except one that leaves once; an officer's request counts for the version in which
 * it was made.
 */
export function buildTrack(
  survey: Survey,
  state: ObligationState,
  record: MunicipalityRecord,
  targets: readonly Target[],
): Track {
  const ladder = record.ladder(state.round);
  const began = dueBegan(state, record);
  const steps = survey.rungs.map((rung, index) =>
    buildStep(rung, targetAt(targets, index), ladder, state.due.version, began),
  );
  const live = steps.filter(({ ending }) => ending === null);
  const due = dayNumber(state.due.date);
  return { state, due, steps, live, next: nextOf(live), own: [state.obligation], ladder };
}

/** When the due date in force became known; null for the survey's own. */
export function dueBegan(
  { due }: Pick<ObligationState, 'due'>,
  { dueCauses }: Pick<MunicipalityRecord, 'dueCauses'>,
): Instant | null {
  return due.cause === null ? null : (dueCauses.get(due.cause) ?? null);
}

function nextOf(live: readonly Step[]): number {
  let next = Infinity;
  for (const { target, send, skip } of live) {
    const from = send === null && skip === null ? target : -Infinity;
    if (from < next) next = from;
  }
  return next;
}

/** A rung has just ended: noted on the track, which needn't be built again. */
export function endStep(track: Track, ending: Ending): void {
  const step = track.steps.find(({ rung }) => rung.id === ending.rung);
  if (step === undefined) return;
  step.ending = ending;
  track.live = track.live.filter((one) => one !== step);
  track.next = nextOf(track.live);
}

function targetAt(targets: readonly Target[], index: number): Target & { readonly index: number } {
  const { target, date } = targets[index] as Target;
  return { target, date, index };
}

function buildStep(
  rung: Rung,
  { target, date, index }: Target & { readonly index: number },
  ladder: LadderRecord,
  version: number,
  began: Instant | null,
): Step {
  const ended = lastEnding(rung, version, ladder.endings);
  const { requests } = ladder;
  const last = (type: Request['type']): number =>
    requests.findLastIndex((one) => one.type === type && concerns(one, rung, began));
  const asked = {
    send: last('send-requested'),
    skip: last('skip-requested'),
    postpone: last('postpone-requested'),
  };
  const revived = ended !== null && !LEFT.has(ended.type) && asked.send >= ended.after;
  const postpone = (requests[asked.postpone] ?? null) as FactOf<'postpone-requested'> | null;
  return {
    rung,
    index,
    target,
    date,
    ending: revived ? null : ended,
    send: (requests[asked.send] ?? null) as FactOf<'send-requested'> | null,
    skip: (requests[asked.skip] ?? null) as FactOf<'skip-requested'> | null,
    notBefore: postpone === null ? null : dayNumber(postpone.payload.until),
    postpone,
    asked,
  };
}

function lastEnding(rung: Rung, version: number, endings: readonly Ending[]): Ending | null {
  const ended = endings.findLast(
    (one) =>
      one.rung === rung.id && (one.version === version || (rung.once && ONCE_DONE.has(one.type))),
  );
  return ended ?? null;
}

function concerns(request: Request, rung: Rung, began: Instant | null): boolean {
  if (!('rung' in request.payload) || request.payload.rung !== rung.id) return false;
  return rung.once || began === null || request.recordedAt >= began;
}

/** The letters of the round that left in any version, so that its opening isn't announced twice. */
export function wasAnnounced(track: Track, day: number): boolean {
  const first = track.steps[0];
  if (first === undefined || first.target <= day) return true;
  return track.ladder.endings.some(({ type }) => ONCE_DONE.has(type));
}
