import type { Db } from '@app/persistence';
import type { Column } from './manifest.js';

/** A table of the schema. */
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
}

/** The migrations go by name into the manifest; who is signed in signs in again. */
const LEFT_OUT = ['migration', 'session'];

/**
 * The tables of the installation, in an order in which they can be filled: what another refers to comes first. The
 * queues have a schema of their own and are left out: every job is derived anew from these tables.
 */
export async function tablesOf(db: Db): Promise<readonly Table[]> {
  const found = (await db.query(
    `select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
       and not c.relispartition and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
       and c.relname <> all ($1)
     order by c.relname, a.attnum`,
    [LEFT_OUT],
  )) as { table: string; name: string; type: string }[];
  const byTable = new Map<string, Column[]>();
  for (const { table, ...column } of found) {
    byTable.set(table, [...(byTable.get(table) ?? []), column]);
  }
  const tables = [...byTable].map(([name, columns]) => ({ name, columns }));
  return inOrder(tables, await references(db));
}

async function references(db: Db): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = (await db.query(
    `select f.relname as table, t.relname as target
     from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
     where k.contype = 'f' and f.relnamespace = current_schema()::regnamespace and f.oid <> t.oid`,
  )) as { table: string; target: string }[];
  const byTable = new Map<string, Set<string>>();
  for (const { table, target } of found) {
    byTable.set(table, (byTable.get(table) ?? new Set()).add(target));
  }
  return byTable;
}

function inOrder(
  tables: readonly Table[],
  targets: ReadonlyMap<string, ReadonlySet<string>>,
): readonly Table[] {
  const ordered: Table[] = [];
  let left = [...tables];
  while (left.length > 0) {
    const waiting = new Set(left.map(({ name }) => name));
    const free = left.filter(
      ({ name }) => ![...(targets.get(name) ?? [])].some((target) => waiting.has(target)),
    );
    // Tables that refer to each other in a ring: in any order, the database says if that is wrong.
    ordered.push(...(free.length > 0 ? free : left));
    left = free.length > 0 ? left.filter((table) => !free.includes(table)) : [];
  }
  return ordered;
}

/** A name inside SQL. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Bytes travel as base64, everything else as PostgreSQL's own text: nothing is rounded on the way. */
export function selectList(columns: readonly Column[]): string {
  return columns
    .map(({ name, type }) => {
      const column = quoted(name);
      return type === 'bytea'
        ? `translate(encode(${column}, 'base64'), E'\\n', '') as ${column}`
        : `${column}::text as ${column}`;
    })
    .join(', ');
}

/** The same way back: fills a table from a JSON array of such rows, `$1`. */
export function insertSql({ name, columns }: Table): string {
  const names = columns.map((column) => quoted(column.name)).join(', ');
  const values = columns.map((column) => {
    const value = `r.${quoted(column.name)}`;
    return column.type === 'bytea' ? `decode(${value}, 'base64')` : `${value}::${column.type}`;
  });
  const types = columns.map((column) => `${quoted(column.name)} text`).join(', ');
  return `insert into ${quoted(name)} (${names}) overriding system value
    select ${values.join(', ')} from json_to_recordset($1::json) as r(${types})`;
}

/** Counters of the tables go on after the highest number that was filled in. */
export async function resetSequences(db: Db, tables: readonly Table[]): Promise<void> {
  for (const { name, columns } of tables) {
    for (const column of columns) {
      const [found] = (await db.query('select pg_get_serial_sequence($1, $2) as sequence', [
        quoted(name),
        column.name,
      ])) as { sequence: string | null }[];
      if (!found?.sequence) continue;
      const high = `(select max(${quoted(column.name)}) from ${quoted(name)})`;
      await db.query(`select setval($1, coalesce(${high}, 1), ${high} is not null)`, [
        found.sequence,
      ]);
    }
  }
}
