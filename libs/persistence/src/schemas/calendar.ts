import { EntitySchema } from 'typeorm';
import type { CalendarFeedRow, ReferenceActRow } from './calendar-rows.js';
import { bigint, instantColumn, json, key, nullable, text } from './columns.js';

const CalendarFeedSchema = new EntitySchema<CalendarFeedRow>({
  name: 'calendar_feed',
  columns: {
    id: key('calendar_feed_pk', text()),
    digest: text(),
    scope: text(),
    target: text(nullable),
    label: text(),
    createdBy: text({ name: 'created_by' }),
    createdAt: instantColumn({ name: 'created_at' }),
    revokedBy: text({ name: 'revoked_by', nullable: true }),
    revokedAt: instantColumn({ name: 'revoked_at', nullable: true }),
    readAt: instantColumn({ name: 'read_at', nullable: true }),
  },
  uniques: [{ name: 'calendar_feed_digest_unique', columns: ['digest'] }],
});

const ReferenceActSchema = new EntitySchema<ReferenceActRow>({
  name: 'reference_act',
  columns: {
    position: key('reference_act_pk', bigint({ generated: 'increment' })),
    at: instantColumn(),
    actor: text(),
    act: text(),
    subject: text(),
    detail: json(),
  },
  indices: [
    { name: 'reference_act_by_subject', columns: ['subject'] },
    { name: 'reference_act_by_moment', columns: ['at'] },
  ],
});

/** Subscribed calendars and acts on reference data. */
export const CALENDAR_SCHEMAS = [CalendarFeedSchema, ReferenceActSchema];
