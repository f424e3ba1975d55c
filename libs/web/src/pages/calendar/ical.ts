import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { addMinutes } from '@app/domain';
import type { CalendarEntry, CalendarState } from '@app/workflow';
import type { CalendarNames } from './entry-words.js';
import { entryDetail, entryHref, entryTitle } from './entry-words.js';

const STATUS: Readonly<Record<CalendarState, ICalEventStatus>> = {
  confirmed: ICalEventStatus.CONFIRMED,
  tentative: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
};
/** How often programs are asked to look again, in seconds. */
const LOOK_AGAIN = 6 * 3600;
/** A letter takes no time of anybody's: so long is its mark on a day's page. */
const LETTER_MINUTES = 15;

/**
 * The text of a calendar (RFC 5545). A thing that moved keeps its UID and has a higher SEQUENCE; what no longer holds says
 * STATUS:CANCELLED. DTSTAMP is when the record last changed it: asked twice of the same record, it is the same text.
 *
 * @param origin where the pages are, `https://sollecito.example`
 * @example icalText('Sollecito', entries, names, 'http://localhost:3000') //=> 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n…'
 */
export function icalText(
  name: string,
  entries: readonly CalendarEntry[],
  names: CalendarNames,
  origin: string,
): string {
  const calendar = ical({
    name: escaped(name),
    prodId: { company: 'Sollecito', product: 'Calendario', language: 'IT' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: LOOK_AGAIN,
  });
  for (const entry of entries) {
    const { state, at } = entry;
    const title = entryTitle(entry, names);
    const survey = names.surveys.get(entry.survey)?.shortTitle ?? entry.survey;
    calendar.createEvent({
      id: `${entry.uid}@sollecito`,
      sequence: entry.sequence,
      stamp: entry.changedAt,
      ...(at === null
        ? { start: entry.day, allDay: true }
        : { start: at, end: addMinutes(at, LETTER_MINUTES) }),
      summary: state === 'cancelled' ? `Annullata: ${title}` : title,
      description: [entryDetail(entry), survey].filter(Boolean).join('\n'),
      url: origin + entryHref(entry),
      status: STATUS[state],
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  // The generator leaves out the end of the last line, which is a line like the others (3.1).
  return `${calendar.toString()}\r\n`;
}

/** The generator writes a calendar's name as it stands: TEXT is escaped (RFC 5545, 3.3.11). */
const escaped = (text: string): string =>
  text.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll(/[\r\n]+/g, ' ');
