import { setTimeout as wait } from 'node:timers/promises';
import type { FetchedMessage, Mailbox, MailboxCursor } from '../types.js';

/** Everything that a mailbox offers after a cursor. */
export async function collect(
  mailbox: Mailbox,
  folder: string,
  after: MailboxCursor | null = null,
  limit = 100_000,
): Promise<FetchedMessage[]> {
  const all: FetchedMessage[] = [];
  for await (const one of mailbox.fetch(folder, after, limit)) all.push(one);
  return all;
}

/** Waits for another program to have done its part; the test's own time limit ends it. */
export async function untilTrue(check: () => Promise<boolean>): Promise<void> {
  while (!(await check())) await wait(25);
}
