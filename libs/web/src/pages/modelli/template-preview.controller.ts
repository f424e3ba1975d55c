import { Body, Controller, Get, NotFoundException, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { TemplateId } from '@app/domain';
import { TEMPLATE_IDS } from '@app/letters';
import type { PreviewOrder, PreviewResult } from '@app/workflow';
import { Reference, TemplatePreview } from '@app/workflow';
import { AllowedTo } from '../../access/roles.js';
import { sendLetterHtml, sendLetterPdf } from '../../http/send-preview.js';
import { dayOrNull } from '../../view/fields.js';
import type { MunicipalityAsked } from '../../view/municipality-choice.js';
import {
  municipalityAsked,
  municipalityChoice,
  municipalityFaults,
} from '../../view/municipality-choice.js';
import { oneOf, queryText, withQuery } from '../../view/paging.js';
import { TEMPLATE_WORDS, typedSources } from './template-words.js';

type Asked = Readonly<Record<string, unknown>>;

const ROUND = /^(.+)\/(\d{4}-\d{2}-\d{2})$/;

/** A template as the letter to a municipality about a round: as e-mail and as PDF, saved or only typed. */
@AllowedTo('lettore')
@Controller('modelli/:template/anteprima')
export class TemplatePreviewController {
  constructor(
    private readonly reference: Reference,
    private readonly preview: TemplatePreview,
  ) {}

  @Get()
  async view(
    @Param('template') name: string,
    @Query() asked: Asked,
    @Res() response: Response,
  ): Promise<void> {
    const place = await this.#place(asked);
    if (place.problem !== null) return this.#chooseAgain(response, name, asked, place);
    const order = await this.#order(name, asked);
    const result = await this.preview.of(order);
    const query = {
      comune: order.municipality,
      ciclo: `${order.survey}/${order.round}`,
      versione: order.version,
    };
    await this.#show(response, order, result, query);
  }

  @Get('pdf')
  async pdf(
    @Param('template') name: string,
    @Query() asked: Asked,
    @Res() response: Response,
  ): Promise<void> {
    const place = await this.#place(asked);
    if (place.problem !== null) return this.#chooseAgain(response, name, asked, place);
    const result = await this.preview.of(await this.#order(name, asked));
    if (!('letter' in result)) throw new NotFoundException();
    sendLetterPdf(response, result.letter.pdf, result.letter.pdfName);
  }

  @Get('html')
  async html(
    @Param('template') name: string,
    @Query() asked: Asked,
    @Res() response: Response,
  ): Promise<void> {
    const result = await this.preview.of(await this.#order(name, asked));
    if (!('letter' in result)) throw new NotFoundException();
    sendLetterHtml(response, result.letter.html);
  }

  /** What stands in the form, before it is saved. Nothing is recorded. */
  @AllowedTo('approvatore')
  @Post()
  async draft(
    @Param('template') name: string,
    @Body() form: Asked,
    @Res() response: Response,
  ): Promise<void> {
    const { municipalities, surveys } = await this.reference.load();
    const first = [...municipalities.values()][0];
    const survey = [...surveys.values()][0];
    if (first === undefined || survey === undefined) throw new NotFoundException();
    const round = `${survey.id}/${survey.firstReference}`;
    const order = await this.#order(name, { comune: first.istat, ciclo: round, ...form });
    const result = await this.preview.of({ ...order, change: typedSources(form).change });
    if ('letter' in result && form['azione'] === 'html') {
      return sendLetterHtml(response, result.letter.html);
    }
    if ('letter' in result && form['azione'] === 'pdf') {
      return sendLetterPdf(response, result.letter.pdf, result.letter.pdfName);
    }
    await this.#show(response, order, result, null);
  }

  async #show(
    response: Response,
    order: PreviewOrder,
    result: PreviewResult,
    query: Readonly<Record<string, string | undefined>> | null,
  ): Promise<void> {
    const { municipalities } = await this.reference.load();
    const name = municipalities.get(order.municipality)?.name ?? order.municipality;
    const { word } = TEMPLATE_WORDS[order.template];
    const self = `/modelli/${order.template}/anteprima`;
    response.render('modelli-anteprima', {
      title: `Anteprima: ${word} – ${name}`,
      crumbs: crumbsOf(order.template),
      word,
      name,
      round: order.round,
      html: query && withQuery(`${self}/html`, query),
      pdf: query && withQuery(`${self}/pdf`, query),
      pdfNote: query
        ? 'Su carta intestata, come partirebbe oggi.'
        : 'Il PDF di un testo non salvato si apre dal modulo, con «Anteprima del PDF».',
      draft: query === null,
      letter: 'letter' in result ? result.letter : null,
      invented: 'letter' in result ? result.invented : [],
      notReady: 'letter' in result ? result.notReady : [],
      faults: faults(result),
    });
  }

  async #place(asked: Asked) {
    const { municipalities } = await this.reference.load();
    return municipalityAsked(asked['comune'], municipalities);
  }

  /** Nobody has the name that was written: the same choice again, with what was written. */
  async #chooseAgain(
    response: Response,
    name: string,
    asked: Asked,
    place: MunicipalityAsked,
  ): Promise<void> {
    const template = oneOf(name, TEMPLATE_IDS);
    if (template === undefined) throw new NotFoundException();
    const { municipalities } = await this.reference.load();
    const { word } = TEMPLATE_WORDS[template];
    response.status(422).render('modelli-anteprima-scelta', {
      title: `Errore: Anteprima – ${word}`,
      crumbs: crumbsOf(template),
      word,
      errors: municipalityFaults(place),
      previewHref: `/modelli/${template}/anteprima`,
      digest: queryText(asked['versione']),
      municipalities: municipalityChoice(municipalities, place),
      round: queryText(asked['ciclo']),
    });
  }

  async #order(name: string, asked: Asked): Promise<PreviewOrder> {
    const template: TemplateId | undefined = oneOf(name, TEMPLATE_IDS);
    const { municipalities } = await this.reference.load();
    const municipality = municipalityAsked(asked['comune'], municipalities).chosen?.istat;
    const [, survey, reference] = ROUND.exec(queryText(asked['ciclo']) ?? '') ?? [];
    const round = dayOrNull(reference ?? '');
    if (!template || municipality === undefined || !survey || round === null) {
      throw new NotFoundException();
    }
    const version = /^[0-9a-f]{12}$/.exec(queryText(asked['versione']) ?? '')?.[0];
    return { template, survey, municipality, round, version };
  }
}

const crumbsOf = (template: TemplateId) => [
  { href: '/modelli', word: 'Modelli' },
  { href: `/modelli/${template}`, word: TEMPLATE_WORDS[template].word },
  { word: 'Anteprima' },
];

function faults(result: PreviewResult): readonly string[] {
  if ('errors' in result) return result.errors.map(({ message }) => message);
  return 'refused' in result ? [result.message] : [];
}
