import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ImapFlow } from 'imapflow';
import { startDovecot, type TestDovecot } from '../../../../test/support/dovecot.js';
import { describeWith } from '../../../../test/support/requires.js';
import { collect, untilTrue, whole } from '../testing/collect.js';
import { relayTo } from '../testing/relay.js';
import type { FetchedMessage } from '../types.js';
import { ImapMailbox, type ImapOptions } from './imap-mailbox.js';

const USERS = ['ordine', 'altri', 'validita', 'cartelle', 'inviata', 'quota', 'caduta', 'login'];

describeWith(['dovecot'], 'ImapMailbox on a real Dovecot', () => {
  let dovecot: TestDovecot;
  const open: { close(): Promise<void> }[] = [];

  beforeAll(async () => {
    dovecot = await startDovecot(USERS);
  }, 60_000);

  afterEach(async () => {
    for (const one of open.splice(0)) await one.close();
  });

  afterAll(() => dovecot.stop());

  function mailbox(user: string, options: Partial<ImapOptions> = {}): ImapMailbox {
    const made = new ImapMailbox({
      url: dovecot.url(user),
      allowOnlyLoopback: true,
      backoffMs: [50],
      ...options,
    });
    open.push(made);
    return made;
  }

  /** Another program on the same mailbox: webmail, protocol software. */
  async function client(user: string): Promise<ImapFlow> {
    const { username, password, port } = new URL(dovecot.url(user));
    const made = new ImapFlow({
      host: '127.0.0.1',
      port: Number(port),
      secure: false,
      auth: { user: username, pass: password },
      logger: false,
      disableAutoIdle: true,
    });
    made.on('error', () => undefined);
    await made.connect();
    open.push({ close: async () => void (made.usable && (await made.logout())) });
    return made;
  }

  async function fill(other: ImapFlow, from: number, to: number, folder = 'INBOX'): Promise<void> {
    for (let n = from; n <= to; n += 1) await other.append(folder, raw(n));
  }

  const raw = (n: number) =>
    Buffer.from(`Subject: ${n}\r\nMessage-ID: <${n}@prova>\r\n\r\ncorpo ${n}\r\n`);
  const numbers = (messages: readonly FetchedMessage[]) =>
    messages.map((one) => Number(/^Subject: (\d+)/.exec(Buffer.from(one.raw).toString())?.[1]));

  it('reads in order, byte for byte, goes on after the cursor and leaves no flag', async () => {
    const other = await client('ordine');
    await fill(other, 1, 7);
    const box = mailbox('ordine');
    const first = await collect(box, 'INBOX', null, 4);
    expect(numbers(first)).toEqual([1, 2, 3, 4]);
    expect(Buffer.from(first[0]!.raw)).toEqual(raw(1));
    expect(numbers(await collect(mailbox('ordine'), 'INBOX', first[3]!))).toEqual([5, 6, 7]);
    expect(await collect(box, 'INBOX', (await collect(box, 'INBOX')).at(-1)!)).toEqual([]);
    const lock = await other.getMailboxLock('INBOX');
    const flags = await other.fetchAll('1:*', { flags: true });
    lock.release();
    expect(flags.every((one) => !one.flags?.has('\\Seen'))).toBe(true);
  });

  it('loses nothing while another client deletes, moves, flags, copies and adds as it reads', async () => {
    const other = await client('altri');
    await fill(other, 1, 250);
    const seen: FetchedMessage[] = [];
    const box = mailbox('altri');
    for await (const one of box.fetch('INBOX', null, 10_000)) {
      seen.push(whole(one));
      if (seen.length !== 50) continue;
      const lock = await other.getMailboxLock('INBOX');
      await other.messageDelete('10,120:129', { uid: true });
      await other.messageMove('130:139', 'Ricevute', { uid: true });
      await other.messageFlagsAdd('140:160', ['\\Seen', '\\Flagged'], { uid: true });
      await other.messageCopy('5', 'INBOX', { uid: true });
      lock.release();
      await fill(other, 251, 255);
    }
    const gone = (n: number) => n >= 120 && n <= 139;
    const expected = Array.from({ length: 250 }, (_, n) => n + 1).filter((n) => !gone(n));
    expect(numbers(seen)).toEqual(expected);
    const later = await collect(box, 'INBOX', seen.at(-1)!);
    expect(numbers(later)).toEqual([5, 251, 252, 253, 254, 255]);
    const moved = await collect(box, 'Ricevute');
    expect(numbers(moved)).toEqual(Array.from({ length: 10 }, (_, n) => 130 + n));
  }, 60_000);

  it('starts a folder anew when its UIDVALIDITY changes', async () => {
    const other = await client('validita');
    await other.mailboxCreate('Prova');
    await fill(other, 1, 3, 'Prova');
    const box = mailbox('validita');
    const before = (await collect(box, 'Prova')).at(-1)!;
    await other.mailboxDelete('Prova');
    // Dovecot takes seconds for the value: a new folder within the same one would keep it.
    await untilTrue(async () => {
      await other.mailboxCreate('Prova');
      const status = await other.status('Prova', { uidValidity: true });
      if (status !== false && String(status.uidValidity) !== before.uidValidity) return true;
      await other.mailboxDelete('Prova');
      return false;
    });
    await fill(other, 7, 8, 'Prova');
    const after = await collect(box, 'Prova', before);
    expect(numbers(after)).toEqual([7, 8]);
    expect(after[0]!.uidValidity).not.toBe(before.uidValidity);
  }, 60_000);

  it('reads the folders that exist of those wanted, whatever their case', async () => {
    expect(await mailbox('cartelle').folders()).toEqual(['INBOX', 'Ricevute']);
    const some = mailbox('cartelle', { folders: ['inbox', 'RICEVUTE', 'Altra'] });
    expect(await some.folders()).toEqual(['INBOX', 'Ricevute']);
    const none = mailbox('cartelle', { folders: ['Altra'] });
    await expect(none.folders()).rejects.toMatchObject({ code: 'imap-folder' });
  });

  it('puts the sent copy into the folder that the server marks, and finds it by its exact id', async () => {
    const box = mailbox('inviata');
    const copy = Buffer.from('Message-ID: <abc.1@ente.it>\r\nSubject: copia\r\n\r\n.\r\n');
    await box.appendSent(copy);
    expect(Buffer.from((await collect(box, 'Sent'))[0]!.raw)).toEqual(copy);
    expect(await box.sentHas('<abc.1@ente.it>')).toBe(true);
    expect(await box.sentHas('abc.1@ente.it')).toBe(true);
    expect(await box.sentHas('bc.1@ente.it')).toBe(false);
  });

  it('says how full the mailbox is', async () => {
    await fill(await client('quota'), 1, 1);
    const quota = (await mailbox('quota').quota())!;
    expect(quota.limitBytes).toBe(50 * 1024 * 1024);
    expect(quota.usedBytes).toBeGreaterThan(0);
    expect(quota.usedShare).toBeCloseTo(quota.usedBytes / quota.limitBytes);
  });

  it('goes on reading after the connection is dropped in the middle', async () => {
    const other = await client('caduta');
    await fill(other, 1, 230);
    const seen: FetchedMessage[] = [];
    for await (const one of mailbox('caduta').fetch('INBOX', null, 1000)) {
      seen.push(whole(one));
      if (seen.length === 20 || seen.length === 150) dovecot.kick('caduta');
    }
    expect(numbers(seen)).toEqual(Array.from({ length: 230 }, (_, n) => n + 1));
  });

  it('tries a refused login once and no more', async () => {
    const relay = await relayTo(dovecot.port);
    open.push(relay);
    const refused = dovecot.url('login').replace('segreto', 'sbagliato');
    const url = refused.replace(`:${dovecot.port}`, `:${relay.port}`);
    const box = mailbox('login', { url });
    await expect(box.folders()).rejects.toMatchObject({ code: 'login-refused' });
    await expect(box.folders()).rejects.toMatchObject({ code: 'login-refused' });
    expect(relay.connections).toBe(1);
    const watching = box.watch(async () => undefined, new AbortController().signal);
    await expect(watching).rejects.toMatchObject({ code: 'login-refused' });
    // Watching has a connection of its own, which asks once as well.
    expect(relay.connections).toBe(2);
  });

  describe('refusals', () => {
    it('opens nothing outside loopback in sandbox mode', async () => {
      const box = mailbox('login', { url: 'imaps://u:p@192.0.2.1' });
      await expect(box.folders()).rejects.toMatchObject({ code: 'not-loopback' });
    });

    it('names a server that does not answer', async () => {
      const box = mailbox('login', { url: 'imap://u:p@127.0.0.1:1' });
      await expect(box.folders()).rejects.toMatchObject({ code: 'imap-connection' });
    });

    it('does nothing after it was closed', async () => {
      const box = mailbox('login');
      await box.close();
      await expect(box.folders()).rejects.toMatchObject({ code: 'closed' });
    });
  });
});
