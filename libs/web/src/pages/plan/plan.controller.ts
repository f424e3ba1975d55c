import { Controller, Get, NotFoundException, Query, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { addDays, daysBetween, romeDate } from '@app/domain';
import type { PlanAction } from '@app/domain';
import { TEMPLATE_IDS } from '@app/letters';
import { Clock, Plans, Reference, TemplatePreview } from '@app/workflow';
import { AllowedTo } from '../../access/roles.js';
import { sendFile } from '../../http/send-file.js';
import { dayOrNull } from '../../view/fields.js';
import { oneOf, pageNumber, paging, queryText, withQuery } from '../../view/paging.js';
import { ACTION_WORDS } from '../../vocabulary.js';
import { planPage } from './plan-page.js';

const ROWS = 50;
const AHEAD = 45;
const LONGEST = 400;
const ACTIONS = Object.keys(ACTION_WORDS) as PlanAction[];
type Asked = Readonly<Record<string, unknown>>;

/** What will leave, when and to whom; and what will not, and why. */
@AllowedTo('lettore')
@Controller('piano')
export class PlanController {
  constructor(
    private readonly clock: Clock,
    private readonly reference: Reference,
    private readonly plans: Plans,
    private readonly preview: TemplatePreview,
  ) {}

  @Get()
  @Render('piano')
  async view(@Query() asked: Asked) {
    const today = romeDate(this.clock.now());
    const from = dayOrNull(queryText(asked['da']) ?? '') ?? today;
    const wanted = dayOrNull(queryText(asked['a']) ?? '') ?? addDays(from, AHEAD);
    const errors = [
      ...(wanted < from
        ? [{ field: 'a', message: 'La seconda data viene prima della prima.' }]
        : []),
      ...(daysBetween(from, wanted) > LONGEST
        ? [
            {
              field: 'a',
              message: `Il piano si legge per ${LONGEST} giorni al massimo: è mostrata la prima parte.`,
            },
          ]
        : []),
    ];
    const to =
      wanted < from ? from : wanted > addDays(from, LONGEST) ? addDays(from, LONGEST) : wanted;
    const { surveys, municipalities } = await this.reference.load();
    const all = [...municipalities.values()];
    const filter = {
      action: oneOf(asked['esito'], ACTIONS),
      municipality: oneOf(
        asked['comune'],
        all.map(({ istat }) => istat),
      ),
    };
    const page = pageNumber(asked['pagina']);
    const sections = [];
    for (const survey of surveys.values()) {
      const only = filter.municipality === undefined ? undefined : [filter.municipality];
      const plan = await this.plans.between(survey, from, to, only);
      const { others, ...rest } = planPage(plan, survey, all, filter);
      const pages = paging(others.length, page, ROWS, '/piano', {
        da: from,
        a: to,
        esito: filter.action,
        comune: filter.municipality,
      });
      sections.push({
        title: survey.shortTitle,
        ...rest,
        others: others.slice((pages.page - 1) * ROWS, pages.page * ROWS),
        otherCount: others.length,
        paging: pages,
      });
    }
    return {
      title: 'Piano invii',
      from,
      to,
      errors,
      sections,
      onlySends: filter.action === 'send',
      filtered: filter.action !== undefined || filter.municipality !== undefined,
      actions: [
        { value: '', word: 'Tutti' },
        ...ACTIONS.map((value) => ({
          value,
          word: ACTION_WORDS[value].word,
          selected: value === filter.action,
        })),
      ],
      municipalities: [
        { value: '', word: 'Tutti' },
        ...all.map(({ istat, name }) => ({
          value: istat,
          word: name,
          selected: istat === filter.municipality,
        })),
      ],
    };
  }

  /** The whole letter as it would leave today. */
  @Get('anteprima')
  async letter(@Query() asked: Asked, @Res() response: Response): Promise<void> {
    const { result, municipality, order } = await this.#rendered(asked);
    response.render('anteprima', {
      title: 'Anteprima della lettera',
      crumbs: [
        { href: '/piano', word: 'Piano invii' },
        { word: `Anteprima – ${municipality.name}` },
      ],
      name: municipality.name,
      day: dayOrNull(queryText(asked['giorno']) ?? ''),
      pdf: withQuery('/piano/anteprima/pdf', order),
      letter: 'letter' in result ? result.letter : null,
      invented: 'letter' in result ? result.invented : [],
      notReady: 'letter' in result ? result.notReady : [],
      faults: faultsOf(result),
    });
  }

  @Get('anteprima/pdf')
  async pdf(@Query() asked: Asked, @Res() response: Response): Promise<void> {
    const { result } = await this.#rendered(asked);
    if (!('letter' in result)) throw new NotFoundException();
    sendFile(
      response,
      Buffer.from(result.letter.pdf),
      result.letter.pdfName,
      'application/pdf',
      'inline',
    );
  }

  async #rendered(asked: Asked) {
    const { municipalities } = await this.reference.load();
    const template = oneOf(asked['modello'], TEMPLATE_IDS);
    const municipality = municipalities.get(queryText(asked['comune']) ?? '');
    const round = dayOrNull(queryText(asked['ciclo']) ?? '');
    const survey = queryText(asked['ricognizione']);
    if (
      template === undefined ||
      municipality === undefined ||
      round === null ||
      survey === undefined
    ) {
      throw new NotFoundException();
    }
    const result = await this.preview.of({
      template,
      survey,
      municipality: municipality.istat,
      round,
    });
    const order = {
      comune: municipality.istat,
      modello: template,
      ricognizione: survey,
      ciclo: round,
    };
    return { result, municipality, order };
  }
}

function faultsOf(result: Awaited<ReturnType<TemplatePreview['of']>>): readonly string[] {
  if ('errors' in result) return result.errors.map(({ message }) => message);
  return 'refused' in result ? [result.message] : [];
}
