import { romeDate } from '../calendar/index.js';
import type { LocalDate } from '../calendar/types.js';
import type { FactOf, ObligationState } from '../obligations/types.js';
import type { NoticeKind } from '../surveys/types.js';
import type { Board } from './board.js';
import { rollToSendingDay } from './sending-day.js';
import { isOpen, type Track } from './track.js';

/** A letter that tells what the office decided, by an officer's click. It asks for nothing and stands on no ladder. */
export interface Notice {
  /** Rung and template at once. */
  readonly kind: NoticeKind;
  /** The first sending day since it was asked for. */
  readonly target: LocalDate;
  readonly request: FactOf<'notice-requested'>;
  /**
   * `due`: leaves now; `settled`: what it tells is no longer so; `suspended`: not now.
   */
  readonly status: 'due' | 'settled' | 'suspended';
  /** An officer's later word against it. */
  readonly against: FactOf<'skip-requested'> | null;
}

const KINDS: readonly NoticeKind[] = ['extension-granted', 'exemption-granted'];

/**
 * The notices that an obligation's municipality is still to have.
 *
 * @example noticesOf(board, track).map(({ kind, status }) => [kind, status]) //=> [['extension-granted', 'due']]
 */
export function noticesOf(board: Board, track: Track): readonly Notice[] {
  if (!track.ladder.requests.some(({ type }) => type === 'notice-requested')) return [];
  return KINDS.flatMap((kind) => noticeOf(board, track, kind) ?? []);
}

function noticeOf(board: Board, track: Track, kind: NoticeKind): Notice | null {
  const { requests } = track.ladder;
  const request = requests.findLast(
    (one): one is FactOf<'notice-requested'> =>
      one.type === 'notice-requested' && one.payload.notice === kind,
  );
  if (request === undefined || isEnded(track, request)) return null;
  const after = requests.slice(requests.indexOf(request));
  const against =
    after.findLast(
      (one): one is FactOf<'skip-requested'> =>
        one.type === 'skip-requested' && one.payload.rung === kind,
    ) ?? null;
  const asked = romeDate(request.recordedAt);
  return {
    kind,
    target: rollToSendingDay(board.calendar, board.municipality, asked, 'forward'),
    request,
    against,
    status: statusOf(track.state, kind),
  };
}

/** It left for this due date, or ended after it was asked for: to have it again, an officer asks again. */
function isEnded({ ladder, state }: Track, request: Notice['request']): boolean {
  const asked = ladder.requests.indexOf(request);
  return ladder.endings.some(
    ({ rung, version, type, after }) =>
      rung === request.payload.notice &&
      ((type === 'sent' && version === state.due.version) || after > asked),
  );
}

function statusOf(state: ObligationState, kind: NoticeKind): Notice['status'] {
  if (!stillTrue(kind, state)) return 'settled';
  return state.suspended ? 'suspended' : 'due';
}

/**
 * Whether what a notice tells still stands: the exemption holds, or the due date in force is the one extended to, moved by
 * a suspension or not, and an answer is still wanted by then.
 *
 * @example stillTrue('exemption-granted', exempt) //=> true
 */
export function stillTrue(kind: NoticeKind, state: ObligationState): boolean {
  if (kind === 'exemption-granted') return state.outcome === 'exempt';
  return state.due.extendedBy !== undefined && isOpen(state);
}
