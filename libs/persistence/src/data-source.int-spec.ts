import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import type { TestDatabase } from '../../../test/support/postgres.js';
import { testDatabase } from '../../../test/support/postgres.js';
import { dataSource, migrate } from './data-source.js';
import { MIGRATIONS } from './migrations/index.js';

describe('the schema', () => {
  let database: TestDatabase;
  let db: DataSource;

  beforeAll(async () => {
    database = await testDatabase();
    db = await dataSource(database.url).initialize();
  });

  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });

  it('is the same after migrating twice, and when two processes migrate at once', async () => {
    const other = await dataSource(database.url).initialize();
    await Promise.all([migrate(db), migrate(other)]);
    await migrate(db);
    await other.destroy();
    const run = await db.query('select name from migration');
    expect(run).toHaveLength(db.migrations.length);
  });

  it('is what the schemas say: there is nothing left to synchronise', async () => {
    await migrate(db);
    const log = await db.driver.createSchemaBuilder().log();
    expect(log.upQueries.map((query) => query.query)).toEqual([]);
  });

  it('opens what an older version wrote: the migrations that are missing run, the data stay', async () => {
    const older = await testDatabase();
    const first = new DataSource({
      type: 'postgres',
      url: older.url,
      migrations: MIGRATIONS.slice(0, 1),
      migrationsTableName: 'migration',
    });
    await first.initialize();
    await first.runMigrations();
    await first.query(
      `insert into setting (key, value) values ('installation', '{"mode":"sandbox"}')`,
    );
    await first.destroy();
    const now = await dataSource(older.url).initialize();
    await migrate(now);
    expect(await now.query('select name from migration')).toHaveLength(MIGRATIONS.length);
    expect(await now.query('select value from setting')).toEqual([{ value: { mode: 'sandbox' } }]);
    await now.destroy();
    await older.drop();
  });

  it('refuses a database written by a newer version, naming what it does not know', async () => {
    await migrate(db);
    await db.query(
      `insert into migration (timestamp, name) values (9999999999999, 'Tomorrow9999999999999')`,
    );
    await expect(migrate(db)).rejects.toMatchObject({
      code: 'newer-schema',
      unknown: ['Tomorrow9999999999999'],
    });
    await db.query(`delete from migration where name = 'Tomorrow9999999999999'`);
  });

  it.each([
    ['changed', `update fact set actor = 'x'`],
    ['removed', `delete from fact`],
    ['truncated', `truncate fact`],
  ])('never lets a fact be %s', async (_how, sql) => {
    await migrate(db);
    await db.query(
      `insert into fact values ('110001', (select count(*) + 1 from fact), gen_random_uuid(), 'typed', 'push-erp', null, now(), now(), 'a', 'officer', null, '{}', '', 'h')`,
    );
    await expect(db.query(sql)).rejects.toThrow('facts are never changed or removed');
  });
});
