import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultMunicipalities, defaultSurvey } from '@app/contract';
import type { Instant } from '@app/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { main } from '../main.js';
import type { Io } from '../command.js';
import { statusCommand } from './status.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'status-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function capture(): Io & { out: string; err: string } {
  return {
    out: '',
    err: '',
    stdout(text) {
      this.out += text;
    },
    stderr(text) {
      this.err += text;
    },
  };
}

async function run(...args: string[]): Promise<Ran> {
  const io = capture();
  const code = await main(['status', ...args], io);
  return { code, out: io.out, err: io.err };
}

let files = 0;
function file(text: string): string {
  files += 1;
  const path = join(folder, `f${files}`);
  writeFileSync(path, text);
  return path;
}

function events(...lines: readonly Readonly<Record<string, unknown>>[]): string {
  return file(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

interface Line {
  readonly municipality: string;
  readonly round: string;
  readonly outcome: string;
  readonly timeliness: string;
}

/** The JSON lines: the states by municipality and round, and the measures. */
async function lines(...args: string[]) {
  const { code, out, err } = await run(...args, '--json');
  expect(code).toBe(0);
  const parsed = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  const measures = (parsed.pop() as unknown as { measures: Record<string, unknown> }).measures;
  const by = (istat: string, round = '2021-12-31') =>
    parsed.find((line) => line.municipality === istat && line.round === round);
  return { states: parsed, measures, by, err };
}

describe('sollecito status --json', () => {
  it('gives one line for each obligation with every field of the contract, and last the measures of each round', async () => {
    const file = events({
      id: 'e1',
      at: '2022-03-30T10:00:00+02:00',
      recordedAt: '2022-04-05T10:00:00+02:00',
      municipality: '110001',
      type: 'transmitted',
      mode: 'flow',
      units: 12,
    });
    const { states, measures, by } = await lines('--as-of', '2022-04-01', '--events', file);
    expect(states).toHaveLength(10);
    expect(by('110001')).toEqual({
      municipality: '110001',
      round: '2021-12-31',
      reference: '2021-12-31',
      due: '2022-03-31',
      outcome: 'transmitted',
      timeliness: 'on-time',
      since: '2022-03-30',
      basis: ['e1'],
      explanation:
        'Trasmissione ufficiale tramite flusso del 30/03/2022 (registrata il 05/04/2022) con 12 alloggi, entro la scadenza del 31/03/2022; non ancora validata dalla Regione.',
      obligation: 'push-erp/2021-12-31',
      dueVersion: 1,
      carriedNil: false,
      presumed: false,
      contested: false,
      suspended: false,
    });
    expect(measures).toEqual({
      '2021-12-31': {
        expected: 10,
        received: 1,
        onTime: 1,
        late: 0,
        overdue: 9,
        nil: 0,
        carriedNil: 0,
        exempt: 0,
        presumedExempt: 0,
        cancelled: 0,
        completeness: 0.1,
        timeliness: 0.1,
      },
    });
  });

  it('as known on a day leaves out what was recorded later', async () => {
    const file = events({
      at: '2022-03-30T10:00:00+02:00',
      recordedAt: '2022-04-05T10:00:00+02:00',
      municipality: '110001',
      type: 'transmitted',
      mode: 'flow',
    });
    const at = async (known: string) =>
      (await lines('--as-of', '2022-04-01', '--known-on', known, '--events', file)).by('110001');
    expect(await at('2022-04-04')).toMatchObject({
      outcome: 'open',
      timeliness: 'overdue',
      basis: [],
    });
    expect(await at('2022-04-05')).toMatchObject({ outcome: 'transmitted', timeliness: 'on-time' });
  });

  it('replays the events: an exemption is granted by a statement and lapses by a variation', async () => {
    const file = events(
      {
        at: '2022-03-10T10:00:00+01:00',
        municipality: '110001',
        type: 'transmitted',
        mode: 'manual',
        units: 4,
      },
      { at: '2022-07-11T10:00:00+02:00', municipality: '110001', type: 'no-change-declared' },
      {
        at: '2022-10-03T10:00:00+02:00',
        municipality: '110001',
        type: 'variation',
        kind: 'sale',
        date: '2022-05-05',
        units: 1,
      },
    );
    const on = async (day: string) =>
      (await lines('--as-of', day, '--events', file)).by('110001', '2022-06-30');
    expect(await on('2022-10-02')).toMatchObject({ outcome: 'exempt', timeliness: 'on-time' });
    expect(await on('2022-10-03')).toMatchObject({
      outcome: 'open',
      due: '2022-11-02',
      dueVersion: 2,
    });
  });

  it('moves only whom an extension is for', async () => {
    const file = events({
      at: '2022-03-20T10:00:00+01:00',
      municipality: '110001',
      type: 'extended',
      due: '2022-04-29',
      scope: '110001',
      reason: 'richiesta',
    });
    const { by } = await lines('--as-of', '2022-04-01', '--events', file);
    expect(by('110001')).toMatchObject({ due: '2022-04-29', timeliness: 'pending' });
    expect(by('110002')).toMatchObject({ due: '2022-03-31', timeliness: 'overdue' });
  });

  it('names a refused event with its reason on standard error, and goes on without it', async () => {
    const file = events({
      id: 'v',
      at: '2022-03-10T10:00:00+01:00',
      municipality: '110001',
      type: 'validated',
    });
    const { by, err } = await lines('--as-of', '2022-03-11', '--events', file);
    expect(by('110001')).toMatchObject({ outcome: 'open' });
    expect(err).toBe(
      'sollecito status: rifiutato v (validated, 110001, 10/03/2022) [nothing-to-validate]: Non c’è alcuna trasmissione da validare.\n',
    );
  });

  it('reads another survey and other municipalities: another province is data', async () => {
    const survey = file(JSON.stringify({ ...surveyJson(), trackingStartsOn: '2022-04-01' }));
    const municipalities = file(
      'istat,name,belfiore,postcode,lat,lon,pec_in_letter\n072006,Bari,A662,70121,41.12,16.86,a@pec.it\n',
    );
    const none = events();
    const { states } = await lines(
      '--as-of',
      '2022-07-01',
      '--events',
      none,
      '--survey',
      survey,
      '--municipalities',
      municipalities,
    );
    expect(states).toMatchObject([{ municipality: '072006', round: '2022-06-30' }]);
  });

  it('before the first round gives no line but the empty measures', async () => {
    expect(await run('--as-of', '2021-12-31', '--events', events(), '--json')).toEqual({
      code: 0,
      out: '{"measures":{}}\n',
      err: '',
    });
  });
});

describe('sollecito status for people', () => {
  it('is a table with an explanation under each row, and the measures in words', async () => {
    const municipalities = file(
      'istat,name,belfiore,postcode,lat,lon,pec_in_letter\n110001,Andria,A285,76123,41.2,16.2,a@pec.it\n110009,Trani,L328,76125,41.2,16.4,b@pec.it\n',
    );
    const file2 = events({
      at: '2022-04-08T10:00:00+02:00',
      municipality: '110009',
      type: 'transmitted',
      mode: 'manual',
    });
    const { code, out } = await run(
      '--as-of',
      '2022-04-10',
      '--known-on',
      '2022-04-10',
      '--events',
      file2,
      '--municipalities',
      municipalities,
    );
    expect(code).toBe(0);
    expect(out).toBe(
      [
        'Situazione al 10/04/2022, come noto il 10/04/2022',
        '',
        'Comune            Ciclo       Scadenza    Stato                 Tempi       Dal',
        '────────────────  ──────────  ──────────  ────────────────────  ──────────  ──────────',
        'Comune di Andria  31/12/2021  31/03/2022  Scaduto               scaduto     01/04/2022',
        '  Nessuna risposta registrata per il 31/12/2021: la scadenza del 31/03/2022 è trascorsa.',
        'Comune di Trani   31/12/2021  31/03/2022  Trasmesso in ritardo  in ritardo  08/04/2022',
        '  Trasmissione ufficiale con caricamento manuale dell’08/04/2022, oltre la scadenza del 31/03/2022; non ancora validata dalla Regione.',
        '',
        'Ciclo del 31/12/2021: attesi 2, ricevuti 1 (nei termini 0, in ritardo 1; di consistenza nulla 0), scaduti 1, esonerati 0, nulli già comunicati 0, annullati 0, completezza 50,0 %, puntualità 0,0 %',
        '',
      ].join('\n'),
    );
  });

  it('sums the rounds when there are several, and says when there is none', async () => {
    const two = await run('--as-of', '2022-07-01', '--events', events());
    expect(two.out).toContain('Tutti i cicli: attesi 20, ');
    const none = await run('--as-of', '2021-12-31', '--events', events());
    expect(none.out).toBe(
      'Situazione al 31/12/2021\n\nNessun adempimento: in quel giorno nessun ciclo è aperto.\n',
    );
  });
});

describe('sollecito status refuses', () => {
  it('with exit 1 an events file with a fault, naming line and field', async () => {
    const bad = file(
      '{"at":"2022-03-10T10:00:00+01:00","municipality":"110001","type":"nil-declared","reference":"2022-06-31"}\n',
    );
    const { code, out, err } = await run('--as-of', '2022-04-01', '--events', bad);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('riga 1, reference');
  });

  it('with exit 1 and the reason when there is no installation to read', async () => {
    const command = statusCommand(() =>
      Promise.reject(Object.assign(new Error('Avviarla una volta.'), { code: 'no-installation' })),
    );
    const io = capture();
    expect(await command.run(['--as-of', '2022-04-01'], io)).toBe(1);
    expect([io.out, io.err]).toEqual(['', 'sollecito status: Avviarla una volta.\n']);
  });

  it('nothing that it does not understand: other failures go on', async () => {
    const command = statusCommand(() => Promise.reject(new Error('connessione persa')));
    await expect(command.run(['--as-of', '2022-04-01'], capture())).rejects.toThrow(
      'connessione persa',
    );
  });

  it.each<[string, readonly string[], string]>([
    ['no day', ['--events', 'x'], 'manca --as-of'],
    ['an impossible day', ['--as-of', '2022-06-31'], '--as-of'],
    [
      'an impossible day of knowledge',
      ['--as-of', '2022-04-01', '--known-on', '31/03/2022'],
      '--known-on',
    ],
    ['a file that is not there', ['--as-of', '2022-04-01', '--events', '/nessuno/qui'], '--events'],
    ['a survey without events', ['--as-of', '2022-04-01', '--survey', 'x'], '--events'],
    ['an unknown option', ['--as-of', '2022-04-01', '--boh'], '--boh'],
  ])('with exit 2 %s', async (_, args, named) => {
    const { code, err } = await run(...args);
    expect(code).toBe(2);
    expect(err).toContain(named);
    expect(err).toContain('Uso: sollecito status');
  });
});

describe('an installation plugs in its own record', () => {
  it('which is folded as it is, as far as the later of the two days', async () => {
    const asked: Instant[] = [];
    const command = statusCommand(async (until) => {
      asked.push(until);
      const municipalities = defaultMunicipalities();
      return { survey: defaultSurvey(), municipalities, factsOf: () => [], refused: [] };
    });
    const io = capture();
    expect(await command.run(['--as-of', '2022-04-01', '--json'], io)).toBe(0);
    expect(await command.run(['--as-of', '2022-04-01', '--known-on', '2022-05-01'], io)).toBe(0);
    expect(asked).toEqual(['2022-04-01T21:59:59.999Z', '2022-05-01T21:59:59.999Z']);
    expect(io.out).toContain('Situazione al 01/04/2022, come noto il 01/05/2022\n');
  });
});

/** The letter's survey as its file has it. */
function surveyJson(): Record<string, unknown> {
  const { referenceDays, ...rest } = defaultSurvey();
  return {
    ...rest,
    referenceDays: referenceDays.map((day) => day.split('-').reverse().join('/')),
    dueOffset: 'P3M',
    acceptanceOffset: 'P12M',
    lockOffset: 'P18M',
    rungs: rest.rungs.map((rung) => ({ ...rung, term: rung.term === null ? null : 'P30D' })),
  };
}
