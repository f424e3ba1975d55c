import { Body, Controller, Get, NotFoundException, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { formatDate } from '@app/domain';
import type { LocalDate, Survey } from '@app/domain';
import { OfficerDesk, Overview, Reference } from '@app/workflow';
import type { OfficerOrder } from '@app/workflow';
import { AllowedTo, mayAct } from '../../access/roles.js';
import { actorOf, visitorOf } from '../../access/visitor.js';
import { refusalsOf, wasDone } from '../../view/action-result.js';
import type { FieldFault, FieldSpec, FieldValues } from '../../view/fields.js';
import { dayOrNull, faultsOf, fieldViews, valuesOf } from '../../view/fields.js';
import { links } from '../../view/links.js';
import { pageNumber } from '../../view/paging.js';
import { Happenings } from '../clock/happenings.js';
import { differenceView } from '../obligation/plan-difference.js';
import { roundPage } from './round-page.js';

const EXTENSION: readonly FieldSpec[] = [
  { name: 'scadenza', label: 'Nuova scadenza', type: 'date', required: true },
  {
    name: 'motivo',
    label: 'Motivo',
    type: 'textarea',
    required: true,
    hint: 'È riportato nelle lettere e resta agli atti.',
  },
];

/** Municipalities whose plan is lived through twice for the confirmation; the others change alike. */
const SHOWN = 100;

/** One round: its dates explained, who is missing, and an extension for all. */
@AllowedTo('lettore')
@Controller('cicli/:survey/:round')
export class RoundController {
  constructor(
    private readonly reference: Reference,
    private readonly overview: Overview,
    private readonly desk: OfficerDesk,
    private readonly happenings: Happenings,
  ) {}

  @Get()
  async view(
    @Param() address: RoundAddress,
    @Query('fatto') done: unknown,
    @Query('pagina') wanted: unknown,
    @Res() response: Response,
  ): Promise<void> {
    const { survey, page } = await this.#find(address, pageNumber(wanted));
    response.render('ciclo', {
      title: `Ciclo dei dati al ${formatDate(page.reference)}`,
      crumbs: [{ href: '/', word: 'Quadro' }, { word: `Dati al ${formatDate(page.reference)}` }],
      done: done === 'proroga' ? 'La proroga è registrata per tutti i Comuni ancora aperti.' : null,
      survey: survey.shortTitle,
      mayExtend: mayAct(visitorOf(response)!.account.role, 'approvatore'),
      ...page,
    });
  }

  @AllowedTo('approvatore')
  @Get('proroga')
  async form(@Param() address: RoundAddress, @Res() response: Response): Promise<void> {
    this.#showForm(response, await this.#find(address), null, []);
  }

  @AllowedTo('approvatore')
  @Post('proroga')
  async extend(
    @Param() address: RoundAddress,
    @Body() form: Readonly<Record<string, unknown>>,
    @Res() response: Response,
  ): Promise<void> {
    const found = await this.#find(address);
    const values = valuesOf(EXTENSION, form);
    const faults = faultsOf(EXTENSION, values);
    if (faults.length > 0 || form['torna'] !== undefined) {
      this.#showForm(response, found, values, form['torna'] === undefined ? faults : []);
      return;
    }
    const orders = ordersFor(found, values);
    const here = `${links.round(found.page.obligation)}?fatto=proroga`;
    const someOpen = found.page.open.length > 0;
    if (orders.length === 0 && someOpen && form['conferma'] === 'si') {
      // Clicked twice: it stands there already.
      response.redirect(303, here);
      return;
    }
    if (orders.length === 0) {
      const due = formatDate(values['scadenza'] as LocalDate);
      const message = someOpen
        ? `Tutti i Comuni ancora aperti hanno già la scadenza del ${due}: la proroga non cambia nulla.`
        : 'Nessun Comune deve ancora rispondere: non c’è nulla da prorogare.';
      this.#showForm(response.status(409), found, values, [{ field: '', message }]);
      return;
    }
    if (form['conferma'] !== 'si') {
      await this.#confirm(response, found, values, orders);
      return;
    }
    const result = await this.desk.record(orders, actorOf(response));
    const refusals = wasDone(result) ? [] : refusalsOf(result);
    if (refusals.length > 0) {
      response.status(409);
      this.#showForm(
        response,
        found,
        values,
        refusals.map((message) => ({ field: '', message })),
      );
      return;
    }
    await this.happenings.afterRecording();
    response.redirect(303, here);
  }

  async #confirm(
    response: Response,
    found: FoundRound,
    values: FieldValues,
    orders: readonly OfficerOrder[],
  ): Promise<void> {
    const shown = orders.slice(0, SHOWN);
    const preview = await this.desk.preview(found.survey, shown, actorOf(response));
    if (preview.refusals.length > 0) {
      const messages = [...new Set(preview.refusals.map(({ message }) => message))];
      response.status(409);
      this.#showForm(
        response,
        found,
        values,
        messages.map((message) => ({ field: '', message })),
      );
      return;
    }
    const fields = fieldViews(EXTENSION, values);
    const { municipalities } = await this.reference.load();
    response.render('conferma', {
      ...formPage(found),
      title: 'Conferma: proroga per tutti',
      fields: fields.map((field) => ({
        ...field,
        shown: field.value,
        isDate: field.type === 'date',
      })),
      more: orders.length - shown.length,
      ...differenceView(found.survey, preview, (istat) => municipalities.get(istat)?.name ?? istat),
    });
  }

  #showForm(
    response: Response,
    found: FoundRound,
    values: FieldValues | null,
    faults: readonly FieldFault[],
  ): void {
    if (faults.length > 0 && response.statusCode < 400) response.status(422);
    response.render('azione', {
      ...formPage(found),
      title: `${faults.length > 0 ? 'Errore: ' : ''}Proroga per tutti`,
      offered: found.page.open.length > 0,
      errors: faults,
      fields: fieldViews(EXTENSION, values, faults),
    });
  }

  async #find(address: RoundAddress, wanted = 1): Promise<FoundRound> {
    const { surveys } = await this.reference.load();
    const survey = surveys.get(address.survey);
    const reference = dayOrNull(address.round);
    if (survey === undefined || reference === null) throw new NotFoundException();
    const entries = await this.overview.of(survey);
    const page = roundPage(survey, reference, entries, wanted);
    if (page === null) throw new NotFoundException();
    return { survey, page };
  }
}

