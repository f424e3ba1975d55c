import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Authority, Kind, Statement } from '@app/pec-sandbox';
import { compose, KINDS, openAuthority, PROVIDERS } from '@app/pec-sandbox';
import { main } from '../main.js';

const AT = Date.UTC(2022, 2, 10, 9);
let folder: string;
let authority: Authority;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'inspect-'));
  authority = await openAuthority(join(folder, 'ca'));
  writeFileSync(join(folder, 'ca.pem'), authority.caPem);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const statement = (kind: Kind, more: Partial<Statement> = {}): Statement => ({
  kind,
  at: AT,
  messageId: 'ricevuta-1@gestore.example',
  to: 'regione@pec.regione.example',
  recipient: 'comune@pec.example',
  receiptType: 'completa',
  attached: Buffer.from('From: comune@pec.example\r\nSubject: Risposta\r\n\r\nAlloggi: 0\r\n'),
  original: {
    providerId: 'opec1.1@pec.gestore-a.example',
    messageId: '<lettera-1@pec.regione.example>',
    sender: 'regione@pec.regione.example',
    recipients: [{ address: 'comune@pec.example', certified: true }],
    replyTo: 'regione@pec.regione.example',
    subject: 'Ricognizione',
  },
  ...more,
});

async function stored(name: string, raw: Uint8Array): Promise<string> {
  const file = join(folder, name);
  writeFileSync(file, raw);
  return file;
}

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const code = await main(['inspect', ...args], {
    stdout: (text) => (out += text),
    stderr: (text) => (err += text),
  });
  return { code, out, err };
}

const trusted = (file: string, ...more: string[]) =>
  run(file, '--trust', join(folder, 'ca.pem'), ...more);

describe('sollecito inspect', () => {
  it.each(
    PROVIDERS.flatMap((provider) =>
      (Object.keys(KINDS) as Kind[]).map((kind) => [provider.id, kind] as const),
    ),
  )('knows what provider %s sends: %s, genuine', async (id, kind) => {
    const provider = PROVIDERS.find((one) => one.id === id) ?? PROVIDERS[0];
    if (provider === undefined) throw new Error('no provider');
    const raw = await compose(statement(kind), provider, authority);
    const { code, out } = await trusted(await stored(`${id}-${kind}.eml`, raw), '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ kind, signature: { verdict: 'valid', reasons: [] } });
  });

  it('gives every field of the contract, under its name', async () => {
    const raw = await compose(statement('delivery'), PROVIDERS[1] ?? PROVIDERS[0]!, authority);
    const { out } = await trusted(await stored('delivery.eml', raw), '--json');
    const found = JSON.parse(out) as Record<string, Record<string, unknown>>;
    expect(Object.keys(found)).toEqual(
      expect.arrayContaining([
        'kind',
        'final',
        'messageId',
        'refersTo',
        'providerId',
        'issuer',
        'at',
        'sender',
        'recipients',
        'recipient',
        'error',
        'signature',
        'inner',
        'reply',
        'warnings',
      ]),
    );
    expect(found).toMatchObject({
      kind: 'delivery',
      final: true,
      messageId: 'ricevuta-1@gestore.example',
      refersTo: 'lettera-1@pec.regione.example',
      providerId: 'opec1.1@pec.gestore-a.example',
      at: '2022-03-10T09:00:00.000Z',
      recipients: [{ address: 'comune@pec.example', certified: true }],
      recipient: 'comune@pec.example',
      error: null,
      inner: { subject: 'Risposta', from: 'comune@pec.example', attachments: [] },
      reply: null,
    });
    expect(Object.keys(found['signature'] ?? {})).toEqual([
      'verdict',
      'signer',
      'signedAt',
      'digest',
      'chain',
      'reasons',
    ]);
  });

  it('tells people what it is, for which letter, whether it is genuine, what to do', async () => {
    const raw = await compose(
      statement('delivery-failure', { error: 'altro', detail: '5.1.1 - indirizzo non valido' }),
      PROVIDERS[0]!,
      authority,
    );
    const { out } = await trusted(await stored('failure.eml', raw));
    expect(out).toMatch(/Che cos’è +Avviso di mancata consegna \(definitivo\)/);
    expect(out).toMatch(/Riguarda +la lettera <lettera-1@pec\.regione\.example>/);
    expect(out).toMatch(/Autentico +Sì/);
    expect(out).toMatch(/Che fare +La lettera non è arrivata\. Correggere l’indirizzo PEC/);
  });

  it('reports a forgery and exits 0: the finding is the answer', async () => {
    const raw = await compose(statement('delivery'), PROVIDERS[1]!, authority);
    const { code, out } = await run(await stored('foreign.eml', raw));
    expect(code).toBe(0);
    expect(out).toMatch(/Autentico +NON VERIFICABILE/);
    expect(out).toMatch(/Non tenerne conto/);
  });

  it('judges certificates at the instant of --at', async () => {
    const raw = await compose(statement('acceptance'), PROVIDERS[0]!, authority);
    const file = await stored('at.eml', raw);
    const { out } = await trusted(file, '--json', '--at', '2039-01-01T00:00:00+01:00');
    expect(JSON.parse(out)).toMatchObject({
      signature: { verdict: 'untrusted', reasons: [{ code: 'expired' }] },
    });
  });

  it('writes no escape sequence of a stranger to the terminal', async () => {
    const { out } = await run(
      await stored(
        'escape.eml',
        Buffer.from('From: a@b.it\r\nX-Trasporto: \u001b[31merrore\r\nSubject: x\r\n\r\n'),
      ),
    );

    expect(out).not.toMatch(/\u001b/);
  });

  it.each([
    [['/non/esiste.eml'], 1, 'il file non esiste'],
    [[tmpdir()], 1, 'è una cartella'],
    [[], 2, 'manca il file'],
    [['a.eml', 'b.eml'], 2, 'un solo file'],
    [['a.eml', '--at', 'ieri'], 2, '--at'],
    [['a.eml', '--altro'], 2, '--altro'],
  ])('%j exits %i and says why', async (args, code, reason) => {
    const found = await run(...args);
    expect(found.code).toBe(code);
    expect(found.err).toContain(reason);
  });
});
