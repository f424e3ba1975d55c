import { EntitySchema } from 'typeorm';
import { bigint, bytes, instantColumn, integer, json, key, nullable, text } from './columns.js';
import type { AlertRow, CursorRow, RawMessageRow, ReplyRow, UnreadRow } from './rows.js';

export const RawMessageSchema = new EntitySchema<RawMessageRow>({
  name: 'raw_message',
  columns: {
    sha256: key('raw_message_pk', text()),
    position: bigint({ generated: 'increment' }),
    bytes: bytes(),
    size: integer(),
    mailbox: text(),
    folder: text(),
    uid: bigint(),
    uidValidity: text({ name: 'uid_validity' }),
    fetchedAt: instantColumn({ name: 'fetched_at' }),
    state: text(),
    kind: text(nullable),
    messageId: text({ name: 'message_id', nullable: true }),
    refersTo: text({ name: 'refers_to', nullable: true }),
    certifiedAt: instantColumn({ name: 'certified_at', nullable: true }),
    verdict: text(nullable),
    reading: json(nullable),
    signature: json(nullable),
    dispatch: text(nullable),
    problem: text(nullable),
    tries: integer({ default: 0 }),
  },
  indices: [
    { name: 'raw_message_by_state', columns: ['state'] },
    { name: 'raw_message_by_dispatch', columns: ['dispatch'] },
  ],
});

export const CursorSchema = new EntitySchema<CursorRow>({
  name: 'mailbox_cursor',
  columns: {
    mailbox: key('mailbox_cursor_pk', text()),
    folder: key('mailbox_cursor_pk', text()),
    uidValidity: text({ name: 'uid_validity' }),
    uid: bigint(),
  },
});

export const UnreadSchema = new EntitySchema<UnreadRow>({
  name: 'mailbox_unread',
  columns: {
    mailbox: key('mailbox_unread_pk', text()),
    folder: key('mailbox_unread_pk', text()),
    uidValidity: key('mailbox_unread_pk', text({ name: 'uid_validity' })),
    uid: key('mailbox_unread_pk', bigint()),
    size: bigint(nullable),
    problem: text(),
    foundAt: instantColumn({ name: 'found_at' }),
    tries: integer(),
    nextTryAt: instantColumn({ name: 'next_try_at', nullable: true }),
  },
});

export const ReplySchema = new EntitySchema<ReplyRow>({
  name: 'reply',
  columns: {
    sha256: key('reply_pk', text()),
    municipality: text(nullable),
    kind: text(),
    state: text(),
    receivedAt: instantColumn({ name: 'received_at' }),
    reading: json(),
    decidedBy: text({ name: 'decided_by', nullable: true }),
    decidedAt: instantColumn({ name: 'decided_at', nullable: true }),
    facts: json({ default: [] }),
  },
  indices: [{ name: 'reply_by_state', columns: ['state', 'receivedAt'] }],
});

export const AlertSchema = new EntitySchema<AlertRow>({
  name: 'alert',
  columns: {
    id: key('alert_pk', text()),
    kind: text(),
    message: text(),
    subject: text(),
    raisedAt: instantColumn({ name: 'raised_at' }),
    closedAt: instantColumn({ name: 'closed_at', nullable: true }),
    toldAt: instantColumn({ name: 'told_at', nullable: true }),
  },
});
