import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Fact, Instant } from '@app/domain';
import { factHash, writeEvidence } from '@app/evidence';
import { main } from '../main.js';

const FIXTURES = fileURLToPath(
  new URL('../../../../libs/evidence/src/testing/fixtures/', import.meta.url),
);

let folder: string;
let good: string;
let ca: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sollecito-verify-'));
  good = join(folder, 'fascicolo.zip');
  ca = join(FIXTURES, 'ca.pem');
  const at = '2022-02-14T08:00:00.000Z' as Instant;
  const fact = {
    id: 'f1',
    type: 'validated',
    survey: 'push-erp',
    municipality: '110001',
    round: null,
    occurredAt: at,
    recordedAt: at,
    actor: 'prova',
    source: 'engine',
    evidence: null,
    payload: {},
  } as unknown as Fact;
  writeFileSync(
    good,
    writeEvidence({
      title: 'Comune di Andria',
      description: 'Prova',
      generatedAt: at,
      generator: 'Sollecito 0.1.0',
      facts: [{ fact, previous: '', hash: factHash('', fact) }],
      messages: [
        { raw: readFileSync(join(FIXTURES, 'avvenuta-consegna.eml')), direction: 'received', at },
      ],
      letters: [],
      anchors: [readFileSync(ca, 'utf8')],
    }),
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await main(['verify', ...args], {
    stdout: (text) => (out += text),
    stderr: (text) => (err += text),
  });
  return { code, out, err };
}

/** The good file with one byte changed. */
function broken(at: number): string {
  const bytes = readFileSync(good);
  bytes[at]! ^= 1;
  const path = join(folder, `rotto-${at}.zip`);
  writeFileSync(path, bytes);
  return path;
}

describe('sollecito verify', () => {
  it('answers in the contract’s JSON and exits 0 for a file as made', async () => {
    const { code, out, err } = await run(good, '--json');
    const report = JSON.parse(out);
    expect([code, err, report.ok, report.problems]).toEqual([0, '', true, []]);
    expect(report.chain).toMatchObject({ ok: true, events: 1 });
    expect(report.chain.head).toMatch(/^[0-9a-f]{64}$/);
    const message = report.files.find((one: { name: string }) => one.name.startsWith('messages/'));
    expect(message).toMatchObject({
      ok: true,
      signature: { verdict: 'valid', anchor: 'enclosed' },
    });
    expect(message.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('says it in Italian, the answer first and the head of the chain last', async () => {
    const { code, out } = await run(good, '--trust', ca);
    expect(code).toBe(0);
    expect(out).toMatch(/^FASCICOLO INTEGRO: .*\nComune di Andria\n/);
    expect(out).toContain('firma valida di posta-certificata@sicurezzapostale.gestore-c.example');
    expect(out).toContain('(autorità indicata con --trust)');
    expect(out).toMatch(/Catena dei fatti: integra, 1 fatto, testa [0-9a-f]{64}\n$/);
  });

  it('exits 1 and names the file when one bit was changed', async () => {
    const { code, out, err } = await run(broken(200), '--json');
    const report = JSON.parse(out);
    expect([code, report.ok]).toEqual([1, false]);
    expect(report.problems[0].name).toBe('index.html');
    expect(err).toContain('fascicolo non integro');
    expect((await run(broken(200))).out).toMatch(/^FASCICOLO NON INTEGRO/);
  });

  it('compares the head with the one noted elsewhere', async () => {
    const { head } = JSON.parse((await run(good, '--json')).out).chain;
    expect((await run(good, '--head', head)).code).toBe(0);
    expect((await run(good, '--head', 'f'.repeat(64))).code).toBe(1);
  });

  it('exits 1 with the reason for a file or authority that can’t be read', async () => {
    expect(await run(join(folder, 'manca.zip'))).toMatchObject({ code: 1, out: '' });
    expect((await run(join(folder, 'manca.zip'))).err).toContain('il file non esiste');
    expect((await run(folder)).err).toContain('è una cartella');
    const refused = await run(good, '--trust', join(FIXTURES, 'lettera.eml'));
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain('Nessun certificato PEM');
  });

  it('exits 1 for a file that is no evidence file at all', async () => {
    const { code, out } = await run(ca, '--json');
    expect([code, JSON.parse(out).ok]).toEqual([1, false]);
  });

  it.each([[[]], [['a.zip', 'b.zip']], [['a.zip', '--head', 'abc']], [['a.zip', '--odd']]])(
    'exits 2 with the usage for %p',
    async (args) => {
      const { code, err } = await run(...args);
      expect(code).toBe(2);
      expect(err).toContain('Uso: sollecito verify');
    },
  );
});