interface RoundAddress {
  readonly survey: string;
  readonly round: string;
}

interface FoundRound {
  readonly survey: Survey;
  readonly page: NonNullable<ReturnType<typeof roundPage>>;
}

/** One fact for each municipality that still owes an answer and whose due date it changes. */
function ordersFor({ survey, page }: FoundRound, values: FieldValues): OfficerOrder[] {
  const due = values['scadenza'] as LocalDate;
  const reason = values['motivo'] ?? '';
  const changed = page.open.filter(({ due: { date, nominal } }) => due !== date && due !== nominal);
  return changed.map(({ istat }) => ({
    type: 'extended' as const,
    survey: survey.id,
    municipality: istat,
    round: page.reference,
    payload: { due, reason, scope: 'all' as const },
  }));
}

function formPage({ survey, page }: FoundRound) {
  const back = links.round(page.obligation);
  const subject = `Ciclo dei dati al ${formatDate(page.reference)}`;
  return {
    heading: 'Concedi una proroga a tutti',
    lead: `Vale per i Comuni che devono ancora rispondere: oggi ${page.open.length}. I solleciti si ricontano dalla nuova data; la lettera di avvio non si ripete.`,
    button: 'Concedi la proroga a tutti',
    subject,
    survey: survey.shortTitle,
    here: `${back}/proroga`,
    back,
    crumbs: [
      { href: '/', word: 'Quadro' },
      { href: back, word: subject },
      { word: 'Proroga per tutti' },
    ],
  };
}
