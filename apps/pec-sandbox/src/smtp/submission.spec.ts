import { afterEach, describe, expect, it, jest } from '@jest/globals';
import nodemailer from 'nodemailer';
import { dissect } from '../testing/anatomy.js';
import { Bench, DAY, HOUR, MINUTE, PASSWORD, USER } from '../testing/harness.js';
import type { SandboxOptions } from '../api.js';
import type { SandboxScript } from '../script/schema.js';
import { MAX_TOTAL } from './checks.js';

// Making RSA keys on a busy machine takes its time.
jest.setTimeout(60_000);

const TO = 'protocollo@pec.comune.example';
const RAW = [
  `From: ${USER}`,
  `To: ${TO}`,
  'Subject: prova',
  'Message-ID: <1@x.it>',
  '',
  'testo',
  '',
].join('\r\n');
const with_ = (from: string, to: string): string => RAW.replace(from, to);

let bench: Bench;
const open = async (
  script: Omit<SandboxScript, 'version'> = {},
  more: Partial<SandboxOptions> = {},
): Promise<Bench> => (bench = await Bench.open(script, more));

afterEach(() => bench.close());

describe('the formal checks of the access point', () => {
  it('refuse at once, each for its own reason, and take what is right', async () => {
    await open();
    const codes = {
      right: await bench.refusal({ raw: RAW, to: TO }),
      mailFrom: await bench.refusal({ raw: RAW, to: TO, mailFrom: 'altri@pec.example' }),
      fromOther: await bench.refusal({
        raw: with_(`From: ${USER}`, 'From: altri@pec.example'),
        to: TO,
      }),
      fromTwo: await bench.refusal({
        raw: with_(`From: ${USER}`, `From: ${USER}, altri@pec.example`),
        to: TO,
      }),
      fromNone: await bench.refusal({ raw: with_(`From: ${USER}\r\n`, ''), to: TO }),
      bcc: await bench.refusal({
        raw: with_('Subject:', 'Bcc: nascosto@pec.example\r\nSubject:'),
        to: TO,
      }),
      emptyBcc: await bench.refusal({ raw: with_('Subject:', 'Bcc:\r\nSubject:'), to: TO }),
      toNone: await bench.refusal({ raw: with_(`To: ${TO}\r\n`, ''), to: TO }),
      subjectNone: await bench.refusal({ raw: with_('Subject: prova\r\n', ''), to: TO }),
      notNamed: await bench.refusal({ raw: RAW, to: [TO, 'altro@pec.example'] }),
      inCc: await bench.refusal({
        raw: with_('Subject:', 'Cc: altro@pec.example\r\nSubject:'),
        to: [TO, 'altro@pec.example'],
      }),
    };
    expect(codes).toEqual({
      right: null,
      mailFrom: 553,
      fromOther: 554,
      fromTwo: 554,
      fromNone: 554,
      bcc: 554,
      emptyBcc: null,
      toNone: 554,
      subjectNone: 554,
      notNamed: 554,
      inCc: null,
    });
    expect(bench.sandbox.submissions()).toHaveLength(3);
  });

  it('count the size once for every recipient: 16 MB go to one and not to two', async () => {
    await open();
    const big = `${RAW}${`${'x'.repeat(76)}\r\n`.repeat((16 * 1024 * 1024) / 78)}`;
    expect(16 * 1024 * 1024 * 2).toBeGreaterThan(MAX_TOTAL);
    expect(await bench.refusal({ raw: big, to: TO })).toBeNull();
    const two = big.replace('Subject:', 'Cc: altro@pec.example\r\nSubject:');
    expect(await bench.refusal({ raw: two, to: [TO, 'altro@pec.example'] })).toBe(552);
  });

  it('give a signed notice instead where the script asks for it', async () => {
    await open({ formalChecks: 'notice' });
    expect(
      await bench.refusal({
        raw: with_('Subject:', 'Bcc: nascosto@pec.example\r\nSubject:'),
        to: TO,
      }),
    ).toBeNull();
    await bench.advance(DAY);
    const [notice, ...others] = (await bench.inbox()).map(({ raw }) => dissect(raw));
    expect(others).toEqual([]);
    expect(notice?.subject).toBe('AVVISO DI NON ACCETTAZIONE: prova');
    expect(notice?.daticert?.value('dati/errore-esteso')).toBe('il campo Bcc non è ammesso');
  });
});

