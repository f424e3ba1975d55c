import { Body, Controller, Get, Inject, Optional, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { Instant } from '@app/domain';
import { TimeMachine } from '@app/workflow';
import { localPath } from '../../access/local-path.js';
import { AllowedTo } from '../../access/roles.js';
import { siteOf } from '../../http/site.js';
import type { ClockForm } from './clock-move.js';
import { clockMove } from './clock-move.js';
import { MoveInProgress } from './move-in-progress.js';
import { Refused } from '../../http/refused.js';

/** What a click waits for; a longer move goes on behind a page that shows how far it is. */
const PATIENCE_MS = 1_500;

/** The controls of the sandbox clock: one day, the next event, a date. Live installations have none. */
@Controller('prova/orologio')
export class ClockController {
  readonly #moves = new MoveInProgress();

  constructor(
    // Named: the type of a union is not known at run time.
    @Optional() @Inject(TimeMachine) private readonly machine: TimeMachine | undefined,
  ) {}

  @AllowedTo('operatore')
  @Post()
  async move(@Body() form: ClockForm, @Res() response: Response): Promise<void> {
    const machine = this.#machine();
    const now = machine.now();
    const move = clockMove(form, now);
    if ('fault' in move) throw new Refused(400, move.fault);
    const to = 'to' in move ? move.to : await machine.nextStop(move.nextBefore);
    const then = localPath(form.poi);
    const done = await this.#moves.start({ from: now, to }, () => machine.moveTo(to), PATIENCE_MS);
    response.redirect(303, done ? then : `/prova/orologio?poi=${encodeURIComponent(then)}`);
  }

  @AllowedTo('lettore')
  @Get()
  progress(@Query('poi') back: unknown, @Res() response: Response): void {
    const then = localPath(back);
    const now = this.#machine().now();
    const progress = this.#moves.progress(now);
    if (progress === null) {
      const out = response.locals['htmx']
        ? () => response.setHeader('HX-Redirect', siteOf(response).href(then)).end()
        : null;
      if (out !== null) out();
      else response.redirect(303, then);
      return;
    }
    const fault = progress.fault;
    if (fault === null && !response.locals['htmx']) response.setHeader('Refresh', '2');
    response.render(response.locals['htmx'] ? 'frammenti/avanzamento' : 'avanzamento', {
      title: 'L’orologio avanza',
      ...progress,
      then,
      at: now satisfies Instant,
    });
  }

  #machine(): TimeMachine {
    if (this.machine === undefined)
      throw new Refused(400, 'L’orologio si sposta solo in modalità prova.');
    return this.machine;
  }
}
