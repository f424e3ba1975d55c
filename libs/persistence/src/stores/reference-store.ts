import type { DataSource } from 'typeorm';
import { In } from 'typeorm';
import type { Instant, IstatCode, Municipality, Survey, SurveyId } from '@app/domain';
import { MunicipalitySchema, SurveySchema } from '../schemas/record.js';
import type { SurveyRow } from '../schemas/rows.js';
import type { Db } from './sql.js';
import { changed, instantText, rows } from './sql.js';

/** All municipalities, by code. */
export async function allMunicipalities(db: DataSource): Promise<Municipality[]> {
  return db.getRepository(MunicipalitySchema).find({ order: { istat: 'ASC' } });
}

/** Some municipalities, by code. */
export async function municipalitiesOf(
  db: DataSource,
  istats: readonly IstatCode[],
): Promise<Municipality[]> {
  if (istats.length === 0) return [];
  return db.getRepository(MunicipalitySchema).findBy({ istat: In([...istats]) });
}

/** Changes whenever a municipality or a survey does: a digest of the row versions. A few milliseconds for 7,900. */
export async function referenceVersion(db: Db): Promise<string> {
  const found = await rows<{ version: string }>(
    db,
    `select concat_ws('/',
       (select concat(count(*), ':', sum(hashtextextended(istat || ' ' || xmin::text, 0))) from municipality),
       (select concat(count(*), ':', sum(hashtextextended(id || version || ' ' || xmin::text, 0))) from survey)) as version`,
  );
  return found[0]?.version ?? '';
}

/** Inserts or replaces municipalities by code. */
export async function saveMunicipalities(
  db: Pick<DataSource, 'getRepository'>,
  municipalities: readonly Municipality[],
): Promise<void> {
  await db.getRepository(MunicipalitySchema).upsert([...municipalities] as never, ['istat']);
}

/** The latest version of each survey, by id. */
export async function currentSurveys(db: Db): Promise<Survey[]> {
  const found = await rows<{ definition: Survey }>(
    db,
    `select distinct on (id) definition from survey order by id, version desc`,
  );
  return found.map((row) => row.definition);
}

/** A version of a survey without its rules: what lists need. */
export type SurveyVersionSummary = Omit<SurveyRow, 'definition'>;

/** All versions of the surveys, by survey, oldest first. */
export async function surveyVersions(db: Db, id?: SurveyId): Promise<SurveyVersionSummary[]> {
  return rows(
    db,
    `select id, version, ${instantText('recorded_at')} as "recordedAt", recorded_by as "recordedBy"
     from survey where $1::text is null or id = $1 order by id, version`,
    [id ?? null],
  );
}

/** The rules of one version, or null. */
export async function surveyDefinition(
  db: Db,
  id: SurveyId,
  version: number,
): Promise<Survey | null> {
  const found = await rows<{ definition: Survey }>(
    db,
    `select definition from survey where id = $1 and version = $2`,
    [id, version],
  );
  return found[0]?.definition ?? null;
}

/**
 * Adds a version where `after` is still the last one, in one statement: of two at once one succeeds.
 *
 * @returns false when `after` is no longer the last
 */
export async function addSurveyVersionAfter(
  db: Db,
  survey: Survey,
  after: number,
  at: Instant,
  by: string,
): Promise<boolean> {
  const added = await rows<{ version: number }>(
    db,
    `insert into survey (id, version, definition, recorded_at, recorded_by)
     select $1, $2, $3::jsonb, $4, $5
     where (select max(version) from survey where id = $1) = $6
     on conflict do nothing returning version`,
    [survey.id, survey.version, JSON.stringify(survey), at, by, after],
  );
  return added.length === 1;
}

/** Adds a version of a survey; a version on record stays as it is. */
export async function addSurveyVersion(
  db: DataSource,
  survey: Survey,
  at: Instant,
  by: string,
): Promise<void> {
  await db
    .getRepository(SurveySchema)
    .createQueryBuilder()
    .insert()
    .values({
      id: survey.id,
      version: survey.version,
      definition: survey as never,
      recordedAt: at,
      recordedBy: by,
    })
    .orIgnore()
    .execute();
}

/** A setting of the installation, or null. */
export async function setting<T>(db: Db, key: string): Promise<T | null> {
  const found = await rows<{ value: T }>(db, `select value from setting where key = $1`, [key]);
  return found[0]?.value ?? null;
}

/** Writes a setting. */
export async function saveSetting(db: Db, key: string, value: unknown): Promise<void> {
  await db.query(
    `insert into setting (key, value) values ($1, $2::jsonb) on conflict (key) do update set value = excluded.value`,
    [key, JSON.stringify(value)],
  );
}

/**
 * Changes members of a setting where it still holds these: of two at once one counts.
 *
 * @returns false when it holds something else by now
 */
export async function saveSettingIf(
  db: Db,
  key: string,
  seen: object,
  change: object,
): Promise<boolean> {
  const count = await changed(
    db,
    `update setting set value = value || $3::jsonb where key = $1 and value @> $2::jsonb`,
    [key, JSON.stringify(seen), JSON.stringify(change)],
  );
  return count === 1;
}
