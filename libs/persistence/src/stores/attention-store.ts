import type { Instant, IstatCode } from '@app/domain';
import type { LetterRow } from '../schemas/rows.js';
import type { Db } from './sql.js';
import { LETTER_COLUMNS } from './letter-store.js';
import { rows } from './sql.js';

/** What of the letters needs a person's look, counted. */
export interface LetterAttention {
  /** Not delivered, and somebody can mend it. */
  readonly failed: number;
  readonly stopped: number;
  readonly doubtful: number;
  /** Taken by the provider, without a delivery receipt for longer than it should take. */
  readonly silent: number;
  readonly conflicts: number;
}

/** Lists of the register: the same words as in its filter. */
export type LetterList = 'failed' | 'stopped' | 'doubtful' | 'silent' | 'conflicts' | 'attention';

/** What tells of a letter that reached nobody. Open as long as somebody can mend it: see `settleFailures`. */
const FAILURE = `kind in ('delivery-failed', 'letter-rejected')`;

/** Each by its own index, whatever the number of letters: what wants looking at is little. */
const LISTS: Readonly<Record<Exclude<LetterList, 'attention'>, string>> = {
  failed: `select subject from alert where closed_at is null and ${FAILURE}`,
  stopped: `select id from letter where state = 'stopped'`,
  doubtful: `select d.letter from dispatch d where d.state = 'in-doubt'
    and not exists (select 1 from dispatch later where later.letter = d.letter and later.attempt > d.attempt)`,
  silent: `select d.letter from dispatch d join letter s on s.id = d.letter and s.state = 'sent'
    where d.state in ('submitted', 'accepted') and d.submitting_at < $1::timestamptz - interval '24 hours'`,
  conflicts: `select d.letter from dispatch d where d.conflict is not null`,
};

export async function letterAttention(db: Db, now: Instant): Promise<LetterAttention> {
  const counts = Object.entries(LISTS).map(
    ([name, ids]) => `(select count(distinct id)::int from (${ids}) as one(id)) as "${name}"`,
  );
  const found = await rows<LetterAttention>(db, `select ${counts.join(', ')}`, [now]);
  return found[0]!;
}

/** Those of these municipalities to whom a letter was not delivered, mended or not. */
export async function withFailures(db: Db, istats: readonly IstatCode[]): Promise<IstatCode[]> {
  const found = await rows<{ municipality: IstatCode }>(
    db,
    `select distinct l.municipality from letter l join alert a on a.subject = l.id and ${FAILURE}
     where l.municipality = any($1) and l.state = 'failed'`,
    [istats],
  );
  return found.map(({ municipality }) => municipality);
}

/**
 * Leaves open just the alerts on the failed letters that can be mended: the others are closed, one whose letter can be mended
 * again is opened again.
 *
 * @param toMend ids of all letters to these municipalities that can be mended
 */
export async function settleFailures(
  db: Db,
  istats: readonly IstatCode[],
  toMend: readonly string[],
  at: Instant,
): Promise<void> {
  await db.query(
    `update alert set closed_at = $3 where closed_at is null and ${FAILURE} and not subject = any($2)
       and subject in (select id from letter where municipality = any($1))`,
    [istats, toMend, at],
  );
  await db.query(
    `update alert set closed_at = null where id in (
       select distinct on (subject) id from alert where ${FAILURE} and subject = any($1)
       order by subject, closed_at is not null, raised_at desc, id)`,
    [toMend],
  );
}

/** What the register is asked. All that is given must hold. */
export interface LetterSearch {
  readonly now: Instant;
  readonly municipality?: string | undefined;
  readonly state?: string | undefined;
  readonly rung?: string | undefined;
  readonly list?: LetterList | undefined;
  /** Part of a municipality's name or address, words of the subject, or a whole identifier (ours, the provider's, the reference token). */
  readonly text?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly limit: number;
  readonly offset: number;
}

/**
 * A page of the register, newest first, with the number of all that match. Only what is asked stands in the query, so
 * that each question has its index.
 */
export async function searchLetters(
  db: Db,
  search: LetterSearch,
): Promise<{ total: number; letters: LetterRow[] }> {
  const given: unknown[] = [search.now];
  const put = (value: unknown): string => `$${given.push(value)}`;
  const where = ['$1::timestamptz is not null'];
  if (search.municipality !== undefined) where.push(`l.municipality = ${put(search.municipality)}`);
  if (search.state !== undefined) where.push(`l.state = ${put(search.state)}`);
  if (search.rung !== undefined) where.push(`l.rung = ${put(search.rung)}`);
  if (search.from !== undefined) where.push(`l.decided_at >= ${midnight(put(search.from))}`);
  if (search.to !== undefined) where.push(`l.decided_at < ${midnight(put(search.to), 1)}`);
  if (search.list !== undefined) where.push(`l.id in (${listSql(search.list)})`);
  if (search.text !== undefined) where.push(await textSql(db, search.text, put));
  const matching = `from letter l where ${where.join(' and ')}`;
  const [counted] = await rows<{ total: number }>(
    db,
    `select count(*)::int as total ${matching}`,
    given,
  );
  const total = counted?.total ?? 0;
  // The ids of the page first, by the index alone, from the nearer end: a late page costs as little as an early one.
  // Beyond the last page stands the last page.
  const first = Math.min(
    search.offset,
    Math.max(0, Math.ceil(total / search.limit) - 1) * search.limit,
  );
  const size = Math.min(search.limit, total - first);
  const fromEnd = first > total / 2;
  const direction = fromEnd ? 'asc' : 'desc';
  const offset = put(fromEnd ? total - first - size : first);
  const letters = await rows<LetterRow>(
    db,
    `select ${LETTER_COLUMNS} from letter where id in (
       select l.id ${matching} order by l.decided_at ${direction}, l.id ${direction}
       limit ${put(size)} offset ${offset})
     order by decided_at desc, id desc`,
    given,
  );
  return { total, letters };
}

/** The first moment of a day in Rome, or of one some days later. */
function midnight(day: string, later = 0): string {
  return `((${day}::date + ${later})::timestamp at time zone 'Europe/Rome')`;
}

function listSql(list: LetterList): string {
  if (list !== 'attention') return LISTS[list];
  return Object.values(LISTS)
    .map((ids) => `(${ids})`)
    .join(' union ');
}

/**
 * Letters whose subject has these words (each from its start), to municipalities of that name or address, or with that
 * identifier. Names and identifiers are few: they are looked up first, so that one index answers for the letters.
 */
async function textSql(db: Db, text: string, put: (value: unknown) => string): Promise<string> {
  const like = `%${escapeLike(text)}%`;
  const [named] = await rows<{ istats: string[]; ids: string[] }>(
    db,
    `select array(select istat from municipality where name ilike $1 or addresses::text ilike $1) as istats,
       array(select id from letter where token = upper($2)
         union select letter from dispatch where message_id in ($2, '<' || $2 || '>')
         union select letter from dispatch where provider_id in ($2, '<' || $2 || '>')) as ids`,
    [like, text],
  );
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  const starts = words.map((word) => `${word}:*`).join(' & ');
  return `(l.municipality = any(${put(named?.istats ?? [])}) or l.id = any(${put(named?.ids ?? [])})
    or to_tsvector('simple', coalesce(l.subject, '')) @@ to_tsquery('simple', ${put(starts)}))`;
}

/** What a person typed is looked for as it stands: its `%` and `_` are no wildcards. */
function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}
