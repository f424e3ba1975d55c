import type { Instant } from '@app/domain';

/** What a subscribed calendar shows: everything, one survey, or one municipality. */
export const FEED_SCOPES = ['all', 'survey', 'municipality'] as const;
export type FeedScope = (typeof FEED_SCOPES)[number];

/** A calendar that somebody subscribes to. Whoever knows its address reads it: only the digest of the address's token is kept. */
export interface CalendarFeedRow {
  readonly id: string;
  readonly digest: string;
  readonly scope: FeedScope;
  /** The survey's id or the municipality's code; null for everything. */
  readonly target: string | null;
  /** Who it is for, as whoever made it wrote it. */
  readonly label: string;
  readonly createdBy: string;
  readonly createdAt: Instant;
  readonly revokedBy: string | null;
  readonly revokedAt: Instant | null;
  /** When a program last fetched it, to the hour. */
  readonly readAt: Instant | null;
}

/** Something that a person changed in the reference data (closing days, a survey's rules), with what stood before. */
export interface ReferenceActRow {
  readonly position: number;
  readonly at: Instant;
  readonly actor: string;
  readonly act: string;
  /** The municipality's code or the survey's id. */
  readonly subject: string;
  readonly detail: unknown;
}
