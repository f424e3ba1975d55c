import type { ImapFlow } from 'imapflow';
import { MailError } from '../errors.js';
import { pause, Trigger } from '../watch.js';
import { openImap } from './imap-client.js';
import type { ImapOptions } from './imap-mailbox.js';

/**
 * IDLE on the first folder with a poll behind it, on a connection of its own. A lost connection is opened
 * again with backoff, and the poll goes on meanwhile: reading has its own connection and its own faults.
 */
export async function watchImap(
  options: ImapOptions,
  backoff: readonly number[],
  onNew: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const ended = new AbortController();
  const both = AbortSignal.any([signal, ended.signal]);
  const trigger = new Trigger(onNew);
  let failure: unknown;
  const fire = (): void => {
    trigger.fire().catch((error: unknown) => {
      failure ??= error;
      ended.abort();
    });
  };
  fire();
  await Promise.all([
    polling(fire, both, options.pollMs ?? 60_000),
    idling(options, backoff, fire, both).catch((error: unknown) => {
      failure ??= error;
      ended.abort();
    }),
  ]);
  if (failure !== undefined) throw failure;
}

async function polling(fire: () => void, signal: AbortSignal, pollMs: number): Promise<void> {
  while (await pause(pollMs, signal)) fire();
}

async function idling(
  options: ImapOptions,
  backoff: readonly number[],
  fire: () => void,
  signal: AbortSignal,
): Promise<void> {
  for (let failures = 0; !signal.aborted;) {
    const client = await attempt(options);
    if (client === null) {
      const wait = backoff[Math.min(failures, backoff.length - 1)] ?? 1000;
      failures += 1;
      await pause(wait, signal);
      continue;
    }
    failures = 0;
    // Whatever came while nobody listened.
    fire();
    await idleUntilLost(client, options.folders?.[0] ?? 'INBOX', fire, signal);
  }
}

/** A connection, or null to try again later. A refused login is not repeated. */
async function attempt(options: ImapOptions): Promise<ImapFlow | null> {
  try {
    return await openImap(options);
  } catch (error) {
    if (error instanceof MailError && error.code === 'imap-connection') return null;
    throw error;
  }
}

async function idleUntilLost(
  client: ImapFlow,
  folder: string,
  fire: () => void,
  signal: AbortSignal,
): Promise<void> {
  const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
  const stop = (): void => client.close();
  signal.addEventListener('abort', stop, { once: true });
  client.on('exists', fire);
  try {
    await client.mailboxOpen(folder, { readOnly: true });
    while (client.usable && !signal.aborted) if ((await client.idle()) === false) await closed;
    await closed;
  } catch (error) {
    // The poll still reads; a connection that broke is opened again by the caller.
    if (client.usable) throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    client.close();
  }
}
