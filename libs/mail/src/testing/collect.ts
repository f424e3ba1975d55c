import { setTimeout as wait } from 'node:timers/promises';
import {
  isUnread,
  type FetchedMessage,
  type Mailbox,
  type MailboxCursor,
  type UnreadMessage,
} from '../types.js';

/** Everything that a mailbox offers after a cursor, all of which can be read. */
export async function collect(
  mailbox: Mailbox,
  folder: string,
  after: MailboxCursor | null = null,
  limit = 100_000,
): Promise<FetchedMessage[]> {
  const all: FetchedMessage[] = [];
  for await (const one of mailbox.fetch(folder, after, limit)) all.push(whole(one));
  return all;
}

/** A message that was read; the test fails on one that was not. */
export function whole(one: FetchedMessage | UnreadMessage): FetchedMessage {
  if (isUnread(one)) throw new Error(`${one.folder} ${one.uid}: ${one.problem}`);
  return one;
}

/** Waits for another program to have done its part; the test's own time limit ends it. */
export async function untilTrue(check: () => Promise<boolean>): Promise<void> {
  while (!(await check())) await wait(25);
}
