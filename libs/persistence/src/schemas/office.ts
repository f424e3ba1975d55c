import { EntitySchema } from 'typeorm';
import { bytes, instantColumn, integer, json, key, nullable, text } from './columns.js';
import type { ActRow, ImportedFileRow } from './office-rows.js';

export const ActSchema = new EntitySchema<ActRow>({
  name: 'act',
  columns: {
    position: key('act_pk', integer()),
    at: instantColumn(),
    actor: text(),
    act: text(),
    subject: text(),
    detail: json(),
    previousHash: text({ name: 'previous_hash' }),
    hash: text(),
  },
  indices: [{ name: 'act_by_moment', columns: ['at'] }],
});

export const ImportedFileSchema = new EntitySchema<ImportedFileRow>({
  name: 'imported_file',
  columns: {
    sha256: key('imported_file_pk', text()),
    kind: key('imported_file_pk', text()),
    name: text(),
    bytes: bytes(),
    size: integer(),
    uploadedBy: text({ name: 'uploaded_by' }),
    uploadedAt: instantColumn({ name: 'uploaded_at' }),
    recordedBy: text({ name: 'recorded_by', nullable: true }),
    recordedAt: instantColumn({ name: 'recorded_at', nullable: true }),
    recorded: integer(nullable),
  },
});

export const OFFICE_SCHEMAS = [ActSchema, ImportedFileSchema];
