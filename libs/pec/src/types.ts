/** What arrives in a certified mailbox. Table in the header of `classify.ts`; RFC 6109, DM 2 November 2005. */
export type PecKind =
  | 'acceptance'
  | 'non-acceptance'
  | 'taken-in-charge'
  | 'delivery'
  | 'delivery-failure'
  | 'delivery-timeout-notice'
  | 'virus-notice'
  | 'envelope'
  | 'anomaly'
  | 'unknown-receipt'
  | 'not-pec'
  | 'unreadable';

export type Verdict = 'valid' | 'invalid' | 'untrusted' | 'mismatch' | 'absent';

export type FailureClass = 'fix-address' | 'retry-later' | 'other-channel' | 'look';

export interface Warning {
  readonly code: string;
  readonly message: string;
}

export interface PecRecipient {
  readonly address: string;
  /** False for `tipo="esterno"`: not a PEC address, no delivery will ever come. */
  readonly certified: boolean;
}

export interface PecError {
  /** `nessuno`, `no-dest`, `no-dominio`, `virus`, `altro`, or the enhanced code found in `errore-esteso`. */
  readonly code: string;
  readonly class: FailureClass;
  readonly detail: string;
}

export interface InnerAttachment {
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
  readonly sha256: string;
  /** Name of the message or `.p7m` file that it was found in; absent for direct attachments. */
  readonly within?: string;
}

/** The message that a certified envelope or a complete delivery receipt carries. */
export interface InnerMessage {
  readonly subject: string;
  readonly from: string;
  readonly fromName: string | null;
  readonly to: readonly string[];
  readonly date: string | null;
  readonly messageId: string | null;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  readonly text: string;
  /** The same message in its other form, HTML beside plain text; null where there is one form alone. */
  readonly otherText: string | null;
  readonly attachments: readonly InnerAttachment[];
  readonly headers: Readonly<Record<string, string>>;
}

/** Everything that the bytes say. Nothing here is verified: see `verifyMessage`. */
export interface PecMessage {
  readonly kind: PecKind;
  /** No later receipt will change it (a 12 h notice is provisional). */
  readonly final: boolean;
  /** The message's own Message-ID, without angle brackets. */
  readonly messageId: string | null;
  /** The original Message-ID that it is about (signed `dati/msgid`, else the header), without angle brackets. */
  readonly refersTo: string | null;
  /** Where `refersTo` was read: only 'daticert' is covered by the signature. */
  readonly refersToSource: 'daticert' | 'header' | null;
  /** The provider's `identificativo`. */
  readonly providerId: string | null;
  /** `gestore-emittente`. */
  readonly issuer: string | null;
  /** The signed time, as a UTC instant `YYYY-MM-DDTHH:mm:ss.sssZ`. */
  readonly at: string | null;
  readonly sender: string | null;
  readonly recipients: readonly PecRecipient[];
  /** The one recipient a delivery, failure or notice speaks of. */
  readonly recipient: string | null;
  readonly error: PecError | null;
  /** The top-level From address, lower case. */
  readonly from: string | null;
  readonly subject: string | null;
  /** `tipo` of the signed daticert. */
  readonly certifiedType: string | null;
  readonly inner: InnerMessage | null;
  readonly warnings: readonly Warning[];
}

export interface Signature {
  readonly verdict: Verdict;
  readonly signer: string | null;
  readonly signedAt: string | null;
  readonly digest: 'sha1' | 'sha256' | 'sha384' | 'sha512' | null;
  /** Subjects, leaf first. */
  readonly chain: readonly string[];
  readonly reasons: readonly Warning[];
}
