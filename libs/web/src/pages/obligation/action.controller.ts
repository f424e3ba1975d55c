import { Body, Controller, Get, NotFoundException, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { romeDate } from '@app/domain';
import type { OfficerOrder } from '@app/workflow';
import { Clock, OfficerDesk, WaitingLetters } from '@app/workflow';
import { AllowedTo, mayAct, ROLE_WORDS } from '../../access/roles.js';
import { actorOf, visitorOf } from '../../access/visitor.js';
import { refusalsOf, wasDone } from '../../view/action-result.js';
import type { FieldFault, FieldValues } from '../../view/fields.js';
import { faultsOf, fieldViews, valuesOf } from '../../view/fields.js';
import { links } from '../../view/links.js';
import { Happenings } from '../clock/happenings.js';
import type { Action, ActionContext } from './action.js';
import { actionNamed } from './actions.js';
import type { FoundObligation, ObligationAddress } from './find-obligation.js';
import { FindObligation } from './find-obligation.js';
import { titleOf } from './obligation-page.js';
import { differenceView } from './plan-difference.js';
import { Refused } from '../../http/refused.js';

interface Asked extends FoundObligation {
  readonly name: string;
  readonly action: Action;
  readonly context: ActionContext;
}

/** Every action on an obligation: a form, then what it would change, then the record. */
@AllowedTo('operatore')
@Controller('adempimenti/:istat/:survey/:round/azioni/:action')
export class ActionController {
  constructor(
    private readonly find: FindObligation,
    private readonly clock: Clock,
    private readonly desk: OfficerDesk,
    private readonly waiting: WaitingLetters,
    private readonly happenings: Happenings,
  ) {}

  @Get()
  async form(
    @Param() address: ObligationAddress & { action: string },
    @Query() asked: Readonly<Record<string, unknown>>,
    @Res() response: Response,
  ): Promise<void> {
    const found = await this.#asked(address, response);
    // What the address says is chosen already: the letter from whose page one comes.
    const fields = found.action.fields(found.context);
    const chosen = fields.some(({ name }) => name in asked) ? valuesOf(fields, asked) : null;
    this.#showForm(response, found, chosen, []);
  }

  @Post()
  async act(
    @Param() address: ObligationAddress & { action: string },
    @Body() form: Readonly<Record<string, unknown>>,
    @Res() response: Response,
  ): Promise<void> {
    const asked = await this.#asked(address, response);
    const fields = asked.action.fields(asked.context);
    const values = valuesOf(fields, form);
    const faults = faultsOf(fields, values);
    if (faults.length > 0 || form['torna'] !== undefined) {
      this.#showForm(response, asked, values, form['torna'] === undefined ? faults : []);
      return;
    }
    const order = orderOf(asked, values);
    if (form['conferma'] === 'si') await this.#record(response, asked, values, order);
    else await this.#confirm(response, asked, values, order);
  }

  async #asked(
    address: ObligationAddress & { action: string },
    response: Response,
  ): Promise<Asked> {
    const action = actionNamed(address.action);
    if (action === null) throw new NotFoundException();
    const { role } = visitorOf(response)!.account;
    if (!mayAct(role, action.role)) {
      throw new Refused(
        403,
        `Per «${action.title}» serve il ruolo «${ROLE_WORDS[action.role].word}».`,
      );
    }
    const found = await this.find.at(address);
    const { survey, state, facts } = found;
    const today = romeDate(this.clock.now());
    const context = { survey, state, facts, today, actor: actorOf(response) };
    return { ...found, name: address.action, action, context };
  }

  async #confirm(
    response: Response,
    asked: Asked,
    values: FieldValues,
    order: OfficerOrder,
  ): Promise<void> {
    const { survey, municipality, action } = asked;
    const preview = await this.desk.preview(survey, [order], actorOf(response));
    if (preview.refusals.length > 0) {
      const faults = preview.refusals.map(({ message }) => ({ field: '', message }));
      response.status(409);
      this.#showForm(response, asked, values, faults);
      return;
    }
    const fields = fieldViews(action.fields(asked.context), values);
    response.render('conferma', {
      ...pageOf(asked),
      title: `Conferma: ${action.title.toLowerCase()}`,
      fields: fields.map((field) => ({
        ...field,
        shown: field.options?.find(({ selected }) => selected)?.word ?? field.value,
        isDate: field.type === 'date',
      })),
      ...differenceView(
        survey,
        preview,
        () => municipality.name,
        await this.waiting.toDoBefore(survey),
      ),
    });
  }

  async #record(
    response: Response,
    asked: Asked,
    values: FieldValues,
    order: OfficerOrder,
  ): Promise<void> {
    const { istat } = asked.municipality;
    const back = `${links.obligation(istat, asked.state.obligation)}?fatto=${asked.name}`;
    const result = await this.desk.record([order], actorOf(response));
    const refusals = refusalsOf(result);
    if (wasDone(result)) {
      response.redirect(303, `${back}&gia=si`);
      return;
    }
    if (refusals.length > 0) {
      response.status(409);
      this.#showForm(
        response,
        asked,
        values,
        refusals.map((message) => ({ field: '', message })),
      );
      return;
    }
    await this.happenings.afterRecording();
    response.redirect(303, back);
  }

  #showForm(
    response: Response,
    asked: Asked,
    values: FieldValues | null,
    faults: readonly FieldFault[],
  ): void {
    if (faults.length > 0 && response.statusCode < 400) response.status(422);
    const { action, context } = asked;
    response.render('azione', {
      ...pageOf(asked),
      title: `${faults.length > 0 ? 'Errore: ' : ''}${action.title}`,
      offered: action.offered(asked.state, asked.facts, { ...asked, now: this.clock.now() }),
      errors: faults,
      fields: fieldViews(action.fields(context), values, faults),
    });
  }
}

function orderOf(
  { action, context, survey, municipality, state }: Asked,
  values: FieldValues,
): OfficerOrder {
  return {
    type: action.type,
    survey: survey.id,
    municipality: municipality.istat,
    round: state.round,
    day: action.day?.(values),
    payload: action.payload(values, context),
  };
}

function pageOf({ action, municipality, state, name, survey }: Asked) {
  const back = links.obligation(municipality.istat, state.obligation);
  return {
    heading: action.title,
    lead: action.lead,
    button: action.button,
    subject: titleOf(municipality, state),
    survey: survey.shortTitle,
    here: links.action(municipality.istat, state.obligation, name),
    back,
    crumbs: [
      { href: '/matrice', word: 'Matrice' },
      { href: links.municipality(municipality.istat), word: municipality.name },
      { href: back, word: titleOf(municipality, state) },
      { word: action.title },
    ],
  };
}
