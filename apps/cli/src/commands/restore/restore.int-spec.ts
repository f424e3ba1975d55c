import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { goingOutState, saveSetting, setting } from '@app/persistence';
import { Importer, Recorder, Reference } from '@app/workflow';
import { checkCopy } from './check.js';
import { contents, copies, EVENTS, NOW } from './testing/copies.js';

const { emptyDatabase, anInstallation, dataFolder, backup, restore } = copies();

describe('a copy brought back', () => {
  it('into an empty database has the same rows, byte for byte, and the same chain', async () => {
    const source = await anInstallation('sandbox');
    const target = await emptyDatabase();
    await restore(target, await backup(source));
    expect(await contents(target)).toEqual(await contents(source));
    expect(await target.query('select name from migration order by id')).toEqual(
      await source.query('select name from migration order by id'),
    );
  });

  it('goes on where the copy ended: counters follow, facts follow in the chain', async () => {
    const target = await emptyDatabase();
    await restore(target, await backup(await anInstallation('sandbox')));
    const [row] = (await target.query(
      `insert into raw_message (sha256, bytes, size, mailbox, folder, uid, uid_validity, fetched_at, state)
       values ('b', '', 0, 'm', 'INBOX', 2, '1', now(), 'new') returning position::int`,
    )) as { position: number }[];
    expect(row?.position).toBe(2);
    const reference = new Reference(target);
    const importer = new Importer(reference, new Recorder(target, reference));
    const bytes = readFileSync(EVENTS);
    const wanted = { kind: 'events', actor: 'rossi', at: NOW, dryRun: false } as const;
    expect(await importer.run({ ...wanted, bytes })).toMatchObject({ recorded: 0, known: 3 });
    const more = Buffer.from(
      '{"at":"2022-02-11T10:00:00+01:00","municipality":"110001","round":"2021-12-31","type":"suspended"}',
    );
    await importer.run({
      ...wanted,
      kind: 'variations',
      bytes: Buffer.from('comune;tipo;data;alloggi\n110001;vendita;01/02/2022;1'),
    });
    await importer.run({ ...wanted, bytes: more });
    await expect(checkCopy(await backup(target))).resolves.toMatchObject({ mode: 'sandbox' });
  });

  it('of an older schema is first that, and then this version’s', async () => {
    const source = await emptyDatabase();
    const runner = source.createQueryRunner();
    const later = [...source.migrations].reverse().slice(0, -3);
    for (const migration of later) {
      await migration.down(runner);
      await runner.query('delete from migration where name = $1', [migration.name]);
    }
    await runner.release();
    await saveSetting(source, 'installation', { mode: 'sandbox', createdAt: NOW });
    const target = await emptyDatabase();
    await restore(target, await backup(source));
    expect(await setting(target, 'installation')).toEqual({ mode: 'sandbox', createdAt: NOW });
    expect(await target.query('select name from migration')).toHaveLength(target.migrations.length);
    const log = await target.driver.createSchemaBuilder().log();
    expect(log.upQueries).toEqual([]);
  });

  it('has the secrets of the data folder, those of its own PostgreSQL excepted', async () => {
    const source = await anInstallation('sandbox');
    const data = dataFolder({ 'message-id': 'uno', postgres: 'pw', 'postgres-admin': 'pw' });
    mkdirSync(join(data, 'sandbox', 'ca'), { recursive: true });
    writeFileSync(join(data, 'sandbox', 'ca', 'root.pem'), 'radice');
    writeFileSync(join(data, 'secrets', 'message-id.0123456789ab'), 'a metà');
    const empty = dataFolder();
    await restore(await emptyDatabase(), await backup(source, data), empty);
    expect(readdirSync(join(empty, 'secrets'))).toEqual(['message-id']);
    expect(readFileSync(join(empty, 'sandbox', 'ca', 'root.pem'), 'utf8')).toBe('radice');
    expect(statSync(join(empty, 'secrets', 'message-id')).mode & 0o777).toBe(0o600);
  });

  it('of a live installation lets no letter leave before a person goes live anew', async () => {
    const source = await anInstallation('live');
    const gone = { trial: false, allowList: ['a@pec.it'], changedAt: NOW, changedBy: 'rossi' };
    await saveSetting(source, 'going-out', gone);
    const target = await emptyDatabase();
    await restore(target, await backup(source));
    expect(await goingOutState(target)).toMatchObject({ trial: true, allowList: [] });
    expect(await target.query('select act, detail from going_out_act')).toEqual([
      { act: 'restored', detail: { copyOf: NOW } },
    ]);
  });
});
