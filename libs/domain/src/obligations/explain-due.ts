import { formatDate } from '../calendar/format.js';
import type { LocalDate } from '../calendar/types.js';
import type { Course } from './course.js';
import type { EffectiveDue } from './types.js';

/** The due date in a sentence, with what moved it. @example '31/03/2022', '30/04/2022 (prorogata il 01/04/2022: …)' */
export function describeDue(course: Course): string {
  const current = course.dues.at(-1);
  if (current === undefined) return '—';
  return `${formatDate(current.due.date)}${causeOf(course, current.due, current.on)}`;
}

function causeOf(course: Course, due: EffectiveDue, on: LocalDate | null): string {
  if (on === null) return '';
  const day = formatDate(on);
  if (due.cause === course.extension?.id) {
    const previous = course.dues.at(-2)?.due ?? due;
    const moved = due.date < previous.date ? 'anticipata' : 'prorogata';
    return ` (${moved} il ${day}: ${trimEnd(course.extension.payload.reason)})`;
  }
  if (due.cause === course.lapse?.id) return '';
  return ` (termine ripreso il ${day} dopo la sospensione)`;
}

/** A reason as people type it, ready to stand inside a sentence. */
export function trimEnd(reason: string): string {
  return reason.trim().replace(/[.\s]+$/u, '');
}
