import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { decodeHeader, headerValue, splitHeader } from '../mime/read.js';
import { leaves } from '../mime/text.js';
import type { Action } from '../script/rules.js';
import { dissect, type Anatomy } from '../testing/anatomy.js';
import { Bench, DAY } from '../testing/harness.js';
import { opensslVerdict, SUCCESS } from '../testing/openssl.js';
import { faultsAgainstTable, kindOf } from '../testing/table.js';

// Making RSA keys on a busy machine takes its time.
jest.setTimeout(60_000);

const ADDRESS = 'protocollo@cert.comune.andria.bt.it';
const LETTER = 'Prot. n. 77/2022 del 14/02/2022 – Richiesta dati al 31/12/2021';

let bench: Bench;
afterEach(() => bench.close());

interface Reply {
  readonly outer: Anatomy;
  readonly raw: Buffer;
  readonly header: (name: string) => string | null;
  readonly subject: string;
  readonly text: string;
  readonly files: Readonly<Record<string, string>>;
  readonly identificativo: string;
}

/** What comes back when the municipality answers a letter with this action. */
async function replyTo(action: Action): Promise<Reply> {
  bench = await Bench.open({
    municipalities: [
      {
        istat: '110001',
        name: 'Andria',
        address: ADDRESS,
        code: 'c_a285',
        rules: [{ id: 'risponde', when: { letter: {}, after: 'PT1H' }, action }],
      },
    ],
  });
  await bench.send({ to: ADDRESS, subject: LETTER, messageId: '<nostro@pec.regione.example>' });
  await bench.advance(DAY);
  const arrived = await bench.inbox();
  const { raw } = arrived.at(-1)!;
  const outer = dissect(raw);
  const inner = outer.postacert ?? Buffer.alloc(0);
  const { headers } = splitHeader(inner);
  const found = leaves(inner);
  return {
    outer,
    raw,
    header: (name) => headerValue(headers, name),
    subject: decodeHeader(headerValue(headers, 'Subject') ?? ''),
    text: new TextDecoder(found[0]?.charset).decode(found[0]?.content).replaceAll('\r\n', '\n'),
    files: Object.fromEntries(
      found.flatMap((leaf) => (leaf.name === null ? [] : [[leaf.name, leaf.content.toString()]])),
    ),
    identificativo: bench.sandbox.submissions()[0]!.providerId,
  };
}

