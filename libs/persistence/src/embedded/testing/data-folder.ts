import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach } from '@jest/globals';
import pg from 'pg';
import { compiled, type Compiled } from '../../../../../test/support/compiled.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../index.js';
import { killHard, type OtherProcess, startElsewhere } from './other-process.js';

/** An empty data folder for each test of the calling file, and whatever starts on it, stopped after the test. */
export interface DataFolder {
  /** The folder around it. */
  readonly base: string;
  readonly dir: string;
  /** Makes it one that has been started before: making a cluster takes long, copying one does not. */
  known(): Promise<void>;
  /** Starts in this process. */
  start(): Promise<EmbeddedPostgres>;
  /** Starts in a process of its own. */
  elsewhere(uid?: number): Promise<OtherProcess>;
}

/** Registers what makes and clears the folders with the calling file's hooks. */
export function dataFolder(): DataFolder {
  let base: string;
  let code: Compiled | undefined;
  let made: string | undefined;
  const running: EmbeddedPostgres[] = [];
  const others: OtherProcess[] = [];
  const dir = () => join(base, 'data');

  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'sollecito-embedded-'));
    chmodSync(base, 0o755);
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((server) => server.stop()));
    await Promise.all(others.splice(0).map(({ child }) => killHard(child).catch(() => undefined)));
    rmSync(base, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
  });
  afterAll(() => {
    code?.remove();
    if (made !== undefined) rmSync(made, { recursive: true, force: true });
  });

  return {
    get base() {
      return base;
    },
    get dir() {
      return dir();
    },
    async known() {
      made ??= await aCluster();
      execFileSync('cp', ['-a', made, dir()]);
    },
    async start() {
      const server = await startEmbeddedPostgres({ dir: dir() });
      running.push(server);
      return server;
    },
    async elsewhere(uid) {
      code ??= compiled('libs/persistence/src/embedded');
      const other = await startElsewhere(code.folder, dir(), uid);
      others.push(other);
      return other;
    },
  };
}

/** A data folder that was started once. */
async function aCluster(): Promise<string> {
  const made = mkdtempSync(join(tmpdir(), 'sollecito-embedded-made-'));
  await (await startEmbeddedPostgres({ dir: made })).stop();
  return made;
}

/** Rows of a query over a connection of its own. */
export async function query<Row extends pg.QueryResultRow>(
  url: string,
  sql: string,
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Who runs a process. */
export const uidOf = (pid: number): number => statSync(`/proc/${pid}`).uid;
