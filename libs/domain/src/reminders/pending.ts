import type { LocalDate } from '../calendar/types.js';
import type { Fact } from '../obligations/types.js';
import type { Step } from './track.js';

/** The request to send that stands, if neither a skip nor a later day was asked for since. */
export function pendingSend({ send, postpone, asked }: Step, today: LocalDate): Fact | null {
  if (asked.send < asked.skip) return null;
  const later = postpone !== null && asked.postpone > asked.send;
  return later && postpone.payload.until > today ? null : send;
}

/** An officer wants it sent now, put off meanwhile or not. */
export const isToBeSent = ({ asked }: Step): boolean => asked.send > asked.skip;

/** The request to skip that stands. */
export const pendingSkip = ({ skip, asked }: Step): Fact | null =>
  asked.skip > asked.send ? skip : null;
