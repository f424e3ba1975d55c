import type { EntityManager } from 'typeorm';
import type { ActRow } from '../schemas/office-rows.js';
import type { Db } from './sql.js';
import { instantText, rows } from './sql.js';

/** An act before it has its place in the chain. */
export type NewAct = Pick<ActRow, 'at' | 'actor' | 'act' | 'subject' | 'detail'>;

/** Hash of an act over the one before (libs/evidence owns the rule of canonical text). */
export type ActHash = (previous: string, act: NewAct) => string;

/** Acts stand in one chain: whoever adds one waits for the other, until its transaction ends. */
const ACT_LOCK = 5_011_940;

const COLUMNS = `position, ${instantText('at')} as at, actor, act, subject, detail,
  previous_hash as "previousHash", hash`;

/** Adds an act to the chain. Last in its transaction, so that nobody waits for locks the wrong way round. */
export async function appendAct(tx: EntityManager, act: NewAct, hash: ActHash): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [ACT_LOCK]);
  const [last] = await rows<{ position: number; hash: string }>(
    tx,
    'select position, hash from act order by position desc limit 1',
  );
  const previous = last?.hash ?? '';
  await tx.query(
    `insert into act (position, at, actor, act, subject, detail, previous_hash, hash)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8)`,
    [
      (last?.position ?? 0) + 1,
      act.at,
      act.actor,
      act.act,
      act.subject,
      JSON.stringify(act.detail),
      previous,
      hash(previous, act),
    ],
  );
}

/** Acts in the order of their chain, after a place in it. */
export async function actsAfter(db: Db, position: number, limit: number): Promise<ActRow[]> {
  return rows(db, `select ${COLUMNS} from act where position > $1 order by position limit $2`, [
    position,
    limit,
  ]);
}

/** What was done to one thing, oldest first. */
export async function actsOn(db: Db, subject: string): Promise<ActRow[]> {
  return rows(db, `select ${COLUMNS} from act where subject = $1 order by position`, [subject]);
}
