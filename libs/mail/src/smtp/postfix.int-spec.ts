import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { Instant } from '@app/domain';
import { type MailServers, startMailServers } from '../../../../test/support/mail-servers.js';
import { describeWith } from '../../../../test/support/requires.js';
import { composeMime } from '../compose/compose-mime.js';
import { ImapMailbox } from '../imap/imap-mailbox.js';
import { MaildirMailbox } from '../maildir/maildir-mailbox.js';
import { collect, untilTrue } from '../testing/collect.js';
import { SmtpSender } from './smtp-sender.js';

const ATER = 'ater@pec.example.it';
const COMUNE = 'comune@pec.example.it';

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describeWith(['dovecot', 'postfix'], 'Postfix and Dovecot on loopback', () => {
  let servers: MailServers;
  let sender: SmtpSender;

  beforeAll(async () => {
    servers = await startMailServers([ATER, COMUNE]);
    sender = open(servers.postfix.url(ATER));
  }, 60_000);

  afterAll(async () => {
    await sender.close();
    await servers.stop();
  });

  function open(url: string): SmtpSender {
    return new SmtpSender({ url, allowOnlyLoopback: true, timeoutMs: 20_000 });
  }

  async function letter(n: number, bytes = 100): Promise<Uint8Array> {
    return composeMime({
      from: ATER,
      to: COMUNE,
      subject: `Sollecito n. ${n} – città`,
      text: '.punto\n'.repeat(3),
      html: '<p>.punto</p>',
      attachments: [
        { name: 'a.pdf', contentType: 'application/pdf', content: Buffer.alloc(bytes, n) },
      ],
      messageId: `${n}.prova@sollecito.example.it`,
      date: '2022-02-14T08:00:00.000Z' as Instant,
    });
  }

  it('takes letters over one connection, and what arrives is what was frozen', async () => {
    const letters = await Promise.all([1, 2, 3].map((n) => letter(n, n * 1_000_000)));
    for (const raw of letters)
      expect(await sender.submit({ from: ATER, to: COMUNE, raw })).toMatchObject({
        outcome: 'submitted',
      });
    const box = new ImapMailbox({ url: servers.dovecot.url(COMUNE), allowOnlyLoopback: true });
    await untilTrue(async () => (await collect(box, 'INBOX')).length === 3);
    const arrived = (await collect(box, 'INBOX')).map((one) => ownPart(one.raw));
    expect(arrived.map(digest).sort()).toEqual(letters.map(digest).sort());
    await box.close();
  }, 60_000);

  it('refuses a wrong password once, without trying the letter', async () => {
    const wrong = open(servers.postfix.url(ATER).replace('segreto', 'sbagliato'));
    const result = await wrong.submit({ from: ATER, to: COMUNE, raw: await letter(9) });
    expect(result.outcome).toBe('login-refused');
    await wrong.close();
  }, 60_000);

  it('tells a recipient that does not exist, and an outside one, as rejected', async () => {
    const unknown = { from: ATER, to: 'nessuno@pec.example.it', raw: await letter(10) };
    expect(await sender.submit(unknown)).toMatchObject({ outcome: 'rejected', code: 550 });
    const outside = { from: ATER, to: 'altri@example.org', raw: await letter(11) };
    expect(await sender.submit(outside)).toMatchObject({ outcome: 'rejected', code: 554 });
  }, 60_000);

  it('tells a letter over the size limit as rejected, before it leaves', async () => {
    const raw = await letter(12, 40_000_000);
    const result = await sender.submit({ from: ATER, to: COMUNE, raw });
    expect(result.outcome).toBe('rejected');
  }, 60_000);

  it('reads by Maildir the same messages that IMAP shows, with the line ends as stored', async () => {
    const imap = new ImapMailbox({ url: servers.dovecot.url(COMUNE), allowOnlyLoopback: true });
    const maildir = new MaildirMailbox({ path: servers.dovecot.maildir(COMUNE) });
    const digests = async (box: ImapMailbox | MaildirMailbox) =>
      (await collect(box, 'INBOX')).map((one) => digest(withCrlf(one.raw))).sort();
    expect(await digests(maildir)).toEqual(await digests(imap));
    expect(await maildir.folders()).toEqual(expect.arrayContaining(['INBOX']));
    await imap.close();
  }, 60_000);
});

/** Without the lines that the servers put on top (Return-Path, Delivered-To, Received), with line ends as sent. */
function ownPart(raw: Uint8Array): Uint8Array {
  const bytes = withCrlf(raw);
  return bytes.subarray(bytes.indexOf('X-TipoRicevuta:'));
}

function withCrlf(raw: Uint8Array): Buffer {
  return Buffer.from(Buffer.from(raw).toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1');
}
