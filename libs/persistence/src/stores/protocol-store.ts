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

/** `added`, `same` when the entry in force says so already, or `left` when the letter is on its way. */
export type EntryFate = 'added' | 'same' | 'left';

/** Entries as a table, `g`. */
const GIVEN = `jsonb_to_recordset($1::jsonb) as g(letter text, number text, date date, aoo text, source text,
  "awaitSigned" boolean, "recordedAt" timestamptz, "recordedBy" text)`;

/**
 * Adds an entry each to letters that have not left: that are queued with no attempt but abandoned ones. What is said already (same
 * number, date and AOO) is not said twice.
 *
 * @returns what became of each letter's
 */
export async function addProtocolEntries(
  db: Db,
  entries: readonly Omit<ProtocolEntryRow, 'position'>[],
): Promise<ReadonlyMap<string, EntryFate>> {
  const said = await rows<{ letter: string }>(
    db,
    `select g.letter from ${GIVEN} cross join lateral (
       select * from protocol_entry p where p.letter = g.letter order by p.position desc limit 1) last
     where (last.number, last.date, last.await_signed) = (g.number, g.date, g."awaitSigned")
       and last.aoo is not distinct from g.aoo`,
    [JSON.stringify(entries)],
  );
  const same = new Set(said.map(({ letter }) => letter));
  const inserted = await rows<{ letter: string }>(
    db,
    `insert into protocol_entry (letter, position, number, date, aoo, source, await_signed, recorded_at, recorded_by)
     select l.id, coalesce((select max(position) from protocol_entry where letter = l.id), 0) + 1,
       g.number, g.date, g.aoo, g.source, g."awaitSigned", g."recordedAt", g."recordedBy"
     from ${GIVEN} join letter l on l.id = g.letter and l.state in ('queued', 'stopped')
     where not exists (select 1 from dispatch d where d.letter = l.id and d.state <> 'abandoned')
     on conflict do nothing returning letter`,
    [JSON.stringify(entries.filter(({ letter }) => !same.has(letter)))],
  );
  const added = new Set(inserted.map(({ letter }) => letter));
  const fate = (letter: string): EntryFate =>
    added.has(letter) ? 'added' : same.has(letter) ? 'same' : 'left';
  return new Map(entries.map(({ letter }) => [letter, fate(letter)]));
}

/** The same for one letter. */
export async function addProtocolEntry(
  db: Db,
  entry: Omit<ProtocolEntryRow, 'position'>,
): Promise<EntryFate> {
  return (await addProtocolEntries(db, [entry])).get(entry.letter) ?? 'left';
}

/** A rung to a municipality that names a round. */
interface RungKey {
  readonly municipality: IstatCode;
  readonly rung: string;
  readonly round: LocalDate;
}

/** Ids of the letters of some rungs, newest first: withdrawn ones are none. */
export async function lettersByKeys(
  db: Db,
  keys: readonly RungKey[],
): Promise<(key: RungKey) => readonly string[]> {
  const wanted = new Map(keys.map((key) => [wordOf(key), key]));
  const found = await rows<RungKey & { readonly id: string }>(
    db,
    `select k.municipality, k.rung, k.round, l.id
     from jsonb_to_recordset($1::jsonb) as k(municipality text, rung text, round text)
     join letter l on l.municipality = k.municipality and l.rung = k.rung and l.obligation like '%/' || k.round
     where l.state <> 'withdrawn' order by l.decided_at desc, l.id`,
    [JSON.stringify([...wanted.values()])],
  );
  const byKey = new Map<string, string[]>();
  for (const one of found) {
    const word = wordOf(one);
    byKey.set(word, [...(byKey.get(word) ?? []), one.id]);
  }
  return (key) => byKey.get(wordOf(key)) ?? [];
}

const wordOf = ({ municipality, rung, round }: RungKey): string =>
  JSON.stringify([municipality, rung, round]);

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
