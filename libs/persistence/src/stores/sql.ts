import type { DataSource, EntityManager } from 'typeorm';

/** A connection of the pool or the one of a transaction: stores take either. */
export type Db = Pick<DataSource | EntityManager, 'query'>;

/** SQL that gives an instant column as the domain writes it. */
export const instantText = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The rows of a query with their type. */
export async function rows<T>(
  db: Db,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<T[]> {
  return (await db.query(sql, [...parameters])) as T[];
}

/** Runs an UPDATE … RETURNING and counts the rows that it changed: zero means that somebody was first. */
export async function changed(
  db: Db,
  sql: string,
  parameters: readonly unknown[],
): Promise<number> {
  const result = (await db.query(sql, [...parameters])) as [unknown[], number];
  return result[1];
}

/** A text as PostgreSQL takes it: without NUL, which none of its texts can hold. The bytes of a message keep theirs. */
export function plainText(text: string | null): string | null {
  return text?.replaceAll('\0', '') ?? null;
}

/** The same for everything inside a value that is stored as JSON. */
export function plainJson(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    typeof one === 'string' ? plainText(one) : one,
  );
}
