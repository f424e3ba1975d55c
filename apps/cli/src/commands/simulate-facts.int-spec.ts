import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWith } from '../../../../test/support/requires.js';
import { lines, run, SCENARIOS, type Line } from '../testing/run-cli.js';

/** An event as the file has it: read here as plain JSON, by none of the programs under test. */
interface Event {
  readonly at: string;
  readonly municipality: string;
  readonly type: string;
  readonly [field: string]: unknown;
}

interface Status {
  readonly municipality: string;
  readonly round: string;
  readonly due: string;
}

const FILE = join(SCENARIOS, 'every-kind.jsonl');
const EVENTS = readFileSync(FILE, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Event);
/** The survey's own due dates, as the table of the terms has them. */
const ORIGINAL: Readonly<Record<string, string>> = {
  '2021-12-31': '2022-03-31',
  '2022-06-30': '2022-09-30',
};
/** Kinds of letter that cite the earlier ones. */
const CITING: readonly string[] = ['overdue', 'formal-notice'];
const MONTHS =
  'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre';

/** Every day that a text says, in words or in figures. */
function daysIn(text: string): Set<string> {
  const days = new Set<string>();
  const two = (number: number | string): string => String(number).padStart(2, '0');
  for (const [, d = '', month = '', y] of text.matchAll(/(\d{1,2})°? ([a-z]+) (\d{4})/g)) {
    const m = MONTHS.split(' ').indexOf(month) + 1;
    if (m > 0) days.add(`${y}-${two(m)}-${two(d)}`);
  }
  for (const [, d, m, y] of text.matchAll(/\b(\d{2})\/(\d{2})\/(\d{4})\b/g)) {
    days.add(`${y}-${m}-${d}`);
  }
  return days;
}

const roundsOf = (line: Line): string[] => line.obligations.map((id) => id.slice(-10));

/** The delivery receipts that an earlier letter has: assumed a minute after it left, unless the file says otherwise. */
function receiptOf(line: Line): string | null {
  const failed = EVENTS.some(
    (event) =>
      event.type === 'delivery-failed' &&
      event.municipality === line.municipality &&
      event['rung'] === line.rung &&
      event.at.slice(0, 10) === line.day,
  );
  return failed ? null : `${line.day} ${line.time.slice(0, 3)}01`;
}

