import type { LocalDate } from '../calendar/types.js';
import type { Fact } from '../obligations/types.js';
import type { Step } from './track.js';

/** The request to send that stands, if neither a skip nor a later day was asked for since. */
export function pendingSend({ send, skip, postpone }: Step, today: LocalDate): Fact | null {
  if (send === null) return null;
  if (skip !== null && skip.recordedAt >= send.recordedAt) return null;
  const later = postpone !== null && postpone.recordedAt >= send.recordedAt;
  return later && postpone.payload.until > today ? null : send;
}

/** An officer wants it sent now, put off meanwhile or not. */
export const isToBeSent = ({ send, skip }: Step): boolean =>
  send !== null && (skip === null || skip.recordedAt < send.recordedAt);

/** The request to skip that stands. */
export const pendingSkip = ({ send, skip }: Step): Fact | null =>
  skip !== null && (send === null || send.recordedAt <= skip.recordedAt) ? skip : null;
