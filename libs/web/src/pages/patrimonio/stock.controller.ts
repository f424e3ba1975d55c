import { Controller, Get, NotFoundException, Query, Render } from '@nestjs/common';
import type { LocalDate } from '@app/domain';
import { VARIATION_NAMES } from '@app/domain';
import { Reference, Stock } from '@app/workflow';
import { AllowedTo } from '../../access/roles.js';
import { exportLinks } from '../../view/export-links.js';
import {
  municipalityAsked,
  municipalityChoice,
  municipalityFaults,
} from '../../view/municipality-choice.js';
import { oneOf, pageNumber, paging, queryText } from '../../view/paging.js';
import { KINDS, nameIn, ownersAsked, ownersIn, variationsAsked } from './stock-asked.js';
import {
  DIFFERENCE_KINDS,
  differenceCounts,
  differenceLines,
  DIFFERENCES,
  overview,
  snapshotChoice,
  variationLine,
} from './stock-page.js';

const ROWS = 25;
const DIFFERENCE_ROWS = 100;
type Asked = Readonly<Record<string, unknown>>;

/** The stock: snapshots by municipality, the differences between them, the register of variations. */
@AllowedTo('lettore')
@Controller('patrimonio')
export class StockController {
  constructor(
    private readonly reference: Reference,
    private readonly stock: Stock,
  ) {}

  @Get()
  @Render('patrimonio')
  async view(@Query() asked: Asked) {
    const { survey, municipalities } = ownersIn(await this.reference.load());
    const { text, matching } = ownersAsked(municipalities, asked);
    const page = paging(matching.length, pageNumber(asked['pagina']), ROWS, '/patrimonio', {
      comune: text,
    });
    const shown = matching.slice((page.page - 1) * ROWS, page.page * ROWS);
    const lines = await this.stock.lines(
      survey.id,
      shown.map(({ istat }) => istat),
    );
    const done = queryText(asked['registrati']);
    return {
      title: 'Patrimonio',
      survey: survey.shortTitle,
      text,
      paging: page,
      done: done === undefined || !/^\d+$/.test(done) ? null : doneWords(Number(done)),
      exports: exportLinks('/patrimonio/esporta', { comune: text }),
      ...overview(lines, nameIn(municipalities)),
    };
  }

  /** Two snapshots of one municipality, dwelling by dwelling. */
  @Get('confronto')
  @Render('patrimonio-confronto')
  async compare(@Query() asked: Asked) {
    const { survey, municipalities } = ownersIn(await this.reference.load());
    const place = municipalityAsked(asked['comune'], municipalities);
    // Whoever wrote no name, or one that nobody has, sees the first.
    const municipality = place.chosen ?? [...municipalities.values()][0];
    if (municipality === undefined) throw new NotFoundException();
    const snapshots = await this.stock.snapshots(survey.id, municipality.istat);
    const [from, to] = this.#pair(
      asked,
      snapshots.map(({ reference }) => reference),
    );
    const found =
      from === undefined || to === undefined
        ? null
        : await this.stock.compare(survey.id, municipality.istat, [from, to]);
    const kind = oneOf(asked['cambio'], DIFFERENCE_KINDS);
    const counts = found === null ? null : differenceCounts(found.diff);
    const lines = found === null ? [] : differenceLines(found.diff);
    const matching = lines.filter((line) => kind === undefined || line.kind === kind);
    const query = { comune: municipality.istat, da: from, a: to, cambio: kind };
    const page = paging(
      matching.length,
      pageNumber(asked['pagina']),
      DIFFERENCE_ROWS,
      '/patrimonio/confronto',
      query,
    );
    return {
      title: `Confronto del patrimonio – ${municipality.name}`,
      errors: municipalityFaults(place),
      crumbs: [{ href: '/patrimonio', word: 'Patrimonio' }, { word: municipality.name }],
      name: municipality.name,
      istat: municipality.istat,
      municipalities: municipalityChoice(municipalities, {
        ...{ chosen: municipality, typed: municipality.name, problem: null },
        ...(place.problem === null ? {} : place),
      }),
      befores: snapshots.map((one) => snapshotChoice(one, from)),
      afters: snapshots.map((one) => snapshotChoice(one, to)),
      few: snapshots.length < 2,
      found,
      same: found !== null && lines.length === 0,
      doubles: found?.diff.duplicates.map(({ key }) => key) ?? [],
      kinds: [
        { value: '', word: 'Tutti' },
        ...DIFFERENCE_KINDS.map((value) => ({
          value,
          word: `${DIFFERENCES[value].many} (${counts?.[value] ?? 0})`,
          selected: value === kind,
        })),
      ],
      counts: DIFFERENCE_KINDS.map((value) => ({
        ...DIFFERENCES[value],
        count: counts?.[value] ?? 0,
        quiet: (counts?.[value] ?? 0) === 0,
      })),
      lines: matching.slice((page.page - 1) * DIFFERENCE_ROWS, page.page * DIFFERENCE_ROWS),
      paging: page,
    };
  }

  @Get('variazioni')
  @Render('patrimonio-variazioni')
  async variations(@Query() asked: Asked) {
    const { survey, municipalities } = ownersIn(await this.reference.load());
    const { place, filter } = variationsAsked(municipalities, asked);
    const wanted = pageNumber(asked['pagina']);
    const offset = (wanted - 1) * ROWS;
    const search = { survey: survey.id, ...filter, limit: ROWS, offset };
    const { total, variations } = await this.stock.variations(search);
    const query = {
      ...{ comune: filter.municipality, tipo: filter.kind, da: filter.from, a: filter.to },
    };
    return {
      title: 'Registro delle variazioni',
      errors: municipalityFaults(place),
      crumbs: [{ href: '/patrimonio', word: 'Patrimonio' }, { word: 'Registro delle variazioni' }],
      lines: variations.map((one) => variationLine(one, nameIn(municipalities))),
      paging: paging(total, wanted, ROWS, '/patrimonio/variazioni', query),
      exports: exportLinks('/patrimonio/variazioni/esporta', query),
      total,
      filter,
      filtered: Object.values(filter).some((value) => value !== undefined),
      municipalities: municipalityChoice(municipalities, place, 'Tutti'),
      kinds: [
        { value: '', word: 'Tutti' },
        ...KINDS.map((value) => ({
          value,
          word: VARIATION_NAMES[value],
          selected: value === filter.kind,
        })),
      ],
    };
  }

  /** The two snapshots that are asked for; the last two unless told. */
  #pair(asked: Asked, references: readonly LocalDate[]) {
    const known = (value: unknown): LocalDate | undefined => oneOf(value, references);
    return [
      known(asked['da']) ?? references.at(-2),
      known(asked['a']) ?? references.at(-1),
    ] as const;
  }
}

function doneWords(recorded: number): string {
  if (recorded === 0) return 'Il file era già agli atti: nulla è stato aggiunto.';
  return recorded === 1
    ? 'Registrato 1 fatto. Gli stati e il piano degli invii sono già ricalcolati.'
    : `Registrati ${recorded} fatti. Gli stati e il piano degli invii sono già ricalcolati.`;
}
