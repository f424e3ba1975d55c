import type { Instant, LocalDate } from '../calendar/types.js';
import type { IstatCode, Municipality } from '../municipalities/types.js';
import type { Survey } from '../surveys/types.js';

export type ReplyKind =
  | 'nil-return'
  | 'no-change'
  | 'transmission-notice'
  | 'extension-request'
  | 'protocol-confirmation'
  | 'protocol-exception'
  | 'automatic'
  | 'question'
  | 'other';

/** A certified (or ordinary) message of somebody, decoded: what libs/pec hands over. */
export interface ReplyMessage {
  readonly subject: string;
  readonly from: string;
  readonly fromName: string | null;
  readonly text: string;
  /** The same message in its other form, HTML beside plain text; null or absent where there is one form alone. */
  readonly otherText?: string | null;
  readonly attachments: readonly {
    readonly name: string;
    readonly text: string | null;
    /** An image of the page itself: a logo, a drawing in a signature. */
    readonly inline?: true;
    /** A part that a report of delivery or reading has by its form: the status, the message that it is about. */
    readonly report?: true;
  }[];
  readonly messageId: string | null;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  /** Lower-cased names of headers with their values, for automatic answers (auto-submitted, precedence …). */
  readonly headers: Readonly<Record<string, string>>;
  /** The envelope's signed time; null when nothing certifies it. */
  readonly certifiedAt: Instant | null;
  /** The envelope's signature verified as `valid`. */
  readonly verified: boolean;
}

/** What a letter of ours can be recognised by. */
export interface SentLetterRef {
  readonly letter: string;
  readonly municipality: IstatCode;
  readonly rounds: readonly LocalDate[];
  readonly messageIds: readonly string[];
  readonly token: string;
  /** Our protocol number printed in it, as `Riferimenti` of a Segnatura may name it; null or absent without one. */
  readonly protocol?: string | null;
  /** Day of that registration, and the area that made it: "AOO_080", "r_puglia/AOO_080". */
  readonly protocolDate?: LocalDate | null;
  readonly protocolArea?: string | null;
}

/** A letter of ours as it left: what a quotation is compared with. */
export interface SentText {
  readonly letter: string;
  readonly subject: string;
  readonly text: string;
}

export interface ReplyContext {
  readonly survey: Survey;
  readonly municipalities: readonly Municipality[];
  readonly letters: readonly SentLetterRef[];
  /** Reference dates of the rounds open for answers when it came, oldest first. */
  readonly openRounds: readonly LocalDate[];
  readonly receivedOn: LocalDate;
  /** Letters that left for the municipality that writes; without them no quotation is known for ours. */
  readonly sent?: readonly SentText[];
}

export interface ReplyGuess {
  readonly kind: ReplyKind;
  readonly municipality: IstatCode | null;
  readonly rounds: readonly LocalDate[];
  /** 0 to 1. */
  readonly confidence: number;
}

/** How a reply is read: the best reading, the others ranked, and whether it may be applied without a person. */
export interface ReplyReading extends ReplyGuess {
  /** Number of dwellings stated; null when the text states none. */
  readonly units: number | null;
  /** Registered by the municipality's protocol: number and day. */
  readonly protocol: { readonly number: string; readonly date: LocalDate | null } | null;
  /** Italian sentences. */
  readonly reasons: readonly string[];
  readonly guesses: readonly ReplyGuess[];
  /**
   * `apply`: one closed sentence in a verified, registered, agreeing message. `file`: protocol XML about a letter of ours,
   * a report, or mail marked Auto-Submitted. Everything else is `hold`: a person decides, with this reading as first guess.
   */
  readonly decision: 'apply' | 'hold' | 'file';
}
