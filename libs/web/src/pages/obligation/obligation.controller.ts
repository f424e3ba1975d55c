import { Controller, Get, NotFoundException, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { why } from '@app/domain';
import { Clock, Letters } from '@app/workflow';
import { AllowedTo } from '../../access/roles.js';
import { visitorOf } from '../../access/visitor.js';
import { links } from '../../view/links.js';
import { actionNamed } from './actions.js';
import type { ObligationAddress } from './find-obligation.js';
import { FindObligation } from './find-obligation.js';
import { obligationPage, titleOf } from './obligation-page.js';

/** One obligation: where it stands and why, what left and what will, and what can be done. */
@AllowedTo('lettore')
@Controller('adempimenti/:istat/:survey/:round')
export class ObligationController {
  constructor(
    private readonly find: FindObligation,
    private readonly clock: Clock,
    private readonly letters: Letters,
  ) {}

  @Get()
  async view(
    @Param() address: ObligationAddress,
    @Query('fatto') doneAction: unknown,
    @Query('gia') before: unknown,
    @Res() response: Response,
  ): Promise<void> {
    const found = await this.find.at(address);
    const { survey, municipality, state, facts } = found;
    const now = this.clock.now();
    const answer = why(survey, municipality, facts, { obligation: state.obligation, asOf: now });
    if (answer === null) throw new NotFoundException();
    const letters = await this.letters.named(answer.rungs.flatMap(({ letter }) => letter ?? []));
    const role = visitorOf(response)!.account.role;
    const done = typeof doneAction === 'string' ? actionNamed(doneAction) : null;
    response.render('adempimento', {
      title: titleOf(municipality, state),
      crumbs: [
        { href: '/matrice', word: 'Matrice' },
        { href: links.municipality(municipality.istat), word: municipality.name },
        { word: titleOf(municipality, state) },
      ],
      done:
        done === null
          ? null
          : before === 'si'
            ? `Era già agli atti: ${done.title.toLowerCase()}. Non è stato registrato nulla di nuovo.`
            : `Registrato: ${done.title.toLowerCase()}. Qui sotto lo stato aggiornato.`,
      ...obligationPage({ ...found, answer, letters, now, role }),
    });
  }
}
