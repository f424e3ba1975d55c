import type { IstatCode, LocalDate } from '@app/domain';
import type { LetterPaperRow, PaperKind, ProtocolEntryRow } from '../schemas/going-out-rows.js';
import type { Db } from './sql.js';
import { instantText, rows } from './sql.js';

const ENTRY = `letter, position, number, date::text as date, aoo, source, await_signed as "awaitSigned",
  ${instantText('recorded_at')} as "recordedAt", recorded_by as "recordedBy"`;

/** The entries of one letter, first to last: the last one holds. */
export async function protocolEntries(db: Db, letter: string): Promise<ProtocolEntryRow[]> {
  return rows(db, `select ${ENTRY} from protocol_entry where letter = $1 order by position`, [
    letter,
  ]);
}

/** The entries in force of these letters. */
export async function protocolsOf(
  db: Db,
  letters: readonly string[],
): Promise<Map<string, ProtocolEntryRow>> {
  const found = await rows<ProtocolEntryRow>(
    db,
    `select distinct on (letter) ${ENTRY} from protocol_entry
     where letter = any($1) order by letter, position desc`,
    [letters],
  );
  return new Map(found.map((entry) => [entry.letter, entry]));
}

/** The entries in force of the letters to a municipality. */
export async function protocolsTo(
  db: Db,
  municipality: IstatCode,
): Promise<Map<string, ProtocolEntryRow>> {
  const found = await rows<ProtocolEntryRow>(
    db,
    `select distinct on (letter) ${ENTRY} from protocol_entry
     where letter in (select id from letter where municipality = $1) order by letter, position desc`,
    [municipality],
  );
  return new Map(found.map((entry) => [entry.letter, entry]));
}

/**
 * Adds an entry, in one statement, to a letter that has not left: one that is queued with no attempt but abandoned ones. What is
 * said already (same number, date and AOO) is not said twice.
 *
 * @returns `added`, `same` when the entry in force says so already, or `left` when the letter is on its way
 */
export async function addProtocolEntry(
  db: Db,
  entry: Omit<ProtocolEntryRow, 'position'>,
): Promise<'added' | 'same' | 'left'> {
  const last = (await protocolEntries(db, entry.letter)).at(-1);
  const says = (one: Pick<ProtocolEntryRow, 'number' | 'date' | 'aoo' | 'awaitSigned'>): string =>
    JSON.stringify([one.number, one.date, one.aoo, one.awaitSigned]);
  if (last !== undefined && says(last) === says(entry)) return 'same';
  const inserted = await rows<{ position: number }>(
    db,
    `insert into protocol_entry (letter, position, number, date, aoo, source, await_signed, recorded_at, recorded_by)
     select l.id, coalesce((select max(position) from protocol_entry where letter = l.id), 0) + 1,
       $2, $3, $4, $5, $6, $7, $8
     from letter l where l.id = $1 and l.state in ('queued', 'stopped')
       and not exists (select 1 from dispatch d where d.letter = l.id and d.state <> 'abandoned')
     on conflict do nothing returning position`,
    [
      entry.letter,
      entry.number,
      entry.date,
      entry.aoo,
      entry.source,
      entry.awaitSigned,
      entry.recordedAt,
      entry.recordedBy,
    ],
  );
  return inserted.length === 1 ? 'added' : 'left';
}

/** Ids of the letters of a rung to a municipality that name a round, newest first. */
export async function lettersByKey(
  db: Db,
  key: { readonly municipality: IstatCode; readonly rung: string; readonly round: LocalDate },
): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    `select id from letter where municipality = $1 and rung = $2 and obligation like $3 and state <> 'withdrawn'
     order by decided_at desc, id`,
    [key.municipality, key.rung, `%/${key.round}`],
  );
  return found.map((row) => row.id);
}

const PAPER = `letter, kind, name, sha256, ${instantText('recorded_at')} as "recordedAt", recorded_by as "recordedBy"`;

export type LetterPaperSummary = Omit<LetterPaperRow, 'content'>;

export async function papersOf(db: Db, letter: string): Promise<LetterPaperSummary[]> {
  return rows(db, `select ${PAPER} from letter_paper where letter = $1 order by kind`, [letter]);
}

/** What is attached to these letters. */
export async function papersOfLetters(
  db: Db,
  letters: readonly string[],
): Promise<LetterPaperSummary[]> {
  return rows(
    db,
    `select ${PAPER} from letter_paper where letter = any($1) order by letter, kind`,
    [letters],
  );
}

export async function paperBytes(
  db: Db,
  letter: string,
  kind: PaperKind,
): Promise<LetterPaperRow | null> {
  const found = await rows<LetterPaperRow>(
    db,
    `select ${PAPER}, content from letter_paper where letter = $1 and kind = $2`,
    [letter, kind],
  );
  return found[0] ?? null;
}

/** Attaches a paper to a letter that has not left, in place of an earlier one. False: the letter is on its way. */
export async function savePaper(db: Db, paper: LetterPaperRow): Promise<boolean> {
  const saved = await rows<{ letter: string }>(
    db,
    `insert into letter_paper (letter, kind, name, content, sha256, recorded_at, recorded_by)
     select l.id, $2, $3, $4, $5, $6, $7 from letter l
     where l.id = $1 and l.state in ('queued', 'stopped')
       and not exists (select 1 from dispatch d where d.letter = l.id and d.state <> 'abandoned')
     on conflict (letter, kind) do update set name = excluded.name, content = excluded.content,
       sha256 = excluded.sha256, recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by
     returning letter`,
    [
      paper.letter,
      paper.kind,
      paper.name,
      paper.content,
      paper.sha256,
      paper.recordedAt,
      paper.recordedBy,
    ],
  );
  return saved.length === 1;
}
