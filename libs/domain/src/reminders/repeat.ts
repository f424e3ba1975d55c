import { formatDate, fromDayNumber, romeDate } from '../calendar/index.js';
import type { LocalDate } from '../calendar/types.js';
import { refusal } from '../obligations/refusals.js';
import type { EffectiveDue, FactOf, Refusal } from '../obligations/types.js';
import type { Rung } from '../surveys/types.js';
import type { Board } from './board.js';
import { lastReopening } from './correction.js';
import { hasFailed, type Letter } from './letters.js';
import { stillTrue } from './notice.js';
import { SATISFIED } from './reasons.js';
import type { MunicipalityRecord } from './record.js';
import { isCorrection, isNotice, rungName } from './rung-name.js';
import { rollToSendingDay } from './sending-day.js';
import { isOpen, type Track } from './track.js';

/** A letter that was not delivered and that an officer wants sent once more. */
export interface Repeat {
  readonly letter: Letter;
  readonly request: FactOf<'resend-requested'>;
  /** The first sending day since it was asked for. */
  readonly target: LocalDate;
  /** The duties that the letter named and that are still owed; for one that tells of a decision: its own. */
  readonly names: readonly string[];
}

/**
 * The repetitions that are asked for and have neither left nor been given up.
 *
 * @example repeatsOf(board, track).map(({ letter }) => letter.id) //=> ['push-erp/110001/2022-03-16']
 */
export function repeatsOf(board: Board, track: Track): readonly Repeat[] {
  const repeats: Repeat[] = [];
  for (const request of track.ladder.requests) {
    if (request.type !== 'resend-requested') continue;
    const { letter: id, rung } = request.payload;
    const letter = board.record.letters.failed(
      id,
      rung,
      track.state.obligation,
      request.recordedAt,
    );
    if (letter === null || isEnded(board, track, letter, request)) continue;
    const asked = romeDate(request.recordedAt);
    repeats.push({
      letter,
      request,
      target: rollToSendingDay(board.calendar, board.municipality, asked, 'forward'),
      names: namesOf(board, track, letter),
    });
  }
  return repeats;
}

/** It left, or was given up, since it was asked for. */
function isEnded(
  { record }: Board,
  { ladder }: Track,
  letter: Letter,
  request: FactOf<'resend-requested'>,
): boolean {
  const asked = ladder.requests.indexOf(request);
  return (
    repetitionOf(record.letters.list, letter) !== undefined ||
    ladder.givenUp.some((one) => one.letter === letter.id && one.after > asked)
  );
}

const repetitionOf = (letters: readonly Letter[], { id }: Letter): Letter | undefined =>
  letters.find(({ repeats }) => repeats === id);

function namesOf({ tracks }: Board, track: Track, { rung, names }: Letter): readonly string[] {
  if (isNotice(rung)) return track.own;
  return tracks
    .filter(({ state }) => names.includes(state.obligation) && isOpen(state) && !state.suspended)
    .map(({ state }) => state.obligation);
}

/**
 * Why a letter may not leave once more on a day: it was delivered, or nobody knows yet; a repetition or a later letter about the
 * same duty has reached the municipality; the duty is answered; what the letter says is no longer so. Null when it may.
 */
export function againstRepeat(
  board: Board,
  track: Track,
  letter: Letter,
  day: LocalDate,
): Refusal | null {
  const { survey, record } = board;
  const rung = rungName(survey, letter.rung);
  const sent = formatDate(fromDayNumber(letter.day));
  if (letter.deliveredBy !== null) return refusal('letter-delivered', { rung, sent });
  if (!hasFailed(letter)) return refusal('letter-in-flight', { rung, sent });
  const again = repetitionOf(record.letters.list, letter);
  if (again !== undefined) {
    return refusal('already-repeated', { rung, day: formatDate(fromDayNumber(again.day)) });
  }
  const later = reachedSince(board, track, letter);
  if (later !== undefined) {
    return refusal('reached-since', { rung, day: formatDate(fromDayNumber(later.day)) });
  }
  return untold(board, track, letter) ?? againstRung(board, track, letter.rung, day);
}

/**
 * A later letter about the duty that arrived. What tells of a decision, and a formal notice, no other letter replaces; what
 * tells of a reopening, only another that does.
 */
function reachedSince({ record }: Board, { state }: Track, letter: Letter): Letter | undefined {
  if (letter.template === 'formal-notice' || isNotice(letter.rung)) return undefined;
  return record.letters.list.find(
    ({ at, names, deliveredBy, template }) =>
      at > letter.at &&
      deliveredBy !== null &&
      names.includes(state.obligation) &&
      (letter.template !== 'correction' || template === 'correction'),
  );
}

/** What the letter tells is no longer so: a decision no longer in force, a due date that was moved. */
function untold(board: Board, track: Track, letter: Letter): Refusal | null {
  const { survey, record, tracks } = board;
  const rung = rungName(survey, letter.rung);
  const kind = letter.rung;
  if (isCorrection(kind)) {
    const reopening = lastReopening(board, track);
    const stands = !isOpen(track.state) || (reopening !== null && reopening.at <= letter.at);
    return stands ? null : refusal('notice-outdated', { rung });
  }
  if (isNotice(kind) && !stillTrue(kind, track.state)) return refusal('notice-outdated', { rung });
  const once = survey.rungs.find(({ id }) => id === letter.rung)?.once === true;
  // A letter about several duties was written under the due date of the one whose rung it is.
  const { due } = tracks.find(({ own }) => own[0] === letter.obligation)?.state ?? track.state;
  if (once || letter.dueVersion === due.version) return null;
  if (kind === 'extension-granted' && tells(record, due, letter)) return null;
  return refusal('due-moved', { rung, due: formatDate(due.date) });
}

/** Whether the extension in force, moved by a suspension or not, is the one that the letter told. */
function tells({ dueCauses }: MunicipalityRecord, { extendedBy }: EffectiveDue, { at }: Letter) {
  const known = extendedBy === undefined ? undefined : dueCauses.get(extendedBy);
  return known !== undefined && known <= at;
}

/** Why no letter of a rung leaves now, whatever its own fate: nothing is owed, or its time is over. */
export function againstRung(
  { survey }: Pick<Board, 'survey'>,
  { state }: Pick<Track, 'state'>,
  id: string,
  day: LocalDate,
): Refusal | null {
  if (!isNotice(id) && !isOpen(state)) {
    return refusal('no-letter-owed', { status: SATISFIED[state.outcome] });
  }
  const rung: Rung | undefined = survey.rungs.find((one) => one.id === id);
  if (rung === undefined || rung.offset > 0 || day <= state.due.date) return null;
  return refusal('announces-past-due', {
    rung: rungName(survey, id),
    due: formatDate(state.due.date),
  });
}
