import type { Instant, IstatCode, LocalDate, SurveyId, Unit, VariationKind } from '@app/domain';
import type { Db } from './sql.js';
import { instantText, rows } from './sql.js';

/** A snapshot that counts: the last recorded of its municipality and reference date, not taken back. */
export interface SnapshotSummary {
  readonly municipality: IstatCode;
  readonly reference: LocalDate;
  readonly units: number;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly actor: string;
  readonly evidence: string | null;
  readonly position: number;
}

/** Facts that nobody has taken back since. */
const STANDING = `not exists (select 1 from fact c where c.municipality = f.municipality
  and c.type = 'corrected' and c.payload->>'fact' = f.id)`;

/** The snapshots that count, by municipality and reference date; of two with the same date the last recorded. */
export async function snapshotsOf(
  db: Db,
  survey: SurveyId,
  municipalities: readonly IstatCode[],
): Promise<SnapshotSummary[]> {
  return rows(
    db,
    `select distinct on (f.municipality, f.payload->>'reference') f.municipality,
       f.payload->>'reference' as reference, jsonb_array_length(f.payload->'units') as units,
       ${instantText('f.occurred_at')} as "occurredAt", ${instantText('f.recorded_at')} as "recordedAt",
       f.actor, f.evidence, f.position
     from fact f where f.type = 'snapshot' and f.survey = $1 and f.municipality = any($2) and ${STANDING}
     order by f.municipality, f.payload->>'reference', f.position desc`,
    [survey, municipalities],
  );
}

/** The dwellings of some snapshots, by `municipality/position`. */
export async function unitsOf(
  db: Db,
  snapshots: readonly Pick<SnapshotSummary, 'municipality' | 'position'>[],
): Promise<Map<string, readonly Unit[]>> {
  const found = await rows<{ municipality: string; position: number; units: Unit[] }>(
    db,
    `select f.municipality, f.position, f.payload->'units' as units
     from unnest($1::text[], $2::int[]) as s(municipality, position)
     join fact f on f.municipality = s.municipality and f.position = s.position`,
    [snapshots.map(({ municipality }) => municipality), snapshots.map(({ position }) => position)],
  );
  return new Map(
    found.map(({ municipality, position, units }) => [`${municipality}/${position}`, units]),
  );
}

/** A line of the register of variations. */
export interface VariationLine {
  readonly id: string;
  readonly municipality: IstatCode;
  readonly kind: VariationKind;
  readonly date: LocalDate;
  readonly units: number;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly actor: string;
  readonly source: string;
  readonly evidence: string | null;
  /** Taken back by a later fact. */
  readonly takenBack: boolean;
}

/** What the register of variations is asked. All that is given must hold. */
export interface VariationSearch {
  readonly survey: SurveyId;
  readonly municipality?: string | undefined;
  readonly kind?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** A page of the register, latest change first, with the number of all that match. */
export async function searchVariations(
  db: Db,
  search: VariationSearch,
): Promise<{ total: number; variations: VariationLine[] }> {
  const where = `f.type = 'variation' and f.survey = $1 and ($2::text is null or f.municipality = $2)
    and ($3::text is null or f.payload->>'kind' = $3)
    and ($4::text is null or f.payload->>'date' >= $4) and ($5::text is null or f.payload->>'date' <= $5)`;
  const parameters = [
    search.survey,
    search.municipality ?? null,
    search.kind ?? null,
    search.from ?? null,
    search.to ?? null,
  ];
  const [counted] = await rows<{ total: number }>(
    db,
    `select count(*)::int as total from fact f where ${where}`,
    parameters,
  );
  const variations = await rows<VariationLine>(
    db,
    `select f.id, f.municipality, f.payload->>'kind' as kind, f.payload->>'date' as date,
       (f.payload->>'units')::int as units, ${instantText('f.occurred_at')} as "occurredAt",
       ${instantText('f.recorded_at')} as "recordedAt", f.actor, f.source, f.evidence,
       not (${STANDING}) as "takenBack"
     from fact f where ${where}
     order by f.payload->>'date' desc, f.municipality, f.position desc limit $6 offset $7`,
    [...parameters, search.limit, search.offset],
  );
  return { total: counted?.total ?? 0, variations };
}
