import { Controller, Get, Query, Render } from '@nestjs/common';
import { DomainError, endOfDay, localDate, romeDate } from '@app/domain';
import type { Instant } from '@app/domain';
import { Clock, Overview, PastOverview, Reference, States } from '@app/workflow';
import type { PastEntry } from '@app/workflow';
import { AllowedTo } from '../../access/roles.js';
import { oneOf, pageNumber, paging, queryText } from '../../view/paging.js';
import type { StatusKey } from '../../vocabulary.js';
import { STATUS_WORDS } from '../../vocabulary.js';
import type { MatrixFilter } from './matrix.js';
import { legendOf, matrixFrame, matrixRows } from './matrix.js';

const ROWS = 50;
const STATUSES = Object.keys(STATUS_WORDS) as StatusKey[];
type Asked = Readonly<Record<string, unknown>>;

/** Who has answered and who is missing: municipalities × rounds. */
@AllowedTo('lettore')
@Controller('matrice')
export class MatrixController {
  constructor(
    private readonly clock: Clock,
    private readonly reference: Reference,
    private readonly states: States,
    private readonly overview: Overview,
    private readonly past: PastOverview,
  ) {}

  @Get()
  @Render('matrice')
  async view(@Query() asked: Asked) {
    const now = this.clock.now();
    const asOf = momentAsked(asked['al'], now);
    const within = oneOf(asked['entro'], ['7', '30', '90']);
    const filter = {
      status: oneOf(asked['stato'], [...STATUSES, 'aperti' as const]),
      name: queryText(asked['comune']),
      reference: queryText(asked['ciclo']),
      within: within === undefined ? undefined : Number(within),
    };
    const { surveys } = await this.reference.load();
    const matrices = [];
    for (const survey of surveys.values()) {
      const entries = needsPast(asOf.day, filter)
        ? await this.past.of(survey, asOf.at)
        : await this.overview.of(survey);
      const frame = matrixFrame(survey, openBy(entries, asOf), filter, asOf.at);
      const page = paging(frame.found.length, pageNumber(asked['pagina']), ROWS, '/matrice', {
        stato: filter.status,
        comune: filter.name,
        ciclo: filter.reference,
        entro: within,
        al: asOf.day,
      });
      const shown = frame.found.slice((page.page - 1) * ROWS, page.page * ROWS);
      const rows = isFolded(asOf, filter)
        ? shown
        : await this.states.standings(
            survey,
            { asOf: asOf.at, knownOn: asOf.at },
            shown.map(({ municipality }) => municipality.istat),
          );
      matrices.push({
        title: survey.shortTitle,
        rounds: frame.rounds,
        legend: asOf.day === undefined ? frame.legend : legendOf(rows),
        rows: matrixRows(rows, frame),
        paging: page,
      });
    }
    return {
      title: 'Matrice',
      matrices,
      asOf: asOf.day,
      knownThen: asOf.day !== undefined,
      filtered: Object.values(filter).some((value) => value !== undefined),
      filter: { ...filter, within },
      statuses: [
        { value: '', word: 'Tutti' },
        { value: 'aperti', word: 'Ancora aperti', selected: filter.status === 'aperti' },
        ...STATUSES.map((key) => ({
          value: key,
          word: STATUS_WORDS[key].word,
          selected: key === filter.status,
        })),
      ],
    };
  }
}

interface Moment {
  readonly at: Instant;
  /** A day of the past; undefined: now. */
  readonly day: string | undefined;
}

/** Only who is looked for by status must be folded as of then; names and rounds are known. */
function needsPast(day: string | undefined, { status, within }: MatrixFilter): boolean {
  return day !== undefined && (status !== undefined || within !== undefined);
}

/** Whether what was found says already how it stood at that moment; else only names and rounds are known. */
function isFolded({ day }: Moment, filter: MatrixFilter): boolean {
  return day === undefined || needsPast(day, filter);
}

/** Without the rounds that had not opened by then. */
function openBy(entries: readonly PastEntry[], { at, day }: Moment): readonly PastEntry[] {
  if (day === undefined || entries.length === 0) return entries;
  const last = romeDate(at);
  return entries.map((entry) => ({
    ...entry,
    obligations: entry.obligations.filter(({ opensOn }) => opensOn <= last),
  }));
}

/** The end of a day of the past, or now. What is not a day is left aside. */
function momentAsked(text: unknown, now: Instant): Moment {
  if (typeof text !== 'string' || text === '') return { at: now, day: undefined };
  try {
    const day = localDate(text, 'al');
    return day < romeDate(now) ? { at: endOfDay(day), day } : { at: now, day: undefined };
  } catch (error) {
    if (error instanceof DomainError) return { at: now, day: undefined };
    throw error;
  }
}
