import { Controller, Get, Query, Render } from '@nestjs/common';
import { monthName, romeDate } from '@app/domain';
import type { CalendarScope } from '@app/workflow';
import { CalendarMonths, Clock, ClosingDesk, Reference } from '@app/workflow';
import { AllowedTo } from '../../access/roles.js';
import {
  municipalityAsked,
  municipalityChoice,
  municipalityFaults,
} from '../../view/municipality-choice.js';
import { oneOf } from '../../view/paging.js';
import { calendarPage } from './calendar-page.js';
import { firstDay, lastDay, monthAsked, monthKey } from './month.js';

/** A month: the dates of the rounds, the letters, the holidays with their law and the closing days. */
@AllowedTo('lettore')
@Controller('calendario')
export class CalendarController {
  constructor(
    private readonly clock: Clock,
    private readonly reference: Reference,
    private readonly calendars: CalendarMonths,
    private readonly closings: ClosingDesk,
  ) {}

  @Get()
  @Render('calendario')
  async month(@Query() asked: Readonly<Record<string, unknown>>) {
    const today = romeDate(this.clock.now());
    const names = await this.reference.load();
    const { surveys, municipalities } = names;
    const wanted = municipalityAsked(asked['comune'], municipalities);
    const query = {
      ricognizione: oneOf(asked['ricognizione'], [...surveys.keys()]),
      comune: wanted.chosen?.istat,
    };
    const chosen = { anno: Number(asked['anno']), numero: Number(asked['numero']) };
    const typed = monthKey({ year: chosen.anno, month: chosen.numero });
    const month = monthAsked(asked['mese'] ?? typed, today);
    const scope = scopeOf(query.ricognizione, query.comune);
    const entries = await this.calendars.between(scope, firstDay(month), lastDay(month));
    const shown = entries.filter(
      ({ survey }) => query.ricognizione === undefined || survey === query.ricognizione,
    );
    const closings = (await this.closings.list()).filter(
      ({ municipality }) => query.comune === undefined || municipality === query.comune,
    );
    return {
      title: 'Calendario',
      errors: municipalityFaults(wanted),
      ...calendarPage(month, today, shown, closings, names, query),
      filtered: query.ricognizione !== undefined || query.comune !== undefined,
      thisMonth: month.year === Number(today.slice(0, 4)) && monthKey(month) === today.slice(0, 7),
      months: Array.from({ length: 12 }, (_, n) => ({
        value: n + 1,
        word: monthName(n + 1),
        selected: n + 1 === month.month,
      })),
      municipalities: municipalityChoice(municipalities, wanted, 'Tutti'),
      surveys: [...surveys.values()].map(({ id, shortTitle }) => ({
        value: id,
        word: shortTitle,
        selected: id === query.ricognizione,
      })),
      severalSurveys: surveys.size > 1,
    };
  }
}

function scopeOf(survey: string | undefined, municipality: string | undefined): CalendarScope {
  if (municipality !== undefined) return { kind: 'municipality', target: municipality };
  return survey === undefined ? { kind: 'all', target: null } : { kind: 'survey', target: survey };
}
