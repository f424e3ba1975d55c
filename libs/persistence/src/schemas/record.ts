import { EntitySchema } from 'typeorm';
import type { Municipality } from '@app/domain';
import { date, instantColumn, integer, json, key, nullable, real, text } from './columns.js';
import type { RecordedFact as FactRow } from '../stores/fact-store.js';
import type { ChainRow, SettingRow, SurveyRow } from './rows.js';

export const MunicipalitySchema = new EntitySchema<Municipality>({
  name: 'municipality',
  columns: {
    istat: key('municipality_pk', text()),
    name: text(),
    title: text(),
    belfiore: text(nullable),
    postcode: text(nullable),
    latitude: real(nullable),
    longitude: real(nullable),
    existsFrom: date({ name: 'exists_from', nullable: true }),
    existsTo: date({ name: 'exists_to', nullable: true }),
    successor: text(nullable),
    addresses: json({ default: [] }),
    closingDays: json({ name: 'closing_days', default: [] }),
  },
});

export const SurveySchema = new EntitySchema<SurveyRow>({
  name: 'survey',
  columns: {
    id: key('survey_pk', text()),
    version: key('survey_pk', integer()),
    definition: json(),
    recordedAt: instantColumn({ name: 'recorded_at' }),
    recordedBy: text({ name: 'recorded_by' }),
  },
});

export const ChainSchema = new EntitySchema<ChainRow>({
  name: 'chain',
  columns: {
    municipality: key('chain_pk', text()),
    length: integer({ default: 0 }),
    head: text({ default: '' }),
    consideredLength: integer({ name: 'considered_length', default: -1 }),
    consideredAt: instantColumn({ name: 'considered_at', nullable: true }),
  },
});

export const FactSchema = new EntitySchema<FactRow>({
  name: 'fact',
  columns: {
    municipality: key('fact_pk', text()),
    position: key('fact_pk', integer()),
    id: text(),
    type: text(),
    survey: text(),
    round: date(nullable),
    occurredAt: instantColumn({ name: 'occurred_at' }),
    recordedAt: instantColumn({ name: 'recorded_at' }),
    actor: text(),
    source: text(),
    evidence: text(nullable),
    payload: json(),
    previousHash: text({ name: 'previous_hash' }),
    hash: text(),
  },
  uniques: [{ name: 'fact_id_unique', columns: ['municipality', 'id'] }],
  indices: [
    { name: 'fact_by_recorded', columns: ['recordedAt'] },
    { name: 'fact_by_actor', columns: ['actor', 'recordedAt'] },
    {
      name: 'fact_of_answer',
      columns: ['survey', 'round'],
      where: "type in ('transmitted', 'nil-declared', 'rejected')",
    },
    { name: 'fact_of_people', columns: ['recordedAt'], where: "source in ('officer', 'import')" },
    {
      name: 'fact_by_person',
      columns: ['actor', 'recordedAt'],
      where: "source in ('officer', 'import')",
    },
    {
      name: 'fact_of_closing',
      columns: ['municipality', 'position'],
      where: "type in ('closed-day', 'corrected')",
    },
  ],
});

export const SettingSchema = new EntitySchema<SettingRow>({
  name: 'setting',
  columns: { key: key('setting_pk', text()), value: json() },
});
