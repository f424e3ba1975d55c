import type { Instant, SurveyId } from '@app/domain';
import type { BatchLetterRow, BatchState, DepartureBatchRow } from '../schemas/going-out-rows.js';
import type { Db } from './sql.js';
import { changed, instantText, rows } from './sql.js';

const BATCH = `id, scope, survey, round::text as round, rung, day::text as day, state, prepared_by as "preparedBy",
  ${instantText('prepared_at')} as "preparedAt", decided_by as "decidedBy",
  ${instantText('decided_at')} as "decidedAt", on_behalf_of as "onBehalfOf", reason`;

const LETTER = `b.batch, b.municipality, b.obligation, b.rung, b.due_version as "dueVersion", b.obligations,
  b.template, b.template_version as "templateVersion"`;

/** Adds a batch with its letters; one prepared before for the same scope is superseded. In the caller's transaction. */
export async function addBatch(
  tx: Db,
  batch: Omit<DepartureBatchRow, 'decidedBy' | 'decidedAt' | 'onBehalfOf' | 'reason' | 'state'>,
  letters: readonly Omit<BatchLetterRow, 'batch'>[],
): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`batch/${batch.scope}`]);
  await tx.query(
    `update departure_batch set state = 'superseded', decided_by = $2, decided_at = $3
     where scope = $1 and state = 'prepared'`,
    [batch.scope, batch.preparedBy, batch.preparedAt],
  );
  await tx.query(
    `insert into departure_batch (id, scope, survey, round, rung, day, state, prepared_by, prepared_at)
     values ($1, $2, $3, $4, $5, $6, 'prepared', $7, $8)`,
    [
      batch.id,
      batch.scope,
      batch.survey,
      batch.round,
      batch.rung,
      batch.day,
      batch.preparedBy,
      batch.preparedAt,
    ],
  );
  await tx.query(
    `insert into departure_batch_letter
       (batch, municipality, obligation, rung, due_version, obligations, template, template_version)
     select $1, l.municipality, l.obligation, l.rung, l."dueVersion", l.obligations, l.template, l."templateVersion"
     from jsonb_to_recordset($2::jsonb) as l(municipality text, obligation text, rung text, "dueVersion" int,
       obligations jsonb, template text, "templateVersion" text)`,
    [batch.id, JSON.stringify(letters)],
  );
}

export async function batchById(db: Db, id: string): Promise<DepartureBatchRow | null> {
  const found = await rows<DepartureBatchRow>(
    db,
    `select ${BATCH} from departure_batch where id = $1`,
    [id],
  );
  return found[0] ?? null;
}

/** The latest batches, newest first. */
export async function latestBatches(db: Db, limit = 100): Promise<DepartureBatchRow[]> {
  return rows(
    db,
    `select ${BATCH} from departure_batch order by prepared_at desc, id desc limit $1`,
    [limit],
  );
}

export async function lettersOfBatch(db: Db, batch: string): Promise<BatchLetterRow[]> {
  return rows(
    db,
    `select ${LETTER} from departure_batch_letter b where b.batch = $1 order by b.municipality, b.obligation`,
    [batch],
  );
}

/**
 * A person's decision on a batch, in one statement that also keeps the two pairs of eyes apart: of two at once one counts, and
 * whoever prepared it, or a deputy acting for that person, never approves.
 *
 * @returns false when the batch was in another state, or the decision is not that person's
 */
export async function decideBatch(
  db: Db,
  id: string,
  from: BatchState,
  decision: {
    readonly state: 'approved' | 'refused' | 'revoked';
    readonly by: string;
    readonly onBehalfOf: string | null;
    readonly at: Instant;
    readonly reason: string | null;
  },
): Promise<boolean> {
  const count = await changed(
    db,
    `update departure_batch set state = $3, decided_by = $4, on_behalf_of = $5, decided_at = $6, reason = $7
     where id = $1 and state = $2
       and ($3 <> 'approved' or (prepared_by <> $4 and prepared_by is distinct from $5))`,
    [id, from, decision.state, decision.by, decision.onBehalfOf, decision.at, decision.reason],
  );
  return count === 1;
}

/** What approved batches say of letters: by each letter's unique key. */
export async function approvalsOf(
  db: Db,
  letters: readonly string[],
): Promise<(BatchLetterRow & { readonly letter: string })[]> {
  return rows(
    db,
    `select l.id as letter, ${LETTER} from letter l
     join departure_batch_letter b on b.municipality = l.municipality and b.obligation = l.obligation
       and b.rung = l.rung and b.due_version = l.due_version
     join departure_batch d on d.id = b.batch and d.state = 'approved' and d.survey = l.survey
     where l.id = any($1)
       -- What let the first letter go does not let it go again.
       and (l.repeats is null or d.prepared_at >= l.decided_at)`,
    [letters],
  );
}

/** The keys of all letters of a survey in batches that are prepared or approved. */
export async function lettersInBatches(
  db: Db,
  survey: SurveyId,
): Promise<(BatchLetterRow & { readonly state: BatchState })[]> {
  return rows(
    db,
    `select ${LETTER}, d.state from departure_batch_letter b join departure_batch d on d.id = b.batch
     where d.survey = $1 and d.state in ('prepared', 'approved') order by d.prepared_at`,
    [survey],
  );
}
