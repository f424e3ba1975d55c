import type { Signature } from '@app/pec';
import type { TimelineReport } from '../timeline.js';
import type { AnchorSource } from '../write/signatures.js';

/** Something that is not as it should be, with a stable code, the file where one is at fault, and an Italian sentence. */
export interface Problem {
  readonly code: string;
  readonly name: string | null;
  readonly message: string;
}

export interface VerifiedFile {
  readonly name: string;
  /** Of the bytes found; null when the file is missing or can't be read. */
  readonly sha256: string | null;
  readonly ok: boolean;
  /** For messages: what the signature says now, and which anchor it leads to. */
  readonly signature: (Signature & { readonly anchor: AnchorSource | null }) | null;
}

export interface EvidenceReport {
  readonly ok: boolean;
  readonly title: string | null;
  readonly files: readonly VerifiedFile[];
  readonly chain: Omit<TimelineReport, 'problems'>;
  readonly problems: readonly Problem[];
  /** What a person should know and that breaks nothing. */
  readonly notices: readonly string[];
}

export interface VerifyOptions {
  /** Anchors that the person trusts, PEM. With them the enclosed ones don't count. */
  readonly trust?: readonly string[];
  /** The head of the chain as noted elsewhere. */
  readonly head?: string;
}
