import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instant } from '@app/domain';
import type { DataSource } from 'typeorm';
import type { TestDatabase } from '../../../../test/support/postgres.js';
import { testDatabase } from '../../../../test/support/postgres.js';
import { dataSource, migrate } from '../data-source.js';
import { letterAttention, searchLetters, settleFailures } from './attention-store.js';
import { countLetters, sentLetterRefs } from './letter-store.js';

const NOW = '2022-04-06T16:00:00.000Z' as Instant;
const LETTERS = 53;

describe('the register', () => {
  let database: TestDatabase;
  let db: DataSource;

  beforeAll(async () => {
    database = await testDatabase();
    db = await dataSource(database.url, 4).initialize();
    await migrate(db);
    await db.query(`
      insert into municipality (istat, name, title, addresses) values
        ('110009', 'Trani', 'Comune di', '[{"address":"sportello@cert.trani.example"}]'),
        ('110001', 'Andria', 'Comune di', '[]');
      insert into letter (id, municipality, survey, obligation, obligations, rung, due_version, template, target, decided_at, state, subject, token)
        select 'l' || n, case when n % 2 = 0 then '110001' else '110009' end, 's', 'o', '[]', 'reminder-1', 1, 'reminder', '2022-03-01',
          timestamptz '2022-03-01 08:00Z' + n * interval '1 hour', case when n in (7, ${LETTERS}) then 'failed' when n < 4 then 'sent' else 'delivered' end,
          'Prot. n. 00' || n || ' – Ricognizione', 'SOL-' || n from generate_series(1, ${LETTERS}) n;
      insert into dispatch (message_id, letter, attempt, state, from_address, to_address, address_source, raw, sha256, created_at,
          submitting_at, provider_id, conflict)
        select '<m' || n || '@x>', 'l' || n, 1, case when n = 9 then 'in-doubt' when n < 4 then 'accepted' else 'delivered' end, 'f', 't', 'letter', '',
          '', now(), case when n = 1 then timestamptz '2022-04-06 15:00Z' else timestamptz '2022-03-01 08:00Z' end, 'p' || n || '@y',
          case when n = 5 then 'due ricevute' end from generate_series(1, ${LETTERS}) n;
      insert into alert (id, kind, message, subject, raised_at) values ('a', 'delivery-failed', 'm', 'l7', now()),
        ('b', 'letter-rejected', 'm', 'l${LETTERS}', now()), ('c', 'no-end', 'm', 'l${LETTERS}', now())`);
    await settleFailures(db, ['110009'], [`l${LETTERS}`], NOW);
  });
  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });

  const page = async (more: object) => {
    const { total, letters } = await searchLetters(db, { now: NOW, limit: 10, offset: 0, ...more });
    return { total, ids: letters.map(({ id }) => id) };
  };

  it('gives every letter on exactly one page, newest first, from whichever end it reads', async () => {
    const ids: string[] = [];
    for (let offset = 0; offset < LETTERS; offset += 10) ids.push(...(await page({ offset })).ids);
    expect(ids).toEqual(Array.from({ length: LETTERS }, (_, n) => `l${LETTERS - n}`));
  });

  it('beyond the last page gives the last one, and of nothing an empty one', async () => {
    expect((await page({ offset: 5000 })).ids).toEqual(['l3', 'l2', 'l1']);
    expect(await page({ offset: 5000, state: 'stopped' })).toEqual({ total: 0, ids: [] });
  });

  it.each([
    ['a part of a name', 'ran', 27],
    ['a part of an address', 'sportello@cert', 27],
    ['the start of a word of the subject', 'ricogn', LETTERS],
    ['a protocol number in the subject', '0017', 1],
    ['our Message-ID', '<m12@x>', 1],
    ['our Message-ID without its brackets', 'm12@x', 1],
    ['the provider’s identifier', 'p12@y', 1],
    ['the reference token as people type it', 'sol-12', 1],
    ['what nobody wrote', 'zzz', 0],
    ['signs alone', '%', 0],
    ['quotes and operators', `' & ! :* "`, 0],
  ])('finds letters by %s', async (_what, text, total) => {
    expect((await page({ text })).total).toBe(total);
  });

  it('tells a letter by its ids and its last registration, with day and area', async () => {
    await db.query(`
      insert into protocol_entry (letter, position, number, date, aoo, source, recorded_at, recorded_by) values
        ('l1', 1, '0000012', '2022-02-28', null, 'page', now(), 'x'),
        ('l1', 2, '0000123', '2022-03-01', 'r_puglia/AOO_080', 'page', now(), 'x')`);
    const refs = (await sentLetterRefs(db)).slice(0, 2);
    expect(refs.map(({ messageIds, token }) => [messageIds, token])).toEqual([
      [['<m1@x>', 'p1@y'], 'SOL-1'],
      [['<m2@x>', 'p2@y'], 'SOL-2'],
    ]);
    expect(
      refs.map(({ protocol, protocolDate, protocolArea }) => [
        protocol,
        protocolDate,
        protocolArea,
      ]),
    ).toEqual([
      ['0000123', '2022-03-01', 'r_puglia/AOO_080'],
      [null, null, null],
    ]);
  });

  it('finds letters by days in Rome, both included', async () => {
    const some = await page({ from: '2022-03-02', to: '2022-03-02', limit: 50 });
    expect([some.ids.at(-1), some.ids[0], some.total]).toEqual(['l15', 'l38', 24]);
  });

  it('counts what wants looking at, and lists the very same', async () => {
    const counts = { failed: 1, stopped: 0, doubtful: 1, silent: 2, conflicts: 1 };
    expect(await letterAttention(db, NOW)).toEqual(counts);
    for (const [list, total] of Object.entries(counts)) {
      expect({ list, total: (await page({ list })).total }).toEqual({ list, total });
    }
    // Of the two that failed, only the second can be mended.
    expect((await page({ list: 'attention' })).ids).toEqual(['l53', 'l9', 'l5', 'l3', 'l2']);
  });

  it('counts the letters of some days by rung and day of Rome, those withdrawn apart', async () => {
    await db.query(`
      insert into letter (id, municipality, survey, obligation, obligations, rung, due_version, template, target, decided_at, state, reason, token)
        values
          ('c1', '110001', 'c', 'c/1', '[]', 'r', 1, 't', '2022-05-01', '2022-05-02T22:30:00Z', 'delivered', null, 'C1'),
          ('c2', '110009', 'c', 'c/1', '[]', 'r', 1, 't', '2022-05-01', '2022-05-03T08:00:00Z', 'queued', null, 'C2'),
          ('c3', '110001', 'c', 'c/1', '[]', 'r', 2, 't', '2022-05-01', '2022-05-03T09:00:00Z', 'withdrawn', 'ha risposto', 'C3'),
          ('c4', '110001', 'c', 'c/1', '[]', 's', 1, 't', '2022-05-01', '2022-05-02T21:59:59Z', 'failed', null, 'C4'),
          ('c5', '110001', 'c', 'c/1', '[]', 's', 1, 't', '2022-05-01', '2022-05-04T08:00:00Z', 'sent', null, 'C5')`);
    const [from, to] = ['2022-05-02T00:00:00.000Z', '2022-05-03T21:59:59.999Z'] as Instant[];
    const counts = await countLetters(db, 'c', from!, to!);
    expect(counts).toEqual([
      {
        ...{ obligation: 'c/1', rung: 's', day: '2022-05-02', at: '2022-05-02T21:59:59.000Z' },
        ...{ withdrawn: false, done: true, count: 1, reason: null },
      },
      {
        ...{ obligation: 'c/1', rung: 'r', day: '2022-05-03', at: '2022-05-02T22:30:00.000Z' },
        ...{ withdrawn: false, done: false, count: 2, reason: null },
      },
      {
        ...{ obligation: 'c/1', rung: 'r', day: '2022-05-03', at: '2022-05-03T09:00:00.000Z' },
        ...{ withdrawn: true, done: false, count: 1, reason: 'ha risposto' },
      },
    ]);
  });
});
