import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { LocalDate, Refusal } from '@app/domain';
import { accounts } from '@app/persistence';
import { Deputies, GoLive, Reference } from '@app/workflow';
import { DataSource } from 'typeorm';
import { AllowedTo, mayAct } from '../../access/roles.js';
import { actorOf } from '../../access/visitor.js';
import { dayOrNull } from '../../view/fields.js';
import { rungWord } from '../obligation/actions.js';

type Form = Readonly<Record<string, unknown>>;

/** What a page shows besides its own: what was done, or what was wrong and typed. */
interface Shown {
  readonly done?: string | null;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
  readonly typed?: Form;
}

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const DONE: Readonly<Record<string, string>> = {
  esercizio: 'L’invio è in esercizio: le lettere partono verso tutti i Comuni.',
  collaudo: 'L’invio è in collaudo: parte soltanto ciò che va agli indirizzi ammessi.',
  indirizzi: 'Elenco degli indirizzi ammessi aggiornato.',
  sostituto: 'Sostituzione registrata.',
  terminata: 'Sostituzione terminata.',
};

/** Trial, its addresses, going live; and who stands in for whom. */
@AllowedTo('amministratore')
@Controller('via-libera/esercizio')
export class GoLiveController {
  constructor(
    private readonly db: DataSource,
    private readonly reference: Reference,
    private readonly goLive: GoLive,
    private readonly deputies: Deputies,
  ) {}

  @Get()
  async view(@Query('fatto') done: unknown, @Res() response: Response): Promise<void> {
    await this.#show(response, { done: DONE[text(done)] ?? null });
  }

  @Post('avvia')
  async start(@Body() form: Form, @Res() response: Response): Promise<void> {
    const result = await this.goLive.goLive(actorOf(response), text(form['elenco']));
    await this.#answer(response, 'esercizio', result, '', form);
  }

  @Post('collaudo')
  async trial(@Body() form: Form, @Res() response: Response): Promise<void> {
    const result = await this.goLive.backToTrial(actorOf(response), text(form['motivo']));
    await this.#answer(response, 'collaudo', result, 'motivo', form);
  }

  @Post('indirizzi')
  async addresses(@Body() form: Form, @Res() response: Response): Promise<void> {
    const list = text(form['indirizzi']).split(/[\s,;]+/);
    const result = await this.goLive.allowOnly(list, actorOf(response));
    await this.#answer(response, 'indirizzi', result, 'indirizzi', form);
  }

  @Post('sostituti')
  async appoint(@Body() form: Form, @Res() response: Response): Promise<void> {
    const validFrom = dayOrNull(text(form['dal']));
    const validTo = dayOrNull(text(form['al']));
    const result =
      validFrom === null || validTo === null
        ? {
            refused: true as const,
            code: 'wrong-dates',
            message: 'Le date della sostituzione mancano o non esistono.',
          }
        : await this.#appoint(form, validFrom, validTo, actorOf(response));
    await this.#answer(response, 'sostituto', result, 'dal', form);
  }

  @Post('sostituti/:id/termina')
  async revoke(@Param('id') id: string, @Res() response: Response): Promise<void> {
    if (!(await this.deputies.revoke(id, actorOf(response)))) {
      response.status(409);
      const message = 'La sostituzione non c’è più: era già terminata.';
      return this.#show(response, { errors: [{ field: '', message }] });
    }
    response.redirect(303, '/via-libera/esercizio?fatto=terminata');
  }

  async #appoint(form: Form, validFrom: LocalDate, validTo: LocalDate, by: string) {
    const known = new Set((await accounts(this.db)).map(({ id }) => id));
    const absent = text(form['assente']);
    const deputy = text(form['sostituto']);
    if (!known.has(absent) || !known.has(deputy)) {
      return {
        refused: true as const,
        code: 'unknown',
        message: 'Scegliere due utenti dell’elenco.',
      };
    }
    return this.deputies.appoint({ absent, deputy, validFrom, validTo }, by);
  }

  async #answer(
    response: Response,
    done: string,
    result: object | Refusal,
    field: string,
    typed: Form,
  ): Promise<void> {
    if (!('refused' in result)) {
      response.redirect(303, `/via-libera/esercizio?fatto=${done}`);
      return;
    }
    response.status(409);
    await this.#show(response, {
      errors: [{ field, message: (result as Refusal).message }],
      typed,
    });
  }

  async #show(response: Response, more: Shown): Promise<void> {
    const { surveys } = await this.reference.load();
    const state = await this.goLive.state();
    const { letters, digest } = await this.goLive.firstWeek();
    const people = (await accounts(this.db)).filter(({ disabledAt }) => disabledAt === null);
    const typed = more.typed ?? {};
    response.render('via-libera-esercizio', {
      title: 'Collaudo ed esercizio',
      crumbs: [{ href: '/via-libera', word: 'Via libera' }, { word: 'Collaudo ed esercizio' }],
      ...more,
      state,
      addresses: text(typed['indirizzi']) || state.allowList.join('\n'),
      reason: text(typed['motivo']),
      digest,
      letters: letters.map((one) => {
        const survey = surveys.get(one.survey);
        return { ...one, rung: survey === undefined ? one.rung : rungWord(survey, one.rung) };
      }),
      deputies: await this.deputies.list(),
      absents: people
        .filter(({ role }) => mayAct(role, 'approvatore'))
        .map(({ id, name }) => ({ value: id, word: name, selected: id === typed['assente'] })),
      people: people.map(({ id, name }) => ({
        value: id,
        word: name,
        selected: id === typed['sostituto'],
      })),
      from: text(typed['dal']),
      to: text(typed['al']),
    });
  }
}
