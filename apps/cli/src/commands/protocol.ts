import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { ProtocolImport } from '@app/workflow';
import { importProtocols } from '@app/workflow';
import type { DataSource } from 'typeorm';
import type { Command, Io } from '../command.js';
import { isNoInstallation, UsageError } from '../command.js';
import { operator } from '../operator.js';
import { installationNow } from './import/now.js';

interface Order {
  readonly file: string;
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** Runs some work on the installation's database. */
export type WithDatabase = <T>(work: (db: DataSource) => Promise<T>) => Promise<T>;

/**
 * `sollecito protocol import`: protocol numbers of outgoing letters from a CSV, all or nothing.
 *
 * @param installation opens the installation's database; throws an Error with a `code` where there is none
 */
export function protocolCommand(installation: WithDatabase): Command {
  return {
    name: 'protocol',
    summary: 'Registra i numeri di protocollo delle lettere in uscita da un CSV.',
    usage: 'sollecito protocol import FILE.csv [--dry-run] [--json]',
    async run(args, io) {
      const order = readOrder(args);
      const text = readText(order.file);
      try {
        const result = await installation(async (db) =>
          importProtocols(db, text, {
            by: operator(),
            now: await installationNow(db),
            dryRun: order.dryRun,
          }),
        );
        return tell(result, order, io);
      } catch (error) {
        if (!isNoInstallation(error)) throw error;
        io.stderr(`sollecito protocol: ${error.message}\n`);
        return 1;
      }
    },
  };
}

function readOrder(args: readonly string[]): Order {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const [verb, file, ...more] = positionals;
  if (verb !== 'import' || file === undefined || more.length > 0) {
    throw new UsageError(`trovato «${positionals.join(' ')}», atteso «import FILE.csv»`);
  }
  return { file, dryRun: values['dry-run'], json: values.json };
}

function readText(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    const code = (error as { code?: string }).code;
    const why = code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'non è testo UTF-8' : (code ?? '');
    throw new UsageError(`il file «${file}» non si può leggere (${why})`);
  }
}

function tell(result: ProtocolImport, { dryRun, json }: Order, io: Io): number {
  const { rows, accepted, errors, letters } = result;
  if (json) io.stdout(`${JSON.stringify({ rows, accepted, errors })}\n`);
  const refused = errors.length > 0;
  for (const { row, column, value, message } of errors) {
    const where = column === '' ? '' : `, ${column} «${value}»`;
    io.stderr(`riga ${row}${where}: ${message}\n`);
  }
  if (refused) {
    io.stderr(`Nulla è stato registrato: ${rows} righe, ${accepted} buone.\n`);
    return 1;
  }
  if (!json && dryRun) io.stdout(`Prova: ${accepted} righe su ${rows} sarebbero registrate.\n`);
  if (!json && !dryRun) {
    io.stdout(`Registrati ${letters.length} protocolli; ${rows - letters.length} c’erano già.\n`);
  }
  return 0;
}
