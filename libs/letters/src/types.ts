import type { Accepted, Instant, LocalDate, Municipality, Survey, TemplateId } from '@app/domain';

/** Protocol data given by the Region's protocol system; never invented by us. */
export interface Protocol {
  readonly number: string;
  readonly date: LocalDate;
  readonly aoo: string | null;
}

/** An earlier letter of the obligation, with the proof of its delivery. */
export interface EarlierLetter {
  readonly rung: string;
  readonly template: TemplateId;
  readonly sentAt: Instant;
  readonly deliveredAt: Instant | null;
  readonly protocol: Protocol | null;
}

/** One obligation that a letter names. */
export interface LetterObligation {
  readonly obligation: string;
  readonly reference: LocalDate;
  readonly due: LocalDate;
  /** The due date before extensions; equal to `due` when there were none. */
  readonly originalDue: LocalDate;
  readonly extension: { readonly due: LocalDate; readonly reason: string } | null;
  readonly daysToDue: number;
  readonly earlier: readonly EarlierLetter[];
  /** Why it was reopened, for `correction` and `exemption-lapsed`; null elsewhere. */
  readonly reason: string | null;
  /** For `exemption-granted`: the base and the evidence, as Italian sentences. */
  readonly exemption: { readonly base: string; readonly evidence: string } | null;
  /** The statements that would be accepted on the day of the letter: it offers no other. */
  readonly accepts: Accepted;
}

/** For the formal notice: what the officer entered when unlocking it. */
export interface FormalNoticeData {
  readonly legalBasis: string;
  readonly signer: string;
  readonly act: string;
  readonly protocol: string;
  readonly term: string;
}

/** Everything a letter may say. Built by libs/workflow and by the CLI's rehearsal from the record alone. */
export interface LetterModel {
  readonly template: TemplateId;
  readonly survey: Survey;
  readonly municipality: Municipality;
  readonly to: string;
  readonly from: string;
  readonly day: LocalDate;
  readonly obligations: readonly LetterObligation[];
  readonly protocol: Protocol | null;
  readonly formalNotice: FormalNoticeData | null;
  /** Dwellings (sold ones too) of the last official transmission on record; absent or null: none is on record. */
  readonly stock?: { readonly units: number; readonly reference: LocalDate } | null;
  /** Short code that a reply may quote. */
  readonly token: string;
  readonly sandbox: boolean;
}

export interface RenderedLetter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly pdf: Uint8Array;
  readonly pdfName: string;
  readonly template: TemplateId;
  readonly templateVersion: string;
}
