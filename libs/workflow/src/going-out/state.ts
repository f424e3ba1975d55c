import { Injectable } from '@nestjs/common';
import type { Db, GoingOutState } from '@app/persistence';
import { goingOutState } from '@app/persistence';
import { DataSource } from 'typeorm';
import { WorkflowSettings } from '../settings.js';

/**
 * How letters go out. A new live installation is on trial with nobody allowed: nothing leaves before somebody says so. In the
 * sandbox nothing leaves the machine anyway, so trial is off until it is tried out.
 */
@Injectable()
export class GoingOut {
  constructor(
    private readonly db: DataSource,
    private readonly settings: WorkflowSettings,
  ) {}

  async state(db: Db = this.db): Promise<GoingOutState> {
    return (await goingOutState(db)) ?? this.installed();
  }

  /** As it stands before anybody has changed it. */
  installed(): GoingOutState {
    return { trial: !this.settings.sandbox, allowList: [], changedAt: null, changedBy: null };
  }
}
