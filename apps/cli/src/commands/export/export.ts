import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { LocalDate, MunicipalityFault, OnFault } from '@app/domain';
import {
  DomainError,
  faultSentence,
  foldMunicipality,
  guarded,
  localDate,
  romeDate,
} from '@app/domain';
import type { ExportFormat, ExportTable } from '@app/workflow';
import { EvidenceFile, EXPORT_FORMATS, exportTable, jsonRows } from '@app/workflow';
import type { DataSource } from 'typeorm';
import type { Command, WithInstallation } from '../../command.js';
import { isNoInstallation, NoInstallationError, UsageError } from '../../command.js';
import { recordOf } from '../../installation.js';
import { installationNow } from '../import/now.js';
import { eventsFile } from './events.js';
import { matrixTable, measuresTable, timelineTable } from './tables.js';

const WHAT = ['matrix', 'timeline', 'evidence', 'events', 'measures'] as const;
type What = (typeof WHAT)[number];

const TABLES = Object.keys(EXPORT_FORMATS);
const FORMATS: Readonly<Record<What, readonly string[]>> = {
  matrix: TABLES,
  timeline: TABLES,
  measures: TABLES,
  events: ['json'],
  evidence: ['zip'],
};

/** `sollecito export`: hands over what is on record, as tables or as a file that anyone can check. */
export function exportCommand(withInstallation: WithInstallation): Command {
  return {
    name: 'export',
    summary: 'Esporta matrice, cronologia, andamento, eventi o il fascicolo di un adempimento.',
    usage:
      'sollecito export (matrix|timeline|measures|events|evidence) --format (csv|xlsx|ods|pdf|json|zip) --out FILE [--as-of AAAA-MM-GG] [--municipality ISTAT] [--round AAAA-MM-GG] [--json]',
    async run(args, io) {
      const question = readQuestion(args);
      const faults: MunicipalityFault[] = [];
      try {
        const bytes = await withInstallation(async (db, dataDir) =>
          question.what === 'evidence'
            ? evidence(question, db, dataDir)
            : table(question, db, (fault) => faults.push(fault)),
        );
        for (const fault of faults) io.stderr(`sollecito export: ${faultSentence(fault)}\n`);
        if (typeof bytes === 'string') {
          io.stderr(`sollecito export: ${bytes}\n`);
          return 1;
        }
        writeFileSync(question.out, bytes);
        const { what, format, out } = question;
        const told = JSON.stringify({ what, format, file: out, bytes: bytes.length });
        io.stdout(question.json ? `${told}\n` : `${out}: ${bytes.length} byte.\n`);
        return faults.length === 0 ? 0 : 1;
      } catch (error) {
        if (!isNoInstallation(error)) throw error;
        io.stderr(`sollecito export: ${error.message}\n`);
        return 1;
      }
    },
  };
}

interface Question {
  readonly what: What;
  readonly format: string;
  readonly out: string;
  /** Without it, the installation's present day. */
  readonly asOf: LocalDate | undefined;
  readonly municipality: string | undefined;
  readonly round: LocalDate | undefined;
  readonly json: boolean;
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
      json: { type: 'boolean', default: false },
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
  const asOf = values['as-of'] === undefined ? undefined : day(values['as-of'], '--as-of');
  return { what, format, out: values.out, asOf, municipality, round, json: values.json };
}

function day(text: string, option: string): LocalDate {
  try {
    return localDate(text, option);
  } catch (error) {
    if (error instanceof DomainError) throw new UsageError(error.message);
    throw error;
  }
}

/** The bytes of a table, or why there are none. */
async function table(
  question: Question,
  db: DataSource,
  onFault: OnFault,
): Promise<Buffer | string> {
  const record = await recordOf(db);
  const { survey } = record;
  const wanted = record.municipalities.filter(
    ({ istat }) => question.municipality === undefined || istat === question.municipality,
  );
  const facts = wanted.flatMap(({ istat }) => record.factsOf(istat));
  if (question.what === 'events') return Buffer.from(eventsFile(facts));
  const asOf = question.asOf ?? romeDate(await installationNow(db));
  const frame = { survey, asOf };
  const states = wanted.flatMap((municipality) => {
    const own = record.factsOf(municipality.istat);
    const fold = () => foldMunicipality(survey, municipality, own, { asOf });
    return guarded(municipality, fold, onFault) ?? [];
  });
  switch (question.what) {
    case 'matrix':
      return inFormat(matrixTable(frame, wanted, states), question.format);
    case 'measures':
      return inFormat(measuresTable(frame, states), question.format);
    default:
      return inFormat(timelineTable(frame, facts), question.format);
  }
}

/** JSON is the rows alone: what is asked for here stands on the command line. */
async function inFormat(asked: ExportTable, format: string): Promise<Buffer | string> {
  if (format === 'json') return Buffer.from(`${JSON.stringify(jsonRows(asked), null, 2)}\n`);
  const made = await exportTable(asked, format as ExportFormat);
  return 'refused' in made ? made.message : made.bytes;
}

/** The bytes of an evidence file, or why there are none. */
async function evidence(
  question: Question,
  db: DataSource,
  dataDir: string,
): Promise<Buffer | string> {
  const { municipality, round } = question;
  if (municipality === undefined || round === undefined) throw new UsageError('adempimento?');
  const made = await new EvidenceFile(db).write({
    municipality,
    round,
    at: await installationNow(db),
    anchors: await sandboxAnchor(dataDir),
  });
  if (made === null) throw new NoInstallationError(`Comune sconosciuto: ${municipality}.`);
  if ('refused' in made) return [made.message, ...made.faults].join('\n  ');
  return Buffer.from(made.bytes);
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
