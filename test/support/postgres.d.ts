/** A database of its own for one test file. */
export interface TestDatabase {
  /** The application's role, which owns the database and is no superuser. */
  readonly url: string;
  /** The superuser, for tests that play the server's part (end sessions, see locks). */
  readonly adminUrl: string;
  drop(): Promise<void>;
}
/**
 * An empty database on the PostgreSQL that this Jest worker runs: started by the first test file that
 * asks, shared with the next ones, stopped and removed from disk when the worker's process ends,
 * however it ends. Not durable (`fsync` off).
 *
 * @example
 * let db: TestDatabase;
 * beforeAll(async () => { db = await testDatabase(); });
 * afterAll(() => db.drop());
 */
export declare function testDatabase(): Promise<TestDatabase>;
