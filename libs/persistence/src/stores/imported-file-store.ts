import type { Instant } from '@app/domain';
import type { ImportedFileRow } from '../schemas/office-rows.js';
import type { Db } from './sql.js';
import { changed, instantText, rows } from './sql.js';

export type ImportedFileSummary = Omit<ImportedFileRow, 'bytes'>;

const SUMMARY = `sha256, kind, name, size, uploaded_by as "uploadedBy",
  ${instantText('uploaded_at')} as "uploadedAt", recorded_by as "recordedBy",
  ${instantText('recorded_at')} as "recordedAt", recorded`;

/** Keeps a file that was checked and waits for a confirmation. One that is there already stays as it is. */
export async function keepFile(
  db: Db,
  file: Pick<ImportedFileRow, 'sha256' | 'kind' | 'name' | 'bytes' | 'uploadedBy' | 'uploadedAt'>,
): Promise<void> {
  await db.query(
    `insert into imported_file (sha256, kind, name, bytes, size, uploaded_by, uploaded_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [
      file.sha256,
      file.kind,
      file.name,
      file.bytes,
      file.bytes.length,
      file.uploadedBy,
      file.uploadedAt,
    ],
  );
}

/** Notes that a kept file went on record. The first time counts. */
export async function markRecorded(
  db: Db,
  file: Pick<ImportedFileRow, 'sha256' | 'kind' | 'recordedBy' | 'recordedAt' | 'recorded'>,
): Promise<boolean> {
  const count = await changed(
    db,
    `update imported_file set recorded_by = $3, recorded_at = $4, recorded = $5
     where sha256 = $1 and kind = $2 and recorded_at is null`,
    [file.sha256, file.kind, file.recordedBy, file.recordedAt, file.recorded],
  );
  return count === 1;
}

/** A file with its bytes; null when it is not there. */
export async function importedFile(
  db: Db,
  sha256: string,
  kind?: string,
): Promise<ImportedFileRow | null> {
  const found = await rows<ImportedFileRow>(
    db,
    `select ${SUMMARY}, bytes from imported_file
     where sha256 = $1 and ($2::text is null or kind = $2) order by recorded_at nulls last limit 1`,
    [sha256, kind ?? null],
  );
  return found[0] ?? null;
}

/** Files that went on record, the latest first. */
export async function recordedFiles(db: Db, limit: number): Promise<ImportedFileSummary[]> {
  return rows(
    db,
    `select ${SUMMARY} from imported_file where recorded_at is not null
     order by imported_file.recorded_at desc, sha256 limit $1`,
    [limit],
  );
}

/** Forgets files that nobody confirmed. */
export async function dropUnconfirmed(db: Db, uploadedBefore: Instant): Promise<number> {
  return changed(db, `delete from imported_file where recorded_at is null and uploaded_at < $1`, [
    uploadedBefore,
  ]);
}
