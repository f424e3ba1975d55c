import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as xlsx from '@e965/xlsx';
import type { DataSource } from 'typeorm';
import { defaultMunicipalities, defaultSurvey } from '@app/contract';
import type { Instant } from '@app/domain';
import { addressOn, foldMunicipality, romeDate } from '@app/domain';
import { sha256, verifyChain } from '@app/evidence';
import type { RecordedFact } from '@app/persistence';
import { allMunicipalities, dataSource, loadFacts, migrate } from '@app/persistence';
import type { TestDatabase } from '../../../../test/support/postgres.js';
import { testDatabase } from '../../../../test/support/postgres.js';
import { install } from '../installation.js';
import { Recorder } from '../recorder/recorder.js';
import { Reference } from '../reference.js';
import { Importer } from './importer.js';
import type { ImportKind, ImportReport, ImportRequest } from './types.js';

/** Monday 14 February 2022, 09:00 in Rome. */
const NOW = '2022-02-14T08:00:00.000Z' as Instant;
const TODAY = romeDate(NOW);
const MODELS = new URL('../../../../docs/modelli/', import.meta.url);

const model = (name: string): Buffer => readFileSync(new URL(name, MODELS));

/** An installation of the letter with nothing on record. */
class World {
  private constructor(
    private readonly database: TestDatabase,
    readonly db: DataSource,
    private readonly importer: Importer,
  ) {}

  static async open(): Promise<World> {
    const database = await testDatabase();
    const db = await dataSource(database.url, 4).initialize();
    await migrate(db);
    const seed = { municipalities: defaultMunicipalities(), survey: defaultSurvey() };
    await install(db, { mode: 'sandbox', createdAt: NOW }, seed);
    const reference = new Reference(db);
    return new World(database, db, new Importer(reference, new Recorder(db, reference)));
  }

  async close(): Promise<void> {
    await this.db.destroy();
    await this.database.drop();
  }

  run(
    kind: ImportKind,
    file: Buffer | string,
    more: Partial<ImportRequest> = {},
  ): Promise<ImportReport> {
    const bytes = typeof file === 'string' ? Buffer.from(file) : file;
    return this.importer.run({ kind, bytes, actor: 'rossi', at: NOW, dryRun: false, ...more });
  }

  async facts(istat: string): Promise<readonly RecordedFact[]> {
    return (await loadFacts(this.db, [istat])).get(istat) ?? [];
  }

  async count(): Promise<number> {
    const [row] = (await this.db.query('select count(*)::int as n from fact')) as { n: number }[];
    return row?.n ?? 0;
  }

  async andria() {
    const found = (await allMunicipalities(this.db)).find(({ istat }) => istat === '110001');
    if (found === undefined) throw new Error('no Andria');
    return found;
  }
}

/** What every test of a `describe` starts from, and what each changes by itself stays in its own rows. */
function world(): { get: () => World } {
  let made: World;
  beforeAll(async () => {
    made = await World.open();
  });
  afterAll(() => made.close());
  return { get: () => made };
}

describe('the model files', () => {
  const { get } = world();

  it.each([
    ['stock', 'consistenza.csv', 3, 2],
    ['transmissions', 'trasmissioni.csv', 3, 5],
    ['variations', 'variazioni.csv', 3, 3],
    ['events', 'eventi.jsonl', 3, 3],
    ['municipalities', 'comuni.csv', 2, 0],
  ] as const)(
    '%s: a dry run records nothing, an import once, a second one nothing',
    async (kind, name, rows, facts) => {
      // The events tell again what the transmissions told: they go to a record of their own.
      const own = kind === 'events' ? await World.open() : get();
      const before = await own.count();
      const dry = await own.run(kind, model(name), { dryRun: true });
      expect(dry).toMatchObject({ rows, accepted: rows, errors: [], applied: false, recorded: 0 });
      expect(await own.count()).toBe(before);
      const first = await own.run(kind, model(name));
      expect(first).toMatchObject({
        rows,
        accepted: rows,
        errors: [],
        applied: true,
        recorded: facts,
      });
      const after = await own.count();
      const second = await own.run(kind, model(name));
      expect(second).toMatchObject({ errors: [], recorded: 0, known: facts });
      expect(await own.count()).toBe(after);
      if (kind === 'events') await own.close();
    },
  );

  it('put facts on record with source, actor, the file’s digest and both moments', async () => {
    const [snapshot, sent, validated] = await get().facts('110001');
    expect(snapshot).toMatchObject({ type: 'snapshot', source: 'import', actor: 'rossi' });
    expect(sent).toMatchObject({
      type: 'transmitted',
      round: '2021-12-31',
      occurredAt: '2022-02-01T09:30:00.000Z',
      recordedAt: NOW,
      evidence: sha256(model('trasmissioni.csv')),
      payload: { mode: 'flow', units: 812 },
    });
    expect(validated).toMatchObject({ type: 'validated', occurredAt: '2022-02-07T23:00:00.000Z' });
    const chain = (await get().facts('110001')).map((one) => {
      const { position: _position, previousHash: previous, hash, ...fact } = one;
      return { fact, previous, hash };
    });
    expect(verifyChain(chain as never)).toMatchObject({ ok: true, problems: [] });
  });

  it('change the status as facts told by a person would', async () => {
    const [municipality, facts] = [await get().andria(), await get().facts('110001')];
    const [state] = foldMunicipality(defaultSurvey(), municipality, facts, { asOf: NOW });
    expect(state).toMatchObject({ outcome: 'validated', timeliness: 'on-time' });
  });
});

