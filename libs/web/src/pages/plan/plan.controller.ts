import { Controller, Get, NotFoundException, Query, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { romeDate } from '@app/domain';
import type { LocalDate, PlanAction, Survey, TemplateId } from '@app/domain';
import { TEMPLATE_IDS } from '@app/letters';
import {
  Clock,
  Overview,
  PlanBook,
  Reference,
  TemplatePreview,
  toDoText,
  WaitingLetters,
} from '@app/workflow';
import { AllowedTo } from '../../access/roles.js';
import { sendLetterHtml, sendLetterPdf } from '../../http/send-preview.js';
import { exportLinks } from '../../view/export-links.js';
import { dayOrNull } from '../../view/fields.js';
import { oneOf, pageNumber, queryText, withQuery } from '../../view/paging.js';
import { ACTION_WORDS } from '../../vocabulary.js';
import { faultLines, municipalitiesNamed, planPage } from './plan-page.js';
import { FEW, planRange } from './plan-range.js';

const ROWS = 50;
const ACTIONS = Object.keys(ACTION_WORDS) as PlanAction[];
type Asked = Readonly<Record<string, unknown>>;

/** What will leave, when and to whom; and what will not, and why. */
@AllowedTo('lettore')
@Controller('piano')
export class PlanController {
  constructor(
    private readonly clock: Clock,
    private readonly reference: Reference,
    private readonly plans: PlanBook,
    private readonly overview: Overview,
    private readonly preview: TemplatePreview,
    private readonly waiting: WaitingLetters,
  ) {}

  @Get()
  @Render('piano')
  async view(@Query() asked: Asked) {
    const { surveys, municipalities } = await this.reference.load();
    const name = queryText(asked['comune']);
    const named = municipalitiesNamed(municipalities.values(), name);
    const few = (named?.size ?? municipalities.size) <= FEW;
    const { from, to, errors } = planRange(asked, {
      today: romeDate(this.clock.now()),
      last: few ? null : this.plans.knownThrough(),
    });
    const action = oneOf(asked['esito'], ACTIONS);
    const place = {
      rows: ROWS,
      sends: pageNumber(asked['pagina']),
      others: pageNumber(asked['altre']),
      query: { da: from, a: to, esito: action, comune: name },
    };
    const queued = await this.waiting.queued();
    const sections = [];
    for (const survey of surveys.values()) {
      const only = named !== undefined && few ? [...named] : undefined;
      const plan = await this.plans.between(survey, from, to, only);
      const filter = { action, municipalities: named };
      const entries = await this.overview.of(survey);
      sections.push({
        title: survey.shortTitle,
        faults: faultLines(entries, named),
        ...planPage(plan, survey, municipalities, filter, place, {
          queued,
          toDoBefore: await this.waiting.toDoBefore(survey),
        }),
      });
    }
    return {
      title: 'Piano invii',
      from,
      to,
      // What was typed stays to be mended.
      typed: { from: typedDay(asked['da']) ?? from, to: typedDay(asked['a']) ?? to },
      errors,
      sections,
      exports: exportLinks('/piano/esporta', place.query),
      // One municipality asked for by its code is shown by its name.
      name: municipalities.get(name ?? '')?.name ?? name,
      onlySends: action === 'send',
      filtered: action !== undefined || name !== undefined,
      actions: [
        { value: '', word: 'Tutti' },
        ...ACTIONS.map((value) => ({
          value,
          word: ACTION_WORDS[value].word,
          selected: value === action,
        })),
      ],
    };
  }

  /** The whole letter as it would leave today. */
  @Get('anteprima')
  async letter(@Query() asked: Asked, @Res() response: Response): Promise<void> {
    const { result, municipality, order, toDo } = await this.#rendered(asked);
    response.render('anteprima', {
      title: 'Anteprima della lettera',
      crumbs: [
        { href: '/piano', word: 'Piano invii' },
        { word: `Anteprima – ${municipality.name}` },
      ],
      name: municipality.name,
      day: dayOrNull(queryText(asked['giorno']) ?? ''),
      html: withQuery('/piano/anteprima/html', order),
      pdf: withQuery('/piano/anteprima/pdf', order),
      letter: 'letter' in result ? result.letter : null,
      invented: 'letter' in result ? result.invented : [],
      notReady: 'letter' in result ? result.notReady : [],
      toDo,
      faults: faultsOf(result),
    });
  }

  @Get('anteprima/pdf')
  async pdf(@Query() asked: Asked, @Res() response: Response): Promise<void> {
    const { result } = await this.#rendered(asked);
    if (!('letter' in result)) throw new NotFoundException();
    sendLetterPdf(response, result.letter.pdf, result.letter.pdfName);
  }

  @Get('anteprima/html')
  async html(@Query() asked: Asked, @Res() response: Response): Promise<void> {
    const { result } = await this.#rendered(asked);
    if (!('letter' in result)) throw new NotFoundException();
    sendLetterHtml(response, result.letter.html);
  }

  /** What somebody has still to do before the letter leaves, by the plan's own line for it. */
  async #toDo(
    survey: Survey | undefined,
    { comune, modello, ciclo }: LetterAsked,
  ): Promise<string | null> {
    if (survey === undefined) return null;
    const plan = await this.plans.between(
      survey,
      romeDate(this.clock.now()),
      this.plans.knownThrough(),
      [comune],
    );
    const line = plan.find(
      ({ action, template, obligation }) =>
        action === 'send' && template === modello && obligation.endsWith(`/${ciclo}`),
    );
    const toDoBefore = await this.waiting.toDoBefore(survey);
    return line === undefined ? null : toDoText(toDoBefore(line));
  }

  async #rendered(asked: Asked) {
    const { surveys, municipalities } = await this.reference.load();
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
    const toDo = await this.#toDo(surveys.get(survey), order);
    return { result, municipality, order, toDo };
  }
}

/** One letter as an address names it. */
interface LetterAsked {
  readonly comune: string;
  readonly modello: TemplateId;
  readonly ciclo: LocalDate;
}

const typedDay = (text: unknown) => dayOrNull(queryText(text) ?? '');

function faultsOf(result: Awaited<ReturnType<TemplatePreview['of']>>): readonly string[] {
  if ('errors' in result) return result.errors.map(({ message }) => message);
  return 'refused' in result ? [result.message] : [];
}
