import pg from 'pg';
import type { DataSource } from 'typeorm';

/**
 * A session that holds a lock may rest for as long as its work takes; one whose machine is gone without a word is found
 * out by PostgreSQL in seconds (system default: two hours).
 */
const SESSION = [
  'idle_session_timeout=0',
  'tcp_keepalives_idle=5',
  'tcp_keepalives_interval=2',
  'tcp_keepalives_count=3',
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

/**
 * Runs `work` while a session of its own holds the advisory lock of the name, or not at all when another one holds it.
 * The lock falls with its connection: if the process dies, nobody has to guess whether it lives. The connection stands
 * outside the pool, which work that waits for a connection while it holds the lock can't run dry.
 *
 * @param work asks `held` between its steps: false once the connection was lost, and somebody else may hold the lock
 * @returns what `work` gave, or null when the lock was taken
 * @example await withSessionLock(db, 'mailbox/a@pec.example', async (held) => { while (held()) await step(); })
 */
export async function withSessionLock<T>(
  db: DataSource,
  name: string,
  work: (held: () => boolean) => Promise<T>,
): Promise<T | null> {
  const { url } = db.options as { url?: string };
  const session = new pg.Client({
    connectionString: url,
    application_name: 'sollecito lock',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    options: SESSION,
  });
  let lost = false;
  session.on('error', () => (lost = true));
  session.on('end', () => (lost = true));
  await session.connect();
  try {
    const { rows } = await session.query<{ taken: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as taken',
      [name],
    );
    return rows[0]?.taken === true ? await work(() => !lost) : null;
  } finally {
    // Ends the session, and with it the lock.
    await session.end().catch(() => undefined);
  }
}
