import {
  Body,
  Controller,
  Get,
  NotFoundException,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import type { ImportKind, ImportReport, ModelName } from '@app/workflow';
import { FileDesk, MODEL_FORMATS, MODEL_FILES, modelFile } from '@app/workflow';
import { AllowedTo } from '../../access/roles.js';
import { actorOf } from '../../access/visitor.js';
import { fileOf } from '../../http/receive-file.js';
import { sendFile } from '../../http/send-file.js';
import { oneOf } from '../../view/paging.js';
import { Happenings } from '../clock/happenings.js';

/** What the page imports, by the name of its model. */
const KINDS: Readonly<Record<ModelName, { readonly kind: ImportKind; readonly word: string }>> = {
  consistenza: { kind: 'stock', word: 'Fotografie del patrimonio (consistenza)' },
  variazioni: { kind: 'variations', word: 'Variazioni del patrimonio' },
  trasmissioni: { kind: 'transmissions', word: 'Trasmissioni in PUSH e loro esiti' },
};
const NAMES = Object.keys(KINDS) as ModelName[];

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
} as const;

/** Faults shown on the page; the rest is counted. */
const MOST_FAULTS = 200;

type Form = Readonly<Record<string, unknown>>;

/** Files of the stock: model, check with every fault, and the record when it is confirmed. All or nothing. */
@AllowedTo('operatore')
@Controller('patrimonio')
export class StockImportController {
  constructor(
    private readonly desk: FileDesk,
    private readonly happenings: Happenings,
  ) {}

  @Get('importa')
  async form(@Query('tipo') kind: unknown, @Res() response: Response): Promise<void> {
    await this.#show(response, oneOf(kind, NAMES) ?? 'consistenza', {});
  }

  @Post('importa')
  async import(
    @Body() form: Form,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const name = oneOf(form['tipo'], NAMES);
    const file = fileOf(request);
    if (name === undefined || file === null) {
      const errors = [
        ...(name === undefined
          ? [{ field: 'tipo', message: 'Scegliere che cosa contiene il file.' }]
          : []),
        ...(file === null
          ? [{ field: 'file', message: 'Scegliere un file CSV, XLSX o ODS che non sia vuoto.' }]
          : []),
      ];
      response.status(422);
      await this.#show(response, name ?? 'consistenza', { errors });
      return;
    }
    const { sha256, report } = await this.desk.check(KINDS[name].kind, file, actorOf(response));
    if (sha256 === null) {
      await this.#refused(response, name, report, file.name);
      return;
    }
    response.render('patrimonio-conferma', {
      title: 'Conferma l’importazione',
      crumbs: [...CRUMBS, { word: 'Conferma' }],
      name,
      word: KINDS[name].word,
      file: file.name,
      sha256,
      report,
    });
  }

  @Post('importa/:sha256')
  async confirm(
    @Param('sha256') sha256: string,
    @Body() form: Form,
    @Res() response: Response,
  ): Promise<void> {
    const name = oneOf(form['tipo'], NAMES);
    if (name === undefined) throw new NotFoundException();
    const done = await this.desk.confirm(KINDS[name].kind, sha256, actorOf(response));
    if (done === null) {
      response.status(409);
      const message = 'Il file controllato non c’è più (vale un giorno): caricarlo di nuovo.';
      await this.#show(response, name, { errors: [{ field: 'file', message }] });
      return;
    }
    if (done.report.errors.length > 0) {
      await this.#refused(response, name, done.report, done.file.name);
      return;
    }
    await this.happenings.afterRecording();
    response.redirect(303, `/patrimonio?registrati=${done.report.recorded}`);
  }

  /** A model to fill in: `consistenza.csv`, `consistenza.xlsx`, … */
  @AllowedTo('lettore')
  @Get('modelli/:file')
  async model(@Param('file') file: string, @Res() response: Response): Promise<void> {
    const [name, format] = file.split('.');
    const known = oneOf(name, Object.keys(MODEL_FILES) as ModelName[]);
    const wanted = oneOf(format, MODEL_FORMATS);
    if (known === undefined || wanted === undefined) throw new NotFoundException();
    sendFile(response, await modelFile(known, wanted), `${known}.${wanted}`, TYPES[wanted]);
  }

  async #refused(
    response: Response,
    name: ModelName,
    report: ImportReport,
    file: string,
  ): Promise<void> {
    const count = report.errors.length;
    const message = `«${file}»: ${count === 1 ? '1 errore' : `${count} errori`}. Non è stato registrato nulla.`;
    response.status(422);
    await this.#show(response, name, {
      errors: [{ field: 'file', message }],
      faults: report.errors.slice(0, MOST_FAULTS),
      more: Math.max(0, count - MOST_FAULTS),
      rows: report.rows,
    });
  }

  async #show(response: Response, name: ModelName, more: object): Promise<void> {
    const refused = response.statusCode >= 400;
    response.render('patrimonio-importa', {
      title: `${refused ? 'Errore: ' : ''}Importa nel patrimonio`,
      crumbs: [CRUMBS[0], { word: 'Importa' }],
      kinds: NAMES.map((value) => ({ value, word: KINDS[value].word, selected: value === name })),
      models: NAMES.map((value) => ({
        word: KINDS[value].word,
        files: MODEL_FORMATS.map((format) => ({
          href: `/patrimonio/modelli/${value}.${format}`,
          format: format.toUpperCase(),
        })),
      })),
      files: (await this.desk.recorded()).map((file) => ({
        ...file,
        href: `/messaggi/${file.sha256}`,
        word: Object.values(KINDS).find(({ kind }) => kind === file.kind)?.word ?? file.kind,
      })),
      ...more,
    });
  }
}

const CRUMBS = [
  { href: '/patrimonio', word: 'Patrimonio' },
  { href: '/patrimonio/importa', word: 'Importa' },
];