describe('the login', () => {
  it('is needed, and a wrong password is refused', async () => {
    await open();
    await expect(bench.send({ raw: RAW, to: TO }, null)).rejects.toMatchObject({
      responseCode: 530,
    });
    expect(await bench.refusal({ raw: RAW, to: TO }, { user: USER, pass: 'sbagliata' })).toBe(535);
    expect(await bench.refusal({ raw: RAW, to: TO }, { user: 'x@pec.it', pass: PASSWORD })).toBe(
      535,
    );
  });

  it('works by PLAIN and by LOGIN', async () => {
    await open();
    for (const method of ['PLAIN', 'LOGIN']) {
      const transport = nodemailer.createTransport({
        host: '127.0.0.1',
        port: bench.sandbox.smtpPort,
        ignoreTLS: true,
        authMethod: method,
        auth: { user: USER, pass: PASSWORD },
      });
      await expect(transport.verify()).resolves.toBe(true);
      transport.close();
    }
  });

  it('locks after three wrong passwords for fifteen minutes, also for the right one', async () => {
    await open({ limits: { lockAfter: 3, lockFor: 'PT15M' } });
    const wrong = { user: USER, pass: 'sbagliata' };
    for (let i = 0; i < 3; i++) expect(await bench.refusal({ raw: RAW, to: TO }, wrong)).toBe(535);
    expect(await bench.refusal({ raw: RAW, to: TO })).toBe(535);
    bench.now += 15 * MINUTE - 1;
    expect(await bench.refusal({ raw: RAW, to: TO })).toBe(535);
    bench.now += 1;
    expect(await bench.refusal({ raw: RAW, to: TO })).toBeNull();
  });

  it('counts wrong passwords in a row only', async () => {
    await open({ limits: { lockAfter: 2 } });
    const wrong = { user: USER, pass: 'sbagliata' };
    await bench.refusal({ raw: RAW, to: TO }, wrong);
    expect(await bench.refusal({ raw: RAW, to: TO })).toBeNull();
    await bench.refusal({ raw: RAW, to: TO }, wrong);
    expect(await bench.refusal({ raw: RAW, to: TO })).toBeNull();
  });
});

describe('the traffic limit', () => {
  it('answers 550 to the third letter of a minute, and takes it a minute later', async () => {
    await open({ limits: { perMinute: 2 } });
    expect(await bench.refusal({ raw: RAW, to: TO })).toBeNull();
    expect(await bench.refusal({ raw: RAW, to: TO })).toBeNull();
    await expect(bench.send({ raw: RAW, to: TO })).rejects.toThrow(/Too much traffic/);
    bench.now += MINUTE;
    expect(await bench.refusal({ raw: RAW, to: TO })).toBeNull();
  });

  it('has a cap for the day', async () => {
    await open({ limits: { perDay: 1 } });
    expect(await bench.refusal({ raw: RAW, to: TO })).toBeNull();
    bench.now += 23 * HOUR;
    expect(await bench.refusal({ raw: RAW, to: TO })).toBe(550);
    bench.now += HOUR;
    expect(await bench.refusal({ raw: RAW, to: TO })).toBeNull();
  });
});

describe('a fault on request', () => {
  const sentAndTaken = async (): Promise<[number | null, number]> => [
    await bench.refusal({ raw: RAW, to: TO }),
    bench.sandbox.submissions().length,
  ];

  it('drops the connection before DATA: surely not sent', async () => {
    await open({ faults: [{ fault: { kind: 'drop-before-data' } }] });
    expect(await sentAndTaken()).toEqual([0, 0]);
    expect(await sentAndTaken()).toEqual([null, 1]);
  });

  it('drops it after the dot with the message taken: the receipts tell', async () => {
    await open({ faults: [{ fault: { kind: 'drop-after-dot', taken: true } }] });
    expect(await sentAndTaken()).toEqual([0, 1]);
    await bench.advance(MINUTE);
    expect(await bench.inbox()).toHaveLength(2);
  });

  it('drops it after the dot with the message lost: nothing ever comes', async () => {
    await open({ faults: [{ fault: { kind: 'drop-after-dot', taken: false } }] });
    expect(await sentAndTaken()).toEqual([0, 0]);
    await bench.advance(DAY);
    expect(await bench.inbox()).toEqual([]);
  });

  it.each([
    ['mail', 421],
    ['rcpt', 450],
    ['dot', 451],
    ['dot', 554],
  ] as const)('answers at %s with %d', async (at, code) => {
    await open({ faults: [{ fault: { kind: 'reply', at, code } }] });
    expect(await sentAndTaken()).toEqual([code, 0]);
    expect(await sentAndTaken()).toEqual([null, 1]);
  });

  it('strikes the nth attempt to one recipient, as often as asked', async () => {
    await open();
    bench.sandbox.addFault({
      to: TO,
      subject: 'prova',
      nth: 2,
      times: 2,
      fault: { kind: 'reply', at: 'dot', code: 451 },
    });
    const seen: (number | null)[] = [];
    for (let i = 0; i < 4; i++) seen.push(await bench.refusal({ raw: RAW, to: TO }));
    expect(seen).toEqual([null, 451, 451, null]);
  });

  it('delays the acceptance, so that the delivery may come first', async () => {
    await open({ faults: [{ fault: { kind: 'delay-acceptance', by: 'PT45M' } }] });
    await bench.send({ raw: RAW, to: TO });
    await bench.advance(44 * MINUTE);
    expect((await bench.inbox()).map(({ raw }) => dissect(raw).subject)).toEqual([
      'CONSEGNA: prova',
    ]);
    await bench.advance(2 * MINUTE);
    expect(await bench.inbox()).toHaveLength(2);
  });
});

describe('TLS with the self-made certificate', () => {
  it.each([
    [true, false],
    ['implicit', true],
  ] as const)('works as %s', async (tls, secure) => {
    await open({}, { tls });
    const transport = nodemailer.createTransport({
      host: 'localhost',
      port: bench.sandbox.smtpPort,
      secure,
      requireTLS: true,
      tls: { ca: bench.sandbox.tlsPem ?? '' },
      auth: { user: USER, pass: PASSWORD },
    });
    await expect(transport.verify()).resolves.toBe(true);
    transport.close();
  });
});

it('listens on loopback and nowhere else', async () => {
  await open();
  await expect(Bench.open({}, { host: '0.0.0.0' as '127.0.0.1' })).rejects.toThrow(/loopback/);
});
