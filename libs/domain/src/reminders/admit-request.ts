import { formatDate, romeDate, startOfDay } from '../calendar/index.js';
import type { Instant, LocalDate } from '../calendar/types.js';
import type { Municipality } from '../municipalities/types.js';
import { refusal } from '../obligations/refusals.js';
import type { Fact, FactOf, Refusal } from '../obligations/types.js';
import { roundOf } from '../surveys/index.js';
import type { Round, Survey } from '../surveys/types.js';
import type { Board } from './board.js';
import { untoldReopening } from './correction.js';
import { hasFailed, type Letter } from './letters.js';
import { noticesOf, stillTrue } from './notice.js';
import { isToBeSent, pendingSend, pendingSkip } from './pending.js';
import { readBoard } from './read-board.js';
import type { Request, Unlocked } from './record.js';
import { againstRepeat, againstRung, repeatsOf } from './repeat.js';
import { isCorrection, isNotice, rungName } from './rung-name.js';
import { rollToSendingDay } from './sending-day.js';
import { dueBegan, type Step, type Track } from './track.js';

/** What an officer asks of single letters. */
export type LadderRequest = Request | Unlocked;

type Judge<T extends LadderRequest['type']> = (
  board: Board,
  track: Track,
  request: FactOf<T>,
  today: LocalDate,
) => Refusal | null;

/**
 * Every kind of request, with what speaks against it: each is refused when, as things stand, it could do nothing. What can only
 * act later (a rung that is locked, or whose day has not come) is taken.
 */
const JUDGES: { readonly [T in LadderRequest['type']]: Judge<T> } = {
  'send-requested': (board, track, request, today) => {
    const { rung } = request.payload;
    if (isCorrection(rung)) return againstCorrection(board, track, true, today);
    const step = stepOf(track, rung);
    if (step === null) return refusal('rung-unknown', { rung });
    return (
      alreadyLeft(board, track, step) ??
      againstRung(board, track, rung, today) ??
      suspended(track) ??
      askedBefore(pendingSend(step, today), 'l’invio')
    );
  },
  'resend-requested': (board, track, request, today) => {
    const { letter: id, rung } = request.payload;
    const { obligation, round } = track.state;
    const letter =
      board.record.letters.failed(id, rung, obligation, request.recordedAt) ??
      board.record.letters.lastOf(rung, obligation);
    const asked = repeatAsked(board, letter);
    const wrong =
      letter !== null
        ? againstRepeat(board, track, letter, today)
        : board.record.letters.failedUntold(id, rung, round)
          ? againstRung(board, track, rung, today)
          : refusal('letter-unknown', { rung: rungName(board.survey, rung) });
    return wrong ?? suspended(track) ?? askedBefore(asked, 'la rispedizione');
  },
  'skip-requested': (board, track, request, today) => {
    const { rung } = request.payload;
    if (isCorrection(rung)) return againstCorrection(board, track, false, today);
    if (isNotice(rung)) {
      const waits = noticesOf(board, track).some(
        ({ kind, against }) => kind === rung && against === null,
      );
      return waits ? null : refusal('nothing-to-skip', { rung: rungName(board.survey, rung) });
    }
    const step = stepOf(track, rung);
    if (step === null) return refusal('rung-unknown', { rung });
    return (
      alreadyLeft(board, track, step) ??
      alreadyEnded(board, track, step) ??
      againstRung(board, track, rung, today) ??
      askedBefore(pendingSkip(step), 'di saltare la lettera')
    );
  },
  'postpone-requested': (board, track, request, today) => {
    const { rung, until } = request.payload;
    const step = stepOf(track, rung);
    if (step === null) return refusal('rung-unknown', { rung });
    if (until <= today) {
      const values = { until: formatDate(until), today: formatDate(today) };
      return refusal('postponed-to-past', values);
    }
    // A day before the rung's own takes an earlier postponement back, or holds back what is to be sent now.
    if (until <= step.date && (step.notBefore ?? 0) <= step.target && !isToBeSent(step)) {
      const values = { rung: rungName(board.survey, rung), target: formatDate(step.date) };
      return refusal('postponed-before-target', values);
    }
    const same = step.postpone?.payload.until === until ? step.postpone : null;
    const sendsSince = step.asked.send > step.asked.postpone;
    return (
      alreadyLeft(board, track, step) ??
      alreadyEnded(board, track, step) ??
      againstRung(board, track, rung, today) ??
      againstRung(board, track, rung, firstSendingDay(board, until)) ??
      suspended(track) ??
      askedBefore(pendingSkip(step), 'di saltare la lettera') ??
      askedBefore(sendsSince ? null : same, 'il rinvio allo stesso giorno')
    );
  },
  'correction-requested': (board, track, _request, today) =>
    againstCorrection(board, track, true, today),
  'notice-requested': (board, track, { payload: { notice } }) => {
    const { state } = track;
    if (!stillTrue(notice, state)) {
      return refusal(notice === 'exemption-granted' ? 'not-exempt' : 'no-extension');
    }
    const told = track.ladder.endings.some(
      ({ rung, version, type }) =>
        rung === notice && version === state.due.version && (type === 'sent' || type === 'queued'),
    );
    if (told) return refusal('already-told');
    const began = dueBegan(state, board.record) ?? '';
    const waiting = noticesOf(board, track).find(
      ({ kind, against, request: { recordedAt } }) =>
        kind === notice && against === null && recordedAt >= began,
    );
    return askedBefore(waiting?.request ?? null, 'la lettera');
  },
  unlocked: (board, track, { payload: { rung } }, today) => {
    const step = stepOf(track, rung);
    if (step === null) return refusal('rung-unknown', { rung });
    const began = dueBegan(track.state, board.record);
    const before = [...track.ladder.unlocks, ...board.record.ladder(null).unlocks];
    return (
      lockless(board, step) ??
      alreadyLeft(board, track, step) ??
      againstRung(board, track, rung, today) ??
      alreadyEnded(board, track, step) ??
      askedBefore(pendingSkip(step), 'di saltare la lettera') ??
      unlockedSince(board, rung, before, began)
    );
  },
};

