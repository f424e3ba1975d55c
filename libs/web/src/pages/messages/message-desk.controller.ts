import {
  Body,
  Controller,
  Get,
  NotFoundException,
  Param,
  Post,
  Query,
  Render,
  Req,
  Res,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { MessageDesk, Reference, UPLOADED } from '@app/workflow';
import { AllowedTo } from '../../access/roles.js';
import { actorOf } from '../../access/visitor.js';
import { filesOf } from '../../http/receive-file.js';
import { pageNumber, paging, queryText } from '../../view/paging.js';
import { RECEIPT_WORDS } from '../../vocabulary.js';
import { Happenings } from '../clock/happenings.js';
import { fateWords } from './message-fate.js';
import { Refused } from '../../http/refused.js';

const ROWS = 25;
const CRUMB = { href: '/risposte', word: 'Risposte' };
type Form = Readonly<Record<string, unknown>>;

/** Messages that somebody uploads, and those that could not be read. */
@AllowedTo('operatore')
@Controller('messaggi')
export class MessageDeskController {
  constructor(
    private readonly desk: MessageDesk,
    private readonly reference: Reference,
    private readonly happenings: Happenings,
  ) {}

  @Get('carica')
  form(@Res() response: Response): void {
    this.#show(response, []);
  }

  @Post('carica')
  async upload(@Req() request: Request, @Res() response: Response): Promise<void> {
    const files = filesOf(request);
    if (files.length === 0) {
      response.status(422);
      const message = 'Scegliere almeno un messaggio .eml, oppure uno ZIP che ne contiene.';
      this.#show(response, [{ field: 'file', message }]);
      return;
    }
    const id = await this.desk.upload(files, actorOf(response));
    await this.happenings.afterRecording();
    response.redirect(303, `/messaggi/caricamenti/${id}`);
  }

  @AllowedTo('lettore')
  @Get('caricamenti/:id')
  async report(@Param('id') id: string, @Res() response: Response): Promise<void> {
    const report = await this.desk.report(id);
    if (report === null) throw new NotFoundException();
    const nameOf = await this.#names();
    const files = report.files.map((file) => ({
      ...file,
      original: `/messaggi/${file.sha256}`,
      subject: file.fate?.subject ?? null,
      ...fateWords(file.fate, nameOf),
    }));
    response.render('messaggi-caricamento', {
      title: 'Messaggi caricati',
      crumbs: [CRUMB, { href: '/messaggi/carica', word: 'Carica' }, { word: 'Esito' }],
      self: `/messaggi/caricamenti/${id}`,
      at: report.at,
      actor: report.actor,
      files,
      refused: report.refused,
      fresh: files.filter(({ known }) => !known).length,
      known: files.filter(({ known }) => known).length,
      waiting: files.filter(({ fate }) => fate?.state === 'new').length,
    });
  }

  @AllowedTo('lettore')
  @Get('quarantena')
  @Render('messaggi-quarantena')
  async quarantine(@Query() asked: Form) {
    const wanted = pageNumber(asked['pagina']);
    const { total, messages } = await this.desk.quarantined(ROWS, (wanted - 1) * ROWS);
    const done = DONE[queryText(asked['fatto']) ?? ''] ?? null;
    return {
      title: 'Quarantena',
      crumbs: [CRUMB, { word: 'Quarantena' }],
      done,
      total,
      still: asked['fatto'] === 'ancora',
      messages: messages.map((one) => ({
        ...one,
        word: RECEIPT_WORDS[one.kind ?? ''] ?? one.kind ?? 'non riconosciuto',
        uploaded: one.mailbox === UPLOADED,
        original: `/messaggi/${one.sha256}`,
        self: `/messaggi/quarantena/${one.sha256}`,
        short: one.sha256.slice(0, 12),
      })),
      paging: paging(total, wanted, ROWS, '/messaggi/quarantena', {}),
    };
  }

  @Post('quarantena/:sha256/riprova')
  async retry(@Param('sha256') sha256: string, @Res() response: Response): Promise<void> {
    const fate = await this.desk.retry(sha256, actorOf(response));
    if (fate === null) throw new Refused(409, GONE);
    await this.happenings.afterRecording();
    const again: Partial<Record<string, string>> = { quarantined: 'ancora', new: 'attesa' };
    response.redirect(303, `/messaggi/quarantena?fatto=${again[fate.state] ?? 'riprova'}`);
  }

  @Get('quarantena/:sha256/archivia')
  confirm(@Param('sha256') sha256: string, @Res() response: Response): void {
    this.#confirmFiling(response, sha256, []);
  }

  @Post('quarantena/:sha256/archivia')
  async file(
    @Param('sha256') sha256: string,
    @Body() form: Form,
    @Res() response: Response,
  ): Promise<void> {
    const reason = queryText(form['motivo'], 2_000);
    if (reason === undefined) {
      response.status(422);
      const message = '«Perché» manca: resta agli atti accanto al messaggio.';
      this.#confirmFiling(response, sha256, [{ field: 'motivo', message }]);
      return;
    }
    if (!(await this.desk.file(sha256, reason, actorOf(response)))) throw new Refused(409, GONE);
    response.redirect(303, '/messaggi/quarantena?fatto=archivia');
  }

  #confirmFiling(
    response: Response,
    sha256: string,
    errors: readonly { readonly field: string; readonly message: string }[],
  ): void {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new NotFoundException();
    response.render('messaggi-archivia', {
      title: `${errors.length > 0 ? 'Errore: ' : ''}Archivia il messaggio`,
      crumbs: [CRUMB, { href: '/messaggi/quarantena', word: 'Quarantena' }, { word: 'Archivia' }],
      errors,
      error: errors[0]?.message ?? null,
      sha256,
    });
  }

  #show(
    response: Response,
    errors: readonly { readonly field: string; readonly message: string }[],
  ): void {
    response.render('messaggi-carica', {
      title: `${errors.length > 0 ? 'Errore: ' : ''}Carica messaggi`,
      crumbs: [CRUMB, { word: 'Carica messaggi' }],
      errors,
    });
  }

  async #names(): Promise<(istat: string | null) => string> {
    const { municipalities } = await this.reference.load();
    return (istat) =>
      istat === null ? 'Comune non riconosciuto' : (municipalities.get(istat)?.name ?? istat);
  }
}

const DONE: Readonly<Record<string, string>> = {
  riprova: 'Il messaggio è stato riletto e non è più in quarantena.',
  attesa:
    'Il messaggio è uscito dalla quarantena, ma non si è ancora potuto leggere: si riprova da sé.',
  archivia: 'Il messaggio è archiviato: resta agli atti e non cambia nulla.',
};

const GONE = 'Il messaggio non è più in quarantena: qualcuno se n’è già occupato.';
