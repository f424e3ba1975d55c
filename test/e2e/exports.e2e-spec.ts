import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as xlsx from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import type { Instant } from '@app/domain';
import type { Server } from '@app/server';
import type { Cell, Column } from '@app/workflow';
import { TimeMachine } from '@app/workflow';
import { startSandboxServer, temporaryFolder } from '../support/sandbox-server.js';
import { SignedIn } from '../support/signed-in.js';

const MONDAY_EVENING = '2022-10-10T16:00:00.000Z' as Instant;
const PAGES = ['matrice', 'andamento', 'piano', 'invii', 'risposte', 'patrimonio'] as const;

interface Handed {
  readonly title: string;
  readonly takenOn: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Readonly<Record<string, Cell>>[];
}

/** How a bare value stands in a CSV, told apart from the exporter's own code. */
function shown({ key, kind }: Column, row: Handed['rows'][number]): string {
  const value = row[key] ?? null;
  if (value === null) return '';
  if (kind === 'percent')
    return `${String(Math.round(Number(value) * 1000) / 10).replace('.', ',')}%`;
  if (typeof value === 'number') return String(value);
  if (kind === 'date') return value.split('-').reverse().join('/');
  if (kind !== 'moment') return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  const rome = new Intl.DateTimeFormat('it-IT', {
    timeZone: 'Europe/Rome',
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const [day = '', time = ''] = rome.format(new Date(value)).split(', ');
  const [d = '', m = '', y = ''] = day.split('/');
  return `${d.padStart(2, '0')}/${m.padStart(2, '0')}/${y.padStart(4, '20')} ${time}`;
}

describe('the tables of the pages as files, on Monday 10 October 2022', () => {
  const folder = temporaryFolder('exports');
  let server: Server;
  let officer: SignedIn;

  beforeAll(async () => {
    server = await startSandboxServer(folder.path);
    const url = `http://127.0.0.1:${server.port ?? 0}`;
    officer = await SignedIn.by(url, `${url}/accesso/${server.firstLink ?? ''}`);
    await server.app.get(TimeMachine, { strict: false }).moveTo(MONDAY_EVENING);
  }, 480_000);

  afterAll(async () => {
    await server?.close();
    folder.remove();
  });

  async function file(path: string): Promise<Buffer> {
    const response = await officer.get(path);
    const { headers } = response;
    expect([path, response.status]).toEqual([path, 200]);
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+"/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    return Buffer.from(await response.arrayBuffer());
  }
  const handed = async (path: string): Promise<Handed> =>
    JSON.parse((await file(path)).toString('utf8')) as Handed;

  it.each(PAGES)('hold the same values in every format: %s', async (page) => {
    const path = `/${page}/esporta?elenco=tutte&formato=`;
    const { columns, rows } = await handed(`${path}json`);
    expect(rows.length).toBeGreaterThan(0);
    const lines = [
      columns.map(({ title }) => title),
      ...rows.map((row) => columns.map((column) => shown(column, row))),
    ];
    const csv = (await file(`${path}csv`)).toString('utf8');
    expect(parse(csv, { bom: true, delimiter: ';', record_delimiter: '\r\n' })).toEqual(lines);
    for (const format of ['xlsx', 'ods']) {
      const book = xlsx.read(await file(path + format), { cellFormula: true, UTC: true });
      const sheet = book.Sheets[book.SheetNames[0]!]!;
      const cell = (r: number, c: number) =>
        sheet[xlsx.utils.encode_cell({ r, c })] as xlsx.CellObject | undefined;
      columns.forEach(({ title }, c) => expect(cell(0, c)?.v).toBe(title));
      rows.forEach((row, r) =>
        columns.forEach((column, c) => {
          const found = cell(r + 1, c);
          const value = row[column.key] ?? null;
          expect(found?.f).toBeUndefined();
          if (column.kind === 'date' || column.kind === 'moment') {
            expect(dayOf(column.kind, found?.v)).toBe(value === null ? null : shown(column, row));
          } else expect(found?.v ?? null).toBe(value === '' ? null : value);
        }),
      );
    }
    expect((await file(`${path}pdf`)).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('keep the filters of the page: one state, one municipality, one day of the past', async () => {
    const overdue = await handed('/matrice/esporta?stato=scaduto&ciclo=2021-12-31&formato=json');
    expect(new Set(overdue.rows.map((row) => row['statusKey']))).toEqual(new Set(['scaduto']));
    const one = await handed('/matrice/esporta?comune=trani&formato=json');
    expect(new Set(one.rows.map((row) => row['municipality']))).toEqual(new Set(['Trani']));
    const before = await handed('/matrice/esporta?al=2022-03-01&formato=json');
    expect(new Set(before.rows.map((row) => row['statusKey']))).toEqual(
      new Set(['attesa', 'nulla']),
    );
    const failed = await handed('/invii/esporta?stato=failed&formato=json');
    expect(new Set(failed.rows.map((row) => row['status']))).toEqual(new Set(['Non consegnata']));
    const known = await handed('/andamento/esporta?saputo=2022-03-20&formato=json');
    expect(known.rows).toMatchObject([{ round: '2021-12-31', overdue: 0, expected: 10 }]);
  });

  it('use the words of the page', async () => {
    const html = await (await officer.get('/matrice')).text();
    const { rows } = await handed('/matrice/esporta?formato=json');
    for (const { status } of rows) expect(html).toContain(String(status));
  });

  it('are not there in a format that nobody knows, nor for who is not signed in', async () => {
    expect((await officer.get('/matrice/esporta?formato=exe')).status).toBe(404);
    const url = `http://127.0.0.1:${server.port ?? 0}/matrice/esporta?formato=csv`;
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(303);
  });
});

/** A day or moment of a workbook (days since 30 December 1899) as people write it. */
function dayOf(kind: Column['kind'], value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const days = Number(value);
  const text = new Date(Math.round((days - 25_569) * 86_400) * 1000).toISOString();
  const [day = '', time = ''] = text.split('T');
  const date = day.split('-').reverse().join('/');
  return kind === 'date' ? date : `${date} ${time.slice(0, 5)}`;
}
