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
    `with known as (
       select municipality, type, occurred_at, id, payload from fact
       where survey = $1 and (round = $2 or type = 'corrected') and recorded_at <= $4 and occurred_at <= $3
     ), answers as (
       select k.municipality, k.occurred_at from known k
       where k.type in ('transmitted', 'nil-declared')
         and not exists (select 1 from known c where c.municipality = k.municipality
           and c.type = 'corrected' and c.payload->>'fact' = k.id)
     )
     select a.municipality,
       to_char(min(a.occurred_at) at time zone 'Europe/Rome', 'YYYY-MM-DD') as day
     from answers a
     where a.occurred_at > coalesce((select max(r.occurred_at) from known r
       where r.municipality = a.municipality and r.type = 'rejected'), '-infinity')
     group by a.municipality order by 1`,
    [survey, round, when.asOf, when.knownOn],
  );
}
