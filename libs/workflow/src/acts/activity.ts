import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { LocalDate } from '@app/domain';
import { addDays, romeInstant } from '@app/domain';
import type { ActivityPage, ActivitySearch } from '@app/persistence';
import { activeStaff, searchActivity } from '@app/persistence';

/** A search by days of Rome, both included. */
export interface ActivityQuestion extends Omit<ActivitySearch, 'from' | 'to'> {
  readonly from?: LocalDate | undefined;
  readonly to?: LocalDate | undefined;
}

/** What people did, from every register in one list. */
@Injectable()
export class Activity {
  constructor(private readonly db: DataSource) {}

  /** A page, latest first, with the places from which its neighbours begin. */
  async search(question: ActivityQuestion): Promise<ActivityPage> {
    const { from, to, ...rest } = question;
    return searchActivity(this.db, {
      ...rest,
      from: from === undefined ? undefined : romeInstant(from, '00:00'),
      to: to === undefined ? undefined : romeInstant(addDays(to, 1), '00:00'),
    });
  }

  /** Everyone of the office who did something. */
  async staff(): Promise<string[]> {
    return activeStaff(this.db);
  }
}
