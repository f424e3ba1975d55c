import { Controller, Get, Render } from '@nestjs/common';
import { addDays, romeDate } from '@app/domain';
import { Clock, Desk, PlanBook } from '@app/workflow';
import { AllowedTo } from '../../access/roles.js';
import { alertsOf, leavingSoon, roundsOf, tilesOf } from './dashboard.js';

/** Days of letters that the first page looks ahead. */
const AHEAD = 14;

/** What needs me today. */
@AllowedTo('lettore')
@Controller()
export class DashboardController {
  constructor(
    private readonly clock: Clock,
    private readonly desk: Desk,
    private readonly plans: PlanBook,
  ) {}

  @Get()
  @Render('quadro')
  async view() {
    const now = this.clock.now();
    const today = romeDate(now);
    const desk = await this.desk.view();
    const surveys = [];
    for (const { survey, entries } of desk.surveys) {
      const plan = await this.plans.between(survey, today, addDays(today, AHEAD));
      surveys.push({
        title: survey.shortTitle,
        rounds: roundsOf(entries, now),
        soon: leavingSoon(plan),
      });
    }
    const tiles = tilesOf(desk, now);
    return {
      title: 'Quadro',
      today,
      tiles: tiles.filter(({ count }) => count > 0),
      quiet: tiles.filter(({ count }) => count === 0),
      surveys,
      ahead: AHEAD,
      alerts: alertsOf(desk.alerts),
    };
  }
}
