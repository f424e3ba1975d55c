import type { Instant, IstatCode, LocalDate, SurveyId, TemplateId } from '@app/domain';

/** Everything that a template's letters are rendered from. */
export interface TemplateSources {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly letter: string;
  readonly partials: Readonly<Record<string, string>>;
  readonly layout: string;
}

/** `shipped` came with the program; `officer` was written here; `restored` is an older one put in force again. */
export type TemplateOrigin = 'shipped' | 'officer' | 'restored';

export interface TemplateVersionRow {
  readonly template: TemplateId;
  /** 1, 2 … in the order of recording; the last is in force. */
  readonly number: number;
  /** `TemplateSet.version` of the sources: what a letter keeps. */
  readonly digest: string;
  readonly origin: TemplateOrigin;
  readonly sources: TemplateSources;
  readonly author: string;
  readonly recordedAt: Instant;
  readonly note: string;
  /** The number that it puts in force again. */
  readonly restores: number | null;
}

export type ProtocolSource = 'api' | 'csv' | 'officer';

export interface ProtocolEntryRow {
  readonly letter: string;
  /** 1 for the first; a correction is the next one, and the last holds. */
  readonly position: number;
  readonly number: string;
  readonly date: LocalDate;
  readonly aoo: string | null;
  readonly source: ProtocolSource;
  /** The letter waits for its signed PDF. */
  readonly awaitSigned: boolean;
  readonly recordedAt: Instant;
  readonly recordedBy: string;
}

export type PaperKind = 'signed-pdf' | 'segnatura';

export interface LetterPaperRow {
  readonly letter: string;
  readonly kind: PaperKind;
  readonly name: string;
  readonly content: Buffer;
  readonly sha256: string;
  readonly recordedAt: Instant;
  readonly recordedBy: string;
}

/** Why a queued letter waits: shown to people, derived anew at every look at the letter. */
export interface LetterHoldRow {
  readonly letter: string;
  readonly code: string;
  readonly reason: string;
  readonly since: Instant;
  /** When it is looked at again by itself; null: when somebody does what it waits for. */
  readonly retryAt: Instant | null;
}

export type BatchState = 'prepared' | 'approved' | 'refused' | 'superseded' | 'revoked';

/** Letters of a survey that one person prepared and another lets go: a rung of a round, or a day. */
export interface DepartureBatchRow {
  readonly id: string;
  /** `push-erp/2021-12-31/reminder-1` or `push-erp/2022-03-16`. */
  readonly scope: string;
  readonly survey: SurveyId;
  readonly round: LocalDate | null;
  readonly rung: string | null;
  readonly day: LocalDate | null;
  readonly state: BatchState;
  readonly preparedBy: string;
  readonly preparedAt: Instant;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  /** The absent person for whom a deputy decided. */
  readonly onBehalfOf: string | null;
  readonly reason: string | null;
}

/** One letter of a batch, by its unique key, with what was seen when it was prepared. */
export interface BatchLetterRow {
  readonly batch: string;
  readonly municipality: IstatCode;
  readonly obligation: string;
  readonly rung: string;
  readonly dueVersion: number;
  readonly obligations: readonly string[];
  readonly template: TemplateId;
  /** Digest of the template in force then: another text needs another approval. */
  readonly templateVersion: string;
}

export interface DeputyRow {
  readonly id: string;
  readonly absent: string;
  readonly deputy: string;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate;
  readonly recordedBy: string;
  readonly recordedAt: Instant;
  readonly revokedBy: string | null;
  readonly revokedAt: Instant | null;
}

export interface GoingOutActRow {
  readonly position: number;
  readonly at: Instant;
  readonly actor: string;
  readonly act: string;
  readonly detail: unknown;
}
