import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Decision, Survey } from '@app/domain';
import { decideTick } from '@app/domain';
import type { AlertRow, LetterAttention, ReplyRow } from '@app/persistence';
import { letterAttention, openAlerts, repliesIn } from '@app/persistence';
import { Clock } from '../clock.js';
import { Reference } from '../reference.js';
import type { Standing } from './states.js';
import { States } from './states.js';

/** Everything that a morning's look needs. */
export interface DeskView {
  readonly surveys: readonly {
    readonly survey: Survey;
    readonly standings: readonly Standing[];
    /** Rungs that wait for somebody: the formal notice, a correction, a letter held by the gap. */
    readonly waiting: readonly Decision[];
  }[];
  readonly letters: LetterAttention;
  readonly held: readonly ReplyRow[];
  readonly alerts: readonly AlertRow[];
}

/** What needs a person today, from the record alone. */
@Injectable()
export class Desk {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly reference: Reference,
    private readonly states: States,
  ) {}

  async view(): Promise<DeskView> {
    const now = this.clock.now();
    const { surveys } = await this.reference.load();
    const [letters, held, alerts] = await Promise.all([
      letterAttention(this.db, now),
      repliesIn(this.db, ['held']),
      openAlerts(this.db),
    ]);
    const perSurvey = [];
    for (const survey of surveys.values()) {
      const standings = await this.states.standings(survey, { asOf: now });
      const waiting = standings.flatMap(({ municipality, facts }) =>
        decideTick(survey, municipality, facts, now).filter(({ action }) => action === 'locked'),
      );
      perSurvey.push({ survey, standings, waiting });
    }
    return { surveys: perSurvey, letters, held, alerts };
  }
}
