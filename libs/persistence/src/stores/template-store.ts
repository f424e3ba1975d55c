import type { TemplateId } from '@app/domain';
import type { TemplateVersionRow } from '../schemas/going-out-rows.js';
import type { Db } from './sql.js';
import { instantText, rows } from './sql.js';

const SUMMARY = `template, number, digest, origin, author, ${instantText('recorded_at')} as "recordedAt", note, restores`;

/** A version without its sources: what lists need. */
export type TemplateVersionSummary = Omit<TemplateVersionRow, 'sources'>;

/** All versions of a template, the one in force first. */
export async function templateVersions(
  db: Db,
  template: TemplateId,
): Promise<TemplateVersionSummary[]> {
  return rows(
    db,
    `select ${SUMMARY} from template_version where template = $1 order by number desc`,
    [template],
  );
}

/** The version in force, or null before the first. */
export async function currentTemplate(
  db: Db,
  template: TemplateId,
): Promise<TemplateVersionRow | null> {
  const found = await rows<TemplateVersionRow>(
    db,
    `select ${SUMMARY}, sources from template_version where template = $1 order by number desc limit 1`,
    [template],
  );
  return found[0] ?? null;
}

export async function templateByNumber(
  db: Db,
  template: TemplateId,
  number: number,
): Promise<TemplateVersionRow | null> {
  const found = await rows<TemplateVersionRow>(
    db,
    `select ${SUMMARY}, sources from template_version where template = $1 and number = $2`,
    [template, number],
  );
  return found[0] ?? null;
}

/** The sources with that digest; any of the versions that have it, for they are the same. */
export async function templateByDigest(
  db: Db,
  template: TemplateId,
  digest: string,
): Promise<TemplateVersionRow | null> {
  const found = await rows<TemplateVersionRow>(
    db,
    `select ${SUMMARY}, sources from template_version where template = $1 and digest = $2 order by number limit 1`,
    [template, digest],
  );
  return found[0] ?? null;
}

/**
 * Adds the version after `after` (0: the first), in one statement. Of two that change the same version at once one
 * succeeds.
 *
 * @returns false when `after` is no longer the one in force
 */
export async function addTemplateVersion(
  db: Db,
  version: Omit<TemplateVersionRow, 'number'>,
  after: number,
): Promise<boolean> {
  const inserted = await rows<{ number: number }>(
    db,
    `insert into template_version (template, number, digest, origin, sources, author, recorded_at, note, restores)
     select $1, $2::int + 1, $3, $4, $5::jsonb, $6, $7, $8, $9
     where coalesce((select max(number) from template_version where template = $1), 0) = $2
     on conflict do nothing returning number`,
    [
      version.template,
      after,
      version.digest,
      version.origin,
      JSON.stringify(version.sources),
      version.author,
      version.recordedAt,
      version.note,
      version.restores,
    ],
  );
  return inserted.length === 1;
}

/** What stands in force of a template, without its sources. */
export async function currentTemplateSummary(
  db: Db,
  template: TemplateId,
): Promise<TemplateVersionSummary | null> {
  const found = await rows<TemplateVersionSummary>(
    db,
    `select ${SUMMARY} from template_version where template = $1 order by number desc limit 1`,
    [template],
  );
  return found[0] ?? null;
}
