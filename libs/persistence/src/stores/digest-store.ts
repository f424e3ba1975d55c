import type { FactType, Instant, IstatCode } from '@app/domain';
import type { Db } from './sql.js';
import { rows } from './sql.js';

/** How many facts of a kind were recorded, and of which municipalities. */
export interface FactCount {
  readonly type: FactType;
  readonly count: number;
  /** The first twenty, by code. */
  readonly municipalities: readonly IstatCode[];
}

/** What was recorded after one instant, up to and with another, by kind. */
export async function factCounts(db: Db, after: Instant, until: Instant): Promise<FactCount[]> {
  return rows(
    db,
    `select type, count(*)::int as count,
       to_jsonb((array_agg(distinct municipality order by municipality))[1:20]) as municipalities
     from fact where recorded_at > $1 and recorded_at <= $2 group by type order by type`,
    [after, until],
  );
}

/** What waits for a person, by count. */
export interface Waiting {
  readonly heldReplies: number;
  readonly quarantined: number;
  readonly stoppedLetters: number;
  readonly inDoubt: number;
}

export async function waitingForPeople(db: Db): Promise<Waiting> {
  const [found] = await rows<Waiting>(
    db,
    `select (select count(*) from reply where state = 'held')::int as "heldReplies",
       (select count(*) from raw_message where state = 'quarantined')::int as quarantined,
       (select count(*) from letter where state = 'stopped')::int as "stoppedLetters",
       (select count(*) from dispatch where state = 'in-doubt')::int as "inDoubt"`,
  );
  return found ?? { heldReplies: 0, quarantined: 0, stoppedLetters: 0, inDoubt: 0 };
}