describe('a workbook', () => {
  const { get } = world();

  it.each(['xlsx', 'ods'] as const)(
    '%s says the same as the CSV, days and numbers as typed',
    async (bookType) => {
      const book = xlsx.utils.book_new();
      const rows = [
        ['Comune', 'Tipo', 'Data', 'Alloggi', 'Note'],
        ['110001', 'vendita', new Date(Date.UTC(2022, 0, 15)), 2, 'x'],
        [110003, 'demolizione', '20/01/2022', 1, ''],
      ];
      xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet([]), 'vuoto');
      xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet(rows, { UTC: true }), 'dati');
      const bytes = xlsx.write(book, { type: 'buffer', bookType }) as Buffer;
      const report = await get().run('variations', bytes, { dryRun: true });
      expect(report).toMatchObject({
        rows: 2,
        errors: [],
        notes: ['Colonna non usata: «Note».'],
      });
      const kept = await get().run('variations', bytes);
      expect(kept.recorded + kept.known).toBe(2);
      const [fact] = await get().facts('110001');
      expect(fact).toMatchObject({ payload: { kind: 'sale', date: '2022-01-15', units: 2 } });
    },
  );

  it('of the old kind, or cut off, is refused with what to do', async () => {
    const old = await get().run('stock', Buffer.from('d0cf11e0a1b11ae1', 'hex'));
    expect(old.errors[0]?.message).toContain('XLSX');
    const cut = await get().run('stock', Buffer.from('PK\x03\x04 and no end'));
    expect(cut.errors[0]?.message).toContain('incompleto');
  });
});

describe('a file with a fault', () => {
  const { get } = world();

  it('is refused whole by what a row says', async () => {
    const report = await get().run(
      'variations',
      'comune;tipo;data;alloggi\n110001;vendita;15/01/2022;1\n110002;vendita;31/06/2021;1',
    );
    expect(report).toMatchObject({ rows: 2, accepted: 0, applied: false });
    expect(report.errors).toEqual([
      {
        row: 3,
        column: 'data',
        value: '31/06/2021',
        message: expect.stringContaining('giugno 2021 ha 30 giorni'),
      },
    ]);
    expect(await get().count()).toBe(0);
  });

  it('is refused whole by what the record says, with the row', async () => {
    const report = await get().run(
      'events',
      '{"at":"2022-02-01T10:00:00+01:00","municipality":"110001","type":"typed"}\n\n' +
        '{"at":"2022-02-02T10:00:00+01:00","municipality":"110001","type":"validated"}',
      { dryRun: true },
    );
    expect(report.errors).toMatchObject([{ row: 3, value: 'validated' }]);
    expect(await get().count()).toBe(0);
  });

  it('is refused when it tells what has not happened yet: 23:59 of today, Monday 14 February 2022', async () => {
    const line = (at: string) =>
      `{"at":"${at}","municipality":"110001","round":"2021-12-31","type":"typed"}`;
    const late = await get().run('events', line('2022-02-14T23:59:00+01:00'));
    expect(late.errors).toMatchObject([{ row: 1, column: 'at', value: '14/02/2022' }]);
    const now = await get().run('events', line('2022-02-14T09:00:00+01:00'), { dryRun: true });
    expect(now.errors).toEqual([]);
  });

  it.each([
    [
      'what the engine writes',
      '"type":"exemption-lapsed","because":"x","due":"2022-05-02","reason":"y"',
    ],
    ['a standstill of the engine', '"type":"downtime","until":"2022-02-10"'],
  ])('is refused when it holds %s', async (_what, rest) => {
    const report = await get().run(
      'events',
      `{"at":"2022-02-02T10:00:00+01:00","municipality":"110001","round":"2021-12-31",${rest}}`,
    );
    expect(report.errors).toMatchObject([{ row: 1, column: 'type' }]);
  });
});

