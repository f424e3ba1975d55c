import type { Instant } from '@app/domain';
import type { Db } from './sql.js';
import { instantText, rows } from './sql.js';

/** The database as whoever looks after it sees it. */
export interface DatabaseState {
  readonly version: string;
  readonly bytes: number;
  /** Name of the last migration. */
  readonly migration: string;
}

export async function databaseState(db: Db): Promise<DatabaseState> {
  const [found] = await rows<DatabaseState>(
    db,
    `select current_setting('server_version') as version,
       pg_database_size(current_database())::float8 as bytes,
       (select name from migration order by id desc limit 1) as migration`,
  );
  return found!;
}

/** How much there is of everything, by state. */
export interface RecordCounts {
  readonly letters: Readonly<Record<string, number>>;
  readonly dispatches: Readonly<Record<string, number>>;
  readonly messages: Readonly<Record<string, number>>;
  readonly replies: Readonly<Record<string, number>>;
  readonly facts: number;
  readonly openAlerts: number;
  /** When the oldest message that waits to be processed came; null: none waits. */
  readonly oldestNew: Instant | null;
  /** When a letter was last accepted by the provider. */
  readonly lastAccepted: Instant | null;
}

const byState = (table: string): string =>
  `(select coalesce(jsonb_object_agg(state, n), '{}') from
     (select state, count(*)::int as n from ${table} group by state) s)`;

export async function recordCounts(db: Db): Promise<RecordCounts> {
  const [found] = await rows<RecordCounts>(
    db,
    `select ${byState('letter')} as letters, ${byState('dispatch')} as dispatches,
       ${byState('raw_message')} as messages, ${byState('reply')} as replies,
       (select coalesce(sum(length), 0)::int from chain) as facts,
       (select count(*)::int from alert where closed_at is null) as "openAlerts",
       (select ${instantText('min(fetched_at)')} from raw_message where state = 'new') as "oldestNew",
       (select ${instantText('max(accepted_at)')} from dispatch) as "lastAccepted"`,
  );
  return found!;
}
