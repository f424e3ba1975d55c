/** One letter as frozen when queued: the bytes that leave are these and no others. */
export interface OutgoingMessage {
  /** MAIL FROM and RCPT TO of the envelope; MAIL FROM equals the From header, no VERP. */
  readonly from: string;
  readonly to: string;
  readonly raw: Uint8Array;
}

/**
 * What became of one submission. Anything that fails before the final dot is surely not sent;
 * a connection lost after it is in doubt (design: no blind resend).
 */
export type SubmitResult =
  | { readonly outcome: 'submitted'; readonly response: string }
  | { readonly outcome: 'rejected'; readonly code: number; readonly response: string }
  | {
      readonly outcome: 'retry';
      readonly code: number | null;
      readonly response: string;
      readonly throttled: boolean;
    }
  | { readonly outcome: 'login-refused'; readonly response: string }
  | { readonly outcome: 'in-doubt'; readonly response: string };

/** Called on the way of one submission. */
export interface SubmitHooks {
  /**
   * Awaited after the last byte of the letter and before the final dot. Until it resolves the letter surely
   * has not left; a process that dies earlier may send it again as it is. A rejection gives the letter up.
   */
  beforeFinalDot?(): Promise<void>;
}

/** SMTP submission. Two live implementations: nodemailer, and the recording twin of the pure tests. */
export abstract class MailSender {
  abstract submit(message: OutgoingMessage, hooks?: SubmitHooks): Promise<SubmitResult>;
  abstract close(): Promise<void>;
}

/** Where a message stands. For a Maildir `uid` is the arrival sequence, `uidValidity` the index that counted it. */
export interface MessagePlace {
  readonly folder: string;
  readonly uidValidity: string;
  readonly uid: number;
}

/** Where reading left off in one folder: the place of the last message that was offered. */
export type MailboxCursor = MessagePlace;

export interface FetchedMessage extends MessagePlace {
  readonly raw: Uint8Array;
}

/** A message that is there and whose bytes could not be had, or not all of them. */
export interface UnreadMessage extends MessagePlace {
  /** Bytes, by the server's or the disk's own word; null: it did not say. */
  readonly size: number | null;
  /** Why, an Italian clause with the server's own words: "il server risponde «NO …»". */
  readonly problem: string;
}

/** Whether a message offered is one that could not be read. */
export function isUnread(one: FetchedMessage | UnreadMessage): one is UnreadMessage {
  return 'problem' in one;
}

/** Bytes used and allowed. */
export interface MailboxQuota {
  readonly usedBytes: number;
  readonly limitBytes: number;
  /** 0 to 1. */
  readonly usedShare: number;
}

/** A mailbox read without touching it: no flag is set, nothing is moved. IMAP and Maildir live behind it. */
export abstract class Mailbox {
  /** Folder names that are read, in order. */
  abstract folders(): Promise<readonly string[]>;
  /**
   * Messages after the cursor (null: from the start), oldest first. A changed UIDVALIDITY starts the folder anew. One
   * that can't be read is offered as such in its place, and those after it follow; one deleted meanwhile is left out.
   *
   * @throws MailError when the mailbox or the folder as a whole can't be read; what was offered before is good
   */
  abstract fetch(
    folder: string,
    after: MailboxCursor | null,
    limit: number,
  ): AsyncIterable<FetchedMessage | UnreadMessage>;
  /** Reads one message once more, by itself; null when it isn't there any more. */
  abstract again(place: MessagePlace): Promise<FetchedMessage | UnreadMessage | null>;
  /** Puts the copy of a sent letter into Sent. */
  abstract appendSent(raw: Uint8Array): Promise<void>;
  /** Whether Sent holds a message with this Message-ID. */
  abstract sentHas(messageId: string): Promise<boolean>;
  /** How full the mailbox is; null when the server doesn't say. */
  abstract quota(): Promise<MailboxQuota | null>;
  /**
   * Calls `onNew` at once, and again whenever mail may have come (IDLE, with a poll behind it), one call at a
   * time. Lost connections are opened again with backoff. Ends when the signal does; throws what `onNew` throws.
   */
  abstract watch(onNew: () => Promise<void>, signal: AbortSignal): Promise<void>;
  abstract close(): Promise<void>;
}
