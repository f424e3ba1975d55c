import type { LocalDate, SaturdayPolicy, TimeOfDay } from '../calendar/types.js';
import type { DatedText, IstatCode } from '../municipalities/types.js';
import type { ExplainedDate, Term } from '../terms/types.js';

export type SurveyId = string;

export type TemplateId =
  | 'opening'
  | 'reminder'
  | 'last-call'
  | 'overdue'
  | 'formal-notice'
  | 'correction'
  | 'exemption-granted'
  | 'exemption-lapsed'
  | 'extension-granted';

/** Letters that tell what the office decided: they leave by an officer's click and stand on no ladder. */
export type NoticeKind = Extract<TemplateId, 'exemption-granted' | 'extension-granted'>;

/** What a rung waits for besides its day. A rung whose need is not met is `locked`. */
export type RungNeed =
  /** The delivery receipt of at least one earlier letter of the round. */
  | 'delivery-of-any'
  /** The delivery receipt of an overdue letter. */
  | 'delivery-of-overdue'
  /** An officer entered legal basis, competent signer, act and protocol number. */
  | 'unlock';

/** One step of the ladder. `offset` counts days from the effective due date. */
export interface Rung {
  readonly id: string;
  readonly offset: number;
  readonly template: TemplateId;
  readonly needs: readonly RungNeed[];
  /** Leaves once an obligation, also after an extension (`opening`). */
  readonly once: boolean;
  /** Waits for the gap since the last letter. False for the formal notice. */
  readonly respectsGap: boolean;
  /** The term that the letter sets, running from each municipality's own delivery receipt (formal notice). */
  readonly term: Term | null;
  /** When a sending stays in doubt: one new attempt by itself, or an officer decides. */
  readonly whenInDoubt: 'resend-once' | 'ask-officer';
}

/** The letter's "31/06": what was written, how it is read, and who confirmed it. */
export interface ReadAs {
  readonly asWritten: string;
  readonly readAs: string;
  readonly confirmedBy: string;
}

/** The standing duty, as data. See seed/push-erp.json. */
export interface Survey {
  readonly id: SurveyId;
  readonly version: number;
  /** Full name as in letters. */
  readonly title: string;
  readonly shortTitle: string;
  readonly legalBasis: readonly DatedText[];
  readonly signatories: readonly DatedText[];
  readonly contacts: readonly DatedText[];
  readonly office: string;
  readonly addressees: 'all' | readonly IstatCode[];
  readonly firstReference: LocalDate;
  /** Reference days of every year as `MM-DD`, never reached by adding months. */
  readonly referenceDays: readonly string[];
  readonly readings: readonly ReadAs[];
  readonly dueOffset: Term;
  /** From the reference date; null: never. After it no new answer counts as this round's. */
  readonly acceptanceOffset: Term | null;
  /** From the reference date; null: never. After it no correction is taken. */
  readonly lockOffset: Term | null;
  readonly saturday: SaturdayPolicy;
  /** Rounds due before this day are not chased; null: all are. */
  readonly trackingStartsOn: LocalDate | null;
  readonly rungs: readonly Rung[];
  readonly sendTime: TimeOfDay;
  readonly windowFrom: TimeOfDay;
  readonly windowTo: TimeOfDay;
  readonly gapWorkingDays: number;
  readonly staleAfterDays: number;
  readonly presumeNoChange: boolean;
  /** Days given anew when an exemption lapses. */
  readonly lapseDays: number;
  readonly correction: 'click' | 'at-once';
  readonly requiresProtocol: boolean;
  readonly requiresFourEyes: boolean;
  /** Subject of the nil return and of the no-change statement, with {comune} and {data}. */
  readonly nilSubject: string;
  readonly noChangeSubject: string;
}

/** One reference date of a survey with its dates. */
export interface Round {
  readonly survey: SurveyId;
  /** 1 for the first round of the survey. */
  readonly number: number;
  readonly reference: LocalDate;
  /** The day after the reference date: from then answers can come in. */
  readonly opensOn: LocalDate;
  readonly due: ExplainedDate;
  readonly acceptanceCutOff: LocalDate | null;
  readonly lock: LocalDate | null;
}
