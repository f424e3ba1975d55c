import { Controller, Get, Query, Render } from '@nestjs/common';
import { DomainError, endOfDay, localDate, romeDate } from '@app/domain';
import type { Instant } from '@app/domain';
import { Clock, Reference, States } from '@app/workflow';
import { AllowedTo } from '../../access/roles.js';
import { oneOf, pageNumber, paging, queryText } from '../../view/paging.js';
import type { StatusKey } from '../../vocabulary.js';
import { STATUS_WORDS } from '../../vocabulary.js';
import { matrixOf } from './matrix.js';

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
      const standings = await this.states.standings(survey, { asOf: asOf.at, knownOn: asOf.at });
      const matrix = matrixOf(standings, filter, asOf.at);
      const page = paging(matrix.rows.length, pageNumber(asked['pagina']), ROWS, '/matrice', {
        stato: filter.status,
        comune: filter.name,
        ciclo: filter.reference,
        entro: within,
        al: asOf.day,
      });
      const rows = matrix.rows.slice((page.page - 1) * ROWS, page.page * ROWS);
      const references = [...new Set(standings.flatMap((s) => s.obligations.map((o) => o.round)))];
      matrices.push({
        title: survey.shortTitle,
        ...matrix,
        rows,
        paging: page,
        references: references.sort(),
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

/** The end of a day of the past, or now. What is not a day is left aside. */
function momentAsked(text: unknown, now: Instant): { at: Instant; day: string | undefined } {
  if (typeof text !== 'string' || text === '') return { at: now, day: undefined };
  try {
    const day = localDate(text, 'al');
    return day < romeDate(now) ? { at: endOfDay(day), day } : { at: now, day: undefined };
  } catch (error) {
    if (error instanceof DomainError) return { at: now, day: undefined };
    throw error;
  }
}
