import type { Fact, Instant, IstatCode } from '@app/domain';
import type { Db } from './sql.js';
import { instantText, rows } from './sql.js';

/** A fact on record, with its links in the municipality's chain. */
export type RecordedFact = Fact & {
  readonly position: number;
  readonly previousHash: string;
  readonly hash: string;
};

/** Hash of a fact over the one before (libs/evidence owns the rule). */
export type FactHash = (previous: string, fact: Fact) => string;

const COLUMNS = `municipality, position, id, type, survey, round::text as round,
  ${instantText('occurred_at')} as "occurredAt", ${instantText('recorded_at')} as "recordedAt",
  actor, source, evidence, payload, previous_hash as "previousHash", hash`;

/** The facts of these municipalities in the order of their recording. One query for a batch. */
export async function loadFacts(
  db: Db,
  municipalities: readonly IstatCode[],
): Promise<Map<IstatCode, RecordedFact[]>> {
  const byMunicipality = new Map<IstatCode, RecordedFact[]>(municipalities.map((m) => [m, []]));
  const found = await rows<RecordedFact>(
    db,
    `select ${COLUMNS} from fact where municipality = any($1) order by municipality, position`,
    [municipalities],
  );
  for (const fact of found) byMunicipality.get(fact.municipality)?.push(fact);
  return byMunicipality;
}

/** Closing days on record, with the corrections that may take them back, by municipality: only those that have any. */
export async function loadClosings(db: Db): Promise<Map<IstatCode, RecordedFact[]>> {
  const byMunicipality = new Map<IstatCode, RecordedFact[]>();
  const found = await rows<RecordedFact>(
    db,
    `select ${COLUMNS} from fact where type in ('closed-day', 'corrected') order by municipality, position`,
    [],
  );
  for (const fact of found) {
    const own = byMunicipality.get(fact.municipality);
    if (own === undefined) byMunicipality.set(fact.municipality, [fact]);
    else own.push(fact);
  }
  return byMunicipality;
}

/** Makes sure that the chains exist and locks them for this transaction, in one order so that two never wait for each other. */
export async function lockChains(db: Db, municipalities: readonly IstatCode[]): Promise<void> {
  await db.query(
    `insert into chain (municipality) select unnest($1::text[]) order by 1 on conflict do nothing`,
    [municipalities],
  );
  await db.query(
    `select municipality from chain where municipality = any($1) order by municipality for update`,
    [municipalities],
  );
}

/**
 * Appends facts of one municipality to its locked chain. A fact whose id is on record is left out:
 * doing it twice does it once.
 *
 * @returns the facts that were new, in order
 */
export async function appendFacts(
  db: Db,
  municipality: IstatCode,
  facts: readonly Fact[],
  hash: FactHash,
): Promise<Fact[]> {
  if (facts.length === 0) return [];
  const fresh = await withoutKnown(db, municipality, facts);
  if (fresh.length === 0) return [];
  const [chain] = await rows<{ length: number; head: string }>(
    db,
    `select length, head from chain where municipality = $1`,
    [municipality],
  );
  let position = chain?.length ?? 0;
  let previous = chain?.head ?? '';
  const lines = fresh.map((fact) => {
    position += 1;
    const link = { ...fact, position, previousHash: previous, hash: hash(previous, fact) };
    previous = link.hash;
    return link;
  });
  await db.query(
    `insert into fact (municipality, position, id, type, survey, round, occurred_at, recorded_at,
       actor, source, evidence, payload, previous_hash, hash)
     select $1, f.position, f.id, f.type, f.survey, f.round, f."occurredAt", f."recordedAt",
       f.actor, f.source, f.evidence, f.payload, f."previousHash", f.hash
     from jsonb_to_recordset($2::jsonb) as f(position int, id text, type text, survey text, round date,
       "occurredAt" timestamptz, "recordedAt" timestamptz, actor text, source text, evidence text,
       payload jsonb, "previousHash" text, hash text)
     order by f.position`,
    [municipality, JSON.stringify(lines)],
  );
  await db.query(`update chain set length = $2, head = $3 where municipality = $1`, [
    municipality,
    position,
    previous,
  ]);
  return fresh;
}

async function withoutKnown(
  db: Db,
  municipality: IstatCode,
  facts: readonly Fact[],
): Promise<Fact[]> {
  const known = await rows<{ id: string }>(
    db,
    `select id from fact where municipality = $1 and id = any($2)`,
    [municipality, facts.map((fact) => fact.id)],
  );
  const ids = new Set(known.map((row) => row.id));
  const fresh: Fact[] = [];
  for (const fact of facts) {
    if (ids.has(fact.id)) continue;
    ids.add(fact.id);
    fresh.push(fact);
  }
  return fresh;
}

/** Municipalities whose chain grew, or that no tick has considered since `since`. */
export async function unconsidered(db: Db, since: Instant): Promise<IstatCode[]> {
  const found = await rows<{ istat: string }>(
    db,
    `select m.istat from municipality m left join chain c on c.municipality = m.istat
     where c.municipality is null or c.considered_at is null or c.considered_at < $1
        or c.considered_length <> c.length
     order by m.istat`,
    [since],
  );
  return found.map((row) => row.istat);
}

/** How far the last tick had looked, by municipality. Under the chains' locks: what it says then holds. */
export async function consideredOf(
  db: Db,
  municipalities: readonly IstatCode[],
): Promise<Map<IstatCode, { readonly length: number; readonly at: Instant | null }>> {
  const found = await rows<{ municipality: IstatCode; length: number; at: Instant | null }>(
    db,
    `select municipality, considered_length as length, ${instantText('considered_at')} as at
     from chain where municipality = any($1)`,
    [municipalities],
  );
  return new Map(found.map(({ municipality, length, at }) => [municipality, { length, at }]));
}

/** Notes that a tick has considered these chains as they stand. */
export async function markConsidered(
  db: Db,
  municipalities: readonly IstatCode[],
  at: Instant,
): Promise<void> {
  await db.query(
    `update chain set considered_length = length, considered_at = $2 where municipality = any($1)`,
    [municipalities, at],
  );
}

/** Facts on record in all chains together: when it has not grown, nothing has. */
export async function factTotal(db: Db): Promise<number> {
  const found = await rows<{ total: number }>(
    db,
    `select coalesce(sum(length), 0)::int as total from chain`,
  );
  return found[0]?.total ?? 0;
}

/** How many facts each municipality has on record; those without any may be missing. */
export async function chainLengths(db: Db): Promise<Map<IstatCode, number>> {
  const found = await rows<{ municipality: IstatCode; length: number }>(
    db,
    `select municipality, length from chain`,
  );
  return new Map(found.map(({ municipality, length }) => [municipality, length]));
}
