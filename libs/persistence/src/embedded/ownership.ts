import type { Socket } from 'node:net';
import pg from 'pg';
import { ADMIN } from './cluster.js';

/** "Sollecito", as a number: the advisory lock that the one owner of a data folder holds. */
const OWNER_LOCK = 0x50_11_ec_17;

/** The session that proves this process to be the owner of the data folder. */
export interface Ownership {
  release(): Promise<void>;
}

/** The data folder has another owner, alive. */
export interface OwnedByOther {
  readonly ownedBy: string;
}

/** Connection settings of the administrator's role, on the database that always exists. */
export function adminConfig(
  port: number,
  password: string,
  database = 'postgres',
): pg.ClientConfig {
  return {
    host: '127.0.0.1',
    port,
    user: ADMIN,
    password,
    database,
    connectionTimeoutMillis: 10_000,
    application_name: `sollecito, processo ${process.pid}`,
  };
}

/**
 * Takes the data folder for this process, or says who has it. The lock lives in the database session:
 * it ends with the process however that ends, needs no clean-up and cannot be mistaken for another
 * process that was given the same number.
 */
export async function takeOwnership(
  port: number,
  password: string,
): Promise<Ownership | OwnedByOther> {
  const client = new pg.Client(adminConfig(port, password));
  client.on('error', () => undefined); // the server stopped: the supervisor takes it from there
  await client.connect();
  const taken = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
    OWNER_LOCK,
  ]);
  if (taken.rows[0]?.taken !== true) {
    const owner = await client.query<{ name: string }>(
      `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
       where l.locktype = 'advisory' and l.granted and l.objid = $1`,
      [OWNER_LOCK],
    );
    await client.end();
    return { ownedBy: owner.rows[0]?.name ?? 'sollecito' };
  }
  // The lock must not keep an otherwise finished process alive; giving it back must be waited for.
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.unref();
  return {
    release: () => {
      stream.ref();
      return client.end();
    },
  };
}

/** Makes the application's role (no superuser) and its database, and sets the password that is on record. */
export async function ensureDatabase(
  port: number,
  adminPassword: string,
  password: string,
): Promise<void> {
  const client = new pg.Client(adminConfig(port, adminPassword));
  client.on('error', () => undefined); // the query that is under way rejects with it
  await client.connect();
  try {
    const role = await client.query(`select 1 from pg_roles where rolname = 'sollecito'`);
    const verb = role.rowCount === 0 ? 'create' : 'alter';
    await client.query(`${verb} role sollecito login password ${client.escapeLiteral(password)}`);
    const base = await client.query(`select 1 from pg_database where datname = 'sollecito'`);
    if (base.rowCount === 0) await client.query('create database sollecito owner sollecito');
  } finally {
    await client.end();
  }
}
