import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import {
  IMPORT_KINDS,
  Importer,
  type ImportKind,
  type ImportReport,
  Recorder,
  Reference,
} from '@app/workflow';
import type { Command, Io } from '../../command.js';
import { isNoInstallation, UsageError } from '../../command.js';
import { withInstallation } from '../../installation.js';
import { operator } from '../../operator.js';
import { importText, refusalText } from './import-text.js';
import { installationNow } from './now.js';

interface Question {
  readonly kind: ImportKind;
  readonly file: string;
  readonly dryRun: boolean;
  readonly confirmed: boolean;
  readonly actor: string;
  readonly survey: string | undefined;
  readonly json: boolean;
}

/** `sollecito import`: takes a file into the record, all or nothing. Exit 1 when it is refused. */
export const importCommand: Command = {
  name: 'import',
  summary: 'Importa Comuni, indirizzi IndicePA, consistenze, trasmissioni, variazioni o eventi.',
  usage:
    'sollecito import (municipalities|ipa|stock|transmissions|variations|events) FILE [--dry-run] [--yes] [--actor NOME] [--survey ID] [--json]',
  async run(args, io) {
    const question = readQuestion(args);
    const bytes = await contentOf(question.file, io);
    if (bytes === null) return 1;
    try {
      const report = await withInstallation(async (db) => {
        const reference = new Reference(db);
        const importer = new Importer(reference, new Recorder(db, reference));
        const at = await installationNow(db);
        const { kind, actor, dryRun, confirmed, survey } = question;
        const name = basename(question.file);
        const wanted = { kind, bytes, actor, dryRun, confirmed, at, name };
        return importer.run(survey === undefined ? wanted : { ...wanted, survey });
      });
      return tell(question, report, io);
    } catch (error) {
      if (!isNoInstallation(error)) throw error;
      io.stderr(`sollecito import: ${error.message}\n`);
      return 1;
    }
  },
};

function readQuestion(args: readonly string[]): Question {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      'dry-run': { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      actor: { type: 'string' },
      survey: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const [what, file, ...more] = positionals;
  const kind = IMPORT_KINDS.find((name) => name === what);
  if (kind === undefined) {
    throw new UsageError(`che cosa importare? ${IMPORT_KINDS.join(', ')}`);
  }
  if (file === undefined) throw new UsageError('manca il file da importare');
  if (more.length > 0) throw new UsageError(`un file per volta, in più: ${more.join(', ')}`);
  const actor = values.actor?.trim() ?? operator();
  if (actor === '') throw new UsageError('--actor: scrivere chi importa');
  const { survey, json, yes: confirmed, 'dry-run': dryRun } = values;
  return { kind, file, dryRun, confirmed, actor, survey, json };
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'il file non esiste',
  EISDIR: 'è una cartella',
  EACCES: 'non è leggibile con questi permessi',
  ERR_FS_FILE_TOO_LARGE: 'supera i 2 GB',
};

async function contentOf(path: string, io: Io): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    const why = UNREADABLE[(error as NodeJS.ErrnoException).code ?? ''];
    if (why === undefined) throw error;
    io.stderr(`sollecito import: «${path}»: ${why}.\n`);
    return null;
  }
}

function tell(question: Question, report: ImportReport, io: Io): number {
  const { file, kind, dryRun, json } = question;
  if (json) {
    const { rows, accepted, errors, ...more } = report;
    io.stdout(`${JSON.stringify({ rows, accepted, errors, ...more })}\n`);
  } else {
    io.stdout(importText({ file, kind, dryRun }, report));
  }
  if (report.errors.length === 0) return 0;
  io.stderr(refusalText(file, report));
  return 1;
}
