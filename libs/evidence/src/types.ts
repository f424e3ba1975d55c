import type { Instant } from '@app/domain';
import type { Signature } from '@app/pec';
import type { ChainedFact } from './chain.js';

/** A raw message as received or as sent, kept byte for byte. */
export interface EvidenceMessage {
  readonly raw: Uint8Array;
  readonly direction: 'received' | 'sent';
  /** When the mailbox was read, or the letter submitted; null when not known. */
  readonly at: Instant | null;
  /** Where it lay: `INBOX, UID 42, UIDVALIDITY 7`. */
  readonly origin?: string;
  /** What the program decided when it read the message, if it is on record. */
  readonly decided?: { readonly signature: Signature; readonly at: Instant };
}

/** A file of a letter: the frozen message, its PDF. */
export interface EvidenceLetter {
  /** File name without folder: `lettera-1.pdf`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** One Italian line. */
  readonly description: string;
}

export interface EvidenceInput {
  /** `Comune di Andria – Ricognizione ERP al 31/12/2021`. */
  readonly title: string;
  /** What the file covers, in Italian. */
  readonly description: string;
  readonly generatedAt: Instant;
  /** Name and version of the program. */
  readonly generator: string;
  /** Whole chains, one municipality after the other, each from its first fact. */
  readonly facts: readonly ChainedFact[];
  /** Names for the readable page; a code without a name is shown as the code. */
  readonly names?: Readonly<Record<string, string>>;
  /** PEC addresses that a municipality has or had, by code: replies are compared with them. */
  readonly addresses?: Readonly<Record<string, readonly string[]>>;
  readonly messages: readonly EvidenceMessage[];
  readonly letters: readonly EvidenceLetter[];
  /** Further anchors that the program trusts (PEM): of the sandbox, or configured. */
  readonly anchors?: readonly string[];
}

/** What `manifest.json` says. */
export interface Manifest {
  readonly format: string;
  readonly title: string;
  readonly description: string;
  readonly generatedAt: string;
  readonly generator: string;
  readonly names: Readonly<Record<string, string>>;
  readonly addresses?: Readonly<Record<string, readonly string[]>>;
  readonly chains: readonly {
    readonly municipality: string;
    readonly events: number;
    readonly head: string;
  }[];
  readonly head: string;
  /** Digests that facts name as their proof and that are not enclosed: imported files, which stay at the office. */
  readonly missing: readonly string[];
  readonly letters: readonly { readonly file: string; readonly description: string }[];
  /** Every file but manifest.json and SHA256SUMS, in the order of the ZIP. */
  readonly files: readonly {
    readonly name: string;
    readonly size: number;
    readonly sha256: string;
  }[];
}

/** One line of `verification.json`. */
export interface MessageRecord {
  readonly file: string;
  readonly sha256: string;
  readonly direction: 'received' | 'sent';
  readonly at: string | null;
  readonly origin: string | null;
  readonly kind: string;
  readonly subject: string | null;
  readonly from: string | null;
  readonly refersTo: string | null;
  readonly certifiedAt: string | null;
  /** As computed when the file was made. */
  readonly signature: Signature;
  /** As decided when the message was read. */
  readonly decided: { readonly verdict: string; readonly at: string } | null;
}
