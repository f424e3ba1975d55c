import type { RowError } from '@app/contract';
import type { Fact, Instant, IstatCode, LocalDate, SurveyId } from '@app/domain';

export const IMPORT_KINDS = [
  'municipalities',
  'ipa',
  'stock',
  'transmissions',
  'variations',
  'events',
] as const;

/** What a file holds. */
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** A file that somebody wants to import. */
export interface ImportRequest {
  readonly kind: ImportKind;
  readonly bytes: Uint8Array;
  /** Who imports, as the record names them. */
  readonly actor: string;
  /** The installation's present moment. */
  readonly at: Instant;
  /** Check everything, record nothing. */
  readonly dryRun: boolean;
  /** Of `ipa`: a person has seen the changes and confirms them; without it nothing is applied. */
  readonly confirmed?: boolean;
  /** The survey that the facts are of; the first one unless told. */
  readonly survey?: SurveyId;
  /** The file's own name, as it is kept. */
  readonly name?: string;
}

/** An address that changes, as a person confirms it. */
export interface AddressChange {
  readonly municipality: IstatCode;
  readonly name: string;
  /** The address in use today; null: none. */
  readonly from: string | null;
  readonly to: string;
  readonly validFrom: LocalDate;
}

/** What became of a file: all of its rows, or none with every fault. */
export interface ImportReport {
  readonly rows: number;
  /** Rows that were (or, in a dry run, would be) taken: all without faults, or 0. */
  readonly accepted: number;
  readonly errors: readonly RowError[];
  /** Italian sentences: what was not used, what was known already. */
  readonly notes: readonly string[];
  /** Facts that are new on the record, those that the rules derived left aside. */
  readonly recorded: number;
  /** Facts of the file that were on record already. */
  readonly known: number;
  /** False after a dry run, a refusal, or changes that nobody has confirmed. */
  readonly applied: boolean;
  readonly changes: readonly AddressChange[];
}

/** A fact with the row that it comes from. */
export interface ImportedFact {
  readonly fact: Fact;
  readonly row: number;
  /** Of the column that says when it happened. */
  readonly when: string;
}
