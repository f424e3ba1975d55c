import type { EntitySchemaColumnOptions } from 'typeorm';
import type { Instant } from '@app/domain';

/** The driver gives instants as Date; the domain speaks of `Instant` texts. */
const instantTransformer = {
  to: (value: Instant | null) => value,
  from: (value: Date | string | null): Instant | null =>
    value === null ? null : (new Date(value).toISOString() as Instant),
};

type Column = EntitySchemaColumnOptions;

export const text = (options: Partial<Column> = {}): Column => ({ type: 'text', ...options });
export const integer = (options: Partial<Column> = {}): Column => ({ type: 'integer', ...options });
export const bigint = (options: Partial<Column> = {}): Column => ({
  type: 'bigint',
  transformer: { to: (value: number) => value, from: (value: string) => Number(value) },
  ...options,
});
export const real = (options: Partial<Column> = {}): Column => ({
  type: 'double precision',
  ...options,
});
export const date = (options: Partial<Column> = {}): Column => ({ type: 'date', ...options });
export const json = (options: Partial<Column> = {}): Column => ({ type: 'jsonb', ...options });
export const bytes = (options: Partial<Column> = {}): Column => ({ type: 'bytea', ...options });
export const instantColumn = (options: Partial<Column> = {}): Column => ({
  type: 'timestamp with time zone',
  precision: 3,
  transformer: instantTransformer,
  ...options,
});

/** A part of a primary key with the constraint's name as the migration gives it. */
export const key = (constraint: string, column: Column): Column => ({
  ...column,
  primary: true,
  primaryKeyConstraintName: constraint,
});

export const nullable = { nullable: true } as const;
