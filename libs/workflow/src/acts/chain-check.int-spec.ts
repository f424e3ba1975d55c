import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { defaultMunicipalities } from '@app/contract';
import type { Office } from '../going-out/testing/office.js';
import { anOffice } from '../going-out/testing/office.js';
import { Importer } from '../imports/importer.js';
import { Activity } from './activity.js';
import { ChainCheck } from './chain-check.js';
import { noteActNow } from './note-act.js';

const VARIATIONS = [
  'comune;tipo;data;alloggi',
  '110001;vendita;10/01/2022;2',
  '110001;demolizione;20/01/2022;1',
  '110001;vendita;05/02/2022;1',
  '110002;vendita;05/02/2022;1',
].join('\n');

describe('the record and its chains', () => {
  let office: Office;
  let check: ChainCheck;

  beforeEach(async () => {
    office = await anOffice({ municipalities: defaultMunicipalities().slice(0, 2) });
    check = office.get(ChainCheck);
    const file = { kind: 'variations', bytes: Buffer.from(VARIATIONS) } as const;
    const at = office.clock.now();
    await office.get(Importer).run({ ...file, actor: 'rossi', at, dryRun: false });
    for (const subject of ['uno', 'due', 'tre']) {
      const act = { act: 'message-retried', subject, detail: {} } as const;
      await noteActNow(office.db, { at, actor: 'verdi', ...act });
    }
  });
  afterEach(() => office.close());

  /** What only somebody with the database's own key can do. */
  async function tamper(table: string, sql: string): Promise<void> {
    await office.db.query(`alter table ${table} disable trigger user`);
    await office.db.query(sql);
    await office.db.query(`alter table ${table} enable trigger user`);
  }

  it('hold as they were written, and the report is kept with who asked', async () => {
    expect(await check.last()).toBeNull();
    const report = await check.run('bianchi');
    expect(report).toMatchObject({ by: 'bianchi', chains: 3, facts: 4, acts: 4, broken: [] });
    expect(report.until).toBe(office.clock.now());
    expect(report.head).toMatch(/^[0-9a-f]{64}$/);
    expect(await check.last()).toEqual(report);
    expect((await check.run('bianchi')).head).toBe(report.head);
  });

  it.each([
    [
      'a fact that was changed',
      'fact',
      `update fact set payload = payload || '{"units": 9}' where municipality = '110001' and position = 2`,
      ['110001', 1],
    ],
    [
      'a fact that was taken out',
      'fact',
      `delete from fact where municipality = '110001' and position = 1`,
      ['110001', 0],
    ],
    [
      'a tail that was cut off',
      'fact',
      `delete from fact where municipality = '110001' and position = 3`,
      ['110001', 2],
    ],
    [
      'an act that was changed',
      'act',
      `update act set actor = 'neri' where position = 3`,
      ['atti', 2],
    ],
    ['an act that was taken out', 'act', `delete from act where position = 2`, ['atti', 1]],
  ])('betray %s, and say up to where they hold', async (_what, table, sql, [chain, holds]) => {
    await tamper(table, sql);
    const report = await check.run('bianchi');
    expect(report.broken.map((one) => [one.chain, one.holds])).toEqual([[chain, holds]]);
    expect(report.broken[0]!.until === null).toBe(holds === 0);
  });

  it('refuse to be changed through the program’s own connection', async () => {
    await expect(office.db.query(`update act set actor = 'neri'`)).rejects.toThrow(/never changed/);
    await expect(office.db.query('truncate act')).rejects.toThrow(/never changed/);
  });

  it('put acts of two people at once one after the other', async () => {
    const at = office.clock.now();
    await Promise.all(
      Array.from({ length: 4 }, (_, n) =>
        noteActNow(office.db, {
          ...{ at, actor: `p${n}`, act: 'message-retried', subject: 'x' },
          detail: {},
        }),
      ),
    );
    expect(await check.run('bianchi')).toMatchObject({ acts: 8, broken: [] });
  });

  it('tell what people did from every register, latest first, filtered and in pages', async () => {
    const activity = office.get(Activity);
    const ask = { everyone: false, limit: 3, offset: 0 };
    const all = await activity.search(ask);
    expect([all.total, all.rows.length]).toEqual([8, 3]);
    expect(await activity.staff()).toEqual(expect.arrayContaining(['rossi', 'verdi']));
    const rossi = await activity.search({ ...ask, actor: 'rossi', limit: 9 });
    expect(rossi.rows.map(({ what }) => what).toSorted()).toEqual([
      'file-imported',
      ...Array.from({ length: 4 }, () => 'variation'),
    ]);
    const andria = await activity.search({ ...ask, municipality: '110001' });
    expect([andria.total, andria.rows[0]!.origin]).toEqual([3, 'fact']);
    expect((await activity.search({ ...ask, origin: 'act' })).total).toBe(4);
    expect((await activity.search({ ...ask, to: '2022-02-13' as never })).total).toBe(0);
    expect((await activity.search({ ...ask, from: '2022-02-14' as never })).total).toBe(8);
    await office.send();
    expect((await activity.search(ask)).total).toBe(8);
    expect((await activity.search({ ...ask, everyone: true })).total).toBeGreaterThan(8);
  });
});
