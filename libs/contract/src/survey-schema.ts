import type { Term } from '@app/domain';
import { DomainError, localDate, parseTerm } from '@app/domain';
import { z } from 'zod';
import { LETTER_READING } from './reference-day.js';
import { writtenText } from './text-fault.js';
import { readBy } from './zod-issues.js';

const text = writtenText();
const day = readBy((value) => localDate(value));
/** A hundred years at most: a longer term is a slip of the pen, and could leave the calendar. */
const LONGEST: Readonly<Record<Term['unit'], number>> = {
  days: 36_525,
  'working-days': 25_000,
  months: 1200,
  years: 100,
};
const term = readBy((value) => {
  const read = parseTerm(value);
  if (read.count <= LONGEST[read.unit]) return read;
  throw new DomainError('invalid-term', 'termine', value, 'un termine non più lungo di 100 anni');
});
const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'scrivere un’ora HH:mm da 00:00 a 23:59');
const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'scrivere lettere minuscole, cifre e trattini, come push-erp');
const istat = z.string().regex(/^\d{6}$/, 'scrivere il codice ISTAT di sei cifre, tra virgolette');

const datedText = z.strictObject({ validFrom: day, validTo: day.nullable(), text });

const reading = z.strictObject({
  asWritten: z.literal(LETTER_READING.asWritten),
  readAs: z.literal(LETTER_READING.readAs),
  confirmedBy: text,
});

export const TEMPLATE_IDS = [
  'opening',
  'reminder',
  'last-call',
  'overdue',
  'formal-notice',
  'correction',
  'exemption-granted',
  'exemption-lapsed',
  'extension-granted',
] as const;

const rung = z.strictObject({
  id: slug,
  offset: z.int().min(-3660).max(3660),
  template: z.enum(TEMPLATE_IDS),
  needs: z.array(z.enum(['delivery-of-any', 'delivery-of-overdue', 'unlock'])).default([]),
  once: z.boolean().default(false),
  respectsGap: z.boolean().default(true),
  term: term.nullable().default(null),
  whenInDoubt: z.enum(['resend-once', 'ask-officer']).default('resend-once'),
});

/**
 * The survey file (`seed/push-erp.json` is the model): terms as ISO 8601 texts, reference days as GG/MM. What no single
 * field can tell (order of dates, double rungs, impossible reference days) is checked by `parseSurvey`.
 */
export const surveySchema = z.strictObject({
  id: slug,
  version: z.int().min(1).default(1),
  title: text,
  shortTitle: text,
  legalBasis: z.array(datedText).min(1),
  signatories: z.array(datedText).min(1),
  contacts: z.array(datedText).default([]),
  office: text,
  addressees: z.union([z.literal('all'), z.array(istat).min(1)]).default('all'),
  firstReference: day,
  referenceDays: z.array(text).min(1),
  readings: z.array(reading).default([]),
  dueOffset: term,
  acceptanceOffset: term.nullable().default(null),
  lockOffset: term.nullable().default(null),
  saturday: z.enum(['working', 'holiday']).default('working'),
  trackingStartsOn: day.nullable().default(null),
  rungs: z.array(rung).min(1),
  sendTime: timeOfDay.default('09:00'),
  windowFrom: timeOfDay.default('08:30'),
  windowTo: timeOfDay.default('17:30'),
  gapWorkingDays: z.int().min(0).max(60).default(3),
  staleAfterDays: z.int().min(0).max(366).default(10),
  presumeNoChange: z.boolean().default(false),
  lapseDays: z.int().min(0).max(366).default(30),
  correction: z.enum(['click', 'at-once']).default('click'),
  requiresProtocol: z.boolean().default(false),
  requiresFourEyes: z.boolean().default(false),
  nilSubject: text,
  noChangeSubject: text,
});

/** A survey file as the schema reads it, before reference days are understood. */
export type SurveyFile = z.output<typeof surveySchema>;
