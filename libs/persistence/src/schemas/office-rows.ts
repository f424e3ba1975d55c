import type { Instant } from '@app/domain';

/** Something that a person did and that is no fact of a municipality, as its chain holds it. */
export interface ActRow {
  /** 1 for the first. */
  readonly position: number;
  readonly at: Instant;
  readonly actor: string;
  /** What was done, a stable word: `doubt-decided`, `file-imported`, … */
  readonly act: string;
  /** What it was done to: a letter's id, a digest, an account. */
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly previousHash: string;
  readonly hash: string;
}

/** A file that somebody handed in: checked, and recorded once `recordedAt` is there. */
export interface ImportedFileRow {
  readonly sha256: string;
  readonly kind: string;
  readonly name: string;
  readonly bytes: Buffer;
  readonly size: number;
  readonly uploadedBy: string;
  readonly uploadedAt: Instant;
  readonly recordedBy: string | null;
  readonly recordedAt: Instant | null;
  /** Facts that were new on the record. */
  readonly recorded: number | null;
}