describe('a reply of a scripted municipality', () => {
  it.each<[string, Action]>([
    ['webmail', { do: 'nil-return', references: ['2021-12-31'] }],
    ['protocol', { do: 'no-change', references: ['2022-06-30'], via: 'protocol' }],
    ['automatic', { do: 'conferma' }],
  ])('is a real envelope, signed by its provider: %s', async (_name, action) => {
    const { outer, raw } = await replyTo(action);
    expect(kindOf(outer)).toBe('envelope');
    expect(faultsAgainstTable(outer)).toEqual([]);
    expect(outer.daticert?.value('intestazione/mittente')).toBe(ADDRESS);
    expect(await opensslVerdict(raw, bench.sandbox.caPem, bench.now)).toBe(SUCCESS);
  });

  it('threads as webmail does: to the identificativo that took the place of our id', async () => {
    const reply = await replyTo({ do: 'extension-request', references: ['2021-12-31'], days: 30 });
    expect(reply.header('In-Reply-To')).toBe(`<${reply.identificativo}>`);
    expect(reply.subject).toBe(`Re: ${LETTER}`);
    expect(reply.text).toContain('si chiede una proroga di 30 giorni');
    expect(reply.text).toContain('ha scritto:\n> Si chiede la trasmissione.');
  });

  it('threads to our own id, or not at all, where the script says so', async () => {
    const ours = await replyTo({ do: 'question', thread: 'ours' });
    expect(ours.header('References')).toBe('<nostro@pec.regione.example>');
    await bench.close();
    const none = await replyTo({ do: 'question', thread: 'none' });
    expect(none.header('In-Reply-To')).toBeNull();
  });

  it('states the nil with the exact subject of the letter and a zero', async () => {
    const reply = await replyTo({ do: 'nil-return', references: ['2021-12-31'] });
    expect(reply.subject).toBe(
      'Comune di Andria – Trasmissione consistenza patrimonio immobiliare – Numero Alloggi ERP in proprietà alla data del 31/12/2021',
    );
    expect(reply.text).toContain(
      'alla data del 31/12/2021 il numero di alloggi ERP in proprietà è pari a 0.',
    );
  });

  it('may leave the zero out: subject alone', async () => {
    const reply = await replyTo({ do: 'nil-return', references: ['2021-12-31'], stated: null });
    expect(reply.text.split('ha scritto')[0]).not.toMatch(/zero|pari a 0|null[ao]|nessun/);
  });

  it('answers several duties at once, or another round than asked', async () => {
    const both = await replyTo({ do: 'no-change', references: ['2021-12-31', '2022-06-30'] });
    expect(both.subject).toMatch(/alla data del 31\/12\/2021 e del 30\/06\/2022$/);
    await bench.close();
    const wrong = await replyTo({ do: 'no-change', references: ['2020-12-31'] });
    expect(wrong.text).toContain('31/12/2020');
  });

  it('starts a new thread from protocol software, with Segnatura.xml that refers to our protocol', async () => {
    const reply = await replyTo({
      do: 'transmission-notice',
      references: ['2021-12-31'],
      via: 'protocol',
    });
    expect(reply.header('In-Reply-To')).toBeNull();
    expect(reply.subject).toMatch(/^Prot\. N\.\d{7}\/2022 - Comune di Andria – Comunicazione/);
    const segnatura = reply.files['Segnatura.xml'] ?? '';
    expect(segnatura).toContain('<CodiceAmministrazione>c_a285</CodiceAmministrazione>');
    expect(segnatura).toMatch(
      /<Riferimenti>[\s\S]*<NumeroRegistrazione>77\/2022<\/NumeroRegistrazione>\n<DataRegistrazione>2022-02-14/,
    );
    expect(reply.files['risposta.pdf']).toMatch(/^%PDF-1\.4\n[\s\S]*%%EOF\n$/);
  });

  it.each([
    ['conferma', 'Conferma.xml', 'ConfermaRicezione'],
    ['aggiornamento', 'Aggiornamento.xml', 'AggiornamentoConferma'],
    ['eccezione', 'Eccezione.xml', 'NotificaEccezione'],
    ['annullamento', 'Annullamento.xml', 'AnnullamentoProtocollazione'],
  ] as const)('sends %s as an ordinary envelope with %s', async (name, file, root) => {
    const reply = await replyTo({ do: name });
    expect(Object.keys(reply.files)).toEqual([file]);
    expect(reply.files[file]).toContain(`<${root} versione=`);
    expect(reply.header('Auto-Submitted')).toBeNull();
  });

  it('says out-of-office as machines do', async () => {
    const reply = await replyTo({ do: 'out-of-office', until: '2022-02-21' });
    expect(reply.header('Auto-Submitted')).toBe('auto-replied');
    expect(reply.subject).toBe(`Risposta automatica: ${LETTER}`);
    expect(reply.text).toContain('fino al 21/02/2022');
  });

  it('comes from another mailbox where the script says so', async () => {
    const from = 'ufficio.casa@pec.comune.andria.bt.it';
    const reply = await replyTo({ do: 'question', from });
    expect(reply.outer.daticert?.value('intestazione/mittente')).toBe(from);
    expect(headerValue(reply.outer.headers, 'From')).toContain(`"Per conto di: ${from}"`);
  });

  it('arrives as an anomaly when it is ordinary mail, wrapped by our own provider', async () => {
    const reply = await replyTo({ do: 'question', ordinary: true });
    expect(kindOf(reply.outer)).toBe('anomaly');
    expect(headerValue(reply.outer.headers, 'From')).toContain('@pec.gestore-a.example');
    expect(reply.header('Message-ID')).not.toContain('gestore');
  });

  it('says what the script says, word by word', async () => {
    const reply = await replyTo({ do: 'reply', subject: 'Città è così', text: 'Perché no?' });
    expect(reply.subject).toBe('Città è così');
    expect(reply.text).toMatch(/^Perché no\?\n\nIl /);
  });
});
