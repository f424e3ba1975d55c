import type { Instant } from '@app/domain';
import { romeDate } from '@app/domain';
import type { Protocol } from '@app/letters';
import { addProtocolEntries, knownLetters, lettersByKeys, wakeLetters } from '@app/persistence';
import type { DataSource } from 'typeorm';
import type { RowError } from '@app/contract';
import { boundedErrors } from '../imports/bounded-errors.js';
import { isStopped, readApart } from '../untrusted/read-apart.js';
import type { ProtocolRow } from './csv.js';

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

/** Rows looked up, and written, by one statement: others have their turn in between. */
const BATCH = 1_000;

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
  const read = await readApart('protocols', { text, today: romeDate(how.now) });
  if (isStopped(read)) {
    const error = { row: 1, column: '', value: '', message: `Il file: ${read.message}.` };
    return { rows: 0, accepted: 0, errors: [error], letters: [] };
  }
  const faults: RowError[] = [];
  const orders: Order[] = [];
  const lineOf = new Map<string, number>();
  for (const rows of batches(read.rows)) {
    const letterOf = await lettersOf(db, rows);
    for (const row of rows) {
      const letter = letterOf(row);
      if (typeof letter !== 'string') {
        faults.push(letter);
        continue;
      }
      const before = lineOf.get(letter);
      if (before === undefined) orders.push({ row, letter, protocol: row.protocol });
      else faults.push(at(row, 'lettera', letter, `La stessa lettera è già alla riga ${before}.`));
      lineOf.set(letter, before ?? row.row);
    }
  }
  const refused = read.errors.length + faults.length > 0;
  const written = refused ? { errors: faults, letters: [] } : await write(db, orders, how);
  return {
    rows: read.count,
    accepted: read.rows.length - written.errors.length,
    errors: boundedErrors([...read.errors, ...written.errors].toSorted((a, b) => a.row - b.row)),
    letters: written.letters,
  };
}

function* batches<T>(all: readonly T[]): Iterable<readonly T[]> {
  for (let from = 0; from < all.length; from += BATCH) yield all.slice(from, from + BATCH);
}

function at(row: ProtocolRow, column: string, value: string, message: string): RowError {
  return { row: row.row, column, value, message };
}

/** The letter that each of some rows means. A rung that left more than once has several: none of them is guessed. */
async function lettersOf(
  db: DataSource,
  rows: readonly ProtocolRow[],
): Promise<(row: ProtocolRow) => string | RowError> {
  const keys = rows.map(({ key }) => key);
  const ids = keys.flatMap((key) => ('letter' in key ? [key.letter] : []));
  const known = await knownLetters(db, ids);
  const byKey = await lettersByKeys(
    db,
    keys.flatMap((key) => ('letter' in key ? [] : [key])),
  );
  return (row) => {
    const { key } = row;
    if ('letter' in key) {
      if (known.has(key.letter)) return key.letter;
      return at(row, 'lettera', key.letter, 'Nessuna lettera ha questo codice.');
    }
    const [only, ...others] = byKey(key);
    if (only !== undefined && others.length === 0) return only;
    const { municipality, round } = key;
    const rung = key.rung.slice(0, 80);
    const several = `Il Comune ${municipality} ha più lettere «${rung}» del ciclo ${round}: indicare quale nella colonna «lettera» (${[only, ...others].join(', ')}).`;
    const none = `Il Comune ${municipality} non ha una lettera «${rung}» del ciclo ${round}.`;
    return at(row, 'comune', municipality, only === undefined ? none : several);
  };
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
      const origin = {
        source: 'csv',
        awaitSigned: false,
        recordedAt: now,
        recordedBy: by,
      } as const;
      for (const some of batches(orders)) {
        const entries = some.map(({ letter, protocol }) => ({ letter, ...protocol, ...origin }));
        const became = await addProtocolEntries(tx, entries);
        for (const { row, letter } of some) {
          if (became.get(letter) === 'added') letters.push(letter);
          if (became.get(letter) !== 'left') continue;
          const message = 'La lettera è già partita o ritirata: il suo protocollo non cambia più.';
          errors.push(at(row, 'lettera', letter, message));
        }
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