describeWith(['poppler'], 'what the letters of a year say', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sollecito-facts-'));
  const dues = new Map<string, readonly Status[]>();
  let sends: readonly Line[];

  beforeAll(async () => {
    const range = ['--from', '2022-02-14', '--to', '2022-12-31', '--events', FILE];
    expect((await run('simulate', ...range, '--letters', folder)).code).toBe(0);
    sends = (await lines(...range)).filter(({ action }) => action === 'send');
    for (const day of new Set(sends.map((line) => line.day))) {
      const { out } = await run('status', '--as-of', day, '--events', FILE, '--json');
      const rows = out.trim().split('\n');
      dues.set(
        day,
        rows.map((row) => JSON.parse(row) as Status),
      );
    }
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  const dueOf = (line: Line, round: string): string =>
    dues.get(line.day)?.find((one) => one.municipality === line.municipality && one.round === round)
      ?.due ?? '';
  const read = (line: Line, name: string): string =>
    readFileSync(join(folder, `${line.day}_${line.municipality}_${line.rung}`, name), 'utf8');
  const papers = new Map<Line, string>();
  const paper = (line: Line): string => {
    const known = papers.get(line);
    if (known !== undefined) return known;
    const path = join(folder, `${line.day}_${line.municipality}_${line.rung}`, 'lettera.pdf');
    const words = execFileSync('pdftotext', ['-enc', 'UTF-8', path, '-'], { encoding: 'utf8' });
    papers.set(line, words.replace(/\s+/g, ' '));
    return paper(line);
  };
  /** What is cited: the letters before this one that named what is overdue, with the time of their receipt. */
  const cited = (line: Line): string[] => {
    const overdue = roundsOf(line).filter((round) => dueOf(line, round) < line.day);
    return sends
      .filter((one) => one.municipality === line.municipality && one.day < line.day)
      .filter((one) => roundsOf(one).some((round) => overdue.includes(round)))
      .flatMap((one) => receiptOf(one) ?? []);
  };

  it('are letters of every kind that the ladder has', () => {
    expect([...new Set(sends.map(({ template }) => template))].sort()).toEqual([
      'correction',
      'formal-notice',
      'last-call',
      'opening',
      'overdue',
      'reminder',
    ]);
    expect(sends.length).toBeGreaterThan(80);
  });

  it.each(['e-mail', 'PDF'])('names the days of the record and no others: %s', (where) => {
    for (const line of sends) {
      const text = where === 'PDF' ? paper(line) : read(line, 'lettera.txt');
      const said = daysIn(`${text} ${where === 'PDF' ? '' : read(line, 'oggetto.txt')}`);
      const receipts = cited(line).map((one) => one.slice(0, 10));
      const cites = CITING.includes(line.template);
      const must = [
        line.day,
        ...roundsOf(line).flatMap((round) => [round, dueOf(line, round)]),
        ...(cites ? receipts : []),
      ];
      expect({ line, missing: must.filter((day) => !said.has(day)) }).toEqual({
        line,
        missing: [],
      });
      const told = EVENTS.filter(
        (event) => event.municipality === line.municipality && event.at.slice(0, 10) <= line.day,
      );
      const may = new Set([
        ...must,
        ...roundsOf(line).map((round) => ORIGINAL[round]),
        ...told.flatMap((event) => [event.at.slice(0, 10), event['date'], event['round']]),
        ...told.flatMap((event) => [...daysIn(JSON.stringify(event))]),
      ]);
      expect({ line, invented: [...said].filter((day) => !may.has(day)) }).toEqual({
        line,
        invented: [],
      });
    }
  });

  it.each(['e-mail', 'PDF'])('cites each earlier letter by its receipt: %s', (where) => {
    const cite = /avvenuta consegna (?:del |dell’)(\d{1,2})°? ([a-z]+) (\d{4}), ore (\d{2}:\d{2})/g;
    let citations = 0;
    for (const line of sends) {
      const text = where === 'PDF' ? paper(line) : read(line, 'lettera.txt');
      const said = [...text.matchAll(cite)].map(
        ([, d, month, y, time]) => `${[...daysIn(`${d} ${month} ${y}`)][0]} ${time}`,
      );
      const cites = CITING.includes(line.template);
      expect({ line, said }).toEqual({ line, said: cites ? cited(line) : [] });
      citations += said.length;
    }
    expect(citations).toBeGreaterThan(100);
  });

  it('names municipality, address, dwellings, reasons and the act as the record has them', () => {
    for (const line of sends) {
      for (const text of [read(line, 'lettera.txt').replace(/\s+/g, ' '), paper(line)]) {
        const told = EVENTS.filter(
          (event) => event.municipality === line.municipality && event.at.slice(0, 10) < line.day,
        );
        const units = told.flatMap(({ type, units }) => (type === 'transmitted' ? [units] : []));
        expect(/(\d+) allogg[io]+ \(patrimonio storico\)/.exec(text)?.[1]).toEqual(
          units.length === 0 ? undefined : String(units.at(-1)),
        );
        const entered = told.find(({ type }) => type === 'unlocked');
        expect(text.includes('DIFFIDA')).toBe(line.template === 'formal-notice');
        if (line.template === 'formal-notice') {
          expect(text).toContain(String(entered?.['legalBasis']));
          expect(text).toContain(String(entered?.['act']));
          expect(text.replace(/\s+/g, '')).toContain(`Prot.n.${String(entered?.['protocol'])}`);
        }
        if (line.template === 'correction') {
          const cause = told.find(({ type }) => ['rejected', 'variation'].includes(type));
          expect(text).toContain(
            String(cause?.['reason'] ?? 'variazione del 16/05/2022 (alienazione, 1 alloggio)'),
          );
        }
      }
    }
  });
});
