import { Controller, Get, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { romeDate } from '@app/domain';
import { Clock, Reference, Stock } from '@app/workflow';
import { AllowedTo } from '../../access/roles.js';
import { formatAsked, sendExport } from '../../http/send-export.js';
import { nameIn, ownersAsked, ownersIn, variationsAsked } from './stock-asked.js';
import { snapshotsTable, variationsTable } from './stock-tables.js';

/** More changes than a nation's dwellings see in years. */
const MOST = 200_000;
type Asked = Readonly<Record<string, unknown>>;

/** The tables of the stock as files, with the very filters of the page. */
@AllowedTo('lettore')
@Controller('patrimonio')
export class StockExportController {
  constructor(
    private readonly clock: Clock,
    private readonly reference: Reference,
    private readonly stock: Stock,
  ) {}

  @Get('esporta')
  async snapshots(@Query() asked: Asked, @Res() response: Response): Promise<void> {
    const format = formatAsked(asked['formato']);
    const { survey, municipalities } = ownersIn(await this.reference.load());
    const { text, matching } = ownersAsked(municipalities, asked);
    const istats = matching.map(({ istat }) => istat);
    const snapshots = await this.stock.everySnapshot(survey.id, istats);
    const takenOn = romeDate(this.clock.now());
    const words = { nameOf: nameIn(municipalities), text, takenOn };
    await sendExport(response, snapshotsTable(survey, istats, snapshots, words), format);
  }

  @Get('variazioni/esporta')
  async variations(@Query() asked: Asked, @Res() response: Response): Promise<void> {
    const format = formatAsked(asked['formato']);
    const { survey, municipalities } = ownersIn(await this.reference.load());
    const { filter } = variationsAsked(municipalities, asked);
    const search = { survey: survey.id, ...filter, limit: MOST, offset: 0 };
    const { variations } = await this.stock.variations(search);
    const words = { nameOf: nameIn(municipalities), takenOn: romeDate(this.clock.now()) };
    await sendExport(response, variationsTable(survey, variations, filter, words), format);
  }
}
