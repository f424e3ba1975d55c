import type { FactType, Instant, IstatCode, LocalDate, SurveyId } from '@app/domain';
import type { Db } from './sql.js';
import { instantText, rows } from './sql.js';

/** Something that was done, from whichever register it comes. */
export interface ActivityRow {
  /** Which register: facts of municipalities, acts of the office, of the going-out, versions of templates and surveys. */
  readonly origin: 'fact' | 'act' | 'going-out' | 'template' | 'survey';
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
  readonly limit: number;
  readonly offset: number;
}

/** Sources behind which a person of the office stands. */
const PEOPLE = `('officer', 'import')`;

const FACTS = `select 'fact' as origin, f.recorded_at as at, f.occurred_at as occurred, f.actor, f.source,
    f.type as what, f.municipality, f.survey, f.round::text as round, f.id as subject,
    case when f.type = 'snapshot'
      then jsonb_build_object('reference', f.payload->>'reference', 'units', jsonb_array_length(f.payload->'units'))
      else f.payload end as detail, f.evidence, f.municipality as place, f.position::bigint as nth
  from fact f where ($1::text is null or f.actor = $1) and ($2::text is null or f.municipality = $2)
    and ($3::text is null or $3 = 'fact') and ($4::boolean or f.source in ${PEOPLE})
    and ($5::timestamptz is null or f.recorded_at >= $5) and ($6::timestamptz is null or f.recorded_at < $6)`;

interface Columns {
  readonly at: string;
  readonly actor: string;
  readonly what: string;
  readonly subject: string;
  readonly detail: string;
  /** Order among what was done at one moment (the simulated clock stands still between two moves). */
  readonly nth: string;
}

/** One of the other registers, in the shape of the first. */
const acts = (
  origin: string,
  columns: Columns,
  table: string,
  ofPeople = 'true',
): string => `select '${origin}', ${columns.at}, null, ${columns.actor}, 'officer', ${columns.what}, null, null,
    null, ${columns.subject}, ${columns.detail}, null, '', ${columns.nth}::bigint
  from ${table} where ($1::text is null or ${columns.actor} = $1) and $2::text is null
    and ($3::text is null or $3 = 'act') and ($4::boolean or ${ofPeople})
    and ($5::timestamptz is null or ${columns.at} >= $5) and ($6::timestamptz is null or ${columns.at} < $6)`;

const ALL = [
  FACTS,
  acts(
    'act',
    {
      at: 'at',
      actor: 'actor',
      what: 'act',
      subject: 'subject',
      detail: 'detail',
      nth: 'position',
    },
    'act',
  ),
  acts(
    'going-out',
    {
      at: 'at',
      actor: 'actor',
      what: 'act',
      subject: `'via-libera/' || position`,
      detail: 'detail',
      nth: 'position',
    },
    'going_out_act',
  ),
  acts(
    'template',
    {
      at: 'recorded_at',
      actor: 'author',
      what: `'template-version'`,
      subject: `template || '/' || number`,
      detail: `jsonb_build_object('note', note, 'restores', restores)`,
      nth: 'number',
    },
    'template_version',
    `origin <> 'shipped'`,
  ),
  acts(
    'survey',
    {
      at: 'recorded_at',
      actor: 'recorded_by',
      what: `'survey-version'`,
      subject: `id || '/' || version`,
      detail: `jsonb_build_object('version', version)`,
      nth: 'version',
    },
    'survey',
    // The first version came with the installation.
    'version > 1',
  ),
].join('\n union all ');

/** A page of what was done, latest first, with the number of all that match. */
export async function searchActivity(
  db: Db,
  search: ActivitySearch,
): Promise<{ total: number; rows: ActivityRow[] }> {
  const parameters = [
    search.actor ?? null,
    search.municipality ?? null,
    search.origin ?? null,
    search.everyone,
    search.from ?? null,
    search.to ?? null,
  ];
  const [counted] = await rows<{ total: number }>(
    db,
    `select count(*)::int as total from (${ALL}) a`,
    parameters,
  );
  const found = await rows<ActivityRow>(
    db,
    `select a.origin, ${instantText('a.at')} as at, ${instantText('a.occurred')} as "occurredAt", a.actor,
       a.source, a.what, a.municipality, a.survey, a.round, a.subject, a.detail, a.evidence
     from (${ALL}) a order by a.at desc, a.place desc, a.origin, a.nth desc, a.subject limit $7 offset $8`,
    [...parameters, search.limit, search.offset],
  );
  return { total: counted?.total ?? 0, rows: found };
}

/** Everyone of the office who did something, by name. */
export async function activeStaff(db: Db): Promise<string[]> {
  const found = await rows<{ actor: string }>(
    db,
    `select distinct actor from (
       select actor from fact where source in ${PEOPLE} union select actor from act
       union select actor from going_out_act union select author from template_version where origin <> 'shipped'
       union select recorded_by from survey where version > 1) a order by actor`,
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
