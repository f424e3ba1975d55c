import type { Instant, IstatCode, LocalDate, SurveyId } from '@app/domain';
import type { Db } from './sql.js';
import { rows } from './sql.js';

/** The first answer of a municipality to a round, as far as anybody knew. */
export interface FirstAnswer {
  readonly municipality: IstatCode;
  /** Day in Europe/Rome. */
  readonly day: LocalDate;
}

/**
 * The day of each municipality's first transmission or nil return for a round that was not rejected afterwards, as known at a moment.
 * One statement for all: whether the answer still counts is for the fold to say.
 */
export async function firstAnswers(
  db: Db,
  survey: SurveyId,
  round: LocalDate,
  when: { readonly asOf: Instant; readonly knownOn: Instant },
): Promise<FirstAnswer[]> {
  return rows(
    db,
    // Joined, not looked up answer by answer: a nation's answers would be compared with each other.
    `with known as (
       select municipality, type, occurred_at, id, payload from fact
       where survey = $1 and round = $2 and type in ('transmitted', 'nil-declared', 'rejected')
         and recorded_at <= $4 and occurred_at <= $3
       union all
       select municipality, type, occurred_at, id, payload from fact
       where survey = $1 and type = 'corrected' and recorded_at <= $4 and occurred_at <= $3
     ), corrected as (
       select distinct municipality, payload->>'fact' as fact from known where type = 'corrected'
     ), rejected as (
       select municipality, max(occurred_at) as at from known where type = 'rejected' group by municipality
     )
     select k.municipality,
       to_char(min(k.occurred_at) at time zone 'Europe/Rome', 'YYYY-MM-DD') as day
     from known k
       left join corrected c on c.municipality = k.municipality and c.fact = k.id
       left join rejected r on r.municipality = k.municipality
     where k.type in ('transmitted', 'nil-declared') and c.fact is null
       and k.occurred_at > coalesce(r.at, '-infinity')
     group by k.municipality order by 1`,
    [survey, round, when.asOf, when.knownOn],
  );
}
