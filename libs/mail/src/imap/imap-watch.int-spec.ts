import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { ImapFlow } from 'imapflow';
import { startDovecot, type TestDovecot } from '../../../../test/support/dovecot.js';
import { describeWith } from '../../../../test/support/requires.js';
import { untilTrue } from '../testing/collect.js';
import { relayTo, type Relay } from '../testing/relay.js';
import { ImapMailbox } from './imap-mailbox.js';

/** So that nothing but IDLE can tell of a message. */
const NO_POLL = 3_600_000;

describeWith(['dovecot'], 'watching a mailbox on a real Dovecot', () => {
  let dovecot: TestDovecot;
  const open: { close(): Promise<void> }[] = [];

  beforeAll(async () => {
    dovecot = await startDovecot(['attesa', 'apertura', 'cade']);
  }, 60_000);

  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one.close();
  });

  afterAll(() => dovecot.stop());

  /** Watches until the test ends; says how often it was told so far. */
  function watch(user: string, port = dovecot.port, backoffMs = [50]): { readonly calls: number } {
    const told = { calls: 0 };
    const url = dovecot.url(user).replace(`:${dovecot.port}`, `:${port}`);
    const box = new ImapMailbox({ url, allowOnlyLoopback: true, backoffMs, pollMs: NO_POLL });
    const stop = new AbortController();
    const watching = box.watch(async () => void (told.calls += 1), stop.signal);
    open.push({
      close: async () => {
        stop.abort();
        await watching;
        await box.close();
      },
    });
    return told;
  }

  /** Another program puts a message into the mailbox, on a connection of its own. */
  async function deliver(user: string): Promise<void> {
    const { username, password } = new URL(dovecot.url(user));
    const other = new ImapFlow({
      host: '127.0.0.1',
      port: dovecot.port,
      secure: false,
      auth: { user: username, pass: password },
      logger: false,
      disableAutoIdle: true,
    });
    other.on('error', () => undefined);
    await other.connect();
    await other.append('INBOX', Buffer.from('Subject: prova\r\n\r\ncorpo\r\n'));
    await other.logout();
  }

  async function relay(before: (line: string) => Promise<boolean>): Promise<Relay> {
    const made = await relayTo(dovecot.port, before);
    open.push(made);
    return made;
  }

  it('is told of new mail at once, also after the connection was dropped', async () => {
    const told = watch('attesa');
    await untilTrue(async () => told.calls >= 2);
    for (const dropped of [false, true]) {
      if (dropped) dovecot.kick('attesa');
      const before = told.calls;
      await deliver('attesa');
      await untilTrue(async () => told.calls > before);
    }
  });

  it('misses nothing that comes between the login and the opening of the folder', async () => {
    let before = Infinity;
    const held = await relay(async (line) => {
      if (!line.includes('EXAMINE')) return true;
      await deliver('apertura');
      before = told.calls;
      return true;
    });
    const told = watch('apertura', held.port);
    await untilTrue(async () => told.calls > before);
  });

  it('opens the folder again, with pauses, while the server drops every connection', async () => {
    let drops = 3;
    const falls = await relay(async (line) => !line.includes('EXAMINE') || (drops -= 1) < 0);
    const told = watch('cade', falls.port, [5, 10]);
    await untilTrue(async () => told.calls >= 2);
    expect(falls.connections).toBe(4);
    const before = told.calls;
    await deliver('cade');
    await untilTrue(async () => told.calls > before);
  });
});
