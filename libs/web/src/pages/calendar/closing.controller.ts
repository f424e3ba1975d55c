import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { ClosingDesk, Reference } from '@app/workflow';
import type { ClosingChange, ReferenceData } from '@app/workflow';
import { AllowedTo, mayAct } from '../../access/roles.js';
import { actorOf, visitorOf } from '../../access/visitor.js';
import type { FieldFault, FieldSpec, FieldValues } from '../../view/fields.js';
import { faultsOf, fieldViews, valuesOf } from '../../view/fields.js';
import { municipalityAsked } from '../../view/municipality-choice.js';
import { queryText } from '../../view/paging.js';
import { Happenings } from '../clock/happenings.js';
import { differenceView } from '../obligation/plan-difference.js';
import { closingList, CLOSINGS, closingText, removalHref } from './closing-list.js';

const PAGE = CLOSINGS;
type Form = Readonly<Record<string, unknown>>;

const REASON: readonly FieldSpec[] = [
  { name: 'motivo', label: 'Motivo', type: 'textarea', required: true, hint: 'Resta agli atti.' },
];

/** Closing days of municipalities: seen, added and taken back, each with what it does to the letters. */
@AllowedTo('lettore')
@Controller('calendario/chiusure')
export class ClosingController {
  constructor(
    private readonly reference: Reference,
    private readonly desk: ClosingDesk,
    private readonly happenings: Happenings,
  ) {}

  @Get()
  async list(@Query() asked: Form, @Res() response: Response): Promise<void> {
    await this.#show(response, null, [], asked);
  }

