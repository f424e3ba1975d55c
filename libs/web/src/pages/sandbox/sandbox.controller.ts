import { Body, Controller, Get, Inject, Optional, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { SandboxRestart } from '@app/workflow';
import { AllowedTo } from '../../access/roles.js';
import { actorOf } from '../../access/visitor.js';
import { VISIT_COOKIE } from '../../http/page-context.js';
import { siteOf } from '../../http/site.js';
import { Refused } from '../../http/refused.js';

/** What only the sandbox has: a new beginning, and a guided visit that can be put away. */
@AllowedTo('operatore')
@Controller('prova')
export class SandboxController {
  constructor(
    @Optional() @Inject(SandboxRestart) private readonly restart: SandboxRestart | undefined,
  ) {}

  @Get('ricomincia')
  confirm(@Res() response: Response): void {
    this.#restart();
    response.render('ricomincia', {
      title: 'Ricomincia la prova',
      crumbs: [{ href: '/', word: 'Quadro' }, { word: 'Ricomincia la prova' }],
    });
  }

  @Post('ricomincia')
  async begin(
    @Body() form: Readonly<Record<string, unknown>>,
    @Res() response: Response,
  ): Promise<void> {
    const restart = this.#restart();
    if (form['conferma'] !== 'si') throw new Refused(400, 'Manca la conferma.');
    await restart.ask(actorOf(response));
    // Only when the answer is on its way: the house is taken down behind it.
    response.once('finish', () => restart.begin());
    response.redirect(303, '/');
  }

  @AllowedTo('lettore')
  @Post('visita')
  putAway(@Res() response: Response): void {
    const { name, options } = siteOf(response).cookie(VISIT_COOKIE);
    response.cookie(name, 'chiusa', options);
    response.redirect(303, '/');
  }

  #restart(): SandboxRestart {
    if (this.restart === undefined) {
      throw new Refused(
        400,
        'Si ricomincia solo in modalità prova, e quando un processo solo fa tutto.',
      );
    }
    return this.restart;
  }
}
