import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instant } from '@app/domain';
import { defaultSurvey } from '@app/contract';
import { sha256 } from '@app/evidence';
import { actsAfter } from '@app/persistence';
import type { Office } from '../going-out/testing/office.js';
import { anOffice } from '../going-out/testing/office.js';
import { Stock } from '../queries/stock.js';
import { FileDesk } from './file-desk.js';
import { MODEL_FORMATS, modelFile } from './model-file.js';

const SURVEY = defaultSurvey().id;
const HEAD = 'comune;data_riferimento;codice_alloggio;stato';
const csv = (...lines: string[]): Buffer => Buffer.from([HEAD, ...lines].join('\n'));

describe('files that an officer hands in', () => {
  let office: Office;
  let desk: FileDesk;
  let stock: Stock;
  const facts = async (): Promise<number> => {
    const [row] = (await office.db.query('select count(*)::int as n from fact')) as { n: number }[];
    return row!.n;
  };
  const kept = async (): Promise<number> => {
    const sql = 'select count(*)::int as n from imported_file';
    const [row] = (await office.db.query(sql)) as { n: number }[];
    return row!.n;
  };

  beforeAll(async () => {
    office = await anOffice();
    desk = office.get(FileDesk);
    stock = office.get(Stock);
  });
  afterAll(() => office.close());

  it('leave nothing behind when a row is wrong, and say where it is, what stands there and what should', async () => {
    const bytes = csv('110001;31/12/2021;A-1;in proprietà', '110001;31/02/2021;A-2;in proprietà');
    const { sha256: digest, report } = await desk.check('stock', { name: 'x.csv', bytes }, 'rossi');
    expect(digest).toBeNull();
    expect(report.errors).toEqual([
      expect.objectContaining({ row: 3, column: 'data_riferimento', value: '31/02/2021' }),
    ]);
    expect([await facts(), await kept()]).toEqual([0, 0]);
  });

  it('are recorded only when they are confirmed, byte for byte as they were checked, under the officer’s name', async () => {
    const bytes = csv('110001;31/12/2021;A-1;in proprietà', '110001;31/12/2021;A-2;in proprietà');
    const checked = await desk.check('stock', { name: 'fine anno.csv', bytes }, 'rossi');
    expect(checked.sha256).toBe(sha256(bytes));
    expect(await facts()).toBe(0);
    const done = await desk.confirm('stock', checked.sha256!, 'rossi');
    expect(done!.report).toMatchObject({ applied: true, recorded: 1 });
    expect((await desk.byDigest(checked.sha256!))!.bytes).toEqual(bytes);
    expect(await actsAfter(office.db, 0, 9)).toEqual([
      expect.objectContaining({
        actor: 'rossi',
        act: 'file-imported',
        subject: checked.sha256,
        detail: { kind: 'stock', name: 'fine anno.csv', facts: 1 },
      }),
    ]);
    const again = await desk.confirm('stock', checked.sha256!, 'verdi');
    expect(again!.report).toMatchObject({ recorded: 0, known: 1 });
    expect(await actsAfter(office.db, 0, 9)).toHaveLength(1);
  });

  it('are not found under another kind, or when nobody checked them', async () => {
    const bytes = csv('110001;31/12/2021;A-1;in proprietà', '110001;31/12/2021;A-2;in proprietà');
    expect(await desk.confirm('variations', sha256(bytes), 'rossi')).toBeNull();
    expect(await desk.confirm('stock', 'f'.repeat(64), 'rossi')).toBeNull();
  });

  it('are forgotten a day after they were checked and not confirmed', async () => {
    const waiting = csv('110001;31/12/2020;A-9;in proprietà');
    const { sha256: digest } = await desk.check(
      'stock',
      { name: 'a.csv', bytes: waiting },
      'rossi',
    );
    office.clock.moveTo('2022-02-15T08:00:00.001Z' as Instant);
    await desk.check(
      'stock',
      { name: 'b.csv', bytes: csv('110001;31/12/2020;A-8;venduto') },
      'rossi',
    );
    expect(await desk.confirm('stock', digest!, 'rossi')).toBeNull();
  });

  it('make a second snapshot comparable dwelling by dwelling; of two with the same date the last recorded counts', async () => {
    const later = csv(
      '110001;30/06/2021;A-1;venduto',
      '110001;30/06/2021;A-3;in proprietà',
      '110001;30/06/2021;A-4;in proprietà',
    );
    for (const bytes of [csv('110001;30/06/2021;A-1;in proprietà'), later]) {
      const { sha256: digest } = await desk.check('stock', { name: 'c.csv', bytes }, 'rossi');
      await desk.confirm('stock', digest!, 'rossi');
    }
    const snapshots = await stock.snapshots(SURVEY, '110001');
    expect(snapshots.map(({ reference, units }) => [reference, units])).toEqual([
      ['2021-06-30', 3],
      ['2021-12-31', 2],
    ]);
    const found = await stock.compare(SURVEY, '110001', ['2021-06-30', '2021-12-31'] as never);
    expect(found!.diff).toMatchObject({
      added: [{ key: 'A-2' }],
      ceased: [],
      changed: [{ key: 'A-1', from: 'venduto', to: 'in proprietà' }],
      vanished: [{ key: 'A-3' }, { key: 'A-4' }],
    });
    const [line] = await stock.lines(SURVEY, ['110001']);
    expect(line!.latest!.vanished).toHaveLength(2);
    expect(await stock.compare(SURVEY, '110001', ['2020-12-31', '2021-12-31'] as never)).toBeNull();
  });

  it('leave a snapshot that was taken back out of the count', async () => {
    const before = await stock.snapshots(SURVEY, '110001');
    const [last] = (await office.db.query(
      `select id from fact where type = 'snapshot' order by position desc limit 1`,
    )) as { id: string }[];
    const line = { at: '2022-02-14T10:00:00+01:00', municipality: '110001', type: 'corrected' };
    const text = JSON.stringify({ ...line, fact: last!.id, reason: 'file sbagliato' });
    const { sha256: digest, report } = await desk.check(
      'events',
      { name: 'e.jsonl', bytes: Buffer.from(text) },
      'rossi',
    );
    expect(report.errors).toEqual([]);
    await desk.confirm('events', digest!, 'rossi');
    const now = await stock.snapshots(SURVEY, '110001');
    expect([before[0]!.units, now[0]!.units]).toEqual([3, 1]);
  });

  it('keep the register of variations, filtered and in pages', async () => {
    const bytes = Buffer.from(
      'comune;tipo;data;alloggi\n110001;vendita;10/01/2022;2\n110001;demolizione;20/01/2022;1\n110001;vendita;05/02/2022;1',
    );
    const { sha256: digest } = await desk.check('variations', { name: 'v.csv', bytes }, 'rossi');
    await desk.confirm('variations', digest!, 'rossi');
    const ask = { survey: SURVEY, limit: 2, offset: 0 };
    const first = await stock.variations(ask);
    expect([first.total, first.variations.map(({ date }) => date)]).toEqual([
      3,
      ['2022-02-05', '2022-01-20'],
    ]);
    const sales = await stock.variations({ ...ask, kind: 'sale', to: '2022-01-31' });
    expect(sales.variations).toEqual([
      expect.objectContaining({ date: '2022-01-10', units: 2, actor: 'rossi', takenBack: false }),
    ]);
  });

  it.each(MODEL_FORMATS)('can start from the models: %s is accepted as it is', async (format) => {
    for (const [name, kind] of [
      ['consistenza', 'stock'],
      ['variazioni', 'variations'],
      ['trasmissioni', 'transmissions'],
    ] as const) {
      const all = await anOfficeOfTen(async (ten) =>
        ten.get(FileDesk).check(kind, { name, bytes: await modelFile(name, format) }, 'rossi'),
      );
      expect(all.report).toMatchObject({ errors: [], rows: 3 });
    }
  });
});

async function anOfficeOfTen<T>(work: (office: Office) => Promise<T>): Promise<T> {
  const { defaultMunicipalities } = await import('@app/contract');
  const office = await anOffice({ municipalities: defaultMunicipalities() });
  try {
    return await work(office);
  } finally {
    await office.close();
  }
}
