import { Controller, Get, NotFoundException, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { LocalDate } from '@app/domain';
import { Letters, OfficerDesk, Reference } from '@app/workflow';
import type { LetterWithReceipts, OfficerOrder } from '@app/workflow';
import { AllowedTo, mayAct } from '../../access/roles.js';
import { actorOf, visitorOf } from '../../access/visitor.js';
import { sendFile } from '../../http/send-file.js';
import { sendLetterHtml, sendLetterPdf } from '../../http/send-preview.js';
import { links } from '../../view/links.js';
import { withQuery } from '../../view/paging.js';
import { ACTIONS } from '../obligation/actions.js';
import { DOUBT_DONE } from './doubt.controller.js';
import type { Again } from './letter-page.js';
import { letterPage } from './letter-page.js';

/** One letter: what it says, the bytes as they left, and the receipts beneath. */
@AllowedTo('lettore')
@Controller('invii/:survey/:istat/:day')
export class LetterController {
  constructor(
    private readonly reference: Reference,
    private readonly letters: Letters,
    private readonly desk: OfficerDesk,
  ) {}

  @Get()
  async view(
    @Param() address: LetterAddress,
    @Query('fatto') done: unknown,
    @Res() response: Response,
  ): Promise<void> {
    const { surveys, municipalities } = await this.reference.load();
    const one = await this.#find(address);
    const page = letterPage(one, surveys, municipalities, await this.#again(one, response));
    response.render('lettera', {
      title: `${page.rung} – ${page.name}`,
      crumbs: [{ href: '/invii', word: 'Registro invii' }, { word: `${page.rung} – ${page.name}` }],
      done: typeof done === 'string' ? (DOUBT_DONE[done] ?? null) : null,
      ...page,
      self: links.letter(one.letter.id),
    });
  }

  /** Where a failed letter is sent once more: from its page, and from what tells of it. */
  @AllowedTo('operatore')
  @Get('rispedisci')
  async resend(@Param() address: LetterAddress, @Res() response: Response): Promise<void> {
    const { letter } = await this.#find(address);
    const form = links.action(letter.municipality, letter.obligation, 'rispedisci');
    response.redirect(303, withQuery(form, { lettera: letter.id }));
  }

  async #again({ letter }: LetterWithReceipts, response: Response): Promise<Again> {
    const { role } = visitorOf(response)!.account;
    const mayAsk = mayAct(role, ACTIONS.rispedisci.role);
    const by = await this.letters.repetitionOf(letter.id);
    if (letter.state !== 'failed') return { by, mayAsk };
    const order: OfficerOrder<'resend-requested'> = {
      type: 'resend-requested',
      survey: letter.survey,
      municipality: letter.municipality,
      round: letter.obligation.slice(-10) as LocalDate,
      payload: { rung: letter.rung, letter: letter.id, reason: '' },
    };
    const refusal = await this.desk.refusalOf(order, actorOf(response));
    return { by, against: refusal?.message ?? null, mayAsk };
  }

  /** The bytes as they left, attempt by attempt. */
  @Get('originale/:attempt')
  async original(
    @Param() address: LetterAddress & { attempt: string },
    @Res() response: Response,
  ): Promise<void> {
    const one = await this.#find(address);
    const attempt = one.attempts.find((candidate) => String(candidate.attempt) === address.attempt);
    const bytes = attempt === undefined ? null : await this.letters.bytes(attempt.messageId);
    if (bytes === null) throw new NotFoundException();
    sendFile(
      response,
      bytes,
      `lettera-${one.letter.municipality}-${one.letter.rung}.eml`,
      'message/rfc822',
    );
  }

  /** The HTML part as it was written, in a policy of its own. */
  @Get('html')
  async html(@Param() address: LetterAddress, @Res() response: Response): Promise<void> {
    const { letter } = await this.#find(address);
    if (!letter.parts?.html) throw new NotFoundException();
    sendLetterHtml(response, letter.parts.html);
  }

  /** The PDF that left. */
  @Get('pdf')
  async pdf(@Param() address: LetterAddress, @Res() response: Response): Promise<void> {
    const one = await this.#find(address);
    const file = await this.letters.pdf(one);
    if (file === null) throw new NotFoundException();
    sendLetterPdf(response, file.bytes, file.name);
  }

  async #find({ survey, istat, day }: LetterAddress): Promise<LetterWithReceipts> {
    const one = await this.letters.byId([survey, istat, day].join('/'));
    if (one === null) throw new NotFoundException();
    return one;
  }
}

interface LetterAddress {
  readonly survey: string;
  readonly istat: string;
  readonly day: string;
}
