import { Body, Controller, Get, NotFoundException, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { Refusal } from '@app/domain';
import { romeDate } from '@app/domain';
import { accounts, letterById, lettersIn, lettersInBatches } from '@app/persistence';
import type { BatchScope } from '@app/workflow';
import {
  Batches,
  Candidates,
  Clock,
  Deputies,
  Dispatcher,
  GoLive,
  Jobs,
  Protocols,
  Reference,
  TemplateVersions,
  WaitingLetters,
} from '@app/workflow';
import { DataSource } from 'typeorm';
import { AllowedTo, mayAct } from '../../access/roles.js';
import { actorOf, visitorOf } from '../../access/visitor.js';
import { dayOrNull } from '../../view/fields.js';
import { links } from '../../view/links.js';
import { rungWord } from '../obligation/actions.js';
import { batchTitle, groupsOf, heldLine } from './departure-page.js';
import { actWords, BATCH_WORDS, holdsOn } from './departure-words.js';

type Form = Readonly<Record<string, unknown>>;

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const DONE: Readonly<Record<string, string>> = {
  preparato: 'Invio preparato: ora lo approva un’altra persona.',
  approvato: 'Invio approvato: le lettere in attesa partono.',
  respinto: 'Invio respinto, con il motivo.',
  ritirato: 'Approvazione ritirata: ciò che non è partito attende.',
  liberata: 'La lettera riprova a partire.',
  'chiesti-protocolli': 'Si chiedono di nuovo i numeri di protocollo.',
};

/** What waits for a person before it leaves, and the approval by two. */
@AllowedTo('lettore')
@Controller('via-libera')
export class DeparturesController {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly reference: Reference,
    private readonly batches: Batches,
    private readonly candidates: Candidates,
    private readonly goLive: GoLive,
    private readonly deputies: Deputies,
    private readonly protocols: Protocols,
    private readonly dispatcher: Dispatcher,
    private readonly jobs: Jobs,
    private readonly templates: TemplateVersions,
    private readonly waiting: WaitingLetters,
  ) {}

  @Get()
  async view(@Query('fatto') done: unknown, @Res() response: Response): Promise<void> {
    await this.#show(response, { done: DONE[text(done)] ?? null });
  }

  @AllowedTo('operatore')
  @Post('prepara')
  async prepare(@Body() form: Form, @Res() response: Response): Promise<void> {
    const scope = scopeOf(form);
    if (scope === null) throw new NotFoundException();
    const result = await this.batches.prepare(scope, actorOf(response));
    if ('refused' in result) return this.#refuse(response, result);
    response.redirect(303, `/via-libera/invii/${result.batch.id}?fatto=preparato`);
  }

  @Get('invii/:id')
  async batch(
    @Param('id') id: string,
    @Query('fatto') done: unknown,
    @Res() response: Response,
  ): Promise<void> {
    await this.#showBatch(response, id, { done: DONE[text(done)] ?? null });
  }

  /** Deputies are operators: who may approve is decided by the service, by role and mandate. */
  @AllowedTo('operatore')
  @Post('invii/:id/approva')
  async approve(@Param('id') id: string, @Res() response: Response): Promise<void> {
    const { role } = visitorOf(response)!.account;
    const decider = { id: actorOf(response), approver: mayAct(role, 'approvatore') };
    const active = (await accounts(this.db)).filter(({ disabledAt }) => disabledAt === null);
    const approvers = active.filter((one) => mayAct(one.role, 'approvatore')).map((one) => one.id);
    await this.#decided(
      response,
      id,
      'approvato',
      await this.batches.approve(id, decider, new Set(approvers)),
    );
  }

  @AllowedTo('operatore')
  @Post('invii/:id/respingi')
  async refuse(
    @Param('id') id: string,
    @Body() form: Form,
    @Res() response: Response,
  ): Promise<void> {
    await this.#decided(
      response,
      id,
      'respinto',
      await this.batches.refuse(id, actorOf(response), text(form['motivo'])),
    );
  }

  @AllowedTo('approvatore')
  @Post('invii/:id/ritira')
  async revoke(
    @Param('id') id: string,
    @Body() form: Form,
    @Res() response: Response,
  ): Promise<void> {
    await this.#decided(
      response,
      id,
      'ritirato',
      await this.batches.revoke(id, actorOf(response), text(form['motivo'])),
    );
  }

  /** A stopped letter tries again: what stopped it has been mended. */
  @AllowedTo('operatore')
  @Post('riprova')
  async release(@Body() form: Form, @Res() response: Response): Promise<void> {
    const letter = text(form['lettera']);
    if (!(await this.dispatcher.release(letter))) {
      const found = await letterById(this.db, letter);
      if (found === null) throw new NotFoundException();
      const message =
        found.state === 'queued'
          ? 'La lettera non è più ferma: qualcuno l’ha già fatta ripartire.'
          : 'La lettera non è ferma: non c’è nulla da far ripartire.';
      return this.#refuse(response, { message });
    }
    await this.jobs.wakeSender();
    response.redirect(303, '/via-libera?fatto=liberata');
  }

  @AllowedTo('operatore')
  @Post('protocolli/richiedi')
  async retry(@Res() response: Response): Promise<void> {
    if (!this.protocols.isAutomatic) {
      const message = 'Nessun sistema di protocollo è collegato: i numeri si registrano a mano.';
      return this.#refuse(response, { message });
    }
    if ((await this.protocols.retry()) === 0) {
      const message = 'Nessuna lettera attende un numero di protocollo: non c’è nulla da chiedere.';
      return this.#refuse(response, { message });
    }
    response.redirect(303, '/via-libera?fatto=chiesti-protocolli');
  }

  async #decided(
    response: Response,
    id: string,
    done: string,
    result: object | Refusal,
  ): Promise<void> {
    if (!('refused' in result)) {
      response.redirect(303, `/via-libera/invii/${id}?fatto=${done}`);
      return;
    }
    response.status(409);
    await this.#showBatch(response, id, {
      errors: [{ field: '', message: (result as Refusal).message }],
    });
  }

  async #refuse(response: Response, { message }: Pick<Refusal, 'message'>): Promise<void> {
    response.status(409);
    await this.#show(response, { errors: [{ field: '', message }] });
  }

  async #show(response: Response, more: object): Promise<void> {
    const { surveys, municipalities } = await this.reference.load();
    const nameOf = (istat: string): string => municipalities.get(istat)?.name ?? istat;
    const today = romeDate(this.clock.now());
    const waiting = (await this.waiting.list()).map(({ letter, hold }) =>
      heldLine(letter, hold, surveys.get(letter.survey), nameOf(letter.municipality)),
    );
    const stopped = (await lettersIn(this.db, 'stopped')).map((one) =>
      heldLine(one, null, surveys.get(one.survey), nameOf(one.municipality)),
    );
    const groups = [];
    const inForce = new Map(
      (await this.templates.inForce()).map((one) => [one.template, one.digest]),
    );
    for (const survey of surveys.values()) {
      if (!survey.requiresFourEyes) continue;
      groups.push(
        ...groupsOf(
          survey,
          await this.candidates.of(survey),
          await lettersInBatches(this.db, survey.id),
          inForce,
        ),
      );
    }
    response.render('via-libera', {
      title: 'Via libera',
      ...more,
      state: await this.goLive.state(),
      fourEyes: [...surveys.values()].some(({ requiresFourEyes }) => requiresFourEyes),
      automaticProtocol: this.protocols.isAutomatic,
      waiting,
      stopped,
      groups,
      batches: (await this.batches.latest(30)).map((batch) => ({
        ...batch,
        word: batchTitle(surveys.get(batch.survey), batch),
        status: BATCH_WORDS[batch.state],
        href: `/via-libera/invii/${batch.id}`,
      })),
      deputies: (await this.deputies.list()).map((one) => ({ ...one, now: holdsOn(one, today) })),
      acts: (await this.goLive.acts(30)).map((act) => ({ ...act, words: actWords(act) })),
      mayAct: mayAct(visitorOf(response)!.account.role, 'operatore'),
      mayRule: mayAct(visitorOf(response)!.account.role, 'amministratore'),
    });
  }

  async #showBatch(response: Response, id: string, more: object): Promise<void> {
    const found = await this.batches.byId(id);
    if (found === null) throw new NotFoundException();
    const { batch, letters } = found;
    const { surveys, municipalities } = await this.reference.load();
    const survey = surveys.get(batch.survey);
    const { role, id: self } = visitorOf(response)!.account;
    response.render('via-libera-invio', {
      title: batchTitle(survey, batch),
      word: batchTitle(survey, batch),
      crumbs: [{ href: '/via-libera', word: 'Via libera' }, { word: 'Invio' }],
      ...more,
      batch: { ...batch, status: BATCH_WORDS[batch.state] },
      survey: survey?.shortTitle ?? batch.survey,
      prepared: batch.state === 'prepared',
      approved: batch.state === 'approved',
      own: batch.preparedBy === self,
      mayAct: mayAct(role, 'operatore'),
      mayRevoke: mayAct(role, 'approvatore'),
      letters: letters.map((one) => ({
        ...one,
        name: municipalities.get(one.municipality)?.name ?? one.municipality,
        rung: survey === undefined ? one.rung : rungWord(survey, one.rung),
        href: links.obligation(one.municipality, one.obligation),
        preview: `/modelli/${one.template}/anteprima?comune=${one.municipality}&ciclo=${encodeURIComponent(one.obligation)}&versione=${one.templateVersion}`,
      })),
    });
  }
}

function scopeOf(form: Form): BatchScope | null {
  const survey = text(form['ricognizione']);
  const day = dayOrNull(text(form['giorno']));
  if (day !== null) return { kind: 'day', survey, day };
  const round = dayOrNull(text(form['ciclo']));
  const rung = text(form['gradino']);
  return round === null || rung === '' ? null : { kind: 'rung', survey, round, rung };
}
