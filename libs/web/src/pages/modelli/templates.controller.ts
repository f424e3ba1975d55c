import { Body, Controller, Get, NotFoundException, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { TemplateId } from '@app/domain';
import { romeDate, roundsOf } from '@app/domain';
import { TEMPLATE_IDS } from '@app/letters';
import type { TemplateVersionRow } from '@app/persistence';
import { changesOf, Clock, Reference, TemplateVersions } from '@app/workflow';
import type { SaveResult } from '@app/workflow';
import { AllowedTo } from '../../access/roles.js';
import { actorOf, visitorOf } from '../../access/visitor.js';
import { municipalityAsked, municipalityChoice } from '../../view/municipality-choice.js';
import { oneOf } from '../../view/paging.js';
import { mayAct } from '../../access/roles.js';
import { fieldOf, byline, sourceFields, TEMPLATE_WORDS, typedSources } from './template-words.js';

type Form = Readonly<Record<string, unknown>>;

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** The templates of the letters: in force, older, compared; and the form that writes a new version. */
@AllowedTo('lettore')
@Controller('modelli')
export class TemplatesController {
  constructor(
    private readonly clock: Clock,
    private readonly reference: Reference,
    private readonly versions: TemplateVersions,
  ) {}

  @Get()
  async list(@Res() response: Response): Promise<void> {
    const inForce = await this.versions.inForce();
    response.render('modelli', {
      title: 'Modelli',
      templates: inForce.map((version) => ({
        ...version,
        ...TEMPLATE_WORDS[version.template],
        by: byline(version),
        href: `/modelli/${version.template}`,
      })),
    });
  }

  @Get(':template')
  async view(
    @Param('template') name: string,
    @Query('fatto') done: unknown,
    @Res() response: Response,
  ): Promise<void> {
    const template = known(name);
    const current = await this.#version(template);
    const versions = await this.versions.versions(template);
    response.render('modelli-modello', {
      ...this.#page(template, response),
      ...(await this.#previewChoices(template)),
      done: typeof done === 'string' ? `È in vigore la versione ${current.number}.` : null,
      current: { ...current, by: byline(current) },
      ...sourceFields(template, current.sources),
      versions: versions.map((version) => ({
        ...version,
        by: byline(version),
        href: `/modelli/${template}/versioni/${version.number}`,
        inForce: version.number === current.number,
      })),
    });
  }

  /** One version: what it changed of the one before, and its sources. */
  @Get(':template/versioni/:number')
  async version(
    @Param('template') name: string,
    @Param('number') number: string,
    @Res() response: Response,
  ): Promise<void> {
    const template = known(name);
    const version = await this.#version(template, number);
    const current = await this.#version(template);
    const diff = (await this.versions.diff(template, version.number)) ?? [];
    response.render('modelli-versione', {
      ...this.#page(template, response, `Versione ${version.number}`),
      ...(await this.#previewChoices(template)),
      version: { ...version, by: byline(version) },
      current,
      inForce: version.number === current.number,
      diff: diff.map(({ place, lines }) => ({
        place,
        lines: changesOf(lines).map((line) => ({ ...line, [line.kind]: true })),
      })),
      ...sourceFields(template, version.sources),
    });
  }

  @AllowedTo('approvatore')
  @Get(':template/modifica')
  async form(@Param('template') name: string, @Res() response: Response): Promise<void> {
    const template = known(name);
    const current = await this.#version(template);
    this.#showForm(response, template, current, {}, '', current.number);
  }

  @AllowedTo('approvatore')
  @Post(':template/modifica')
  async save(
    @Param('template') name: string,
    @Body() form: Form,
    @Res() response: Response,
  ): Promise<void> {
    const template = known(name);
    const current = await this.#version(template);
    const { typed, change } = typedSources(form);
    const basedOn = Number(form['versione']) || 0;
    const note = text(form['nota']).slice(0, 500);
    const result: SaveResult =
      note === ''
        ? {
            refused: true,
            code: 'no-note',
            message: 'Manca il motivo della modifica: resta agli atti.',
          }
        : await this.versions.save(template, change, { author: actorOf(response), note, basedOn });
    if ('saved' in result) {
      response.redirect(303, `/modelli/${template}?fatto=si`);
      return;
    }
    // Someone else's version is the one to compare with, so that saving again is a choice.
    const stale = 'refused' in result && result.code === 'changed-meanwhile';
    response.status('refused' in result ? 409 : 422);
    const shown = stale ? current.number : basedOn;
    this.#showForm(response, template, current, typed, note, shown, faultsOf(template, result));
  }

  @AllowedTo('approvatore')
  @Post(':template/versioni/:number/ripristina')
  async restore(
    @Param('template') name: string,
    @Param('number') number: string,
    @Body() form: Form,
    @Res() response: Response,
  ): Promise<void> {
    const template = known(name);
    const older = await this.#version(template, number);
    const basedOn = Number(form['versione']) || 0;
    const note = text(form['nota']) || `Torna alla versione ${older.number}.`;
    const edit = { author: actorOf(response), note, basedOn };
    const result = await this.versions.restore(template, older.number, edit);
    if ('saved' in result) {
      response.redirect(303, `/modelli/${template}?fatto=si`);
      return;
    }
    response.status(409).render('errore', {
      title: 'Versione non rimessa in vigore',
      text: faultsOf(template, result)
        .map(({ message }) => message)
        .join(' '),
      advice: 'Torna al modello e guarda le versioni.',
      status: 409,
    });
  }

  #showForm(
    response: Response,
    template: TemplateId,
    current: TemplateVersionRow,
    typed: Readonly<Record<string, string>>,
    note: string,
    basedOn: number,
    errors: readonly { readonly field: string; readonly message: string }[] = [],
  ): void {
    const page = this.#page(template, response, 'Modifica');
    response.render('modelli-modifica', {
      ...page,
      title: `${errors.length > 0 ? 'Errore: ' : ''}${page.title}`,
      errors,
      note,
      basedOn,
      current,
      ...sourceFields(template, current.sources, typed),
    });
  }

  #page(template: TemplateId, response: Response, more?: string) {
    const { word, when } = TEMPLATE_WORDS[template];
    const own = { href: `/modelli/${template}`, word };
    return {
      title: more === undefined ? `Modello: ${word}` : `${more} – ${word}`,
      word,
      when,
      template,
      mayEdit: mayAct(visitorOf(response)!.account.role, 'approvatore'),
      crumbs: [
        { href: '/modelli', word: 'Modelli' },
        ...(more === undefined ? [{ word }] : [own, { word: more }]),
      ],
    };
  }

  /** Any municipality and any round that has opened, the latest first. */
  async #previewChoices(template: TemplateId) {
    const { surveys, municipalities } = await this.reference.load();
    const today = romeDate(this.clock.now());
    return {
      previewHref: `/modelli/${template}/anteprima`,
      municipalities: municipalityChoice(municipalities, municipalityAsked('', municipalities)),
      rounds: [...surveys.values()].flatMap((survey) =>
        roundsOf(survey, today)
          .map(({ reference }) => ({
            value: `${survey.id}/${reference}`,
            survey: survey.shortTitle,
            reference,
          }))
          .reverse(),
      ),
    };
  }

  async #version(template: TemplateId, number?: string): Promise<TemplateVersionRow> {
    if (number !== undefined && !/^[1-9]\d{0,5}$/.test(number)) throw new NotFoundException();
    const wanted = number === undefined ? undefined : Number(number);
    const version = await this.versions.version(template, wanted);
    if (version === null) throw new NotFoundException();
    return version;
  }
}

function known(name: string): TemplateId {
  const template = oneOf(name, TEMPLATE_IDS);
  if (template === undefined) throw new NotFoundException();
  return template;
}

function faultsOf(template: TemplateId, result: SaveResult) {
  if ('errors' in result) {
    return result.errors.map(({ message, place }) => ({
      field: fieldOf(template, place.template),
      message,
    }));
  }
  if (!('refused' in result)) return [];
  return [{ field: result.code === 'no-note' ? 'nota' : '', message: result.message }];
}
