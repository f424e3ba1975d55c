import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { LocalDate } from '@app/domain';
import { DomainError, endOfDay, foldMunicipality, instant, localDate } from '@app/domain';
import { EvidenceFile } from '@app/workflow';
import type { Command } from '../../command.js';
import { UsageError } from '../../command.js';
import { installationRecord, NoInstallationError, withInstallation } from '../../installation.js';
import { eventsFile } from './events.js';
import type { Sheet } from './sheet.js';
import { toCsv, toWorkbook } from './sheet.js';
import { matrixSheet, measuresSheet, timelineSheet } from './sheets.js';

const WHAT = ['matrix', 'timeline', 'evidence', 'events', 'measures'] as const;
type What = (typeof WHAT)[number];

const FORMATS: Readonly<Record<What, readonly string[]>> = {
  matrix: ['csv', 'xlsx', 'ods', 'json'],
  timeline: ['csv', 'xlsx', 'ods', 'json'],
  measures: ['csv', 'xlsx', 'ods', 'json'],
  events: ['json'],
  evidence: ['zip'],
};

/** `sollecito export`: hands over what is on record, as tables or as a file that anyone can check. */
export const exportCommand: Command = {
  name: 'export',
  summary: 'Esporta matrice, cronologia, andamento, eventi o il fascicolo di un adempimento.',
  usage:
    'sollecito export (matrix|timeline|measures|events|evidence) --format (csv|xlsx|ods|json|zip) --out FILE [--as-of AAAA-MM-GG] [--municipality ISTAT] [--round AAAA-MM-GG]',
  async run(args, io) {
    const question = readQuestion(args);
    try {
      const bytes = question.what === 'evidence' ? await evidence(question) : await table(question);
      writeFileSync(question.out, bytes);
      io.stdout(`${question.out}: ${bytes.length} byte.\n`);
      return 0;
    } catch (error) {
      if (!(error instanceof NoInstallationError)) throw error;
      io.stderr(`sollecito export: ${error.message}\n`);
      return 1;
    }
  },
};

interface Question {
  readonly what: What;
  readonly format: string;
  readonly out: string;
  readonly asOf: LocalDate;
  readonly municipality: string | undefined;
  readonly round: LocalDate | undefined;
}

function readQuestion(args: readonly string[]): Question {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      format: { type: 'string' },
      out: { type: 'string' },
      'as-of': { type: 'string' },
      municipality: { type: 'string' },
      round: { type: 'string' },
    },
    allowPositionals: true,
  });
  const what = WHAT.find((name) => name === positionals[0]);
  if (what === undefined) throw new UsageError(`che cosa esportare? ${WHAT.join(', ')}`);
  const format = values.format ?? FORMATS[what][0] ?? '';
  if (!FORMATS[what].includes(format)) {
    throw new UsageError(
      `--format: trovato «${format}», per ${what} attesi ${FORMATS[what].join(', ')}`,
    );
  }
  if (values.out === undefined) throw new UsageError('manca --out FILE');
  const round = values.round === undefined ? undefined : day(values.round, '--round');
  const { municipality } = values;
  if (what === 'evidence' && (municipality === undefined || round === undefined)) {
    throw new UsageError('il fascicolo è di un adempimento: servono --municipality e --round');
  }
  const asOf = day(values['as-of'] ?? new Date().toISOString().slice(0, 10), '--as-of');
  return { what, format, out: values.out, asOf, municipality, round };
}

function day(text: string, option: string): LocalDate {
  try {
    return localDate(text, option);
  } catch (error) {
    if (error instanceof DomainError) throw new UsageError(error.message);
    throw error;
  }
}

async function table(question: Question): Promise<Buffer> {
  const record = await installationRecord(endOfDay(question.asOf));
  const wanted = record.municipalities.filter(
    ({ istat }) => question.municipality === undefined || istat === question.municipality,
  );
  const facts = wanted.flatMap(({ istat }) => record.factsOf(istat));
  if (question.what === 'events') return Buffer.from(eventsFile(facts));
  const states = new Map(
    wanted.map((municipality) => [
      municipality.istat,
      foldMunicipality(record.survey, municipality, record.factsOf(municipality.istat), {
        asOf: question.asOf,
      }),
    ]),
  );
  switch (question.what) {
    case 'matrix':
      return inFormat(matrixSheet(record, states), question.format);
    case 'measures':
      return inFormat(measuresSheet(states), question.format);
    default:
      return inFormat(timelineSheet(facts), question.format);
  }
}

function inFormat(sheet: Sheet, format: string): Buffer {
  if (format === 'csv') return toCsv(sheet);
  if (format === 'xlsx' || format === 'ods') return toWorkbook(sheet, format);
  const objects = sheet.rows.map((row) =>
    Object.fromEntries(sheet.head.map((key, index) => [key, row[index]])),
  );
  return Buffer.from(`${JSON.stringify(objects, null, 2)}\n`);
}

async function evidence(question: Question): Promise<Buffer> {
  const { municipality, round } = question;
  if (municipality === undefined || round === undefined) throw new UsageError('adempimento?');
  const bytes = await withInstallation(async (db, dataDir) =>
    new EvidenceFile(db).write({
      municipality,
      round,
      at: instant(new Date().toISOString(), 'at'),
      anchors: await sandboxAnchor(dataDir),
    }),
  );
  if (bytes === null) throw new NoInstallationError(`Comune sconosciuto: ${municipality}.`);
  return Buffer.from(bytes);
}

/** The sandbox's CA, when this is an installation in trial mode: its receipts chain to nothing else. */
async function sandboxAnchor(dataDir: string): Promise<string[]> {
  try {
    return [await readFile(join(dataDir, 'sandbox', 'ca', 'root.pem'), 'utf8')];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
