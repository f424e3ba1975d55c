import { parseArgs } from 'node:util';
import { formatInstant, instant } from '@app/domain';
import { SystemClock } from '@app/workflow';
import type { Command, Io } from '../../command.js';
import { NoInstallationError, UsageError } from '../../command.js';
import { withInstallation } from '../../installation.js';
import type { BackupManifest } from '../backup/manifest.js';
import { TarError } from '../backup/tar.js';
import { checkCopy, RefusedCopyError } from './check.js';
import { loadCopy } from './load.js';

/** `sollecito restore`: brings a copy back into an empty installation, whole or not at all. */
export const restoreCommand: Command = {
  name: 'restore',
  summary: 'Ripristina una copia di sicurezza in un’installazione vuota.',
  usage: 'sollecito restore FILE [--json]',
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    if (file === undefined) throw new UsageError('manca la copia da ripristinare');
    if (more.length > 0) throw new UsageError(`una copia per volta, in più: ${more.join(', ')}`);
    try {
      const manifest = await checkCopy(file);
      await withInstallation(
        (db, dataDir) => loadCopy(db, dataDir, file, manifest, new SystemClock().now()),
        { create: true },
      );
      tell(io, file, manifest, values.json);
      return 0;
    } catch (error) {
      const reason = refusalOf(error, file);
      if (reason === null) throw error;
      io.stderr(`sollecito restore: ${reason}\n`);
      return 1;
    }
  },
};

function tell(io: Io, file: string, manifest: BackupManifest, json: boolean): void {
  const { createdAt, mode, tables, folder } = manifest;
  const rows = tables.reduce((total, table) => total + table.rows, 0);
  if (json) {
    io.stdout(`${JSON.stringify({ file, createdAt, mode, rows, files: folder.files })}\n`);
    return;
  }
  io.stdout(
    `${file}: ripristinate ${rows} righe e ${folder.files} file della copia del ${formatInstant(instant(createdAt))}.\n`,
  );
  if (mode === 'sandbox') return;
  io.stdout(
    'L’invio è in collaudo: le lettere partite dopo la copia non vi compaiono. Confrontarle con la posta inviata, poi rimettere in esercizio l’invio.\n',
  );
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'il file non esiste',
  EISDIR: 'è una cartella',
  EACCES: 'non è leggibile con questi permessi',
};

function refusalOf(error: unknown, file: string): string | null {
  const isRefusal = [RefusedCopyError, TarError, NoInstallationError].some(
    (kind) => error instanceof kind,
  );
  if (isRefusal) return (error as Error).message;
  const why = UNREADABLE[(error as NodeJS.ErrnoException).code ?? ''];
  return why === undefined ? null : `«${file}»: ${why}.`;
}
