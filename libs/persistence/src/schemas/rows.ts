import type {
  Instant,
  IstatCode,
  LocalDate,
  PlanAction,
  ReplyReading,
  Survey,
  SurveyId,
  TemplateId,
} from '@app/domain';

export interface SurveyRow {
  readonly id: SurveyId;
  readonly version: number;
  readonly definition: Survey;
  readonly recordedAt: Instant;
  readonly recordedBy: string;
}

/** The head of one municipality's chain of facts, and how much of it the last tick had seen. */
export interface ChainRow {
  readonly municipality: IstatCode;
  readonly length: number;
  readonly head: string;
  readonly consideredLength: number;
  readonly consideredAt: Instant | null;
}

export interface SettingRow {
  readonly key: string;
  readonly value: unknown;
}

/** A letter's own states; those of its attempts are in `dispatch`. */
export type LetterState = 'queued' | 'sent' | 'delivered' | 'failed' | 'withdrawn' | 'stopped';

export interface LetterRow {
  readonly id: string;
  readonly municipality: IstatCode;
  readonly survey: SurveyId;
  /** The duty whose rung it is; `obligations` are all that it names. */
  readonly obligation: string;
  readonly obligations: readonly string[];
  readonly rung: string;
  readonly dueVersion: number;
  readonly template: TemplateId;
  readonly target: LocalDate;
  readonly decidedAt: Instant;
  readonly state: LetterState;
  readonly subject: string | null;
  readonly templateVersion: string | null;
  readonly token: string;
  /** Text and HTML as rendered; the PDF is inside the dispatch's bytes. */
  readonly parts: { readonly text: string; readonly html: string } | null;
  readonly reason: string | null;
  /** The address that was valid when the tick decided; the one that it leaves to is read at sending. */
  readonly plannedAddress: string | null;
  /** Held until the sending window opens again; null: may leave now. */
  readonly notBefore: Instant | null;
  /** The letter, not delivered, that it repeats; null: none. */
  readonly repeats: string | null;
}

export interface ReminderRow {
  readonly municipality: IstatCode;
  readonly obligation: string;
  readonly rung: string;
  readonly dueVersion: number;
  readonly action: PlanAction;
  readonly code: string;
  readonly reason: string;
  readonly target: LocalDate;
  readonly decidedAt: Instant;
  readonly letter: string | null;
}

/** `queued → submitting → submitted → accepted → delivered | failed`, with `in-doubt` and `rejected` beside. */
export type DispatchState =
  | 'queued'
  | 'submitting'
  | 'in-doubt'
  | 'submitted'
  | 'accepted'
  | 'delivered'
  | 'failed'
  | 'rejected'
  | 'abandoned';

export interface DispatchRow {
  readonly messageId: string;
  readonly letter: string;
  readonly attempt: number;
  readonly state: DispatchState;
  readonly fromAddress: string;
  readonly toAddress: string;
  readonly addressSource: string;
  readonly raw: Buffer;
  readonly sha256: string;
  readonly createdAt: Instant;
  readonly submittingAt: Instant | null;
  /** Committed just before the final dot: without it a dead submission surely did not leave. */
  readonly dotAt: Instant | null;
  readonly submittedAt: Instant | null;
  readonly acceptedAt: Instant | null;
  readonly settledAt: Instant | null;
  readonly providerId: string | null;
  readonly response: string | null;
  readonly failure: {
    readonly code: string;
    readonly class: string;
    readonly detail: string;
  } | null;
  readonly conflict: string | null;
  /** How often it was taken up again: fences off a submitter that was thought dead and is not. */
  readonly tries: number;
  readonly nextTryAt: Instant | null;
  /** The duties that these bytes name: those still open when they were written. */
  readonly obligations: readonly string[];
  /** What a person should know of this attempt: an address that changed, a resend and why. */
  readonly note: string | null;
}

export type RawState = 'new' | 'processed' | 'quarantined';

export interface RawMessageRow {
  readonly sha256: string;
  readonly position: number;
  readonly bytes: Buffer;
  readonly size: number;
  readonly mailbox: string;
  readonly folder: string;
  readonly uid: number;
  readonly uidValidity: string;
  readonly fetchedAt: Instant;
  readonly state: RawState;
  readonly kind: string | null;
  readonly messageId: string | null;
  readonly refersTo: string | null;
  readonly certifiedAt: Instant | null;
  readonly verdict: string | null;
  readonly reading: unknown;
  readonly signature: unknown;
  readonly dispatch: string | null;
  readonly problem: string | null;
  readonly tries: number;
}

export interface CursorRow {
  readonly mailbox: string;
  readonly folder: string;
  readonly uidValidity: string;
  readonly uid: number;
}

/** A message that is in the mailbox and could not be read. */
export interface UnreadRow extends CursorRow {
  /** Bytes, by the server's own word; null: it did not say. */
  readonly size: number | null;
  /** Why, at the last try: with the server's own words. */
  readonly problem: string;
  readonly foundAt: Instant;
  readonly tries: number;
  /** When it is tried again; null: it is no longer there, and a person closes the matter. */
  readonly nextTryAt: Instant | null;
}

/** `held` waits for a person; `applied` by itself; `assigned` by a person; `filed` touches no duty. */
export type ReplyState = 'held' | 'applied' | 'assigned' | 'filed';

export interface ReplyRow {
  readonly sha256: string;
  readonly municipality: IstatCode | null;
  readonly kind: string;
  readonly state: ReplyState;
  readonly receivedAt: Instant;
  readonly reading: ReplyReading;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  readonly facts: readonly string[];
}

export interface AlertRow {
  readonly id: string;
  readonly kind: string;
  readonly message: string;
  readonly subject: string;
  readonly raisedAt: Instant;
  readonly closedAt: Instant | null;
  readonly toldAt: Instant | null;
}
