import type { DataSource, QueryRunner } from 'typeorm';

/**
 * Runs `work` while this session holds the advisory lock of the name, or not at all when another one holds
 * it. The lock falls with its connection: if the process dies, nobody has to guess whether it lives.
 *
 * @returns what `work` gave, or null when the lock was taken
 */
export async function withSubmissionLock<T>(
  db: DataSource,
  name: string,
  work: () => Promise<T>,
): Promise<T | null> {
  const runner: QueryRunner = db.createQueryRunner();
  try {
    await runner.connect();
    const [row] = (await runner.query(
      `select pg_try_advisory_lock(hashtextextended($1, 0)) as taken`,
      [name],
    )) as { taken: boolean }[];
    if (row?.taken !== true) return null;
    try {
      return await work();
    } finally {
      await runner.query(`select pg_advisory_unlock(hashtextextended($1, 0))`, [name]);
    }
  } finally {
    await runner.release();
  }
}
