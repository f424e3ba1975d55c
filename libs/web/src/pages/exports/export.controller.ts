import { Controller, Get, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { romeDate } from '@app/domain';
import type { PlanAction, Survey } from '@app/domain';
import {
  Clock,
  Letters,
  Overview,
  PastOverview,
  PlanBook,
  Reference,
  ReplyDesk,
  States,
  Trends,
  WaitingLetters,
} from '@app/workflow';
import { AllowedTo } from '../../access/roles.js';
import { formatAsked, sendExport } from '../../http/send-export.js';
import { oneOf, queryText } from '../../view/paging.js';
import { ACTION_WORDS } from '../../vocabulary.js';
import { matrixAsked, needsPast, openBy } from '../matrix/matrix-asked.js';
import { matrixTable } from '../matrix/matrix-table.js';
import { matrixFrame } from '../matrix/matrix.js';
import { faultLines, municipalitiesNamed } from '../plan/plan-page.js';
import { FEW, planRange } from '../plan/plan-range.js';
import { planTable } from '../plan/plan-table.js';
import { registerAsked, registerNotes } from '../register/register-asked.js';
import { registerTable } from '../register/register-table.js';
import { listAsked } from '../replies/replies.js';
import { repliesTable } from '../replies/replies-table.js';
import { standpointAsked } from '../trend/trend-asked.js';
import { trendTable } from '../trend/trend-table.js';

const ACTIONS = Object.keys(ACTION_WORDS) as PlanAction[];
/** More letters than any office sends in years: a list beyond it is a slip. */
const MOST_LETTERS = 200_000;
type Asked = Readonly<Record<string, unknown>>;

/** The tables of the pages as files, with the very filters of the page. */
@AllowedTo('lettore')
@Controller()
export class ExportController {
  constructor(
    private readonly clock: Clock,
    private readonly reference: Reference,
    private readonly states: States,
    private readonly overview: Overview,
    private readonly past: PastOverview,
    private readonly plans: PlanBook,
    private readonly waiting: WaitingLetters,
    private readonly letters: Letters,
    private readonly replies: ReplyDesk,
    private readonly trends: Trends,
  ) {}

  @Get('matrice/esporta')
  async matrix(@Query() asked: Asked, @Res() response: Response): Promise<void> {
    const format = formatAsked(asked['formato']);
    const now = this.clock.now();
    const { filter, asOf } = matrixAsked(asked, now);
    const parts = [];
    for (const survey of await this.#surveys()) {
      const entries = needsPast(asOf.day, filter)
        ? await this.past.of(survey, asOf.at)
        : await this.overview.of(survey);
      const frame = matrixFrame(survey, openBy(entries, asOf), filter, asOf.at);
      const istats = frame.found.map(({ municipality }) => municipality.istat);
      const when = { asOf: asOf.at, knownOn: asOf.at };
      const standings = await this.states.standings(survey, when, istats);
      const references = frame.rounds.map(({ reference }) => reference);
      parts.push({ survey, standings, references });
    }
    const takenOn = romeDate(now);
    await sendExport(response, matrixTable(parts, filter, { day: asOf.day, takenOn }), format);
  }

  @Get('andamento/esporta')
  async trend(@Query() asked: Asked, @Res() response: Response): Promise<void> {
    const format = formatAsked(asked['formato']);
    const now = this.clock.now();
    const { from, words } = standpointAsked(asked, now);
    const parts = [];
    for (const survey of await this.#surveys(asked['ricognizione'])) {
      parts.push({ survey, rounds: await this.trends.rounds(survey, from) });
    }
    await sendExport(response, trendTable(parts, words, romeDate(now)), format);
  }

  @Get('piano/esporta')
  async plan(@Query() asked: Asked, @Res() response: Response): Promise<void> {
    const format = formatAsked(asked['formato']);
    const takenOn = romeDate(this.clock.now());
    const { municipalities } = await this.reference.load();
    const named = municipalitiesNamed(municipalities.values(), queryText(asked['comune']));
    const few = (named?.size ?? municipalities.size) <= FEW;
    const { from, to } = planRange(asked, {
      today: takenOn,
      last: few ? null : this.plans.knownThrough(),
    });
    const parts = [];
    const queued = await this.waiting.queued();
    for (const survey of await this.#surveys()) {
      const only = named !== undefined && few ? [...named] : undefined;
      const faults = faultLines(await this.overview.of(survey), named);
      const plan = await this.plans.between(survey, from, to, only);
      const toDoBefore = await this.waiting.toDoBefore(survey);
      parts.push({ survey, plan, faults, queued, toDoBefore });
    }
    const filter = { action: oneOf(asked['esito'], ACTIONS), municipalities: named };
    const table = planTable(parts, municipalities, filter, { from, to, takenOn });
    await sendExport(response, table, format);
  }

  @Get('invii/esporta')
  async register(@Query() asked: Asked, @Res() response: Response): Promise<void> {
    const format = formatAsked(asked['formato']);
    const now = this.clock.now();
    const filter = registerAsked(asked);
    const found = await this.letters.search({ ...filter, now, limit: MOST_LETTERS, offset: 0 });
    const names = await this.reference.load();
    const table = registerTable(found.letters, names, registerNotes(filter), romeDate(now));
    await sendExport(response, table, format);
  }

  @Get('risposte/esporta')
  async inbox(@Query() asked: Asked, @Res() response: Response): Promise<void> {
    const format = formatAsked(asked['formato']);
    const list = listAsked(asked['elenco']);
    const { municipalities } = await this.reference.load();
    const replies = (await this.replies.list(list.states)).reverse();
    const nameOf = (istat: string | null): string =>
      istat === null ? 'Comune non riconosciuto' : (municipalities.get(istat)?.name ?? istat);
    const office = (await this.#surveys())[0]?.office ?? '';
    const takenOn = romeDate(this.clock.now());
    const table = repliesTable(replies, list.word, nameOf, { office, takenOn });
    await sendExport(response, table, format);
  }

  async #surveys(chosen?: unknown): Promise<readonly Survey[]> {
    const { surveys } = await this.reference.load();
    const id = oneOf(chosen, [...surveys.keys()]);
    return [...surveys.values()].filter((survey) => id === undefined || survey.id === id);
  }
}
