import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as rest } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { zipSync } from 'fflate';
import { defaultMunicipalities, defaultSurvey } from '@app/contract';
import type { Instant } from '@app/domain';
import { around } from '../../../../test/support/pec-bounds.mjs';
import { type Compiled, compiled } from '../../../../test/support/compiled.js';
import { readMail } from '../intake/read-mail.js';
import { TestProvider } from '../testing/provider.js';
import { LANES } from './limits.js';
import { Readers } from './read-apart.js';
import { ReadingProcess } from './reading-process.js';
import { cells, lying, ods, xlsx } from './testing/hostile.js';

const survey = defaultSurvey();
const at = '2022-02-14T08:00:00.000Z' as Instant;
const file = (bytes: Uint8Array) => ({
  ...({ kind: 'stock', bytes, survey, municipalities: defaultMunicipalities() } as const),
  stamp: { survey: survey.id, actor: 'rossi', at, evidence: '0' },
});
const HEAD = 'comune;data_riferimento;codice_alloggio;stato\n';
/** Rejects when it is not so in time: a process that stays is ended by its test then. */
async function until(isSo: () => boolean, ms = 15_000): Promise<void> {
  const end = performance.now() + ms;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`not so: ${isSo}`);
    await rest(20);
  }
}

/** Of a process, as proc(5) calls it; X when there is none. */
function stateOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.charAt(0) ?? 'X';
  } catch {
    return 'X';
  }
}

/** 16,384 columns in 1,048,576 rows of one cell: what no reader may build. */
const BOMB = ods(1_048_576, 16_384);

let code: Compiled;
let entry: URL;
beforeAll(() => {
  code = compiled('libs/workflow/src');
  entry = pathToFileURL(`${code.folder}/untrusted/child.js`);
});
afterAll(() => code.remove());

describe('files of others, in a process of their own', () => {
  let readers: Readers;
  beforeAll(() => {
    readers = new Readers(entry);
  });
  afterAll(() => readers.close());

  it.each([
    [
      'XLSX with A1 and XFD300000',
      () => xlsx(cells('A1', 'XFD300000')),
      /16\.384 colonne, al massimo 200/,
    ],
    [
      'XLSX with a cell far to the right',
      () => xlsx(cells('A1', 'ZZZZZZ1')),
      /321\.272\.406 colonne/,
    ],
    [
      'XLSX that unfolds a thousand times',
      () => xlsx('<a>'.repeat(2_000_000)),
      /sheet1\.xml».* si espande più di 300 volte/,
    ],
    [
      'XLSX that lies about its sizes',
      () => lying(xlsx('', { 'xl/a.bin': new Uint8Array(5_000_000) }), 'xl/a.bin'),
      /«xl\/a\.bin».* si espande più di 300 volte/,
    ],
    [
      'XLSX of thousands of files',
      () =>
        xlsx(
          '',
          Object.fromEntries(Array.from({ length: 2001 }, (_, n) => [`a${n}`, new Uint8Array(1)])),
        ),
      /fatto di 2006 file, al massimo 2000/,
    ],
    [
      'ODS with a cell 300,000 times in a row',
      () => ods(1, 300_000),
      /201 colonne, al massimo 200/,
    ],
    ['ODS with a row 320,000 times', () => ods(320_000, 1), /più di 300\.000 righe/],
    [
      'CSV of one line',
      () => Buffer.from('a'.repeat(1_200_000)),
      /la riga ha più di 1\.000\.000 caratteri/,
    ],
    [
      'CSV of many columns',
      () => Buffer.from('a;'.repeat(300_000)),
      /300\.000 colonne, al massimo 200/,
    ],
    [
      'CSV of many rows',
      () => Buffer.from(HEAD + '1;2;3;4\n'.repeat(300_001)),
      /più di 300\.000 righe/,
    ],
    [
      'CSV of one open quotation',
      () => Buffer.from(`"${'a""'.repeat(600_000)}`),
      /più di 1\.000\.000 caratteri/,
    ],
  ])('%s is refused with the limit', async (_what, make, sentence) => {
    const answer = await readers.ask('file', file(make()));
    expect(answer).toMatchObject({
      facts: [],
      errors: [{ message: expect.stringMatching(sentence) }],
    });
  });

  it.each([
    [
      'XLSX that says that it is immense',
      () => xlsx(`<dimension ref="A1:XFD1048576"/>${cells('A1')}`),
    ],
    [
      'XLSX merged from end to end',
      () => xlsx(`${cells('A1')}<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>`),
    ],
    [
      'XLSX with an empty million of rows between two cells',
      () => xlsx(cells('A1', 'A1000000000')),
    ],
  ])('%s is read by what is in it', async (_what, make) => {
    const answer = await readers.ask('file', file(make()));
    expect(answer).toMatchObject({ errors: [{ column: 'comune', value: 'x' }, {}, {}, {}] });
  });

  it('a good one gives what it gives without a process', async () => {
    const order = file(Buffer.from(`${HEAD}110001;31/12/2021;A-1;in proprietà\n`));
    expect(await readers.ask('file', order)).toEqual(await new Readers(null).ask('file', order));
  });

  it('messages of an archive come one by one, what is refused by name', async () => {
    const mail = Buffer.from('Subject: a\r\n\r\nb\r\n');
    const bytes = Buffer.from(zipSync({ 'a.eml': mail, 'b.eml': mail, 'c.txt': mail }));
    const names: string[] = [];
    const refused = await readers.ask('upload', [{ name: 'x.zip', bytes }], {
      onPart: ({ name, raw }) => names.push(`${name} ${raw.length}`),
    });
    expect(names).toEqual(['a.eml 17', 'b.eml 17']);
    expect(refused).toMatchObject([{ name: 'c.txt', code: 'not-eml' }]);
  });
});

