import type { FactType, Instant, IstatCode, LocalDate, SurveyId } from '@app/domain';
import type { Db } from './sql.js';
import { instantText, rows } from './sql.js';

/** Something that was done, from whichever register it comes. */
export interface ActivityRow {
  /** Which register: facts of municipalities, acts of the office, of the going-out, on reference data, versions of templates and surveys. */
  readonly origin: 'fact' | 'act' | 'going-out' | 'template' | 'survey' | 'reference';
  readonly at: Instant;
  readonly occurredAt: Instant | null;
  readonly actor: string;
  readonly source: string;
  /** The fact's type, or the act's word. */
  readonly what: FactType | string;
  readonly municipality: IstatCode | null;
  readonly survey: SurveyId | null;
  readonly round: LocalDate | null;
  readonly subject: string;
  /** The payload or detail; of a snapshot's dwellings only how many they are. */
  readonly detail: Readonly<Record<string, unknown>>;
  readonly evidence: string | null;
}

/** What the register is asked. All that is given must hold. */
export interface ActivitySearch {
  readonly actor?: string | undefined;
  readonly municipality?: string | undefined;
  readonly origin?: 'fact' | 'act' | undefined;
  /** Also what the engine, the providers and the municipalities did. */
  readonly everyone: boolean;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Only what stands before or after a place of the list; neither: the latest. */
  readonly older?: ActivityPlace | undefined;
  readonly newer?: ActivityPlace | undefined;
  readonly limit: number;
}

/** Where something stands among all that was done: a moment, and what tells apart what shares it. */
export interface ActivityPlace {
  readonly at: Instant;
  readonly place: string;
}

/** A page of what was done, latest first. */
export interface ActivityPage {
  readonly rows: readonly ActivityRow[];
  /** From where the neighbouring pages begin; null where there is none. */
  readonly older: ActivityPlace | null;
  readonly newer: ActivityPlace | null;
  /** How many match, counted up to `COUNTED`. */
  readonly total: number;
}

/** Beyond so many the register is not counted: the number would cost more than it tells. */
export const COUNTED = 1000;

/** Sources behind which a person of the office stands. */
const PEOPLE = `('officer', 'import')`;

/** One register in the shape that all of them have. */
interface Branch {
  readonly columns: string;
  readonly from: string;
  readonly at: string;
  readonly place: string;
}

const FACTS: Branch = {
  columns: `'fact' as origin, f.recorded_at as at, f.occurred_at as occurred, f.actor, f.source, f.type as what,
    f.municipality, f.survey, f.round::text as round, f.id as subject,
    case when f.type = 'snapshot'
      then jsonb_build_object('reference', f.payload->>'reference', 'units', jsonb_array_length(f.payload->'units'))
      else f.payload end as detail, f.evidence`,
  from: `fact f where ($1::text is null or f.actor = $1) and ($2::text is null or f.municipality = $2)
    and ($3::text is null or $3 = 'fact') and ($4::boolean or f.source in ${PEOPLE})
    and ($5::timestamptz is null or f.recorded_at >= $5) and ($6::timestamptz is null or f.recorded_at < $6)`,
  at: 'f.recorded_at',
  place: `'fact/' || f.municipality || '/' || lpad(f.position::text, 9, '0')`,
};

/** One of the other registers, in the shape of the first. */
function acts(
  origin: ActivityRow['origin'],
  table: string,
  has: {
    readonly at: string;
    readonly actor: string;
    readonly what: string;
    readonly subject: string;
    readonly detail: string;
    /** What tells apart what happened at one moment. */
    readonly key: string;
    readonly municipality?: string;
    readonly ofPeople?: string;
    readonly only?: string;
  },
): Branch {
  const { at, actor, what, subject, detail, key, municipality = 'null::text' } = has;
  return {
    columns: `'${origin}' as origin, ${at} as at, null::timestamptz as occurred, ${actor} as actor, 'officer' as source,
      ${what} as what, ${municipality} as municipality, null::text as survey, null::text as round, ${subject} as subject,
      ${detail} as detail, null::text as evidence`,
    from: `${table} where ($1::text is null or ${actor} = $1) and ($2::text is null or ${municipality} = $2)
      and ($3::text is null or $3 = 'act') and ($4::boolean or ${has.ofPeople ?? 'true'})
      and ($5::timestamptz is null or ${at} >= $5) and ($6::timestamptz is null or ${at} < $6) and ${has.only ?? 'true'}`,
    at,
    place: `'${origin}/' || ${key}`,
  };
}

const numbered = `lpad(position::text, 9, '0')`;