/** Whether a fact is an officer's request about single letters. */
export function isRequest(fact: Fact): fact is LadderRequest {
  return Object.hasOwn(JUDGES, fact.type);
}

/**
 * Whether an officer's request may be put on record: null, or why it could do nothing.
 *
 * @param facts the municipality's record as known when the request is recorded
 * @example admitRequest(pushErp, andria, [sentAndDelivered], sendNow)?.code //=> 'already-delivered'
 */
export function admitRequest(
  survey: Survey,
  municipality: Municipality,
  facts: readonly Fact[],
  request: LadderRequest,
): Refusal | null {
  const { round, occurredAt, recordedAt } = request;
  const at = occurredAt > recordedAt ? occurredAt : recordedAt;
  const today = romeDate(at);
  const board = readBoard(survey, municipality, facts, at);
  if (round === null) return ofNoRound(board, request);
  const track = board.tracks.find(({ state }) => state.round === round);
  if (track !== undefined) return judge(board, track, request, today);
  const known = roundOf(survey, round, today);
  if (known === null) return refusal('round-unknown', { round: formatDate(round) });
  return ofRoundToCome(survey, municipality, facts, request, known, today);
}

/** A round that has not opened yet is judged as it will stand on its first day, if nothing else happens. */
function ofRoundToCome(
  survey: Survey,
  municipality: Municipality,
  facts: readonly Fact[],
  request: LadderRequest,
  { opensOn, reference }: Round,
  today: LocalDate,
): Refusal | null {
  const nothing = refusal('no-letter-owed', { status: 'non dovuto' });
  if (opensOn <= today) return nothing;
  const board = readBoard(survey, municipality, facts, startOfDay(opensOn));
  const track = board.tracks.find(({ state }) => state.round === reference);
  return track === undefined ? nothing : judge(board, track, request, today);
}

const judge: Judge<LadderRequest['type']> = (board, track, request, today) =>
  (JUDGES[request.type] as Judge<LadderRequest['type']>)(board, track, request, today);

