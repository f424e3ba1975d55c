import type { Instant, IstatCode, LocalDate, SurveyId } from '@app/domain';
import type { FeedScope } from '@app/persistence';

/** What of the installation a calendar shows. */
export interface CalendarScope {
  readonly kind: FeedScope;
  /** The survey's id or the municipality's code; null for everything. */
  readonly target: string | null;
}

/** The dates of a round, and the letters. */
export type CalendarKind = 'opens' | 'due' | 'cut-off' | 'lock' | 'letter';

/** As RFC 5545 has it (3.8.1.11): it holds, it may still change, or it no longer holds. */
export type CalendarState = 'confirmed' | 'tentative' | 'cancelled';

/** One thing that stands on a day. The same thing keeps its `uid` wherever it is moved to. */
export interface CalendarEntry {
  readonly uid: string;
  readonly kind: CalendarKind;
  readonly state: CalendarState;
  readonly day: LocalDate;
  /** Letters leave at a moment; null: the whole day. */
  readonly at: Instant | null;
  readonly survey: SurveyId;
  readonly round: LocalDate;
  /** Null: of all municipalities of the round. */
  readonly municipality: IstatCode | null;
  /** Letters only. */
  readonly rung: string | null;
  /** Letters: whether they have left. */
  readonly done: boolean;
  /** How many duties or letters it stands for. */
  readonly count: number;
  /** Of due dates: how many of them still want an answer. */
  readonly open: number;
  /** Why it is as it is, in Italian; empty when there is nothing to say. */
  readonly detail: string;
  /** Grows with everything on record that could change it (RFC 5545, 3.8.7.4). */
  readonly sequence: number;
  /** When the record last changed it: never the moment of asking. */
  readonly changedAt: Instant;
}

/** How far what is on record has come: what `sequence` and `changedAt` are made of. */
export interface Revision {
  readonly sequence: number;
  readonly changedAt: Instant;
}
