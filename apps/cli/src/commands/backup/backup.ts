import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Command, Io } from '../../command.js';
import { isNoInstallation, UsageError } from '../../command.js';
import { withInstallation } from '../../installation.js';
import { saveSetting } from '@app/persistence';
import { LAST_BACKUP, SystemClock } from '@app/workflow';
import { NothingToCopyError, writeBackup } from './dump.js';
import type { BackupManifest } from './manifest.js';

/** `sollecito backup`: one file with everything that the installation is, also while it runs. */
export const backupCommand: Command = {
  name: 'backup',
  summary: 'Scrive una copia di sicurezza dell’intera installazione, anche mentre è in funzione.',
  usage: 'sollecito backup FILE [--json]',
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    if (file === undefined) throw new UsageError('manca il file da scrivere');
    if (more.length > 0) throw new UsageError(`un file per volta, in più: ${more.join(', ')}`);
    try {
      const manifest = await withInstallation(async (db, dataDir) => {
        const at = new SystemClock().now();
        const written = await writeBackup(db, dataDir, file, at);
        await saveSetting(db, LAST_BACKUP, { at });
        return written;
      });
      const { size } = await stat(file);
      tell(io, file, size, manifest, values.json);
      return 0;
    } catch (error) {
      const reason = refusalOf(error, file);
      if (reason === null) throw error;
      io.stderr(`sollecito backup: ${reason}\n`);
      return 1;
    }
  },
};

function tell(io: Io, file: string, size: number, manifest: BackupManifest, json: boolean): void {
  const { createdAt, mode, tables, folder } = manifest;
  const rows = tables.reduce((total, table) => total + table.rows, 0);
  if (json) {
    const counts = Object.fromEntries(tables.map((table) => [table.name, table.rows]));
    const told = { file, bytes: size, createdAt, mode, rows, tables: counts, files: folder.files };
    io.stdout(`${JSON.stringify(told)}\n`);
    return;
  }
  io.stdout(
    `${file}: copia di ${rows} righe in ${tables.length} tabelle e di ${folder.files} file, ${size} byte.\n` +
      'Contiene dati e segreti in chiaro: conservarla dove solo il gestore può leggerla.\n',
  );
}

const UNWRITABLE: Readonly<Record<string, string>> = {
  ENOENT: 'la cartella non esiste',
  EISDIR: 'è una cartella',
  EACCES: 'non è scrivibile con questi permessi',
  EROFS: 'il disco è in sola lettura',
  ENOSPC: 'il disco è pieno',
};

function refusalOf(error: unknown, file: string): string | null {
  if (isNoInstallation(error) || error instanceof NothingToCopyError) {
    return error.message;
  }
  const why = UNWRITABLE[(error as NodeJS.ErrnoException).code ?? ''];
  return why === undefined ? null : `«${file}»: ${why}.`;
}
