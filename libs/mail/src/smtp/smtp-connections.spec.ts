import { afterEach, describe, expect, it } from '@jest/globals';
import type { Script } from '../testing/scripted-smtp.js';
import { letter, SmtpBench } from '../testing/smtp-bench.js';
import { SmtpSender } from './smtp-sender.js';

const bench = new SmtpBench();
afterEach(() => bench.closeAll());
const server = (script: Script) => bench.server(script);
const sender = (url: string) => bench.sender(url);

describe('SmtpSender: connections', () => {
  it('uses one connection for many letters', async () => {
    const scripted = await server({});
    const one = sender(scripted.url);
    for (let n = 0; n < 120; n += 1) await one.submit(letter());
    expect(scripted.letters).toHaveLength(120);
    expect(scripted.connections).toBe(1);
  });

  it('opens at most the connections allowed when letters come at once', async () => {
    const scripted = await server({});
    const one = bench.sender(scripted.url, { maxConnections: 2 });
    const results = await Promise.all(Array.from({ length: 20 }, () => one.submit(letter())));
    expect(results.every((result) => result.outcome === 'submitted')).toBe(true);
    expect(scripted.connections).toBe(2);
  });

  it('opens a fresh one when the kept one was dropped, and sends the letter once', async () => {
    const scripted = await server({});
    const one = sender(scripted.url);
    await one.submit(letter());
    await scripted.dropAll();
    expect((await one.submit(letter())).outcome).toBe('submitted');
    expect(scripted.letters).toHaveLength(2);
  });

  it('goes on with a fresh connection after a letter was refused', async () => {
    const scripted = await server({ at: { RCPT: { reply: '550 5.1.1 no' } } });
    const one = sender(scripted.url);
    expect((await one.submit(letter())).outcome).toBe('rejected');
    scripted.script = {};
    expect((await one.submit(letter())).outcome).toBe('submitted');
  });

  it('sends nothing after it was closed', async () => {
    const scripted = await server({});
    const one = sender(scripted.url);
    await one.close();
    await expect(one.submit(letter())).rejects.toMatchObject({ code: 'closed' });
    expect(scripted.connections).toBe(0);
  });
});

describe('SmtpSender: refused before any connection', () => {
  const bytes: [string, string][] = [
    ['a bare LF', 'Subject: a\n\r\n'],
    ['a bare CR', 'Subject: a\r\r\n'],
    ['no final CRLF', 'Subject: a\r\n\r\nend'],
    ['a CR at the very end', 'Subject: a\r\n\r'],
    ['nothing', ''],
  ];
  it.each(bytes)('bytes with %s, which SMTP would change', async (_name, raw) => {
    const scripted = await server({});
    await expect(sender(scripted.url).submit(letter(Buffer.from(raw)))).rejects.toMatchObject({
      code: 'not-canonical',
    });
    expect(scripted.connections).toBe(0);
  });

  it('an envelope address with a line end', async () => {
    const scripted = await server({});
    const to = 'a@example.it>\r\nRCPT TO:<b@example.it';
    await expect(sender(scripted.url).submit({ ...letter(), to })).rejects.toMatchObject({
      code: 'header-control',
    });
    expect(scripted.connections).toBe(0);
  });

  it.each(['smtp://192.0.2.1:25', 'smtps://[2001:db8::1]', 'smtp://[::ffff:192.0.2.1]'])(
    'sandbox mode: %s is not loopback',
    async (url) => {
      const one = new SmtpSender({ url, allowOnlyLoopback: true });
      await expect(one.submit(letter())).rejects.toMatchObject({ code: 'not-loopback' });
    },
  );

  it('sandbox mode: a name with one loopback and one outside address', async () => {
    const one = new SmtpSender({
      url: 'smtp://mail.example.it',
      allowOnlyLoopback: true,
      resolve: async () => ['127.0.0.1', '192.0.2.1'],
    });
    await expect(one.submit(letter())).rejects.toMatchObject({ code: 'not-loopback' });
  });

  it('a name without an address: retry, nothing sent', async () => {
    const one = new SmtpSender({
      url: 'smtp://mail.example.it',
      allowOnlyLoopback: true,
      resolve: async () => [],
    });
    expect((await one.submit(letter())).outcome).toBe('retry');
  });

  it.each(['http://a', 'imap://a', 'smtp:', '', 'pec.example.it'])('address %p', (url) => {
    expect(() => new SmtpSender({ url, allowOnlyLoopback: true })).toThrow(
      expect.objectContaining({ code: 'mail-url' }),
    );
  });
});
