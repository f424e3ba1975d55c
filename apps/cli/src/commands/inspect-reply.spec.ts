import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultMunicipalities } from '@app/contract';
import type { PecMessage, Signature, TrustStore } from '@app/pec';
import { readMessage, trustStore, verifyMessage } from '@app/pec';
import type { Action, Sandbox } from '@app/pec-sandbox';
import { startSandbox } from '@app/pec-sandbox';
import nodemailer from 'nodemailer';
import { replyRows } from './inspect-reply-text.js';
import type { ReplyView } from './inspect-reply.js';
import { replyMessage } from '@app/workflow';
import { readReplyView } from './inspect-reply.js';

const USER = 'politicheabitative@pec.regione.example';
const PASSWORD = 'una-parola';
const HOUR = 3_600_000;
/** Monday 14 February 2022, 09:00 in Rome: the first round is open. */
const START = Date.UTC(2022, 1, 14, 8);
const R1 = '2021-12-31';
const SUBJECT =
  'Ricognizione del patrimonio ERP in PUSH – Richiesta dati al 31/12/2021 entro il 31/03/2022';
const LETTER = readFileSync(
  new URL('../../../../libs/letters/golden/opening.piccolo.txt', import.meta.url),
  'utf8',
);

type Wanted = Partial<ReplyView> & Pick<ReplyView, 'kind' | 'decision'>;

/**
 * What each municipality writes back, an hour apart, and how it must be read without any record: no quotation can be
 * compared with a letter, no Conferma names one that is known, so that nearly all wait.
 */
const STORY: readonly (readonly [istat: string, does: Action, read: Wanted])[] = [
  ['110006', { do: 'nil-return', references: [R1] }, nil()],
  ['110008', { do: 'nil-return', references: [R1], stated: 'zero', thread: 'ours' }, nil()],
  ['110010', { do: 'nil-return', references: [R1], stated: 'nulla', via: 'protocol' }, nil()],
  ['110007', { do: 'nil-return', references: [R1], stated: 'nessun alloggio' }, nil()],
  [
    '110004',
    { do: 'nil-return', references: [R1], stated: null },
    { kind: 'other', decision: 'hold', units: null, reference: R1 },
  ],
  [
    '110001',
    { do: 'nil-return', references: [R1], from: 'urp@cert.comune.andria.bt.it' },
    { kind: 'nil-return', decision: 'hold', municipality: '110001' },
  ],
  [
    '110005',
    { do: 'nil-return', references: [R1], ordinary: true },
    { kind: 'nil-return', decision: 'hold', municipality: '110005' },
  ],
  [
    '110003',
    { do: 'nil-return', references: ['2020-12-31'] },
    { kind: 'nil-return', decision: 'hold', rounds: [] },
  ],
  ['110002', { do: 'no-change', references: [R1] }, { kind: 'no-change', decision: 'hold' }],
  [
    '110009',
    { do: 'no-change', references: [R1], via: 'protocol' },
    { kind: 'no-change', decision: 'hold' },
  ],
  [
    '110001',
    { do: 'transmission-notice', references: [R1] },
    { kind: 'transmission-notice', decision: 'hold' },
  ],
  [
    '110010',
    { do: 'transmission-notice', references: [R1], via: 'protocol' },
    { kind: 'transmission-notice', decision: 'hold' },
  ],
  [
    '110009',
    { do: 'extension-request', references: [R1], days: 30 },
    { kind: 'extension-request', decision: 'hold' },
  ],
  ['110003', { do: 'question', thread: 'ours' }, { kind: 'question', decision: 'hold' }],
  ['110010', { do: 'conferma' }, { kind: 'protocol-confirmation', decision: 'hold' }],
  ['110002', { do: 'aggiornamento' }, { kind: 'protocol-confirmation', decision: 'hold' }],
  ['110004', { do: 'eccezione' }, { kind: 'protocol-exception', decision: 'hold' }],
  ['110008', { do: 'annullamento' }, { kind: 'protocol-exception', decision: 'hold' }],
  ['110003', { do: 'out-of-office', until: '2022-02-21' }, { kind: 'automatic', decision: 'file' }],
];

function nil(): Wanted {
  return { kind: 'nil-return', decision: 'hold', units: 0, reference: R1 };
}

