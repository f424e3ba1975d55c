import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ScriptedImap, type Fate } from '../testing/scripted-imap.js';
import { isUnread, type FetchedMessage, type UnreadMessage } from '../types.js';
import { ImapMailbox } from './imap-mailbox.js';

type Offered = FetchedMessage | UnreadMessage;

describe('a message that can’t be read', () => {
  let imap: ScriptedImap;
  let box: ImapMailbox;

  beforeEach(async () => {
    imap = await ScriptedImap.start();
    box = open();
  });
  afterEach(async () => {
    await box.close();
    await imap.close();
  });

  const open = (timeoutMs = 60_000): ImapMailbox =>
    new ImapMailbox({ url: imap.url, allowOnlyLoopback: true, timeoutMs });

  async function read(mailbox = box): Promise<Offered[]> {
    const all: Offered[] = [];
    for await (const one of mailbox.fetch('INBOX', null, 1000)) all.push(one);
    return all;
  }

  /** `3` for a message that was read, `4?` for one that was not. */
  const line = (all: readonly Offered[]) =>
    all.map((one) => `${one.uid}${isUnread(one) ? '?' : ''}`).join(' ');

  it.each<[Fate, RegExp]>([
    ['no', /^il server risponde «NO .*Internal error reading 42»$/],
    ['bad', /^il server risponde «BAD .*Internal error reading 42»$/],
    ['drop', /^il collegamento cade durante la lettura/],
    ['tear', /^il collegamento cade durante la lettura/],
    ['bye', /^il collegamento cade durante la lettura \(«BYE manutenzione»\)$/],
    ['nil', /^il server non ne dà il contenuto \(22 byte dichiarati\)$/],
    ['empty', /^il server non ne dà il contenuto \(22 byte dichiarati\)$/],
    ['nothing', /^il server non ne dà il contenuto \(22 byte dichiarati\)$/],
    ['short', /^il server ne dà 9 byte dei 22 che dichiara$/],
  ])(
    '%s: is offered as such in its place, with the server’s words, the others as they are',
    async (fate, words) => {
      for (const uid of [40, 41, 42, 43, 44]) imap.put(uid);
      imap.fates.set(42, fate);
      const all = await read();
      expect(line(all)).toBe('40 41 42? 43 44');
      expect(all[2]).toMatchObject({ folder: 'INBOX', uidValidity: '7', uid: 42 });
      expect((all[2] as UnreadMessage).problem).toMatch(words);
      // Tried twice at most with others (a dropped link may be anybody's fault), then once alone.
      expect(imap.fetched.filter((uids) => uids.includes(42)).length).toBeLessThanOrEqual(3);
      imap.fates.clear();
      expect(await box.again(all[2]!)).toMatchObject({ uid: 42, raw: expect.any(Uint8Array) });
    },
  );

  it('silence: is given up after the time set', async () => {
    for (const uid of [41, 42, 43]) imap.put(uid);
    imap.fates.set(42, 'silent');
    box = open(250);
    expect(line(await read())).toBe('41 42? 43');
  });

  it('deleted by another client between the questions is nobody’s fault', async () => {
    for (const uid of [41, 42, 43]) imap.put(uid);
    imap.fates.set(42, 'gone');
    expect(line(await read())).toBe('41 43');
  });

  it('read once more, says so again, or that it is gone', async () => {
    imap.put(42);
    imap.fates.set(42, 'no');
    const [one] = await read();
    expect(await box.again(one!)).toMatchObject({ uid: 42, problem: expect.any(String) });
    expect(await box.again({ ...one!, uidValidity: '6' })).toBeNull();
    imap.folders.get('INBOX')!.clear();
    expect(await box.again(one!)).toBeNull();
  });

  it('that the server has with no bytes at all is read as that', async () => {
    imap.put(42, '');
    expect(await read()).toEqual([
      { folder: 'INBOX', uidValidity: '7', uid: 42, raw: new Uint8Array(0) },
    ]);
  });

  it('a server that fails with all is left for the next look: what it told so far is kept', async () => {
    for (let uid = 1; uid <= 50; uid += 1) imap.put(uid);
    for (let uid = 11; uid <= 50; uid += 1) imap.fates.set(uid, 'drop');
    const all: Offered[] = [];
    const reading = async (): Promise<void> => {
      for await (const one of box.fetch('INBOX', null, 1000)) all.push(one);
    };
    await expect(reading()).rejects.toMatchObject({ code: 'imap-fetch' });
    expect(line(all)).toBe('1 2 3 4 5 6 7 8 9 10 11? 12? 13? 14? 15?');
    expect(imap.connections).toBeLessThan(10);
  });

  it('a server that is away marks no message', async () => {
    imap.put(42);
    imap.fates.set(42, 'drop');
    const all: Offered[] = [];
    await box.folders();
    await imap.close();
    const reading = async (): Promise<void> => {
      for await (const one of box.fetch('INBOX', null, 1000)) all.push(one);
    };
    await expect(reading()).rejects.toMatchObject({ code: 'imap-connection' });
    expect(all).toEqual([]);
  });

  it('a folder that doesn’t open says the server’s words', async () => {
    imap.shut.add('Ricevute');
    const reading = async (): Promise<void> => {
      for await (const _ of box.fetch('Ricevute', null, 10));
    };
    await expect(reading()).rejects.toThrow('NO [SERVERBUG] cartella guasta');
  });
});
