import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock, importProtocols, Jobs } from '@app/workflow';
import { DataSource } from 'typeorm';
import { AllowedTo } from '../../access/roles.js';
import { actorOf } from '../../access/visitor.js';
import { fileOf } from '../../http/receive-file.js';

type Form = Readonly<Record<string, unknown>>;

/** Protocol numbers of many letters from a CSV: first what would happen, then, asked once, all or nothing. */
@AllowedTo('operatore')
@Controller('via-libera/protocolli')
export class ProtocolImportController {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {}

  @Get()
  form(@Res() response: Response): void {
    this.#show(response, {});
  }

  @Post()
  async import(
    @Body() form: Form,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const typed = form['testo'];
    const text =
      fileOf(request)?.bytes.toString('utf8') ?? (typeof typed === 'string' ? typed : '');
    if (text.trim() === '') {
      response.status(422);
      this.#show(response, { errors: [{ field: 'file', message: 'Scegliere un file CSV.' }] });
      return;
    }
    const dryRun = form['conferma'] !== 'si';
    const how = { by: actorOf(response), now: this.clock.now(), dryRun };
    const result = await importProtocols(this.db, text, how);
    if (!dryRun && result.errors.length === 0) {
      await this.jobs.wakeSender();
      const done = `Registrati ${result.letters.length} protocolli; ${result.rows - result.letters.length} c’erano già.`;
      this.#show(response, { done });
      return;
    }
    if (result.errors.length > 0) response.status(422);
    const ready = result.errors.length === 0 ? text : null;
    const errors =
      result.errors.length === 0
        ? []
        : [
            {
              field: 'file',
              message: `Il file ha ${result.errors.length} errori: nulla è stato registrato.`,
            },
          ];
    this.#show(response, { result, ready, errors });
  }

  #show(response: Response, more: object): void {
    response.render('via-libera-protocolli', {
      title: 'Protocolli da CSV',
      crumbs: [{ href: '/via-libera', word: 'Via libera' }, { word: 'Protocolli da CSV' }],
      ...more,
    });
  }
}
