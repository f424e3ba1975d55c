import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { headerValue } from './mime/read.js';
import { dissect, type Anatomy } from './testing/anatomy.js';
import { Bench, DAY, SECOND, USER } from './testing/harness.js';
import { opensslVerdict, SUCCESS } from './testing/openssl.js';
import { faultsAgainstTable, kindOf } from './testing/table.js';

// Making RSA keys on a busy machine takes its time.
jest.setTimeout(60_000);

const EICAR = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$' + 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*';

/** One campaign that makes the provider say everything it can say. */
describe('every message that the provider makes', () => {
  let bench: Bench;
  let messages: { name: string; raw: Buffer; anatomy: Anatomy }[];

  beforeAll(async () => {
    bench = await Bench.open({
      recipients: [
        { address: 'preso@pec.comune.example', fate: { do: 'delivered', takenInCharge: true } },
        { address: 'esterno@posta.example', fate: { do: 'not-certified' } },
        { address: 'manca-b@pec.comune.example', provider: 'b', fate: { do: 'missing-mailbox' } },
        { address: 'manca-c@pec.comune.example', provider: 'c', fate: { do: 'missing-mailbox' } },
        { address: 'dominio@pec.assente.example', fate: { do: 'missing-domain' } },
        { address: 'piena@pec.comune.example', fate: { do: 'full' } },
        { address: 'lenta@pec.comune.example', fate: { do: 'notice-12h-then-delivery' } },
        { address: 'muta@pec.comune.example', fate: { do: 'notice-12h-24h' } },
        { address: 'virus@pec.comune.example', fate: { do: 'virus', notice: true } },
        { address: 'rifiutata@pec.comune.example', fate: { do: 'non-acceptance' } },
        { address: 'doppia@pec.comune.example', fate: { do: 'duplicate-receipts' } },
      ],
      municipalities: [
        {
          istat: '110001',
          name: 'Andria',
          address: 'protocollo@pec.comune.andria.example',
          rules: [
            {
              id: 'risponde',
              when: { letter: {}, after: 'PT1H' },
              action: { do: 'nil-return', references: ['2021-12-31'] },
            },
            {
              id: 'scrive',
              when: { day: '2022-02-15' },
              action: { do: 'question', ordinary: true },
            },
          ],
        },
      ],
    });
    for (const to of [
      'preso@pec.comune.example',
      'esterno@posta.example',
      'manca-b@pec.comune.example',
      'manca-c@pec.comune.example',
      'dominio@pec.assente.example',
      'piena@pec.comune.example',
      'lenta@pec.comune.example',
      'muta@pec.comune.example',
      'virus@pec.comune.example',
      'rifiutata@pec.comune.example',
      'doppia@pec.comune.example',
      'protocollo@pec.comune.andria.example',
    ]) {
      await bench.send({
        to,
        subject: `Così “è” — ${to}`,
        messageId: `<${to.split('@')[0]}.1@x.it>`,
      });
    }
    await bench.send({ subject: 'ascii', text: EICAR });
    await bench.send({ subject: 'breve', headers: { 'X-TipoRicevuta': 'breve' } });
    await bench.send({ subject: 'sintetica', headers: { 'X-TipoRicevuta': 'sintetica' } });
    await bench.advance(2 * DAY);
    messages = (await bench.inbox()).map(({ name, raw }) => ({ name, raw, anatomy: dissect(raw) }));
  });

  afterAll(() => bench.close());

  it('comes in all nine kinds', () => {
    const kinds = new Set(messages.map(({ anatomy }) => kindOf(anatomy)));
    expect([...kinds].sort()).toEqual([
      'acceptance',
      'anomaly',
      'delivery',
      'delivery-failure',
      'delivery-timeout-notice',
      'envelope',
      'non-acceptance',
      'taken-in-charge',
      'virus-notice',
    ]);
  });

  it('stands as the table of certified mail and the DTD of daticert.xml want it', () => {
    expect(messages.flatMap(({ anatomy }) => faultsAgainstTable(anatomy))).toEqual([]);
  });

  it('passes openssl: signature, chain, name constraints and purpose, at its own time', async () => {
    const verdicts = new Set<string>();
    for (const { raw } of messages) {
      verdicts.add(await opensslVerdict(raw, bench.sandbox.caPem, bench.now));
    }
    expect([...verdicts]).toEqual([SUCCESS]);
  });

  it('fails openssl once a byte of the signed part is changed', async () => {
    const broken = Buffer.from(messages[0]!.raw);
    const at = broken.indexOf('Ricevuta di accettazione');
    broken[at] = broken[at]! ^ 1;
    expect(await opensslVerdict(broken, bench.sandbox.caPem, bench.now)).toContain(
      'Verification failure',
    );
  });

  it('is signed by the mailbox that stands in From, and speaks for the sender in envelopes', () => {
    for (const { anatomy } of messages) {
      const from = headerValue(anatomy.headers, 'From') ?? '';
      expect(from).toMatch(/posta-certificata@[a-z.-]+\.example>?$/);
      const onBehalf = /^"Per conto di: [^"]+" </.test(from);
      expect(onBehalf).toBe(headerValue(anatomy.headers, 'X-Trasporto') !== null);
    }
  });

  it('is receipted by the recipient’s provider for a delivery and by the sender’s for an acceptance', () => {
    const issuers = (kind: string): Set<string | undefined> =>
      new Set(
        messages
          .filter(({ anatomy }) => kindOf(anatomy) === kind)
          .map(({ anatomy }) => headerValue(anatomy.headers, 'From')?.split('@')[1]),
      );
    expect([...issuers('acceptance')]).toEqual(['pec.gestore-a.example']);
    expect(issuers('delivery').has('pec.gestore-a.example')).toBe(false);
    expect(new Set([...issuers('delivery'), ...issuers('delivery-failure')]).size).toBe(3);
  });

  const receipts = (to: string, kind: string): Anatomy[] =>
    messages
      .map(({ anatomy }) => anatomy)
      .filter(
        (anatomy) =>
          kindOf(anatomy) === kind &&
          anatomy.daticert?.elements.some(
            ({ path, text }) => path === 'postacert/intestazione/destinatari' && text === to,
          ) === true,
      );

  it('marks an address that is no PEC as esterno, and nothing follows the acceptance', () => {
    const [acceptance] = receipts('esterno@posta.example', 'acceptance');
    const recipient = acceptance?.daticert?.elements.find(({ path }) =>
      path.endsWith('/destinatari'),
    );
    expect(recipient?.attributes.tipo).toBe('esterno');
    expect(receipts('esterno@posta.example', 'delivery')).toEqual([]);
    expect(receipts('esterno@posta.example', 'delivery-failure')).toEqual([]);
  });

  it.each([
    ['manca-b@pec.comune.example', 'no-dest', /^5\.1\.1 /],
    ['manca-c@pec.comune.example', 'altro', /^5\.1\.1 /],
    ['dominio@pec.assente.example', 'no-dominio', /^5\.1\.2 /],
    ['piena@pec.comune.example', 'altro', /^5\.2\.2 /],
    ['virus@pec.comune.example', 'virus', /^5\.5\.1 /],
  ])('a failure for %s says errore %s with its enhanced code', (to, error, detail) => {
    const [failure] = receipts(to, 'delivery-failure');
    expect(failure?.daticert?.attributes.errore).toBe(error);
    expect(failure?.daticert?.value('dati/errore-esteso')).toMatch(detail);
    expect(failure?.daticert?.value('dati/consegna')).toBe(to);
  });

  it('gives notice after 12 hours, and then either delivers or gives the final notice after 24', () => {
    const late = receipts('lenta@pec.comune.example', 'delivery-timeout-notice');
    expect(late.map((one) => one.daticert?.value('dati/errore-esteso'))).toEqual([
      expect.stringContaining('prime dodici ore'),
    ]);
    expect(receipts('lenta@pec.comune.example', 'delivery')).toHaveLength(1);
    const mute = receipts('muta@pec.comune.example', 'delivery-timeout-notice');
    expect(mute.map((one) => one.daticert?.value('dati/errore-esteso'))).toEqual([
      expect.stringContaining('prime dodici ore'),
      expect.stringContaining('ventiquattro ore'),
    ]);
    expect(mute.map((one) => one.daticert?.value('dati/data/ora'))).toEqual([
      '21:00:00',
      '09:00:00',
    ]);
    expect(receipts('muta@pec.comune.example', 'delivery')).toEqual([]);
  });

  it('doubles receipts on request: the same bytes, and issued anew under another Message-ID', () => {
    const ids = receipts('doppia@pec.comune.example', 'delivery').map((one) =>
      headerValue(one.headers, 'Message-ID'),
    );
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(2);
  });

  it('replaces our Message-ID by the identificativo, and keeps ours beside it', () => {
    const [delivery] = receipts('preso@pec.comune.example', 'delivery');
    const inner = delivery?.postacert?.toString('latin1') ?? '';
    const identificativo = delivery?.daticert?.value('dati/identificativo') ?? '';
    expect(inner).toContain(`Message-ID: <${identificativo}>\r\n`);
    expect(inner).toContain('X-Riferimento-Message-ID: <preso.1@x.it>\r\n');
    expect(delivery?.daticert?.value('dati/msgid')).toBe('<preso.1@x.it>');
  });

  it('gives every receipt a Message-ID of its own that only looks like the identificativo', () => {
    for (const { anatomy } of messages) {
      if (headerValue(anatomy.headers, 'X-Ricevuta') === null) continue;
      const own = headerValue(anatomy.headers, 'Message-ID');
      expect(own).not.toBe(`<${anatomy.daticert?.value('dati/identificativo')}>`);
    }
  });

  it('returns the message complete, brief or not at all, as it was asked', () => {
    const delivery = (subject: string): Anatomy | undefined =>
      messages
        .map(({ anatomy }) => anatomy)
        .find((one) => kindOf(one) === 'delivery' && one.subject === `CONSEGNA: ${subject}`);
    expect(delivery('breve')?.partNames).toContain('postacert.eml');
    expect(delivery('sintetica')?.partNames).toEqual(['text', 'daticert.xml']);
    expect(headerOf(delivery('breve'))).toBe('breve');
    expect(headerOf(delivery('sintetica'))).toBe('sintetica');
  });

  const headerOf = (one: Anatomy | undefined): string | null =>
    headerValue(one?.headers ?? [], 'X-TipoRicevuta');

  it('says non-acceptance for a message with the antivirus test string, and sends it nowhere', () => {
    const refused = messages.filter(({ anatomy }) => anatomy.subject.endsWith(' ascii'));
    expect(refused.map(({ anatomy }) => anatomy.subject)).toEqual([
      'AVVISO DI NON ACCETTAZIONE PER VIRUS: ascii',
    ]);
  });

  it('writes the time of the receipt in local time with its zone: Monday 14 February 2022, 09:00:02', () => {
    const first = messages.find(({ name }) => name.includes('_1-acceptance'))?.anatomy;
    expect(headerValue(first?.headers ?? [], 'Date')).toBe('Mon, 14 Feb 2022 09:00:02 +0100');
    expect(first?.daticert?.value('dati/data/giorno')).toBe('14/02/2022');
    expect(first?.daticert?.value('dati/data/ora')).toBe('09:00:02');
    expect(first?.text).toContain('Il giorno 14/02/2022 alle ore 09:00:02 (+0100) il messaggio');
  });

  it('orders the attachments as the provider is used to, both ways', () => {
    const orders = new Set(
      messages
        .filter(({ anatomy }) => anatomy.postacert !== null && anatomy.daticert !== null)
        .map(({ anatomy }) => anatomy.partNames.slice(1).join(' ')),
    );
    expect([...orders].sort()).toEqual([
      'daticert.xml postacert.eml',
      'postacert.eml daticert.xml',
    ]);
  });

  it('arrives at its second: 2 s for the acceptance, 60 s for the delivery', () => {
    const times = messages.map(({ name }) => Number(name.split('.')[0]) * SECOND);
    expect(Math.min(...times)).toBe(Date.UTC(2022, 1, 14, 8, 0, 2));
    const delivery = messages.find(({ name }) => name.includes('_1-0-delivery'));
    expect(Number(delivery?.name.split('.')[0]) * SECOND).toBe(Date.UTC(2022, 1, 14, 8, 1));
  });

  it(`goes to the sender, ${USER}`, () => {
    for (const { anatomy } of messages) {
      expect(headerValue(anatomy.headers, 'To')).toBe(USER);
    }
  });
});
