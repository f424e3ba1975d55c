import { Body, Controller, Get, NotFoundException, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { DoubtChoice, DoubtView } from '@app/workflow';
import { DOUBT_CHOICES, DoubtDesk, Letters, Reference } from '@app/workflow';
import { AllowedTo } from '../../access/roles.js';
import { actorOf } from '../../access/visitor.js';
import type { FieldFault } from '../../view/fields.js';
import { links } from '../../view/links.js';
import { oneOf, queryText } from '../../view/paging.js';
import { Happenings } from '../clock/happenings.js';
import { CHOICE_WORDS, doubtPage } from './doubt-page.js';
import { letterLine } from './register.js';

interface LetterAddress {
  readonly survey: string;
  readonly istat: string;
  readonly day: string;
}
type Form = Readonly<Record<string, unknown>>;

/** What to do with a letter of which nobody knows whether it left: asked once, put on record with the reason. */
@AllowedTo('operatore')
@Controller('invii/:survey/:istat/:day/incerto')
export class DoubtController {
  constructor(
    private readonly desk: DoubtDesk,
    private readonly letters: Letters,
    private readonly reference: Reference,
    private readonly happenings: Happenings,
  ) {}

  @Get()
  async form(@Param() address: LetterAddress, @Res() response: Response): Promise<void> {
    const view = await this.desk.view(idOf(address));
    if (view === null) {
      response.redirect(303, links.letter(idOf(address)));
      return;
    }
    await this.#show(response, view, null, '', []);
  }

  @Post()
  async decide(
    @Param() address: LetterAddress,
    @Body() form: Form,
    @Res() response: Response,
  ): Promise<void> {
    const id = idOf(address);
    const view = await this.desk.view(id);
    const choice = oneOf(form['scelta'], DOUBT_CHOICES) ?? null;
    const reason = queryText(form['motivo'], 2_000) ?? '';
    if (view !== null && (choice === null || reason === '' || form['torna'] !== undefined)) {
      const faults = form['torna'] === undefined ? faultsOf(choice, reason) : [];
      await this.#show(response, view, choice, reason, faults);
      return;
    }
    if (view !== null && choice !== null && form['conferma'] !== 'si') {
      await this.#confirm(response, view, choice, reason);
      return;
    }
    const who = { by: actorOf(response), reason };
    const outcome = await this.desk.decide(id, choice ?? 'has-left', who);
    if ('done' in outcome) {
      await this.happenings.afterRecording();
      response.redirect(303, `${links.letter(id)}?fatto=${outcome.done}`);
      return;
    }
    if (outcome.code === 'settled') {
      response.redirect(303, `${links.letter(id)}?fatto=gia-risolto`);
      return;
    }
    response.status(409);
    await this.#show(response, view!, choice, reason, [
      { field: 'scelta', message: outcome.message },
    ]);
  }

  async #show(
    response: Response,
    view: DoubtView,
    choice: DoubtChoice | null,
    reason: string,
    errors: readonly FieldFault[],
  ): Promise<void> {
    if (errors.length > 0 && response.statusCode < 400) response.status(422);
    response.render('incerto', {
      ...(await this.#around(view, `${errors.length > 0 ? 'Errore: ' : ''}Invio incerto`)),
      ...doubtPage(view, choice),
      errors,
      reason,
      reasonError: errors.find(({ field }) => field === 'motivo')?.message ?? null,
      choiceError: errors.find(({ field }) => field === 'scelta')?.message ?? null,
    });
  }

  async #confirm(
    response: Response,
    view: DoubtView,
    choice: DoubtChoice,
    reason: string,
  ): Promise<void> {
    response.render('incerto-conferma', {
      ...(await this.#around(view, 'Conferma la decisione')),
      choice,
      ...CHOICE_WORDS[choice],
      reason,
    });
  }

  async #around({ letter }: DoubtView, title: string) {
    const { surveys, municipalities } = await this.reference.load();
    const one = await this.letters.byId(letter.id);
    if (one === null) throw new NotFoundException();
    const { name, rung } = letterLine(one, surveys, municipalities);
    const back = links.letter(letter.id);
    return {
      title,
      subject: `${rung} – ${name}`,
      self: `${back}/incerto`,
      back,
      crumbs: [
        { href: '/invii?guardare=doubtful', word: 'Registro invii' },
        { href: back, word: `${rung} – ${name}` },
        { word: 'Invio incerto' },
      ],
    };
  }
}

const idOf = ({ survey, istat, day }: LetterAddress): string => [survey, istat, day].join('/');

function faultsOf(choice: DoubtChoice | null, reason: string): FieldFault[] {
  return [
    ...(choice === null
      ? [{ field: 'scelta', message: 'Scegliere che cosa fare della lettera.' }]
      : []),
    ...(reason === '' ? [{ field: 'motivo', message: '«Perché» manca: resta agli atti.' }] : []),
  ];
}

/** What the letter's page says after a decision. */
export const DOUBT_DONE: Readonly<Record<string, string>> = {
  'has-left': 'La lettera è tenuta per inviata: la decisione è agli atti con il tuo nome.',
  resend: 'La lettera riparte come nuovo tentativo: la decisione è agli atti con il tuo nome.',
  'give-up': 'La lettera è ritirata: la decisione è agli atti con il tuo nome.',
  'gia-risolto':
    'L’invio non era più incerto: è arrivata una ricevuta, o qualcuno aveva già deciso. Non è stato cambiato nulla.',
};
