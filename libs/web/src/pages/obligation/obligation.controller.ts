import { Controller, Get, NotFoundException, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { faultSentence, guarded, why } from '@app/domain';
import { Clock, Letters } from '@app/workflow';
import { AllowedTo } from '../../access/roles.js';
import { visitorOf } from '../../access/visitor.js';
import { links } from '../../view/links.js';
import { actionNamed } from './actions.js';
import type { ObligationAddress } from './find-obligation.js';
import { FindObligation, UnreadableRecord } from './find-obligation.js';
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
    const found = await this.find.at(address).catch((error: unknown) => {
      if (error instanceof UnreadableRecord) return null;
      throw error;
    });
    if (found === null) {
      // There the reason stands, with what can be read.
      response.redirect(303, links.municipality(address.istat));
      return;
    }
    const { survey, municipality, state, facts } = found;
    const now = this.clock.now();
    let fault: string | null = null;
    const { obligation } = state;
    const ask = () => why(survey, municipality, facts, { obligation, asOf: now });
    const told = guarded(municipality, ask, (one) => (fault = faultSentence(one)));
    if (told === null && fault === null) throw new NotFoundException();
    const answer = told ?? { obligation, state, rungs: [], lines: [] };
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
      fault,
      ...obligationPage({ ...found, answer, letters, now, role }),
    });
  }
}
