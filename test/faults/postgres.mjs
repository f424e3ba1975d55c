import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '@app/persistence';

/** A PostgreSQL of its own for the run; databases are made one by one. Only processes are killed here: no fsync. */
export async function openPostgres(dir) {
  const server = await startEmbeddedPostgres({
    dir,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  });
  const password = readFileSync(join(dir, 'secrets', 'postgres-admin'), 'utf8').trim();
  const adminUrl = `postgres://sollecito_admin:${password}@127.0.0.1:${server.port}/postgres`;
  return {
    async database(name) {
      const client = new pg.Client({ connectionString: adminUrl });
      await client.connect();
      await client.query(`create database ${name} owner sollecito`);
      await client.end();
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      return url.href;
    },
    stop: () => server.stop(),
  };
}