const BRANCHES: readonly Branch[] = [
  FACTS,
  acts('act', 'act', {
    ...{ at: 'at', actor: 'actor', what: 'act', subject: 'subject', detail: 'detail' },
    key: numbered,
  }),
  acts('going-out', 'going_out_act', {
    ...{ at: 'at', actor: 'actor', what: 'act', subject: `'via-libera/' || position` },
    ...{ detail: 'detail', key: numbered },
  }),
  acts('reference', 'reference_act', {
    ...{ at: 'at', actor: 'actor', what: 'act', subject: 'subject', detail: 'detail' },
    key: numbered,
    municipality: `case when act in ('closing-day-added', 'closing-day-removed') then subject end`,
  }),
  acts('template', 'template_version', {
    ...{ at: 'recorded_at', actor: 'author', what: `'template-version'` },
    subject: `template || '/' || number`,
    detail: `jsonb_build_object('note', note, 'restores', restores)`,
    key: `template || '/' || lpad(number::text, 9, '0')`,
    ofPeople: `origin <> 'shipped'`,
  }),
  acts('survey', 'survey', {
    ...{ at: 'recorded_at', actor: 'recorded_by', what: `'survey-version'` },
    subject: `id || '/' || version`,
    detail: `jsonb_build_object('version', version)`,
    key: `id || '/' || lpad(version::text, 9, '0')`,
    // The first version came with the installation.
    ofPeople: 'version > 1',
    // A change that says why is told by its act on the reference data.
    only: `not exists (select 1 from reference_act r where r.act = 'survey-changed' and r.subject = survey.id
      and r.detail->>'version' = survey.version::text)`,
  }),
];

/** Each register gives no more than a page, by its own index; then the page is made of them. */
function pageOf(order: 'asc' | 'desc', beyond: '<' | '>'): string {
  const branches = BRANCHES.map(
    ({ columns, from, at, place }) => `(select ${columns}, ${place} as place from ${from}
      and ($7::timestamptz is null or (${at} ${beyond}= $7 and (${at} ${beyond} $7 or ${place} ${beyond} $8)))
      order by ${at} ${order}, ${place} ${order} limit $9)`,
  );
  return `select a.origin, ${instantText('a.at')} as at, ${instantText('a.occurred')} as "occurredAt", a.actor,
      a.source, a.what, a.municipality, a.survey, a.round, a.subject, a.detail, a.evidence, a.place
    from (${branches.join(' union all ')}) a order by a.at ${order}, a.place ${order} limit $9`;
}

const COUNT = `select count(*)::int as total from (select 1 from (
  ${BRANCHES.map(({ from }) => `(select 1 from ${from})`).join(' union all ')}) a limit ${COUNTED + 1}) b`;

const OLDER = pageOf('desc', '<');
const NEWER = pageOf('asc', '>');

/** A page of what was done, latest first, with the places from which its neighbours begin. */
export async function searchActivity(db: Db, search: ActivitySearch): Promise<ActivityPage> {
  const parameters = [
    search.actor ?? null,
    search.municipality ?? null,
    search.origin ?? null,
    search.everyone,
    search.from ?? null,
    search.to ?? null,
  ];
  const back = search.newer !== undefined;
  const from = search.newer ?? search.older;
  const [counted] = await rows<{ total: number }>(db, COUNT, parameters);
  const found = await rows<ActivityRow & ActivityPlace>(db, back ? NEWER : OLDER, [
    ...parameters,
    from?.at ?? null,
    from?.place ?? null,
    search.limit + 1,
  ]);
  const more = found.length > search.limit;
  const shown = found.slice(0, search.limit);
  if (back) shown.reverse();
  const [first, last] = [shown[0] ?? null, shown.at(-1) ?? null];
  return {
    rows: shown,
    older: back || more ? placeOf(last) : null,
    newer: (back ? more : from !== undefined) ? placeOf(first) : null,
    total: counted?.total ?? 0,
  };
}

const placeOf = (row: ActivityPlace | null): ActivityPlace | null =>
  row === null ? null : { at: row.at, place: row.place };

/** Everyone of the office who did something, by name. */
export async function activeStaff(db: Db): Promise<string[]> {
  const found = await rows<{ actor: string }>(
    db,
    // From name to name by the index: the facts of one person may be many thousands.
    `with recursive person as (
       (select actor from fact where source in ${PEOPLE} order by actor limit 1)
       union all
       select (select f.actor from fact f where f.source in ${PEOPLE} and f.actor > p.actor order by f.actor limit 1)
       from person p where p.actor is not null
     ), listed as (
       select actor from person where actor is not null union select actor from act
       union select actor from going_out_act union select actor from reference_act
       union select author from template_version where origin <> 'shipped'
       union select recorded_by from survey where version > 1
     ) select actor from listed order by actor`,
  );
  return found.map(({ actor }) => actor);
}

/** The chains as their heads say: of each municipality how many facts and the hash of the last. */
export async function chainHeads(
  db: Db,
  after: IstatCode | null,
  limit: number,
): Promise<{ municipality: IstatCode; length: number; head: string }[]> {
  return rows(
    db,
    `select municipality, length, head from chain
     where ($1::text is null or municipality > $1) order by municipality limit $2`,
    [after, limit],
  );
}
