import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Survey } from '@app/domain';
import type { AlertRow, LetterAttention } from '@app/persistence';
import { countReplies, letterAttention, openAlerts, waitingForPeople } from '@app/persistence';
import { Clock } from '../clock.js';
import type { QueuedLetter, WaitingLetter } from '../going-out/waiting.js';
import { isWaiting, WaitingLetters } from '../going-out/waiting.js';
import { Reference } from '../reference.js';
import type { OverviewEntry } from '../overview/entry.js';
import { Overview } from '../overview/overview.js';

/** Everything that a morning's look needs. */
export interface DeskView {
  readonly surveys: readonly {
    readonly survey: Survey;
    readonly entries: readonly OverviewEntry[];
  }[];
  readonly letters: LetterAttention;
  /** Letters that are decided and wait for somebody, with what for. */
  readonly waiting: readonly WaitingLetter[];
  /** Letters that are decided and leave by themselves. */
  readonly leaving: readonly QueuedLetter[];
  /** Replies in the holding pen. */
  readonly held: number;
  /** Messages that could not be read or verified. */
  readonly quarantined: number;
  readonly alerts: readonly AlertRow[];
}

/** What needs a person today, from the record alone. */
@Injectable()
export class Desk {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly reference: Reference,
    private readonly overview: Overview,
    private readonly waiting: WaitingLetters,
  ) {}

  async view(): Promise<DeskView> {
    const now = this.clock.now();
    const { surveys } = await this.reference.load();
    const [letters, held, alerts, people, queued] = await Promise.all([
      letterAttention(this.db, now),
      countReplies(this.db, 'held'),
      openAlerts(this.db),
      waitingForPeople(this.db),
      this.waiting.queued(),
    ]);
    const perSurvey = [];
    for (const survey of surveys.values()) {
      perSurvey.push({ survey, entries: await this.overview.of(survey) });
    }
    const { quarantined } = people;
    const waiting = queued.filter(isWaiting);
    const leaving = queued.filter((one) => !isWaiting(one));
    return { surveys: perSurvey, letters, waiting, leaving, held, quarantined, alerts };
  }
}
