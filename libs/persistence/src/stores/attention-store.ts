import type { Instant } from '@app/domain';
import type { LetterRow } from '../schemas/rows.js';
import type { Db } from './sql.js';
import { LETTER_COLUMNS } from './letter-store.js';
import { rows } from './sql.js';

/** What of the letters needs a person's look, counted. */
export interface LetterAttention {
  readonly failed: number;
  readonly stopped: number;
  readonly doubtful: number;
  /** Taken by the provider, without a delivery receipt for longer than it should take. */
  readonly silent: number;
  readonly conflicts: number;
}

/** Lists of the register: the same words as in its filter. */
export type LetterList = 'failed' | 'stopped' | 'doubtful' | 'silent' | 'conflicts' | 'attention';

const LAST = `(select d.state from dispatch d where d.letter = l.id order by d.attempt desc limit 1)`;
const SILENT = `l.state = 'sent' and exists (select 1 from dispatch d where d.letter = l.id
  and d.state in ('submitted', 'accepted') and d.submitting_at < $1::timestamptz - interval '24 hours')`;
const CONFLICT = `exists (select 1 from dispatch d where d.letter = l.id and d.conflict is not null)`;
const LISTS: Readonly<Record<Exclude<LetterList, 'attention'>, string>> = {
  failed: `l.state = 'failed'`,
  stopped: `l.state = 'stopped'`,
  doubtful: `${LAST} = 'in-doubt'`,
  silent: SILENT,
  conflicts: CONFLICT,
};

export async function letterAttention(db: Db, now: Instant): Promise<LetterAttention> {
  const counts = Object.entries(LISTS).map(
    ([name, where]) => `count(*) filter (where ${where})::int as "${name}"`,
  );
  const found = await rows<LetterAttention>(
    db,
    `select ${counts.join(', ')}, $1::timestamptz from letter l`,
    [now],
  );
  return found[0]!;
}

/** What the register is asked. All that is given must hold. */
export interface LetterSearch {
  readonly now: Instant;
  readonly municipality?: string | undefined;
  readonly state?: string | undefined;
  readonly rung?: string | undefined;
  readonly list?: LetterList | undefined;
  /** Part of a municipality's name, of the subject, or of a Message-ID or provider's identifier. */
  readonly text?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** A page of the register, newest first, with the number of all that match. */
export async function searchLetters(
  db: Db,
  search: LetterSearch,
): Promise<{ total: number; letters: LetterRow[] }> {
  const list = search.list === undefined ? 'true' : listSql(search.list);
  const where = `$1::timestamptz is not null
    and ($2::text is null or l.municipality = $2) and ($3::text is null or l.state = $3)
    and ($4::text is null or l.rung = $4)
    and ($5::date is null or (l.decided_at at time zone 'Europe/Rome')::date >= $5)
    and ($6::date is null or (l.decided_at at time zone 'Europe/Rome')::date <= $6)
    and ($7::text is null or l.subject ilike $7 or l.token ilike $7
      or exists (select 1 from municipality m where m.istat = l.municipality and m.name ilike $7)
      or exists (select 1 from dispatch d where d.letter = l.id
        and (d.message_id ilike $7 or d.provider_id ilike $7 or d.to_address ilike $7)))
    and ${list}`;
  const parameters = [
    search.now,
    search.municipality ?? null,
    search.state ?? null,
    search.rung ?? null,
    search.from ?? null,
    search.to ?? null,
    search.text === undefined ? null : `%${escapeLike(search.text)}%`,
  ];
  const counted = await rows<{ total: number }>(
    db,
    `select count(*)::int as total from letter l where ${where}`,
    parameters,
  );
  const letters = await rows<LetterRow>(
    db,
    `select ${LETTER_COLUMNS} from letter l where ${where} order by l.decided_at desc, l.id limit $8 offset $9`,
    [...parameters, search.limit, search.offset],
  );
  return { total: counted[0]?.total ?? 0, letters };
}

function listSql(list: LetterList): string {
  if (list !== 'attention') return LISTS[list];
  return `(${Object.values(LISTS).join(' or ')})`;
}

/** What a person typed is looked for as it stands: its `%` and `_` are no wildcards. */
function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}
