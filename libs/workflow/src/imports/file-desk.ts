import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Instant } from '@app/domain';
import { sha256 } from '@app/evidence';
import type { ImportedFileRow, ImportedFileSummary } from '@app/persistence';
import { dropUnconfirmed, importedFile, keepFile, recordedFiles } from '@app/persistence';
import { Clock } from '../clock.js';
import { Importer } from './importer.js';
import type { ImportKind, ImportReport } from './types.js';

/** How long a checked file waits for its confirmation. */
const WAIT_MS = 24 * 60 * 60_000;

/** A file that was checked. `sha256` is null when it was refused: nothing of it was kept. */
export interface CheckedFile {
  readonly sha256: string | null;
  readonly report: ImportReport;
}

/** Files that people hand in by the pages: checked first, recorded when they confirm, all or nothing. */
@Injectable()
export class FileDesk {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly importer: Importer,
  ) {}

  /** Rehearses a file. One without faults is kept, so that what is confirmed is what was checked, byte for byte. */
  async check(
    kind: ImportKind,
    file: { readonly name: string; readonly bytes: Buffer },
    by: string,
  ): Promise<CheckedFile> {
    const at = this.clock.now();
    const { bytes, name } = file;
    const report = await this.importer.run({ kind, bytes, actor: by, at, dryRun: true, name });
    if (report.errors.length > 0) return { sha256: null, report };
    const digest = sha256(bytes);
    await dropUnconfirmed(this.db, new Date(Date.parse(at) - WAIT_MS).toISOString() as Instant);
    const kept = { sha256: digest, kind, name, bytes, uploadedBy: by, uploadedAt: at };
    await keepFile(this.db, kept);
    return { sha256: digest, report };
  }

  /** Records a file that was checked; it is checked again, the record may have grown. Null: no such file. */
  async confirm(
    kind: ImportKind,
    digest: string,
    by: string,
  ): Promise<{ readonly file: ImportedFileRow; readonly report: ImportReport } | null> {
    const file = await importedFile(this.db, digest, kind);
    if (file === null) return null;
    const { bytes, name } = file;
    const at = this.clock.now();
    const report = await this.importer.run({ kind, bytes, actor: by, at, dryRun: false, name });
    return { file, report };
  }

  /** The latest files on record. */
  async recorded(limit = 20): Promise<ImportedFileSummary[]> {
    return recordedFiles(this.db, limit);
  }

  /** A file as it was handed in. */
  async byDigest(digest: string): Promise<ImportedFileRow | null> {
    return importedFile(this.db, digest);
  }
}
