import { Controller, Get, NotFoundException, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { faultSentence } from '@app/domain';
import { Clock, Overview, Reference, States } from '@app/workflow';
import { AllowedTo, mayAct } from '../../access/roles.js';
import { visitorOf } from '../../access/visitor.js';
import { municipalityPage } from './municipality-page.js';

/** One municipality: where letters go, where it stands, its stock and everything that happened. */
@AllowedTo('lettore')
@Controller('comuni/:istat')
export class MunicipalityController {
  constructor(
    private readonly clock: Clock,
    private readonly reference: Reference,
    private readonly states: States,
    private readonly overview: Overview,
  ) {}

  @Get()
  async view(
    @Param('istat') istat: string,
    @Query('fatto') done: unknown,
    @Res() response: Response,
  ): Promise<void> {
    const now = this.clock.now();
    const { surveys } = await this.reference.load();
    const standings = [];
    for (const survey of surveys.values()) {
      const [standing] = await this.states.standings(survey, { asOf: now }, [istat]);
      if (standing !== undefined) {
        const entries = await this.overview.of(survey);
        const planned = entries.find(({ municipality }) => municipality.istat === istat);
        const reason = standing.fault ?? planned?.fault ?? null;
        const { municipality } = standing;
        const fault = reason === null ? null : faultSentence({ municipality, reason });
        standings.push({ title: survey.shortTitle, rungs: survey.rungs, standing, fault });
      }
    }
    if (standings.length === 0) throw new NotFoundException();
    const page = municipalityPage(standings, now);
    response.render('comune', {
      title: page.fullName,
      crumbs: [{ href: '/matrice', word: 'Matrice' }, { word: page.name }],
      done:
        done === 'indirizzo'
          ? 'Il nuovo indirizzo è registrato: le lettere vanno lì da oggi.'
          : null,
      mayChange: mayAct(visitorOf(response)!.account.role, 'operatore'),
      ...page,
    });
  }
}
