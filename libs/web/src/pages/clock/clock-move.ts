import {
  addDays,
  DomainError,
  formatDate,
  localDate,
  romeDate,
  romeInstant,
  romeTime,
} from '@app/domain';
import type { Instant } from '@app/domain';

export interface ClockForm {
  readonly azione?: unknown;
  readonly data?: unknown;
  readonly poi?: unknown;
}

/** Where a form wants the clock to go: to a moment, or to the next thing that happens before one. */
export type ClockMove =
  { readonly to: Instant } | { readonly nextBefore: Instant } | { readonly fault: string };

/** The longest way that one click may go: a whole campaign and a half. */
const LONGEST_DAYS = 550;

/** @example clockMove({ azione: 'giorno' }, now) //=> { to: … } */
export function clockMove(form: ClockForm, now: Instant): ClockMove {
  const today = romeDate(now);
  if (form.azione === 'giorno') return { to: romeInstant(addDays(today, 1), romeTime(now)) };
  if (form.azione === 'evento')
    return { nextBefore: romeInstant(addDays(today, LONGEST_DAYS), '09:00') };
  if (form.azione === 'data') return untilDay(form.data, now);
  return { fault: 'Azione sconosciuta: attese «giorno», «evento» o «data».' };
}

function untilDay(text: unknown, now: Instant): ClockMove {
  try {
    const day = localDate(typeof text === 'string' ? text : '', 'data');
    const last = addDays(romeDate(now), LONGEST_DAYS);
    if (day > last)
      return { fault: `La data è troppo lontana: al massimo il ${formatDate(last)}.` };
    const to = romeInstant(day, '18:00');
    return to > now
      ? { to }
      : { fault: 'La data deve essere successiva a quella dell’orologio simulato.' };
  } catch (error) {
    if (error instanceof DomainError) return { fault: error.message };
    throw error;
  }
}
