// node test/workers/index.mjs --database URL [--redis URL] [--workers N] [--letters N] [--turn MS] [--kill N,N]: opening letters
// leave through workers in processes of their own, which nobody but themselves wakes. Prints what became of the letters, as JSON.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { crew } from './crew.mjs';

const { values } = parseArgs({
  options: {
    database: { type: 'string' },
    redis: { type: 'string' },
    workers: { type: 'string', default: '3' },
    letters: { type: 'string', default: '30' },
    turn: { type: 'string' },
    kill: { type: 'string', default: '' },
  },
});
const dir = mkdtempSync(join(tmpdir(), 'sollecito-workers-'));
try {
  const found = await crew({
    dir,
    databaseUrl: values.database,
    redisUrl: values.redis ?? null,
    workers: Number(values.workers),
    letters: Number(values.letters),
    turnMs: values.turn === undefined ? undefined : Number(values.turn),
    kill: values.kill.split(',').map(Number),
  });
  process.stdout.write(`${JSON.stringify(found)}\n`);
} finally {
  rmSync(dir, { recursive: true, force: true });
}