describe('the reply inside an envelope of the sandbox', () => {
  let dir: string;
  let sandbox: Sandbox;
  let trust: TrustStore;
  const arrived: Uint8Array[] = [];

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'inspect-reply-'));
    let now = START;
    sandbox = await startSandbox({
      dir,
      smtpPort: 0,
      clock: { now: () => now },
      users: [{ address: USER, password: PASSWORD }],
      script: { version: 1, municipalities: scripted() },
    });
    trust = trustStore({ pems: [sandbox.caPem] });
    await sendLetters(sandbox.smtpPort);
    now += (STORY.length + 2) * HOUR;
    await sandbox.advanceTo(now);
    const folder = join(sandbox.maildirOf(USER), 'new');
    const raws = await Promise.all(readdirSync(folder).map((name) => readFile(join(folder, name))));
    const replies = raws.filter((raw) => /^(?:envelope|anomaly)$/.test(readMessage(raw).kind));
    arrived.push(...replies.sort((a, b) => timeOf(a) - timeOf(b)));
  }, 120_000);

  afterAll(async () => {
    await sandbox.stop();
    await rm(dir, { recursive: true, force: true });
  });

  const inspected = (
    at: number,
  ): { message: PecMessage; signature: Signature; raw: Uint8Array } => {
    const raw = arrived[at] ?? new Uint8Array();
    const message = readMessage(raw);
    return { raw, message, signature: verifyMessage(raw, message, trust, {}) };
  };

  const viewOf = async (
    raw: Uint8Array,
    message: PecMessage,
    { verdict }: Signature,
  ): Promise<ReplyView | null> => {
    const verified = message.kind === 'envelope' && verdict === 'valid';
    const reply = replyMessage(raw, message, message.inner, verified);
    return (await readReplyView(message, reply, 60)) as ReplyView | null;
  };

  it('comes from every municipality that was told to write', () => {
    expect(arrived).toHaveLength(STORY.length);
  });

  it.each(STORY.map(([istat, does, wanted], at) => [at, istat, does.do, wanted] as const))(
    'is read as its writer means it (%i, %s: %s)',
    async (at, istat, _, wanted) => {
      const { raw, message, signature } = inspected(at);
      const view = await viewOf(raw, message, signature);
      expect(view).toMatchObject({ municipality: istat, ...wanted });
    },
  );

  it('is never applied when the signature is not verified', async () => {
    for (const [at] of STORY.entries()) {
      const { raw, message, signature } = inspected(at);
      const view = await viewOf(raw, message, { ...signature, verdict: 'untrusted' });
      expect(view?.decision).toBe('hold');
    }
  });

  it('is not verified when the inner sender is not the certified one', async () => {
    const { raw, message, signature } = inspected(0);
    const other = { ...message, sender: 'qualcuno@pec.example' };
    expect((await viewOf(raw, other, signature))?.decision).toBe('hold');
  });

  it('is told to people in Italian: what it is, whose, for which round, and what becomes of it', async () => {
    const { raw, message, signature } = inspected(14);
    const view = await viewOf(raw, message, signature);
    const text =
      view === null
        ? ''
        : replyRows(view)
            .map((row) => row.join(': '))
            .join('\n');
    expect(text).toMatch(
      /^Letto come: Conferma del protocollo: non è una risposta\. Attendibilità \d+%\.$/m,
    );
    expect(text).toMatch(/^Comune: 110010$/m);
    expect(text).toMatch(/^Ciclo: 31\/12\/2021$/m);
    expect(text).toMatch(/^Protocollo: protocollata dal Comune n\. \d+ del 1[45]\/02\/2022$/m);
    expect(text).toMatch(/^Esito: Da assegnare: decide una persona\.$/m);
  });

  function scripted() {
    return defaultMunicipalities().map(({ istat, name, belfiore, addresses }) => ({
      istat,
      name,
      address: addresses[0]?.address ?? '',
      code: `c_${(belfiore ?? '').toLowerCase()}`,
      rules: STORY.flatMap(([who, action], at) =>
        who === istat
          ? [{ id: `risponde-${at}`, when: { letter: {}, after: `PT${at + 1}H` }, action }]
          : [],
      ),
    }));
  }

  async function sendLetters(port: number): Promise<void> {
    const transport = nodemailer.createTransport({
      host: '127.0.0.1',
      port,
      ignoreTLS: true,
      auth: { user: USER, pass: PASSWORD },
    });
    for (const { name, addresses } of defaultMunicipalities()) {
      await transport.sendMail({
        from: USER,
        to: addresses[0]?.address,
        subject: `${SUBJECT} – Comune di ${name}`,
        text: LETTER,
      });
    }
    transport.close();
  }
});

const timeOf = (raw: Uint8Array): number => {
  const { at, inner } = readMessage(raw);
  return Date.parse(at ?? inner?.date ?? '');
};
