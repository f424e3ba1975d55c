import { Controller, Get, Query, Render } from '@nestjs/common';
import { Clock, Overview, PastOverview, Reference, States } from '@app/workflow';
import { AllowedTo } from '../../access/roles.js';
import { exportLinks } from '../../view/export-links.js';
import { pageNumber, paging } from '../../view/paging.js';
import { STATUS_WORDS } from '../../vocabulary.js';
import { isFolded, matrixAsked, needsPast, openBy, STATUSES } from './matrix-asked.js';
import { legendOf, matrixFrame, matrixRows } from './matrix.js';

const ROWS = 50;
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
    const { filter, asOf, within, query } = matrixAsked(asked, now);
    const { surveys } = await this.reference.load();
    const matrices = [];
    for (const survey of surveys.values()) {
      const entries = needsPast(asOf.day, filter)
        ? await this.past.of(survey, asOf.at)
        : await this.overview.of(survey);
      const frame = matrixFrame(survey, openBy(entries, asOf), filter, asOf.at);
      const page = paging(frame.found.length, pageNumber(asked['pagina']), ROWS, '/matrice', query);
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
      exports: exportLinks('/matrice/esporta', query),
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
