import type { Instant } from '@app/domain';
import { romeDate } from '@app/domain';
import type { Protocol } from '@app/letters';
import { addProtocolEntry, letterById, lettersByKey, wakeLetters } from '@app/persistence';
import type { DataSource } from 'typeorm';
import type { ProtocolRow, RowError } from './csv.js';
import { isStopped, readApart } from '../untrusted/read-apart.js';
import { readProtocol } from './entry.js';

/** What an import came to; nothing was written unless `accepted` equals `rows` and it was no rehearsal. */
export interface ProtocolImport {
  readonly rows: number;
  readonly accepted: number;
  readonly errors: readonly RowError[];
  /** Letters whose number was recorded now. */
  readonly letters: readonly string[];
}

interface Order {
  readonly row: ProtocolRow;
  readonly letter: string;
  readonly protocol: Protocol;
}

const COLUMN = { number: 'numero', date: 'data', aoo: 'aoo' } as const;

class Refused extends Error {
  constructor(readonly errors: readonly RowError[]) {
    super('rows refused');
  }
}

/**
 * Imports protocol numbers of outgoing letters from a CSV: all rows, or none with what is wrong in each. A dry run says the same and
 * writes nothing. A row that says what is on record already is accepted and changes nothing.
 */
export async function importProtocols(
  db: DataSource,
  text: string,
  how: { readonly by: string; readonly now: Instant; readonly dryRun: boolean },
): Promise<ProtocolImport> {
  const read = await readApart('protocols', text);
  if (isStopped(read)) {
    const error = { row: 1, column: '', value: '', message: `Il file: ${read.message}.` };
    return { rows: 0, accepted: 0, errors: [error], letters: [] };
  }
  const errors: RowError[] = [...read.errors];
  const orders: Order[] = [];
  const lineOf = new Map<string, number>();
  for (const row of read.rows) {
    const order = await orderOf(db, row, how.now);
    if ('errors' in order) {
      errors.push(...order.errors);
      continue;
    }
    const before = lineOf.get(order.letter);
    if (before === undefined) orders.push(order);
    else
      errors.push(at(row, 'lettera', order.letter, `La stessa lettera è già alla riga ${before}.`));
    lineOf.set(order.letter, before ?? row.row);
  }
  const written = errors.length > 0 ? { errors, letters: [] } : await write(db, orders, how);
  const all = written.errors.toSorted((a, b) => a.row - b.row);
  const bad = new Set(all.map(({ row }) => row)).size;
  return {
    rows: read.count,
    accepted: Math.max(0, read.count - bad),
    errors: all,
    letters: written.letters,
  };
}

function at(row: ProtocolRow, column: string, value: string, message: string): RowError {
  return { row: row.row, column, value, message };
}

async function orderOf(
  db: DataSource,
  row: ProtocolRow,
  now: Instant,
): Promise<Order | { readonly errors: readonly RowError[] }> {
  const read = readProtocol(row.protocol, romeDate(now));
  const errors =
    'faults' in read
      ? read.faults.map(({ field, value, message }) => at(row, COLUMN[field], value, message))
      : [];
  const letter = await letterOf(db, row);
  if (typeof letter !== 'string') errors.push(letter);
  if (errors.length > 0 || typeof letter !== 'string' || 'faults' in read) return { errors };
  return { row, letter, protocol: read };
}

/** The letter that a row means. A rung that left more than once has several: none of them is guessed. */
async function letterOf(db: DataSource, row: ProtocolRow): Promise<string | RowError> {
  const { key } = row;
  if ('letter' in key) {
    if ((await letterById(db, key.letter)) !== null) return key.letter;
    return at(row, 'lettera', key.letter, 'Nessuna lettera ha questo codice.');
  }
  const [only, ...others] = await lettersByKey(db, key);
  if (only !== undefined && others.length === 0) return only;
  const { municipality, rung, round } = key;
  const several = `Il Comune ${municipality} ha più lettere «${rung}» del ciclo ${round}: indicare quale nella colonna «lettera» (${[only, ...others].join(', ')}).`;
  const none = `Il Comune ${municipality} non ha una lettera «${rung}» del ciclo ${round}.`;
  return at(row, 'comune', municipality, only === undefined ? none : several);
}

async function write(
  db: DataSource,
  orders: readonly Order[],
  { by, now, dryRun }: { readonly by: string; readonly now: Instant; readonly dryRun: boolean },
): Promise<{ readonly errors: readonly RowError[]; readonly letters: readonly string[] }> {
  const errors: RowError[] = [];
  const letters: string[] = [];
  try {
    await db.transaction(async (tx) => {
      for (const { row, letter, protocol } of orders) {
        const origin = {
          source: 'csv',
          awaitSigned: false,
          recordedAt: now,
          recordedBy: by,
        } as const;
        const added = await addProtocolEntry(tx, { letter, ...protocol, ...origin });
        if (added === 'left') {
          const message = 'La lettera è già partita o ritirata: il suo protocollo non cambia più.';
          errors.push(at(row, 'lettera', letter, message));
        } else if (added === 'added') letters.push(letter);
      }
      await wakeLetters(tx, letters, now);
      // A rehearsal goes the whole way and takes everything back.
      if (errors.length > 0 || dryRun) throw new Refused(errors);
    });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { errors: error.errors, letters: [] };
  }
  return { errors: [], letters };
}
