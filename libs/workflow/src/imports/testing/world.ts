import { readFileSync } from 'node:fs';
import { afterAll, beforeAll } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { defaultMunicipalities, defaultSurvey } from '@app/contract';
import type { Instant } from '@app/domain';
import { romeDate } from '@app/domain';
import type { RecordedFact } from '@app/persistence';
import { allMunicipalities, dataSource, loadFacts, migrate } from '@app/persistence';
import type { TestDatabase } from '../../../../../test/support/postgres.js';
import { testDatabase } from '../../../../../test/support/postgres.js';
import { install } from '../../installation.js';
import { Recorder } from '../../recorder/recorder.js';
import { Reference } from '../../reference.js';
import { Importer } from '../importer.js';
import type { ImportKind, ImportReport, ImportRequest } from '../types.js';

/** Monday 14 February 2022, 09:00 in Rome. */
export const NOW = '2022-02-14T08:00:00.000Z' as Instant;
export const TODAY = romeDate(NOW);
const MODELS = new URL('../../../../../docs/modelli/', import.meta.url);

/** A model file of the documentation. */
export const model = (name: string): Buffer => readFileSync(new URL(name, MODELS));

/** An installation of the letter with nothing on record. */
export class World {
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
export function world(): { get: () => World } {
  let made: World;
  beforeAll(async () => {
    made = await World.open();
  });
  afterAll(() => made.close());
  return { get: () => made };
}
