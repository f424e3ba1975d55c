import pg from 'pg';
import { DataSource } from 'typeorm';
import { MIGRATIONS } from './migrations/index.js';
import { GOING_OUT_SCHEMAS } from './schemas/going-out.js';
import { CALENDAR_SCHEMAS } from './schemas/calendar.js';
import { ACCESS_SCHEMAS } from './schemas/access.js';
import { OFFICE_SCHEMAS } from './schemas/office.js';
import { LetterSchema, DispatchSchema, ReminderSchema } from './schemas/outbox.js';
import {
  AlertSchema,
  CursorSchema,
  RawMessageSchema,
  ReplySchema,
  UnreadSchema,
} from './schemas/mailbox.js';
import {
  ChainSchema,
  FactSchema,
  MunicipalitySchema,
  SettingSchema,
  SurveySchema,
} from './schemas/record.js';

/** One number for everyone that migrates this database: two processes starting together take turns. */
const MIGRATION_LOCK = 5_011_922;

/** A data folder written by a newer Sollecito: opening it could lose what this version does not know. */
export class NewerSchemaError extends Error {
  readonly code = 'newer-schema';
  constructor(readonly unknown: readonly string[]) {
    super(
      `I dati sono stati scritti da una versione più recente di Sollecito (migrazioni sconosciute: ${unknown.join(', ')}). ` +
        'Installare quella versione, oppure ripristinare una copia di sicurezza precedente.',
    );
  }
}

/**
 * The data source over the migrated schema. Nothing is synchronised; undefined and null in a `where` throw.
 *
 * @example const db = dataSource('postgres://…'); await db.initialize(); await migrate(db)
 */
export function dataSource(url: string, poolSize = 10): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: [
      MunicipalitySchema,
      SurveySchema,
      ChainSchema,
      FactSchema,
      SettingSchema,
      LetterSchema,
      ReminderSchema,
      DispatchSchema,
      RawMessageSchema,
      CursorSchema,
      UnreadSchema,
      ReplySchema,
      AlertSchema,
      ...GOING_OUT_SCHEMAS,
      ...ACCESS_SCHEMAS,
      ...OFFICE_SCHEMAS,
      ...CALENDAR_SCHEMAS,
    ],
    migrations: MIGRATIONS,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
    poolSize,
    // The pool would emit an unhandled error when PostgreSQL restarts; the next query reconnects.
    poolErrorHandler: () => undefined,
    extra: { options: '-c timezone=UTC' },
  });
}

/**
 * Brings the schema up to this version, one process at a time. Idempotent.
 * @throws NewerSchemaError when the database knows migrations that this version does not.
 */
export async function migrate(db: DataSource): Promise<void> {
  const url = (db.options as { url?: string }).url;
  const guard = new pg.Client({ connectionString: url });
  guard.on('error', () => undefined);
  await guard.connect();
  try {
    await guard.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await refuseNewer(guard);
    await db.runMigrations();
  } finally {
    await guard.end();
  }
}

async function refuseNewer(client: pg.Client): Promise<void> {
  const table = await client.query<{ found: string | null }>(
    `select to_regclass('migration')::text as found`,
  );
  if (table.rows[0]?.found === null || table.rows.length === 0) return;
  const known = new Set(MIGRATIONS.map((migration) => migration.name));
  const run = await client.query<{ name: string }>('select name from migration order by id');
  const unknown = run.rows.map((row) => row.name).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new NewerSchemaError(unknown);
}
