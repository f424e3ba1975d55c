import { EntitySchema } from 'typeorm';
import { bytes, date, instantColumn, integer, json, key, nullable, text } from './columns.js';
import type { DispatchRow, LetterRow, ReminderRow } from './rows.js';

export const LetterSchema = new EntitySchema<LetterRow>({
  name: 'letter',
  columns: {
    id: key('letter_pk', text()),
    municipality: text(),
    survey: text(),
    obligation: text(),
    obligations: json(),
    rung: text(),
    dueVersion: integer({ name: 'due_version' }),
    template: text(),
    target: date(),
    decidedAt: instantColumn({ name: 'decided_at' }),
    state: text(),
    subject: text(nullable),
    templateVersion: text({ name: 'template_version', nullable: true }),
    token: text(),
    parts: json(nullable),
    reason: text(nullable),
    plannedAddress: text({ name: 'planned_address', nullable: true }),
    notBefore: instantColumn({ name: 'not_before', nullable: true }),
    repeats: text(nullable),
  },
  indices: [
    { name: 'letter_by_municipality', columns: ['municipality', 'decidedAt'] },
    { name: 'letter_by_state', columns: ['state'] },
    { name: 'letter_by_decision', columns: ['decidedAt', 'id'] },
    { name: 'letter_by_token', columns: ['token'] },
    { name: 'letter_that_repeats', columns: ['repeats'], where: 'repeats is not null' },
  ],
});

export const ReminderSchema = new EntitySchema<ReminderRow>({
  name: 'reminder',
  columns: {
    municipality: key('reminder_pk', text()),
    obligation: key('reminder_pk', text()),
    rung: key('reminder_pk', text()),
    dueVersion: key('reminder_pk', integer({ name: 'due_version' })),
    action: text(),
    code: text(),
    reason: text(),
    target: date(),
    decidedAt: instantColumn({ name: 'decided_at' }),
    letter: text(nullable),
  },
});

export const DispatchSchema = new EntitySchema<DispatchRow>({
  name: 'dispatch',
  columns: {
    messageId: key('dispatch_pk', text({ name: 'message_id' })),
    letter: text(),
    attempt: integer(),
    state: text(),
    fromAddress: text({ name: 'from_address' }),
    toAddress: text({ name: 'to_address' }),
    addressSource: text({ name: 'address_source' }),
    raw: bytes(),
    sha256: text(),
    createdAt: instantColumn({ name: 'created_at' }),
    submittingAt: instantColumn({ name: 'submitting_at', nullable: true }),
    dotAt: instantColumn({ name: 'dot_at', nullable: true }),
    submittedAt: instantColumn({ name: 'submitted_at', nullable: true }),
    acceptedAt: instantColumn({ name: 'accepted_at', nullable: true }),
    settledAt: instantColumn({ name: 'settled_at', nullable: true }),
    providerId: text({ name: 'provider_id', nullable: true }),
    response: text(nullable),
    failure: json(nullable),
    conflict: text(nullable),
    tries: integer({ default: 0 }),
    nextTryAt: instantColumn({ name: 'next_try_at', nullable: true }),
    obligations: json({ default: [] }),
    note: text(nullable),
  },
  uniques: [{ name: 'dispatch_attempt_unique', columns: ['letter', 'attempt'] }],
  indices: [
    { name: 'dispatch_by_state', columns: ['state'] },
    { name: 'dispatch_by_submission', columns: ['submittingAt'] },
    { name: 'dispatch_by_provider_id', columns: ['providerId'] },
    { name: 'dispatch_in_conflict', columns: ['letter'], where: 'conflict is not null' },
  ],
});
