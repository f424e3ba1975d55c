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
  for (let failures = 0; !signal.aborted; failures += 1) {
    const client = await attempt(options);
    if (client !== null && (await idleUntilLost(client, options, fire, signal))) failures = 0;
    // Also after a folder that opened: a server that drops every connection is not called without pause.
    await pause(backoff[Math.min(failures, backoff.length - 1)] ?? 1000, signal);
  }
}

/** A mailbox without news is silent: the connection is asked whether it still stands only after so long. */
const SILENCE_MS = 300_000;

/** A connection, or null to try again later. A refused login is not repeated. */
async function attempt(options: ImapOptions): Promise<ImapFlow | null> {
  try {
    return await openImap(options, SILENCE_MS);
  } catch (error) {
    if (error instanceof MailError && error.code === 'imap-connection') return null;
    throw error;
  }
}

/** Listens until the connection is lost or the signal ends it; whether the folder was opened at all. */
async function idleUntilLost(
  client: ImapFlow,
  options: ImapOptions,
  fire: () => void,
  signal: AbortSignal,
): Promise<boolean> {
  const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
  const stop = (): void => client.close();
  signal.addEventListener('abort', stop, { once: true });
  client.on('exists', fire);
  let opened = false;
  try {
    await client.mailboxOpen(options.folders?.[0] ?? 'INBOX', { readOnly: true });
    opened = client.usable;
    // Whatever came while nobody listened: only now, since the server tells of nothing before it opens the folder
    // (RFC 3501 §7.3.1, RFC 2177 §3). Asked before, a message that comes in between would wait for the poll.
    fire();
    while (client.usable && !signal.aborted)
      if ((await client.idle()) === false && client.usable) await closed;
  } catch (error) {
    // The poll still reads; a connection that broke is opened again by the caller.
    if (client.usable) throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    client.close();
  }
  return opened;
}
