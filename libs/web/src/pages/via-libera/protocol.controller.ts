import {
  Body,
  Controller,
  Get,
  NotFoundException,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { romeDate } from '@app/domain';
import type { Refusal } from '@app/domain';
import { letterById } from '@app/persistence';
import type { PaperKind } from '@app/persistence';
import { Clock, Protocols, Reference, WaitingLetters } from '@app/workflow';
import { DataSource } from 'typeorm';
import { AllowedTo, mayAct } from '../../access/roles.js';
import { actorOf, visitorOf } from '../../access/visitor.js';
import { fileOf } from '../../http/receive-file.js';
import { links } from '../../view/links.js';
import { heldLine } from './departure-page.js';
import { PROTOCOL_SOURCE_WORDS } from './departure-words.js';

type Form = Readonly<Record<string, unknown>>;

interface LetterAddress {
  readonly survey: string;
  readonly istat: string;
  readonly day: string;
}

/** What a page shows besides its own: what was done, or what was wrong and typed. */
interface Shown {
  readonly done?: string | null;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
  readonly typed?: Form;
}

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const PAPER_WORDS: Readonly<Record<PaperKind, string>> = {
  'signed-pdf': 'PDF firmato',
  segnatura: 'Segnatura.xml',
};

const DONE: Readonly<Record<string, string>> = {
  protocollo: 'Protocollo registrato.',
  allegato: 'File allegato: parte byte per byte come caricato.',
};

/** The protocol of one letter that has not left: number by hand, signed PDF, ready Segnatura. */
@AllowedTo('lettore')
@Controller('via-libera/lettere/:survey/:istat/:day')
export class ProtocolController {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly reference: Reference,
    private readonly protocols: Protocols,
    private readonly waiting: WaitingLetters,
  ) {}

  @Get()
  async view(
    @Param() address: LetterAddress,
    @Query('fatto') done: unknown,
    @Res() response: Response,
  ): Promise<void> {
    await this.#show(response, idOf(address), { done: DONE[text(done)] ?? null });
  }

  @AllowedTo('operatore')
  @Post('protocollo')
  async record(
    @Param() address: LetterAddress,
    @Body() form: Form,
    @Res() response: Response,
  ): Promise<void> {
    const written = {
      number: text(form['numero']),
      date: text(form['data']),
      aoo: text(form['aoo']),
    };
    const result = await this.protocols.record(idOf(address), written, {
      by: actorOf(response),
      source: 'officer',
      awaitSigned: form['firma'] === 'si',
    });
    await this.#answer(response, address, 'protocollo', 'numero', result, form);
  }

  @AllowedTo('operatore')
  @Post('allegati')
  async attach(
    @Param() address: LetterAddress,
    @Body() form: Form,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const file = fileOf(request);
    const kind: PaperKind = form['tipo'] === 'segnatura' ? 'segnatura' : 'signed-pdf';
    const result =
      file === null
        ? { refused: true as const, code: 'no-file', message: 'Scegliere un file.' }
        : await this.protocols.attach(idOf(address), kind, file, actorOf(response));
    await this.#answer(response, address, 'allegato', `file-${kind}`, result, {});
  }

  async #answer(
    response: Response,
    address: LetterAddress,
    done: string,
    field: string,
    result: object | Refusal,
    typed: Form,
  ): Promise<void> {
    if (!('refused' in result)) {
      response.redirect(303, `/via-libera/lettere/${idOf(address)}?fatto=${done}`);
      return;
    }
    response.status(409);
    const errors = [{ field, message: (result as Refusal).message }];
    await this.#show(response, idOf(address), { errors, typed });
  }

  async #show(response: Response, id: string, more: Shown): Promise<void> {
    const letter = await letterById(this.db, id);
    if (letter === null) throw new NotFoundException();
    const { surveys, municipalities } = await this.reference.load();
    const name = municipalities.get(letter.municipality)?.name ?? letter.municipality;
    const waiting = await this.waiting.list();
    const hold = waiting.find((one) => one.letter.id === id)?.hold ?? null;
    const line = heldLine(letter, hold, surveys.get(letter.survey), name);
    const typed = more.typed ?? {};
    const waits = letter.state === 'queued' || letter.state === 'stopped';
    response.render('via-libera-protocollo', {
      title: `Protocollo: ${line.rung} – ${name}`,
      crumbs: [{ href: '/via-libera', word: 'Via libera' }, { word: `Protocollo – ${name}` }],
      ...more,
      ...line,
      self: `/via-libera/lettere/${id}`,
      letterHref: links.letter(id),
      shown: waits && (hold !== null || letter.state === 'stopped'),
      open: waits && mayAct(visitorOf(response)!.account.role, 'operatore'),
      entries: (await this.protocols.of(id)).map((entry) => ({
        ...entry,
        sourceWord: PROTOCOL_SOURCE_WORDS[entry.source],
      })),
      papers: (await this.protocols.papers(id)).map((paper) => ({
        ...paper,
        word: PAPER_WORDS[paper.kind],
      })),
      number: text(typed['numero']),
      date: text(typed['data']) || romeDate(this.clock.now()),
      aoo: text(typed['aoo']),
    });
  }
}

const idOf = ({ survey, istat, day }: LetterAddress): string => [survey, istat, day].join('/');
