import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { addDays, romeDate } from '@app/domain';
import type { Refusal } from '@app/domain';
import type { CalendarFeedRow } from '@app/persistence';
import {
  addCalendarFeed,
  calendarFeeds,
  readCalendarFeed,
  revokeCalendarFeed,
} from '@app/persistence';
import { Clock } from '../clock.js';
import { trySecret, WITHIN } from '../officer/attempts.js';
import { digestOf, newSecret } from '../officer/secrets.js';
import { Reference } from '../reference.js';
import { Calendars } from './calendars.js';
import type { CalendarEntry, CalendarScope } from './types.js';

/** What a subscribed calendar shows beside today: the year behind and the year ahead. */
const BEHIND = 400;
const AHEAD = 400;

/** A calendar as a program fetches it. */
export interface FeedContent {
  readonly feed: CalendarFeedRow;
  readonly entries: readonly CalendarEntry[];
}

/** Calendars to subscribe to. Each has a secret address that is shown once; of it only a digest is kept. */
@Injectable()
export class CalendarFeeds {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly reference: Reference,
    private readonly calendars: Calendars,
  ) {}

  async list(): Promise<readonly CalendarFeedRow[]> {
    return calendarFeeds(this.db);
  }

  /** Makes a calendar and gives its token, which nobody can read again. */
  async create(
    scope: CalendarScope,
    label: string,
    by: string,
  ): Promise<{ readonly id: string; readonly token: string } | Refusal> {
    if (!(await this.#exists(scope))) {
      const message = 'La ricognizione o il Comune scelto non esiste.';
      return { refused: true, code: 'unknown-scope', message };
    }
    const [id, token] = [randomUUID(), newSecret()];
    await addCalendarFeed(this.db, {
      ...{ id, digest: digestOf(token), scope: scope.kind, target: scope.target },
      ...{ label, createdBy: by, createdAt: this.clock.now() },
    });
    return { id, token };
  }

  /** Ends a calendar for good: its address leads nowhere from now on. */
  async revoke(id: string, by: string): Promise<boolean> {
    return revokeCalendarFeed(this.db, id, by, this.clock.now());
  }

  /**
   * What whoever has this token may read; null for a token that is unknown or was ended. Wrong ones are counted by address.
   *
   * @returns `wait`: seconds until that address may try again
   */
  async read(
    token: string,
    caller = WITHIN,
  ): Promise<FeedContent | { readonly wait: number } | null> {
    const now = this.clock.now();
    const feed = await trySecret(this.db, caller, () =>
      readCalendarFeed(this.db, digestOf(token), now),
    );
    if (feed === null || 'wait' in feed) return feed;
    const today = romeDate(now);
    const scope = { kind: feed.scope, target: feed.target };
    const entries = await this.calendars.between(
      scope,
      addDays(today, -BEHIND),
      addDays(today, AHEAD),
    );
    return { feed, entries };
  }

  async #exists({ kind, target }: CalendarScope): Promise<boolean> {
    const { surveys, municipalities } = await this.reference.load();
    if (kind === 'all') return target === null;
    if (target === null) return false;
    return kind === 'survey' ? surveys.has(target) : municipalities.has(target);
  }
}
