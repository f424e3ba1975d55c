import { Body, Controller, Get, NotFoundException, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { PEC_PATTERN } from '@app/contract';
import { addressOn, romeDate } from '@app/domain';
import type { Municipality } from '@app/domain';
import { AddressDesk, Clock, Reference } from '@app/workflow';
import { AllowedTo } from '../../access/roles.js';
import { actorOf } from '../../access/visitor.js';
import { refusalsOf } from '../../view/action-result.js';
import type { FieldFault, FieldSpec, FieldValues } from '../../view/fields.js';
import { faultsOf, fieldViews, valuesOf } from '../../view/fields.js';
import { links } from '../../view/links.js';
import { Happenings } from '../clock/happenings.js';

const FIELDS: readonly FieldSpec[] = [
  {
    name: 'pec',
    label: 'Nuovo indirizzo PEC',
    type: 'text',
    required: true,
    hint: 'Per esempio protocollo@pec.comune.esempio.it. Verificarlo in IndicePA prima di registrarlo.',
  },
];

/** A municipality's new address: what was in use, what will be, and only then the record. */
@AllowedTo('operatore')
@Controller('comuni/:istat/indirizzo')
export class AddressController {
  constructor(
    private readonly clock: Clock,
    private readonly reference: Reference,
    private readonly desk: AddressDesk,
    private readonly happenings: Happenings,
  ) {}

  @Get()
  async form(@Param('istat') istat: string, @Res() response: Response): Promise<void> {
    this.#show(response, await this.#find(istat), null, []);
  }

  @Post()
  async change(
    @Param('istat') istat: string,
    @Body() form: Readonly<Record<string, unknown>>,
    @Res() response: Response,
  ): Promise<void> {
    const municipality = await this.#find(istat);
    const values = valuesOf(FIELDS, form);
    const pec = (values['pec'] ?? '').toLowerCase();
    const faults = faultsOf(FIELDS, values);
    if (faults.length === 0 && !PEC_PATTERN.test(pec)) {
      faults.push({ field: 'pec', message: `«${pec}» non ha la forma di un indirizzo.` });
    }
    if (faults.length > 0 || form['torna'] !== undefined) {
      this.#show(response, municipality, values, form['torna'] === undefined ? faults : []);
    } else if (form['conferma'] === 'si') {
      await this.#record(response, municipality, pec, values);
    } else {
      const now = addressOn(municipality, romeDate(this.clock.now()))?.address ?? 'nessuno';
      response.render('conferma', {
        ...pageOf(municipality),
        title: 'Conferma il nuovo indirizzo',
        effect: `Da oggi le lettere al Comune partono per ${pec} e non più per ${now}. Quelle già inviate restano com’erano.`,
        fields: [{ ...fieldViews(FIELDS, { pec })[0], shown: pec }],
      });
    }
  }

  async #record(
    response: Response,
    municipality: Municipality,
    pec: string,
    values: FieldValues,
  ): Promise<void> {
    const survey = [...(await this.reference.load()).surveys.keys()][0];
    if (survey === undefined) throw new NotFoundException();
    const result = await this.desk.change(survey, municipality.istat, pec, actorOf(response));
    const refusals = refusalsOf(result);
    if (refusals.length > 0) {
      response.status(409);
      this.#show(
        response,
        municipality,
        values,
        refusals.map((message) => ({ field: '', message })),
      );
      return;
    }
    await this.happenings.afterRecording();
    response.redirect(303, `${links.municipality(municipality.istat)}?fatto=indirizzo`);
  }

  #show(
    response: Response,
    municipality: Municipality,
    values: FieldValues | null,
    faults: readonly FieldFault[],
  ): void {
    if (faults.length > 0 && response.statusCode < 400) response.status(422);
    response.render('azione', {
      ...pageOf(municipality),
      title: `${faults.length > 0 ? 'Errore: ' : ''}Nuovo indirizzo PEC`,
      offered: true,
      errors: faults,
      fields: fieldViews(FIELDS, values, faults),
    });
  }

  async #find(istat: string): Promise<Municipality> {
    const municipality = (await this.reference.load()).municipalities.get(istat);
    if (municipality === undefined) throw new NotFoundException();
    return municipality;
  }
}

function pageOf({ istat, name }: Municipality) {
  const back = links.municipality(istat);
  return {
    heading: 'Nuovo indirizzo PEC',
    lead: 'L’indirizzo in uso finisce ieri e resta nella storia; quello nuovo vale da oggi.',
    button: 'Registra il nuovo indirizzo',
    subject: name,
    here: `${back}/indirizzo`,
    back,
    crumbs: [
      { href: '/matrice', word: 'Matrice' },
      { href: back, word: name },
      { word: 'Nuovo indirizzo PEC' },
    ],
  };
}
