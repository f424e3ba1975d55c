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
import type { ContractIssue } from '@app/contract';
import { surveyFileText } from '@app/contract';
import type { Survey } from '@app/domain';
import { Reference, SurveyRules } from '@app/workflow';
import { AllowedTo, mayAct } from '../../access/roles.js';
import { actorOf, visitorOf } from '../../access/visitor.js';
import { fileOf } from '../../http/receive-file.js';
import { sendFile } from '../../http/send-file.js';
import type { FieldFault } from '../../view/fields.js';
import { Happenings } from '../clock/happenings.js';
import { differenceView } from '../obligation/plan-difference.js';
import { rulesOf } from './rules-words.js';

const LONGEST_NOTE = 500;
type Form = Readonly<Record<string, unknown>>;

/** The rules of the surveys in plain words; an administrator changes them, seeing first what would move. */
@AllowedTo('lettore')
@Controller('regole')
export class RulesController {
  constructor(
    private readonly reference: Reference,
    private readonly rules: SurveyRules,
    private readonly happenings: Happenings,
  ) {}

  @Get()
  async all(@Query('fatto') done: unknown, @Res() response: Response): Promise<void> {
    const { surveys } = await this.reference.load();
    const sections = [];
    for (const survey of surveys.values()) {
      const versions = await this.rules.versions(survey.id);
      sections.push({ ...headOf(survey), ...rulesOf(survey), versions });
    }
    response.render('regole', {
      title: 'Regole',
      sections,
      mayChange: mayAct(visitorOf(response)!.account.role, 'amministratore'),
      done: done === '1' ? 'Le nuove regole sono in vigore.' : null,
    });
  }

  /** The file of a version, to keep or to change. */
  @Get(':survey/versioni/:version')
  async file(
    @Param('survey') id: string,
    @Param('version') version: string,
    @Res() response: Response,
  ): Promise<void> {
    const known = /^[1-9]\d{0,5}$/.test(version)
      ? await this.rules.version(id, Number(version))
      : null;
    if (known === null) throw new NotFoundException();
    const bytes = Buffer.from(surveyFileText(known));
    sendFile(response, bytes, `${id}-v${version}.json`, 'application/json; charset=utf-8');
  }

  @AllowedTo('amministratore')
  @Get(':survey/modifica')
  async form(@Param('survey') id: string, @Res() response: Response): Promise<void> {
    const survey = await this.#find(id);
    this.#show(response, survey, surveyFileText(survey), '', []);
  }

  @AllowedTo('amministratore')
  @Post(':survey/modifica')
  async change(
    @Param('survey') id: string,
    @Body() form: Form,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const survey = await this.#find(id);
    const text = fileOf(request)?.bytes.toString('utf8') ?? textOf(form['testo']);
    const note = textOf(form['motivo']).trim().slice(0, LONGEST_NOTE);
    if (form['torna'] !== undefined) return this.#show(response, survey, text, note, []);
    if (note === '') {
      return this.#show(response, survey, text, note, [
        { field: 'motivo', message: '«Motivo» manca.' },
      ]);
    }
    if (form['conferma'] === 'si') {
      const shown = textOf(form['vista']);
      const seen = /^\d{1,6}$/.test(shown) ? Number(shown) : 0;
      const refusal = await this.rules.record({ id, text, seen, note }, actorOf(response));
      if (refusal !== null) return this.#refuse(response, survey, text, note, refusal.message);
      await this.happenings.afterRecording();
      response.redirect(303, '/regole?fatto=1');
      return;
    }
    const read = await this.rules.preview(id, text);
    if ('refused' in read) return this.#refuse(response, survey, text, note, read.message);
    if ('issues' in read) return this.#show(response, survey, text, note, read.issues.map(faultOf));
    const { municipalities } = await this.reference.load();
    const nameOf = (istat: string): string => municipalities.get(istat)?.name ?? istat;
    const difference = differenceView(survey, read.preview, nameOf);
    response.render('regole-conferma', {
      ...pageOf(survey),
      title: 'Conferma le nuove regole',
      fields: read.fields,
      seen: survey.version,
      next: survey.version + 1,
      ...{ text, note },
      ...difference,
      waits: read.waits,
      nothing: difference.nothing && read.waits.length === 0,
    });
  }

  #refuse(response: Response, survey: Survey, text: string, note: string, message: string): void {
    response.status(409);
    this.#show(response, survey, text, note, [{ field: 'testo', message }]);
  }

  #show(
    response: Response,
    survey: Survey,
    text: string,
    note: string,
    faults: readonly FieldFault[],
  ): void {
    if (faults.length > 0 && response.statusCode < 400) response.status(422);
    response.render('regole-modifica', {
      ...pageOf(survey),
      title: `${faults.length > 0 ? 'Errore: ' : ''}Cambia le regole`,
      errors: faults,
      ...{ text, note },
    });
  }

  async #find(id: string): Promise<Survey> {
    const survey = (await this.reference.load()).surveys.get(id);
    if (survey === undefined) throw new NotFoundException();
    return survey;
  }
}

const headOf = ({ id, shortTitle, title, version, office }: Survey) => ({
  ...{ id, shortTitle, version, office },
  fullTitle: title,
});

const pageOf = (survey: Survey) => ({
  subject: survey.shortTitle,
  here: `/regole/${survey.id}/modifica`,
  crumbs: [{ href: '/regole', word: 'Regole' }, { word: 'Cambia le regole' }],
});

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const faultOf = ({ field, found, message }: ContractIssue): FieldFault => ({
  field: 'testo',
  message: `${field}: trovato ${found}; ${message}.`,
});
