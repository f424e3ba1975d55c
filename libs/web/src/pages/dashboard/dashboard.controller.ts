import { Controller, Get, Render } from '@nestjs/common';
import { addDays, romeDate } from '@app/domain';
import { Clock, Desk, PlanBook, WaitingLetters } from '@app/workflow';
import { AllowedTo } from '../../access/roles.js';
import { leavingNow } from '../plan/plan-page.js';
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
    private readonly waiting: WaitingLetters,
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
      const soon = leavingSoon(plan, await this.waiting.toDoBefore(survey));
      surveys.push({
        title: survey.shortTitle,
        rounds: roundsOf(entries, now),
        waiting: desk.waiting.filter(({ letter }) => letter.survey === survey.id).length,
        leaving: leavingNow(desk.leaving, survey),
        soon,
        toDo: [...new Set(soon.flatMap(({ toDo }) => toDo ?? []))].join(' '),
      });
    }
    const tiles = tilesOf(desk, now);
    return {
      title: 'Quadro',
      today,
      tiles: tiles.filter(({ count }) => count > 0),
      quiet: tiles.filter(({ count }) => count === 0),
      surveys,
      byHand: surveys.some(({ toDo }) => toDo !== ''),
      ahead: AHEAD,
      alerts: alertsOf(desk.alerts),
    };
  }
}
