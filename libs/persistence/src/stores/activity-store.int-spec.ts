import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instant } from '@app/domain';
import type { DataSource } from 'typeorm';
import type { TestDatabase } from '../../../../test/support/postgres.js';
import { testDatabase } from '../../../../test/support/postgres.js';
import { dataSource, migrate } from '../data-source.js';
import type { ActivitySearch } from './activity-store.js';
import { activeStaff, COUNTED, searchActivity } from './activity-store.js';

describe('what was done', () => {
  let database: TestDatabase;
  let db: DataSource;

  beforeAll(async () => {
    database = await testDatabase();
    db = await dataSource(database.url, 2).initialize();
    await migrate(db);
    await db.query(`
      insert into fact (municipality, position, id, type, survey, round, occurred_at, recorded_at, actor, source, payload, previous_hash, hash)
        select '110001', n, 'e' || n, 'typed', 's', null, now(), timestamptz '2022-03-01 08:00Z' + n * interval '1 minute', 'push', 'push', '{}', '', ''
        from generate_series(1, ${COUNTED + 5}) n;
      insert into fact (municipality, position, id, type, survey, round, occurred_at, recorded_at, actor, source, payload, previous_hash, hash)
        select '110002', n, 'o' || n, 'typed', 's', null, now(), '2022-03-02 08:00Z', case when n < 3 then 'rossi' else 'verdi' end, 'officer', '{}', '', ''
        from generate_series(1, 12) n;
      insert into act (position, at, actor, act, subject, detail, previous_hash, hash)
        values (1, '2022-03-02 08:00Z', 'bianchi', 'mailbox-resumed', 'x', '{}', '', '');
      insert into reference_act (at, actor, act, subject, detail) values
        ('2022-03-03 08:00Z', 'neri', 'closing-day-added', '110002', '{"day":"09-16"}'),
        ('2022-03-04 08:00Z', 'neri', 'survey-changed', 's', '{"version":2,"note":"perché"}');
      insert into survey (id, version, definition, recorded_at, recorded_by) values
        ('s', 1, '{}', '2022-03-01', 'installazione'), ('s', 2, '{}', '2022-03-04 08:00Z', 'neri'), ('s', 3, '{}', '2022-03-05 08:00Z', 'gialli')`);
  });
  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });

  const search = (more: Partial<ActivitySearch> = {}) =>
    searchActivity(db, { everyone: false, limit: 5, ...more });

  /** Every page from the latest, or back from the oldest. */
  async function turned(more: Partial<ActivitySearch>, back = false) {
    const pages: string[][] = [];
    let page = await search(more);
    const take = () => pages.push(page.rows.map(({ subject }) => subject));
    take();
    for (let n = 0; n < 400; n += 1) {
      const next = back ? page.newer : page.older;
      if (next === null) break;
      page = await search(back ? { ...more, newer: next } : { ...more, older: next });
      take();
    }
    return { pages, page };
  }

  it('is read page by page, latest first, each thing once, those of one moment too', async () => {
    const { pages } = await turned({});
    const facts = Array.from({ length: 12 }, (_, n) => `o${12 - n}`);
    expect(pages.flat()).toEqual(['s/3', 's', '110002', ...facts, 'x']);
    expect(pages.map(({ length }) => length)).toEqual([5, 5, 5, 1]);
  });

  it('is read back the same way', async () => {
    const { page } = await turned({});
    const first = page.rows[0]!.subject;
    const back = await turned({ newer: page.newer! }, true);
    expect([first, back.pages.reverse().flat()]).toEqual([
      'x',
      ['s/3', 's', '110002', ...Array.from({ length: 12 }, (_, n) => `o${12 - n}`)],
    ]);
    expect([back.page.newer, back.page.older !== null]).toEqual([null, true]);
  });

  it('reads a change of the rules by the act that says why, and a version without one by itself', async () => {
    const { rows } = await search({ origin: 'act' });
    expect(rows.map(({ origin, subject, actor }) => [origin, subject, actor])).toEqual([
      ['survey', 's/3', 'gialli'],
      ['reference', 's', 'neri'],
      ['reference', '110002', 'neri'],
      ['act', 'x', 'bianchi'],
    ]);
  });

  it('counts what people did, and beyond a thousand no further', async () => {
    expect((await search()).total).toBe(16);
    expect((await search({ everyone: true })).total).toBe(COUNTED + 1);
    expect((await search({ actor: 'rossi' })).total).toBe(2);
  });

  it.each([
    ['one municipality, its closing days of every year too', { municipality: '110002' }, 13],
    ['facts only', { origin: 'fact' }, 12],
    ['from Thursday 3 March', { from: '2022-03-03T00:00:00.000Z' as Instant }, 3],
    ['before Thursday 3 March', { to: '2022-03-03T00:00:00.000Z' as Instant }, 13],
  ] as const)('can be asked of %s', async (_what, asked, total) => {
    expect((await search(asked)).total).toBe(total);
    expect((await turned(asked)).pages.flat()).toHaveLength(total);
  });

  it('names everyone of the office once, and nobody else', async () => {
    expect(await activeStaff(db)).toEqual(['bianchi', 'gialli', 'neri', 'rossi', 'verdi']);
  });
});