  @AllowedTo('operatore')
  @Post()
  async add(@Body() form: Form, @Res() response: Response): Promise<void> {
    const names = await this.reference.load();
    const fields = fieldsOver(names);
    const values = valuesOf(fields, form);
    const faults = faultsOf(fields, values);
    if (faults.length > 0 || form['torna'] !== undefined) {
      return this.#show(response, values, form['torna'] === undefined ? faults : []);
    }
    const { comune, giorno = '', quando } = values;
    const { chosen } = municipalityAsked(comune, names.municipalities);
    const day = quando === 'anno' ? giorno.slice(5) : giorno;
    const change: ClosingChange = {
      action: 'add',
      municipality: chosen?.istat ?? '',
      day,
      reason: '',
    };
    const views = fieldViews(fields, values);
    const refuse = (message: string) =>
      this.#show(response, values, [{ field: 'giorno', message }], {}, 409);
    return this.#proceed(response, names, change, form, refuse, {
      heading: 'Aggiungi un giorno di chiusura',
      button: 'Registra il giorno di chiusura',
      here: PAGE,
      fields: views.map((field) => ({
        ...field,
        shown: field.options?.find(({ selected }) => selected)?.word ?? field.value,
        ...(field.type === 'municipality' ? { value: chosen?.istat, shown: chosen?.name } : {}),
        isDate: field.type === 'date',
      })),
    });
  }

  @AllowedTo('operatore')
  @Get('togli')
  async removal(@Query() asked: Form, @Res() response: Response): Promise<void> {
    this.#showRemoval(response, await this.reference.load(), removalOf(asked), null, []);
  }

  @AllowedTo('operatore')
  @Post('togli')
  async remove(@Query() asked: Form, @Body() form: Form, @Res() response: Response): Promise<void> {
    const names = await this.reference.load();
    const wanted = removalOf(asked);
    const values = valuesOf(REASON, form);
    const faults = faultsOf(REASON, values);
    if (faults.length > 0 || form['torna'] !== undefined) {
      const shown = form['torna'] === undefined ? faults : [];
      this.#showRemoval(response, names, wanted, values, shown);
      return;
    }
    const change = { ...wanted, reason: values['motivo'] ?? '' };
    const refuse = async (message: string) => {
      response.status(409);
      this.#showRemoval(response, names, wanted, values, [{ field: '', message }]);
    };
    await this.#proceed(response, names, change, form, refuse, {
      heading: `Togli il giorno di chiusura: ${closingText(wanted.day)}`,
      button: 'Togli il giorno di chiusura',
      here: removalHref(wanted),
      fields: fieldViews(REASON, values).map((field) => ({ ...field, shown: field.value })),
    });
  }

  /** Shows what it would do; or does it, when that was seen. */
  async #proceed(
    response: Response,
    names: ReferenceData,
    change: ClosingChange,
    form: Form,
    refuse: (message: string) => Promise<void>,
    page: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    if (form['conferma'] === 'si') {
      const refusal = await this.desk.apply(change, actorOf(response));
      if (refusal !== null) return refuse(refusal.message);
      await this.happenings.afterRecording();
      response.redirect(303, `${PAGE}?fatto=${change.action === 'add' ? 'aggiunto' : 'tolto'}`);
      return;
    }
    const preview = await this.desk.preview(change);
    if ('refused' in preview) return refuse(preview.message);
    const name = names.municipalities.get(change.municipality)?.name ?? change.municipality;
    const views = preview.map(({ survey, changes }) =>
      differenceView(survey, { refusals: [], changes, states: [] }, () => name),
    );
    response.render('conferma', {
      title: 'Conferma',
      subject: name,
      back: PAGE,
      crumbs: [...CRUMBS, { word: 'Conferma' }],
      ...page,
      rows: views.flatMap(({ rows }) => rows),
      unchanged: views.reduce((sum, { unchanged }) => sum + unchanged, 0),
      nothing: views.every(({ nothing }) => nothing),
    });
  }

  #showRemoval(
    response: Response,
    { municipalities }: ReferenceData,
    wanted: ClosingChange,
    values: FieldValues | null,
    faults: readonly FieldFault[],
  ): void {
    if (faults.length > 0 && response.statusCode < 400) response.status(422);
    response.render('azione', {
      title: `${faults.length > 0 ? 'Errore: ' : ''}Togli un giorno di chiusura`,
      heading: 'Togli un giorno di chiusura',
      lead: `${closingText(wanted.day)}: le lettere al Comune potranno di nuovo partire in quel giorno.`,
      subject: municipalities.get(wanted.municipality)?.name ?? wanted.municipality,
      offered: true,
      errors: faults,
      fields: fieldViews(REASON, values, faults),
      here: removalHref(wanted),
      back: PAGE,
      crumbs: [...CRUMBS, { word: 'Togli' }],
    });
  }

  async #show(
    response: Response,
    values: FieldValues | null,
    faults: readonly FieldFault[],
    asked: Form = {},
    status = 422,
  ): Promise<void> {
    const names = await this.reference.load();
    if (faults.length > 0) response.status(status);
    const { municipalities } = names;
    response.render('calendario-chiusure', {
      title: `${faults.length > 0 ? 'Errore: ' : ''}Giorni di chiusura dei Comuni`,
      crumbs: CRUMBS,
      mayChange: mayAct(visitorOf(response)!.account.role, 'operatore'),
      errors: faults,
      done: DONE[String(asked['fatto'])] ?? null,
      fields: fieldViews(fieldsOver(names), values, faults),
      ...closingList(await this.desk.list(), municipalities, asked),
    });
  }
}

const CRUMBS = [
  { href: '/calendario', word: 'Calendario' },
  { href: PAGE, word: 'Giorni di chiusura' },
];

const DONE: Readonly<Record<string, string>> = {
  aggiunto: 'Il giorno di chiusura è registrato.',
  tolto: 'Il giorno di chiusura è tolto; resta agli atti che c’era.',
};

function removalOf(asked: Form): ClosingChange {
  const municipality = queryText(asked['comune']) ?? '';
  const day = queryText(asked['giorno']) ?? '';
  return {
    action: 'remove',
    municipality,
    day: /^(\d{4}-)?\d{2}-\d{2}$/.test(day) ? day : '',
    reason: '',
  };
}

function fieldsOver({ municipalities }: ReferenceData): readonly FieldSpec[] {
  return [
    {
      name: 'comune',
      label: 'Comune',
      type: 'municipality',
      required: true,
      municipalities,
    },
    { name: 'giorno', label: 'Giorno', type: 'date', required: true },
    {
      name: 'quando',
      label: 'Si ripete',
      type: 'select',
      required: true,
      initial: 'solo',
      options: [
        { value: 'solo', word: 'No, solo quel giorno' },
        { value: 'anno', word: 'Sì, ogni anno (per esempio la festa del patrono)' },
      ],
    },
  ];
}