/** Only an unlock may be for the municipality as a whole. */
function ofNoRound(board: Board, request: LadderRequest): Refusal | null {
  if (request.type !== 'unlocked') return refusal('round-missing');
  const { rung } = request.payload;
  if (!board.survey.rungs.some(({ id }) => id === rung)) return refusal('rung-unknown', { rung });
  return unlockedSince(board, rung, board.record.ladder(null).unlocks, null);
}

const stepOf = ({ steps }: Track, id: string): Step | null =>
  steps.find(({ rung }) => rung.id === id) ?? null;

/** A letter of the rung left under the due date in force, or is about to: with what became of it. */
function alreadyLeft({ survey, record }: Board, track: Track, step: Step): Refusal | null {
  const { ending } = step;
  if (ending?.type !== 'sent' && ending?.type !== 'queued') return null;
  const rung = rungName(survey, step.rung.id);
  const letter = record.letters.lastOf(step.rung.id, track.state.obligation);
  const sent = formatDate(romeDate(ending.at));
  if (ending.type === 'queued') return refusal('already-queued', { rung, sent });
  if (letter === null || (letter.deliveredBy === null && !hasFailed(letter))) {
    return refusal('already-left', { rung, sent });
  }
  return refusal(hasFailed(letter) ? 'left-and-failed' : 'already-delivered', { rung, sent });
}

const ENDED: Readonly<Partial<Record<string, string>>> = {
  folded: 'compreso in un’altra lettera',
  dropped: 'lasciato cadere',
  skipped: 'saltato',
  withdrawn: 'ritirato prima dell’invio',
};

/** The rung ended without leaving: there is nothing left of it to skip or to postpone. */
function alreadyEnded({ survey }: Board, _track: Track, { rung, ending }: Step): Refusal | null {
  if (ending === null) return null;
  const values = {
    rung: rungName(survey, rung.id),
    how: ENDED[ending.type] ?? ending.type,
    day: formatDate(romeDate(ending.at)),
  };
  return refusal('rung-ended', values);
}

const suspended = ({ state }: Track): Refusal | null =>
  state.suspended ? refusal('letters-suspended') : null;

function askedBefore(earlier: Fact | null, what: string): Refusal | null {
  if (earlier === null) return null;
  const { actor, recordedAt } = earlier;
  return refusal('already-requested', { what, actor, day: formatDate(romeDate(recordedAt)) });
}

const firstSendingDay = ({ calendar, municipality }: Board, day: LocalDate): LocalDate =>
  rollToSendingDay(calendar, municipality, day, 'forward');

/** The request that the letter be sent once more, whichever of the duties that it names it was made for. */
function repeatAsked(board: Board, letter: Letter | null): Fact | null {
  const repeats = board.tracks.flatMap((track) => repeatsOf(board, track));
  return repeats.find((one) => one.letter === letter)?.request ?? null;
}

/** @param wanted whether the letter is to leave or to be left out: what was decided last is not decided again */
function againstCorrection(
  board: Board,
  track: Track,
  wanted: boolean,
  today: LocalDate,
): Refusal | null {
  const correction = untoldReopening(board, track);
  if (correction === null) return refusal('nothing-to-explain');
  const closed = againstRung(board, track, 'correction', today);
  if (closed !== null) return closed;
  if (correction.request?.wanted === wanted) {
    const day = formatDate(romeDate(correction.at));
    return refusal('reopening-decided', { day });
  }
  return wanted ? suspended(track) : null;
}

function lockless({ survey }: Board, { rung }: Step): Refusal | null {
  if (rung.needs.includes('unlock')) return null;
  return refusal('rung-not-locked', { rung: rungName(survey, rung.id) });
}

/** An unlock is for one due date: after another was set, a new one is welcome. */
function unlockedSince(
  { survey }: Board,
  rung: string,
  unlocks: readonly Unlocked[],
  began: Instant | null,
): Refusal | null {
  const standing = unlocks.findLast(
    (one) => one.payload.rung === rung && (began === null || one.recordedAt >= began),
  );
  if (standing === undefined) return null;
  const { act, protocol } = standing.payload;
  const day = formatDate(romeDate(standing.recordedAt));
  return refusal('already-unlocked', { rung: rungName(survey, rung), day, act, protocol });
}
