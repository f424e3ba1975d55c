import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  truncate,
  unlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isUnread, type FetchedMessage, type MailboxCursor } from '../types.js';
import { whole } from '../testing/collect.js';
import { MaildirMailbox } from './maildir-mailbox.js';

let root: string;
let box: string;
let indexDir: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sollecito-maildir-'));
  box = join(root, 'box');
  indexDir = join(root, 'index');
  for (const part of ['tmp', 'new', 'cur']) await mkdir(join(box, part), { recursive: true });
});

afterEach(() => rm(root, { recursive: true, force: true }));

/** Puts a message in `new` with a given time. */
async function deliver(name: string, seconds: number, text = name, folder = box): Promise<void> {
  await writeFile(join(folder, 'new', name), text);
  await utimes(join(folder, 'new', name), seconds, seconds);
}

function open(): MaildirMailbox {
  return new MaildirMailbox({ path: box, indexDir });
}

async function read(
  mailbox: MaildirMailbox,
  after: MailboxCursor | null = null,
  limit = 1000,
  folder = 'INBOX',
): Promise<FetchedMessage[]> {
  const all: FetchedMessage[] = [];
  for await (const one of mailbox.fetch(folder, after, limit)) all.push(whole(one));
  return all;
}

const texts = (messages: readonly FetchedMessage[]) =>
  messages.map((one) => Buffer.from(one.raw).toString());