describe('mail, in a process of its own', () => {
  it('is read and verified as it is without one, and faults of the asker are told with their code', async () => {
    const provider = await TestProvider.open();
    const readers = new Readers(entry);
    try {
      const about = { messageId: 'l@x.it', fromAddress: 'a@x.it', toAddress: 'b@y.it' };
      const raw = await provider.receipt('delivery', about, at);
      const order = { raw, anchors: provider.trust };
      const read = await readers.ask('mail', order);
      expect(read).toMatchObject({
        message: { kind: 'delivery' },
        signature: { verdict: 'valid' },
      });
      expect(read).toEqual(readMail(order));
      const none = readers.ask('mail', { raw, anchors: { pems: ['nessuno'] } });
      await expect(none).rejects.toMatchObject({ code: 'trust-pem' });
    } finally {
      readers.close();
      provider.close();
    }
  });
});

describe('the reading process', () => {
  let reader: ReadingProcess;
  afterEach(() => reader.close());
  const ask = (bytes: Uint8Array) =>
    reader.ask({ name: 'file', order: file(bytes) }, () => undefined);
  const mail = (raw: Uint8Array) =>
    reader.ask({ name: 'mail', order: { raw, anchors: { builtIn: false } } }, () => undefined);

  it.each([
    ['time', { seconds: 1 }, /limite di [13] secondi/],
    ['memory', { megabytes: 90 }, /limite di 90 MB di memoria/],
    ['memory', { heapMegabytes: 48 }, /limite di 1280 MB di memoria/],
  ] as const)(
    'is killed beyond its limit of %s (%j), and the next file finds another',
    async (stopped, less, sentence) => {
      reader = new ReadingProcess(entry, { ...LANES.files, ...less });
      const answers = [ask(BOMB), ask(Buffer.from(HEAD))];
      expect(await answers[0]).toEqual({ stopped, message: expect.stringMatching(sentence) });
      if (stopped === 'memory' && 'megabytes' in less) return;
      expect(await answers[1]).toMatchObject({
        errors: [{ message: expect.stringContaining('riga') }],
      });
    },
  );

  it('reads while this process answers others, knows no secret, and is gone when it is killed', async () => {
    process.env['UNTRUSTED_TEST_SECRET'] = 'password';
    reader = new ReadingProcess(entry, { ...LANES.mail, seconds: 60 });
    await mail(Buffer.from('Subject: a\r\n\r\n'));
    const pid = reader.pid!;
    expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toMatch(/password|PATH=/);
    const order: string[] = [];
    const server = createServer((_, response) => response.end('ok')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const busy = ask(BOMB).then((answer) => order.push((answer as { stopped: string }).stopped));
    const page = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    order.push(await page.text());
    process.kill(pid, 'SIGKILL');
    await busy;
    expect(order).toEqual(['ok', 'crash']);
    expect(existsSync(`/proc/${pid}`)).toBe(false);
    expect(await mail(Buffer.from('Subject: a\r\n\r\n'))).toMatchObject({
      message: { subject: 'a' },
    });
    expect(reader.pid).not.toBe(pid);
    server.close();
    delete process.env['UNTRUSTED_TEST_SECRET'];
  });

  it.each([
    ['is killed', 'SIGKILL', 600],
    ['hangs', 'SIGSTOP', 0.5],
  ] as const)(
    'ends itself in the middle of a task when its parent %s',
    async (_what, signal, seconds) => {
      reader = new ReadingProcess(entry, LANES.mail);
      // The real one, in code that gives nothing else its turn any more.
      const stuck = new URL('./stuck.js', entry);
      writeFileSync(stuck, `import './child.js'; process.on('message', () => { for (;;); });`);
      const lane = { ...LANES.mail, seconds };
      const asks = `import { ReadingProcess } from '${new URL('./reading-process.js', entry).href}';
        const reader = new ReadingProcess(new URL('${stuck.href}'), ${JSON.stringify(lane)});
        const order = { name: 'mail', order: { raw: new Uint8Array(), anchors: {} } };
        void reader.ask(order, () => undefined);
        setInterval(() => reader.pid === undefined || console.log(reader.pid), 10);`;
      const args = ['--input-type=module', '--eval', asks];
      const parent = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      const [line] = (await once(parent.stdout, 'data')) as [Buffer];
      const child = parseInt(String(line), 10);
      try {
        await until(() => stateOf(child) === 'R');
        parent.kill(signal);
        await until(() => 'ZX'.includes(stateOf(child)));
      } finally {
        parent.kill('SIGKILL');
        if (!'ZX'.includes(stateOf(child))) process.kill(child, 'SIGKILL');
      }
    },
    40_000,
  );

  it('is the same for one message after the other', async () => {
    reader = new ReadingProcess(entry, LANES.mail);
    const pids = new Set<number | undefined>();
    for (let n = 0; n < 20; n += 1) {
      await mail(around(`Subject: ${n}\r\n\r\nciao`));
      pids.add(reader.pid);
    }
    expect(pids.size).toBe(1);
  });
});
