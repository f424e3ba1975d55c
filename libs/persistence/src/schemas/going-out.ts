import { EntitySchema } from 'typeorm';
import {
  bigint,
  bytes,
  date,
  instantColumn,
  integer,
  json,
  key,
  nullable,
  text,
} from './columns.js';
import type {
  BatchLetterRow,
  DepartureBatchRow,
  DeputyRow,
  GoingOutActRow,
  LetterHoldRow,
  LetterPaperRow,
  ProtocolEntryRow,
  TemplateVersionRow,
} from './going-out-rows.js';

export const TemplateVersionSchema = new EntitySchema<TemplateVersionRow>({
  name: 'template_version',
  columns: {
    template: key('template_version_pk', text()),
    number: key('template_version_pk', integer()),
    digest: text(),
    origin: text(),
    sources: json(),
    author: text(),
    recordedAt: instantColumn({ name: 'recorded_at' }),
    note: text(),
    restores: integer(nullable),
  },
  indices: [{ name: 'template_version_by_digest', columns: ['template', 'digest'] }],
});

export const ProtocolEntrySchema = new EntitySchema<ProtocolEntryRow>({
  name: 'protocol_entry',
  columns: {
    letter: key('protocol_entry_pk', text()),
    position: key('protocol_entry_pk', integer()),
    number: text(),
    date: date(),
    aoo: text(nullable),
    source: text(),
    awaitSigned: { type: 'boolean', name: 'await_signed', default: false },
    recordedAt: instantColumn({ name: 'recorded_at' }),
    recordedBy: text({ name: 'recorded_by' }),
  },
  indices: [{ name: 'protocol_entry_by_number', columns: ['number'] }],
});

export const LetterPaperSchema = new EntitySchema<LetterPaperRow>({
  name: 'letter_paper',
  columns: {
    letter: key('letter_paper_pk', text()),
    kind: key('letter_paper_pk', text()),
    name: text(),
    content: bytes(),
    sha256: text(),
    recordedAt: instantColumn({ name: 'recorded_at' }),
    recordedBy: text({ name: 'recorded_by' }),
  },
});

export const LetterHoldSchema = new EntitySchema<LetterHoldRow>({
  name: 'letter_hold',
  columns: {
    letter: key('letter_hold_pk', text()),
    code: text(),
    reason: text(),
    since: instantColumn(),
    retryAt: instantColumn({ name: 'retry_at', nullable: true }),
  },
});

export const DepartureBatchSchema = new EntitySchema<DepartureBatchRow>({
  name: 'departure_batch',
  columns: {
    id: key('departure_batch_pk', text()),
    scope: text(),
    survey: text(),
    round: date(nullable),
    rung: text(nullable),
    day: date(nullable),
    state: text(),
    preparedBy: text({ name: 'prepared_by' }),
    preparedAt: instantColumn({ name: 'prepared_at' }),
    decidedBy: text({ name: 'decided_by', nullable: true }),
    decidedAt: instantColumn({ name: 'decided_at', nullable: true }),
    onBehalfOf: text({ name: 'on_behalf_of', nullable: true }),
    reason: text(nullable),
  },
  indices: [{ name: 'departure_batch_by_scope', columns: ['scope', 'state'] }],
});

export const BatchLetterSchema = new EntitySchema<BatchLetterRow>({
  name: 'departure_batch_letter',
  columns: {
    batch: key('departure_batch_letter_pk', text()),
    municipality: key('departure_batch_letter_pk', text()),
    obligation: key('departure_batch_letter_pk', text()),
    rung: key('departure_batch_letter_pk', text()),
    dueVersion: key('departure_batch_letter_pk', integer({ name: 'due_version' })),
    obligations: json(),
    template: text(),
    templateVersion: text({ name: 'template_version' }),
  },
  indices: [
    {
      name: 'departure_batch_letter_by_key',
      columns: ['municipality', 'obligation', 'rung', 'dueVersion'],
    },
  ],
});

export const DeputySchema = new EntitySchema<DeputyRow>({
  name: 'deputy',
  columns: {
    id: key('deputy_pk', text()),
    absent: text(),
    deputy: text(),
    validFrom: date({ name: 'valid_from' }),
    validTo: date({ name: 'valid_to' }),
    recordedBy: text({ name: 'recorded_by' }),
    recordedAt: instantColumn({ name: 'recorded_at' }),
    revokedBy: text({ name: 'revoked_by', nullable: true }),
    revokedAt: instantColumn({ name: 'revoked_at', nullable: true }),
  },
});

export const GoingOutActSchema = new EntitySchema<GoingOutActRow>({
  name: 'going_out_act',
  columns: {
    position: key('going_out_act_pk', bigint({ generated: 'increment' })),
    at: instantColumn(),
    actor: text(),
    act: text(),
    detail: json(),
  },
});

export const GOING_OUT_SCHEMAS = [
  TemplateVersionSchema,
  ProtocolEntrySchema,
  LetterPaperSchema,
  LetterHoldSchema,
  DepartureBatchSchema,
  BatchLetterSchema,
  DeputySchema,
  GoingOutActSchema,
];
