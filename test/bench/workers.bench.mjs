import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgres } from '../faults/postgres.mjs';
import { crew } from '../workers/crew.mjs';

const LETTERS = 60;
/** Three workers share one mailbox: they take turns and can't be faster, but must not be much slower. */
const LEAST = 0.7;

/** Letters a minute of three workers beside one, the queue in PostgreSQL. */
export default async function workers(print) {
  const dir = mkdtempSync(join(tmpdir(), 'workers-bench-'));
  const postgres = await openPostgres(join(dir, 'postgres'));
  const perMinute = [];
  let ok = true;
  try {
    for (const count of [1, 3]) {
      const own = join(dir, String(count));
      const databaseUrl = await postgres.database(`workers_${count}`);
      const found = await crew({ dir: own, databaseUrl, workers: count, letters: LETTERS });
      perMinute.push(((LETTERS - found.left) * 60_000) / found.ms);
      if (found.left > 0) {
        ok = false;
        print(`workers: WRONG: ${count} left ${found.left} letters of ${LETTERS} lying`);
      }
    }
  } finally {
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  }
  const [one, three] = perMinute;
  const ratio = three / one;
  print(
    `workers: ${LETTERS} letters; 1 worker ${one.toFixed(0)} a minute, 3 workers ${three.toFixed(0)} (ratio ${ratio.toFixed(2)}, limit ${LEAST})`,
  );
  return ok && ratio >= LEAST;
}
