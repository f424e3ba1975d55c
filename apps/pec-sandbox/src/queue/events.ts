import type { ErrorCode, Kind, ReceiptType } from '../pec/kinds.js';
import type { Provider } from '../providers.js';
import type { Action } from '../script/rules.js';

/** A receipt on its way to the sender's mailbox. */
export interface ReceiptEvent {
  readonly type: 'receipt';
  /** Follows from the submission; names the file in the Maildir. */
  readonly id: string;
  /** When it arrives, epoch ms. */
  readonly at: number;
  readonly mailbox: string;
  readonly provider: Provider['id'];
  readonly kind: Kind;
  /** When it was issued and signed; differs from `at` when receipts overtake each other. */
  readonly issuedAt: number;
  readonly messageId: string;
  readonly recipient?: string;
  readonly error?: ErrorCode;
  readonly detail?: string;
  readonly hours?: 12 | 24;
}

/** Who writes: the municipality as the script named it when this was planned. */
export interface Writer {
  readonly name: string;
  readonly address: string;
  /** Code of the administration in IndicePA. */
  readonly code: string;
}

/** A certified message that a municipality or another user writes into a mailbox here. */
export interface LetterEvent {
  readonly type: 'letter';
  readonly id: string;
  readonly at: number;
  readonly municipality: string;
  readonly rule: string;
  readonly action: Action;
  readonly writer: Writer;
  /** The submission that it answers; null: the last one delivered to the municipality by then, if any. */
  readonly about: number | null;
}

/** The transport envelope of a letter between two users of the sandbox. */
export interface ForwardEvent {
  readonly type: 'forward';
  readonly id: string;
  readonly at: number;
  readonly mailbox: string;
}

/** Something that happens outside the mail. */
export interface WorldScheduled {
  readonly type: 'world';
  readonly id: string;
  readonly at: number;
  readonly municipality: string;
  readonly rule: string;
  readonly action: Action;
}

export type ScheduledEvent = ReceiptEvent | LetterEvent | ForwardEvent | WorldScheduled;

/** A message taken with 250: what was decided about it then, for good. */
export interface Submission {
  readonly seq: number;
  /** Clock time of the 250. */
  readonly at: number;
  readonly user: string;
  readonly recipients: readonly { readonly address: string; readonly certified: boolean }[];
  readonly providerId: string;
  /** With angle brackets, or null. */
  readonly messageId: string | null;
  readonly replyTo: string;
  readonly subject: string | null;
  readonly receiptType: ReceiptType;
  readonly size: number;
  readonly sha256: string;
  /** Municipalities whose mailbox got it, and when. */
  readonly deliveredTo: readonly { readonly municipality: string; readonly at: number }[];
  /** Rules whose letter filter it met, as `istat/rule`: what "the second such letter" counts. */
  readonly matched: readonly string[];
  readonly events: readonly ScheduledEvent[];
}
