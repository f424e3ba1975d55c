import { describe, expect, it } from '@jest/globals';
import { defaultMunicipalities, defaultSurvey } from '@app/contract';
import type { Instant, LocalDate, Survey } from '@app/domain';
import type { CalendarEntry } from '@app/workflow';
import { readCalendar, textOf } from '../../testing/ical-reader.js';
import type { CalendarNames } from './entry-words.js';
import { icalText } from './ical.js';

const names: CalendarNames = {
  surveys: new Map([['push-erp', defaultSurvey()]]),
  municipalities: new Map(defaultMunicipalities().map((one) => [one.istat, one])),
};
const ORIGIN = 'https://sollecito.example';

const due: CalendarEntry = {
  uid: 'push-erp/2021-12-31/110001',
  kind: 'due',
  state: 'confirmed',
  day: '2022-03-31' as LocalDate,
  at: null,
  survey: 'push-erp',
  round: '2021-12-31' as LocalDate,
  municipality: '110001',
  rung: null,
  done: false,
  count: 1,
  open: 1,
  detail: '',
  sequence: 0,
  changedAt: '2022-02-14T08:00:00.000Z' as Instant,
};
const letter: CalendarEntry = {
  ...due,
  uid: 'push-erp/2021-12-31/reminder-1/lettera',
  kind: 'letter',
  day: '2022-03-16' as LocalDate,
  at: '2022-03-16T08:00:00.000Z' as Instant,
  municipality: null,
  rung: 'reminder-1',
  count: 8,
};

const read = (...entries: CalendarEntry[]) =>
  readCalendar(icalText('Sollecito – Tutto', entries, names, ORIGIN));
const eventOf = (entry: CalendarEntry) => read(entry).events[0]!;

describe('a calendar for a program', () => {
  it('is whole by RFC 5545 also when it is empty', () => {
    const { calendar, events } = read();
    expect(calendar['VERSION']).toMatchObject([{ value: '2.0' }]);
    expect(calendar['PRODID']).toHaveLength(1);
    expect(calendar['METHOD']).toMatchObject([{ value: 'PUBLISH' }]);
    expect(events).toEqual([]);
  });

  it('gives each event one UID, SEQUENCE, DTSTAMP in UTC, DTSTART, SUMMARY and STATUS', () => {
    const { events } = read(due, letter);
    for (const event of events) {
      for (const name of ['UID', 'SEQUENCE', 'DTSTAMP', 'DTSTART', 'SUMMARY', 'STATUS']) {
        expect(event[name]).toHaveLength(1);
      }
      expect(event['DTSTAMP']?.[0]?.value).toMatch(/^\d{8}T\d{6}Z$/);
    }
    expect(new Set(events.map((event) => event['UID']?.[0]?.value)).size).toBe(2);
  });

  it('sets a due date on the whole day of Thursday 31 March 2022', () => {
    expect(eventOf(due)['DTSTART']?.[0]).toMatchObject({
      parameters: { VALUE: 'DATE' },
      value: '20220331',
    });
    expect(textOf(eventOf(due)['SUMMARY']?.[0])).toBe('Scadenza per Andria – dati al 31/12/2021');
  });

  it('sets letters at the moment of Wednesday 16 March 2022, 09:00 in Rome', () => {
    const event = eventOf(letter);
    expect([event['DTSTART']?.[0]?.value, event['DTEND']?.[0]?.value]).toEqual([
      '20220316T080000Z',
      '20220316T081500Z',
    ]);
    expect(textOf(event['SUMMARY']?.[0])).toBe('Primo sollecito: 8 lettere – dati al 31/12/2021');
  });

  it('stamps by the record, so that the same record is the same text', () => {
    expect(eventOf(due)['DTSTAMP']?.[0]?.value).toBe('20220214T080000Z');
    const twice = [1, 2].map(() => icalText('Sollecito', [due, letter], names, ORIGIN));
    expect(twice[0]).toBe(twice[1]);
  });

  it('shows a moved due date as the same event with a higher SEQUENCE', () => {
    const moved = { ...due, day: '2022-05-31' as LocalDate, sequence: 1 };
    const [before, after] = [eventOf(due), eventOf(moved)];
    expect(after['UID']).toEqual(before['UID']);
    expect([before, after].map((event) => event['SEQUENCE']?.[0]?.value)).toEqual(['0', '1']);
    expect(after['DTSTART']?.[0]?.value).toBe('20220531');
  });

  it.each([
    ['confirmed', 'CONFIRMED', 'Scadenza per Andria – dati al 31/12/2021'],
    ['tentative', 'TENTATIVE', 'Scadenza per Andria – dati al 31/12/2021'],
    ['cancelled', 'CANCELLED', 'Annullata: Scadenza per Andria – dati al 31/12/2021'],
  ] as const)('shows what is %s as STATUS:%s', (state, status, title) => {
    const event = eventOf({ ...due, state });
    expect(event['STATUS']?.[0]?.value).toBe(status);
    expect(textOf(event['SUMMARY']?.[0])).toBe(title);
  });

  it('escapes what has a meaning in the format, in any text of the record', () => {
    const odd = 'uno, due; tre \\ quattro\nBEGIN:VALARM «è» – 😀'.repeat(8);
    expect(textOf(eventOf({ ...due, detail: odd })['DESCRIPTION']?.[0])).toContain(odd);
    const survey: Survey = { ...defaultSurvey(), shortTitle: 'Case, alloggi; e altro' };
    const text = icalText('Case, alloggi; e\naltro', [], names, ORIGIN);
    expect(textOf(readCalendar(text).calendar['NAME']?.[0])).toBe('Case, alloggi; e altro');
    const own = { ...names, surveys: new Map([[survey.id, survey]]) };
    const { events } = readCalendar(icalText('x', [due], own, ORIGIN));
    expect(textOf(events[0]?.['DESCRIPTION']?.[0])).toContain('Case, alloggi; e altro');
  });

  it('leads to the page of the duty', () => {
    expect(eventOf(due)['URL']?.[0]?.value).toBe(
      `${ORIGIN}/adempimenti/110001/push-erp/2021-12-31`,
    );
  });
});

describe('the reader of this test', () => {
  it.each([
    ['a bare line feed', 'BEGIN:VCALENDAR\nEND:VCALENDAR\r\n'],
    ['a missing end', 'BEGIN:VCALENDAR\r\n'],
    ['a long line', `BEGIN:VCALENDAR\r\nX-A:${'è'.repeat(40)}\r\nEND:VCALENDAR\r\n`],
    ['no CRLF at the end', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR'],
  ])('refuses %s', (_what, text) => expect(() => readCalendar(text)).toThrow());
});