describe('an events file', () => {
  const { get } = world();

  it('keeps the ids that it gives, and follows those that it makes', async () => {
    const report = await get().run(
      'events',
      '{"at":"2022-02-01T10:00:00+01:00","municipality":"110001","type":"typed"}\n' +
        '{"id":"nulla","at":"2022-02-02T10:00:00+01:00","municipality":"110001","type":"nil-declared","reference":"2021-12-31"}\n' +
        '{"at":"2022-02-03T10:00:00+01:00","municipality":"110001","type":"corrected","fact":"nulla","reason":"errore"}\n' +
        '{"at":"2022-02-04T10:00:00+01:00","municipality":"110001","type":"corrected","fact":"event-1","reason":"errore"}\n' +
        '{"at":"2022-02-05T10:00:00+01:00","municipality":"110001","type":"extended","due":"2022-04-30","reason":"neve","scope":"all"}',
    );
    expect(report).toMatchObject({ rows: 5, accepted: 5, errors: [], recorded: 14 });
    const facts = await get().facts('110001');
    const [typed, nil, first, second] = facts;
    expect(typed?.id).toMatch(/^import\/typed\/[0-9a-f]{32}$/);
    expect(nil?.id).toBe('nulla');
    expect(first?.payload).toMatchObject({ fact: 'nulla' });
    expect(second?.payload).toMatchObject({ fact: typed?.id });
  });

  it('that brings a new address changes the one that letters read', async () => {
    await get().run(
      'events',
      '{"at":"2022-02-10T10:00:00+01:00","municipality":"110001","type":"address-changed","pec":"nuovo@pec.comune.example"}',
    );
    const andria = await get().andria();
    expect(addressOn(andria, TODAY)).toMatchObject({
      address: 'nuovo@pec.comune.example',
      validFrom: '2022-02-10',
      source: 'event',
    });
    expect(andria.addresses[0]).toMatchObject({ validTo: '2022-02-09', source: 'letter' });
  });
});

describe('IndicePA', () => {
  const { get } = world();
  const changes = [
    {
      municipality: '110002',
      name: 'Barletta',
      from: 'dirigente.servizisociali@cert.comune.barletta.bt.it',
      to: 'protocollo@cert.comune.barletta.bt.it',
      validFrom: TODAY,
    },
  ];

  it('shows what would change, and changes nothing before a person confirms', async () => {
    const before = await allMunicipalities(get().db);
    const report = await get().run('ipa', model('indicepa.csv'));
    expect(report).toMatchObject({ rows: 2, accepted: 2, errors: [], applied: false, changes });
    expect(report.notes).toContain('Trani (110009) non è nel file: l’indirizzo resta.');
    expect(await allMunicipalities(get().db)).toEqual(before);
    expect(await get().count()).toBe(0);
  });

  it('confirmed, ends the old address the day before and tells the timeline', async () => {
    const report = await get().run('ipa', model('indicepa.csv'), { confirmed: true });
    expect(report).toMatchObject({ applied: true, recorded: 1, changes });
    const barletta = (await allMunicipalities(get().db)).find(({ istat }) => istat === '110002');
    expect(barletta?.addresses).toMatchObject([
      { validTo: '2022-02-13', source: 'letter' },
      { address: changes[0]?.to, validFrom: TODAY, validTo: null, source: 'indicepa' },
    ]);
    expect(await get().facts('110002')).toMatchObject([
      { type: 'address-changed', actor: 'rossi', payload: { pec: changes[0]?.to } },
    ]);
  });

  it('read again has nothing to change, and the old list of municipalities brings nothing back', async () => {
    const again = await get().run('ipa', model('indicepa.csv'), { confirmed: true });
    expect(again).toMatchObject({ changes: [], recorded: 0 });
    const list = await get().run('municipalities', model('comuni.csv'));
    expect(list).toMatchObject({ changes: [], applied: true });
    const barletta = (await allMunicipalities(get().db)).find(({ istat }) => istat === '110002');
    expect(addressOn(barletta as never, TODAY)?.source).toBe('indicepa');
    expect(barletta?.closingDays).toEqual(['12-30']);
  });
});