describe('MaildirMailbox', () => {
  it('reads new and cur, oldest first, and changes nothing', async () => {
    await deliver('3.c', 300);
    await deliver('1.a', 100);
    await deliver('2.b', 200);
    await rename(join(box, 'new', '2.b'), join(box, 'cur', '2.b:2,S'));
    expect(texts(await read(open()))).toEqual(['1.a', '2.b', '3.c']);
    expect((await readdir(join(box, 'new'))).sort()).toEqual(['1.a', '3.c']);
    expect(await readdir(join(box, 'cur'))).toEqual(['2.b:2,S']);
  });

  it('goes on after the cursor, also in another process', async () => {
    for (const n of [1, 2, 3, 4, 5]) await deliver(`${n}.m`, n * 100);
    const first = await read(open(), null, 2);
    expect(texts(first)).toEqual(['1.m', '2.m']);
    expect(texts(await read(open(), first[1]!))).toEqual(['3.m', '4.m', '5.m']);
  });

  it('offers a message that turns up late with an older date', async () => {
    await deliver('5.m', 500);
    const last = (await read(open())).at(-1)!;
    await deliver('1.m', 100);
    expect(texts(await read(open(), last))).toEqual(['1.m']);
  });

  it('does not offer again what another client moves to cur and flags', async () => {
    await deliver('1.m', 100);
    await deliver('2.m', 200);
    const last = (await read(open())).at(-1)!;
    await rename(join(box, 'new', '1.m'), join(box, 'cur', '1.m:2,'));
    await rename(join(box, 'cur', '1.m:2,'), join(box, 'cur', '1.m:2,FS'));
    expect(await read(open(), last)).toEqual([]);
  });

  it('keeps its place when earlier messages are deleted', async () => {
    for (const n of [1, 2, 3, 4]) await deliver(`${n}.m`, n * 100);
    const [, second] = await read(open(), null, 2);
    await unlink(join(box, 'new', '1.m'));
    await unlink(join(box, 'new', '3.m'));
    await deliver('5.m', 500);
    expect(texts(await read(open(), second!))).toEqual(['4.m', '5.m']);
  });

  it('offers a copy made by another client, and a new message under an old name', async () => {
    await deliver('1.m', 100);
    const mailbox = open();
    const last = (await read(mailbox)).at(-1)!;
    await copyFile(join(box, 'new', '1.m'), join(box, 'cur', '9.copy:2,'));
    await unlink(join(box, 'new', '1.m'));
    await deliver('1.m', 700, 'another text');
    expect(texts(await read(mailbox, last)).sort()).toEqual(['1.m', 'another text']);
  });

  it('reads a message that is renamed, and passes over one deleted, between listing and reading', async () => {
    // More than are read ahead.
    for (let n = 101; n <= 140; n += 1) await deliver(`${n}.m`, n);
    const seen: string[] = [];
    for await (const one of open().fetch('INBOX', null, 100)) {
      seen.push(Buffer.from(whole(one).raw).toString());
      if (seen.length > 1) continue;
      await rename(join(box, 'new', '138.m'), join(box, 'cur', '138.m:2,S'));
      await unlink(join(box, 'new', '139.m'));
    }
    const expected = Array.from({ length: 40 }, (_, n) => `${101 + n}.m`);
    expect(seen).toEqual(expected.filter((name) => name !== '139.m'));
  });

  it('offers a file that the disk doesn’t give as such, with its words, and the others as they are', async () => {
    await deliver('1.m', 100);
    await deliver('2.m', 200);
    await deliver('3.m', 300);
    // Larger than can be read at once: as a damaged disk, it is listed and never read.
    await truncate(join(box, 'new', '2.m'), 2 ** 32);
    await utimes(join(box, 'new', '2.m'), 200, 200);
    const mailbox = open();
    const all = [];
    for await (const one of mailbox.fetch('INBOX', null, 9)) all.push(one);
    expect(all.map((one) => [one.uid, isUnread(one) && one.problem])).toEqual([
      [all[0]!.uid, false],
      [all[0]!.uid + 1, expect.stringMatching(/^il disco risponde «.+»$/)],
      [all[0]!.uid + 2, false],
    ]);
    expect(await mailbox.again(all[1]!)).toEqual(all[1]);
    expect(await mailbox.again(all[2]!)).toEqual(all[2]);
    await unlink(join(box, 'new', '2.m'));
    expect(await mailbox.again(all[1]!)).toBeNull();
  });

  it('starts anew when its index is lost or was cut: twice is harmless, never is not', async () => {
    await deliver('1.m', 100);
    await deliver('2.m', 200);
    const last = (await read(open())).at(-1)!;
    await rm(indexDir, { recursive: true });
    await unlink(join(box, 'new', '1.m'));
    await deliver('3.m', 300);
    const again = await read(open(), last);
    expect(texts(again)).toEqual(['2.m', '3.m']);
    expect(again[0]!.uidValidity).not.toBe(last.uidValidity);
  });

  it('gives two readers that share an index the same numbers', async () => {
    for (let n = 1; n <= 50; n += 1) await deliver(`${n}.m`, n);
    const [a, b] = await Promise.all([read(open()), read(open())]);
    expect(a.map((one) => [one.uid, one.uidValidity])).toEqual(
      b.map((one) => [one.uid, one.uidValidity]),
    );
  });

  it('survives an index line torn by a crash', async () => {
    await deliver('1.m', 100);
    const last = (await read(open())).at(-1)!;
    const file = join(indexDir, 'INBOX.index');
    await writeFile(file, `${await readFile(file, 'utf8')}2.m\t3`);
    await deliver('2.m', 200);
    expect(texts(await read(open(), last))).toEqual(['2.m']);
  });

  it('offers everything again after a restart when it has no index', async () => {
    await deliver('1.m', 100);
    const mailbox = new MaildirMailbox({ path: box });
    const last = (await read(mailbox)).at(-1)!;
    expect(await read(mailbox, last)).toEqual([]);
    expect(texts(await read(new MaildirMailbox({ path: box }), last))).toEqual(['1.m']);
  });

  it('lists the sub-folders but Sent, and reads each with its own order', async () => {
    const sub = join(box, '.Ricevute');
    for (const part of ['new', 'cur', 'tmp']) await mkdir(join(sub, part), { recursive: true });
    await deliver('1.m', 100);
    await deliver('1.m', 100, 'ricevuta', sub);
    const mailbox = open();
    await mailbox.appendSent(Buffer.from('Message-ID: <a@b>\r\n\r\n'));
    expect(await mailbox.folders()).toEqual(['INBOX', 'Ricevute']);
    expect(texts(await read(mailbox, null, 9, 'Ricevute'))).toEqual(['ricevuta']);
  });

  it('puts the sent copy aside as read, byte for byte, and finds it by its Message-ID', async () => {
    const mailbox = open();
    const raw = Buffer.from(
      'Subject: x\r\nMessage-ID:\r\n <a.b@ente.it>\r\n\r\nMessage-ID: <no@b>\r\n',
    );
    await mailbox.appendSent(raw);
    const [name] = await readdir(join(box, '.Sent', 'cur'));
    expect(name).toMatch(/:2,S$/);
    expect(await readFile(join(box, '.Sent', 'cur', name!))).toEqual(raw);
    expect(await mailbox.sentHas('<a.b@ente.it>')).toBe(true);
    expect(await mailbox.sentHas('a.b@ente.it')).toBe(true);
    expect(await mailbox.sentHas('no@b')).toBe(false);
  });

  it('looks for a sent copy beyond one that can’t be read, which may be the one when no other is', async () => {
    const mailbox = open();
    await mailbox.appendSent(Buffer.from('Message-ID: <first@b>\r\n\r\n'));
    const cur = join(box, '.Sent', 'cur');
    const [name] = await readdir(cur);
    await truncate(join(cur, name!), 2 ** 32);
    await utimes(join(cur, name!), 100, 100);
    await mailbox.appendSent(Buffer.from('Message-ID: <second@b>\r\n\r\n'));
    expect(await mailbox.sentHas('second@b')).toBe(true);
    await expect(mailbox.sentHas('first@b')).rejects.toMatchObject({ code: 'sent-unread' });
  });

  it('opens no symbolic link and no folder outside', async () => {
    await writeFile(join(root, 'secret'), 'secret');
    await symlink(join(root, 'secret'), join(box, 'new', '1.link'));
    expect(await read(open())).toEqual([]);
    await expect(read(open(), null, 1, '../../secret')).rejects.toMatchObject({
      code: 'folder-name',
    });
  });

  it('calls back at once and at each poll until it is told to stop', async () => {
    const stop = new AbortController();
    let calls = 0;
    const mailbox = new MaildirMailbox({ path: box, pollMs: 1 });
    await mailbox.watch(async () => {
      calls += 1;
      if (calls === 3) stop.abort();
    }, stop.signal);
    expect(calls).toBe(3);
  });

  it('says that reading failed instead of going on in silence', async () => {
    const mailbox = new MaildirMailbox({ path: box, pollMs: 1 });
    const failing = mailbox.watch(async () => {
      throw new Error('database away');
    }, new AbortController().signal);
    await expect(failing).rejects.toThrow('database away');
  });
});
