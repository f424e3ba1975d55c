import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Fact, Instant, LocalDate } from '@app/domain';
import { factHash, sha256, verifyEvidence } from '@app/evidence';
import type { EmbeddedPostgres } from '@app/persistence';
import { appendFacts, lockChains, saveSetting, startEmbeddedPostgres } from '@app/persistence';
import type { DataSource } from 'typeorm';
import { main } from '../../main.js';
import { capture } from '../../testing/status-command.js';
import { checkCopy } from './check.js';
import { altered } from './testing/altered.js';
import { copies, NOW } from './testing/copies.js';

/** Facts a body: below and above every step at which a number grows by a digit. */
const BODIES: Readonly<Record<string, number>> = { '110001': 305, '110002': 120, '110003': 11 };

const { emptyDatabase, urlOf, anInstallation, dataFolder, copyName, backup, restore } = copies();

/** A fact that changes no status: what counts here is that there are many. */
function typed(municipality: string, n: number): Fact {
  const at = new Date(Date.parse(NOW) + n * 1000).toISOString() as Instant;
  return {
    ...{ id: `prova/${n}`, type: 'typed', survey: 'push-erp', municipality, payload: {} },
    ...{ round: '2021-12-31' as LocalDate, occurredAt: at, recordedAt: at },
    ...{ actor: 'rossi', source: 'push', evidence: null },
  };
}

async function withManyFacts(): Promise<DataSource> {
  const db = await anInstallation('sandbox');
  await saveSetting(db, 'clock', { now: NOW });
  await db.transaction(async (tx) => {
    await lockChains(tx, Object.keys(BODIES));
    for (const [istat, many] of Object.entries(BODIES)) {
      const facts = Array.from({ length: many }, (_, n) => typed(istat, n));
      await appendFacts(tx, istat, facts, factHash);
    }
  });
  return db;
}

const before = { ...process.env };

/** Runs a command on an installation as the command line does; on its own PostgreSQL when there is no URL. */
async function sollecito(
  of: { readonly data: string; readonly url?: string },
  ...args: readonly string[]
): Promise<string> {
  process.env['SOLLECITO_DATA'] = of.data;
  if (of.url === undefined) delete process.env['DATABASE_URL'];
  else process.env['DATABASE_URL'] = of.url;
  const io = capture();
  const code = await main(args, io);
  expect([args[0], code, io.err]).toEqual([args[0], 0, '']);
  return io.out;
}

async function told(of: { readonly data: string; readonly url?: string }) {
  const out = copyName();
  const evidence = ['--municipality', '110001', '--round', '2021-12-31', '--out', out];
  const status = await sollecito(of, 'status', '--as-of', '2022-04-01', '--json');
  await sollecito(of, 'export', 'events', '--out', out);
  const events = readFileSync(out, 'utf8');
  await sollecito(of, 'export', 'evidence', ...evidence);
  const zip = readFileSync(out);
  return { status, events, problems: verifyEvidence(zip).problems, evidence: sha256(zip) };
}

describe('a copy of a record with hundreds of facts a body', () => {
  let source: DataSource;
  let embedded: EmbeddedPostgres;

  beforeAll(async () => {
    source = await withManyFacts();
  }, 60_000);
  afterAll(async () => {
    process.env = before;
    await embedded?.stop();
  });

  it('is brought back on the embedded database and on one’s own: states, events and evidence are the same', async () => {
    const first = { data: dataFolder(), url: urlOf(source) };
    const own = { data: dataFolder() };
    const last = { data: dataFolder(), url: urlOf(await emptyDatabase()) };
    embedded = await startEmbeddedPostgres({ dir: own.data });
    const [one, two] = [copyName(), copyName()];
    await sollecito(first, 'backup', one);
    await sollecito(own, 'restore', one);
    await sollecito(own, 'backup', two);
    await sollecito(last, 'restore', two);
    const expected = await told(first);
    expect(expected.events.trimEnd().split('\n').length).toBeGreaterThan(430);
    expect(expected.problems).toEqual([]);
    expect(await told(own)).toEqual(expected);
    expect(await told(last)).toEqual(expected);
  }, 120_000);

  it('has its facts by number, whatever the order in which an older version wrote them', async () => {
    const copy = await backup(source);
    const positions = (lines: readonly string[]): number[] =>
      lines.map((line) => Number((JSON.parse(line) as { position: string }).position));
    const old = await altered(copy, copyName(), ({ name, bytes }) => {
      if (!name.startsWith('tabelle/fact/')) return bytes;
      const lines = bytes.toString().trimEnd().split('\n');
      const own = positions(lines.filter((line) => line.includes('"municipality":"110001"')));
      expect(own).toEqual(own.map((_, index) => index + 1));
      const key = (line: string): string => {
        const row = JSON.parse(line) as { municipality: string; position: string };
        return `${row.municipality} ${row.position}`;
      };
      const sorted = lines.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
      return Buffer.from(`${sorted.join('\n')}\n`);
    });
    const target = await emptyDatabase();
    await restore(target, old);
    const facts = 'select * from fact order by municipality, fact.position';
    expect(await target.query(facts)).toEqual(await source.query(facts));
  }, 60_000);

  it('is refused when a fact stands at a number that is not its own', async () => {
    const length = BODIES['110001']! + 2;
    const forged = await altered(await backup(source), copyName(), ({ name, bytes }) =>
      name.startsWith('tabelle/fact/')
        ? Buffer.from(bytes.toString().replace(`"position":"${length}"`, '"position":"999"'))
        : bytes,
    );
    await expect(checkCopy(forged)).rejects.toThrow(`Comune 110001, manca il fatto ${length}`);
  }, 60_000);
});
