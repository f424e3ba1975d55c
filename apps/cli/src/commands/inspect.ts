import { open, readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { DomainError, instant } from '@app/domain';
import type { PecMessage, Signature, TrustOptions } from '@app/pec';
import { LIMITS, TrustError, trustStore, unread, UNVERIFIED } from '@app/pec';
import { isStopped, readApart } from '@app/workflow';
import type { Command } from '../command.js';
import { UsageError } from '../command.js';
import { inspectJson } from './inspect-json.js';
import type { ReplyView } from './inspect-reply.js';
import { readReplyView } from './inspect-reply.js';
import { inspectText } from './inspect-text.js';

/** What one message turned out to be. */
export interface Inspection {
  readonly message: PecMessage;
  readonly signature: Signature;
  readonly reply: ReplyView | null;
}

/**
 * `sollecito inspect`: what a stored message is, for which letter, whether it is genuine, what to do.
 * A forged message is a finding, not a failure: exit 0. No network, no database.
 */
export const inspect: Command = {
  name: 'inspect',
  summary: 'Dice che cos’è un messaggio PEC, a quale lettera si riferisce e se è autentico.',
  usage: 'sollecito inspect FILE.eml [--at ISTANTE] [--trust FILE.pem]… [--json]',
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        at: { type: 'string' },
        trust: { type: 'string', multiple: true, default: [] },
        json: { type: 'boolean', default: false },
      },
      allowPositionals: true,
    });
    const [file, ...others] = positionals;
    if (file === undefined) throw new UsageError('manca il file da esaminare.');
    if (others.length > 0)
      throw new UsageError(`un solo file alla volta, non anche «${others[0]}».`);
    const at = values.at === undefined ? undefined : readInstant(values.at);
    try {
      const trust = await readTrust(values.trust);
      const inspection = await inspectBytes(await readMail(file), trust, at);
      if (values.json) io.stdout(`${JSON.stringify(inspectJson(inspection))}\n`);
      else io.stdout(inspectText(inspection));
      return 0;
    } catch (error) {
      if (!isFileError(error) && !(error instanceof TrustError)) throw error;
      io.stderr(`sollecito inspect: ${explain(error)}\n`);
      return 1;
    }
  },
};

/** Of the contract's five seconds those that reading may take: the rest is for starting. */
const WALL_SECONDS = 3;

/** The whole examination of one message's bytes, in a process of its own. Never throws, for any bytes. */
async function inspectBytes(
  raw: Uint8Array,
  anchors: TrustOptions,
  at?: string,
): Promise<Inspection> {
  const started = performance.now();
  const order = { raw, anchors, ...(at === undefined ? {} : { at }) };
  const read = await readApart('mail', order, { wallSeconds: WALL_SECONDS });
  if (isStopped(read)) {
    return { message: unread(STOPPED, read.message), signature: UNVERIFIED, reply: null };
  }
  const { message, signature } = read;
  const left = WALL_SECONDS - (performance.now() - started) / 1000;
  const reply = await readReplyView(message, read.reply, Math.max(0.5, left));
  if (!isStopped(reply)) return { message, signature, reply };
  const warnings = [...message.warnings, { code: STOPPED, message: reply.message }];
  return { message: { ...message, warnings }, signature, reply: null };
}

const STOPPED = 'reader-stopped';

function readInstant(text: string): string {
  try {
    return instant(text, '--at');
  } catch (error) {
    if (error instanceof DomainError) throw new UsageError(error.message);
    throw error;
  }
}

async function readTrust(files: readonly string[]): Promise<TrustOptions> {
  const configured = process.env['PEC_TRUST_ANCHORS'];
  const all = configured === undefined || configured === '' ? files : [...files, configured];
  const pems = await Promise.all(all.map((file) => readFile(file, 'latin1')));
  // An anchor that is none is told before anything is read.
  trustStore({ pems });
  return { pems };
}

/** One byte more than is ever read tells a file that is too big, without taking it into memory. */
async function readMail(file: string): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const stat = await handle.stat();
    const most = LIMITS.messageBytes + 1;
    const limit = stat.isFile() ? Math.min(stat.size, most) : most;
    const bytes = Buffer.alloc(limit);
    let length = 0;
    while (length < limit) {
      const { bytesRead } = await handle.read(bytes, length, limit - length, null);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return bytes.subarray(0, length);
  } finally {
    await handle.close();
  }
}

const FILE_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'il file non esiste',
  EACCES: 'il file non si può leggere: permesso negato',
  EISDIR: 'è una cartella, non un file',
};

function explain(error: Error & { readonly code?: string; readonly path?: string }): string {
  const sentence = FILE_ERRORS[error.code ?? ''];
  if (sentence === undefined) return error.message;
  return error.path === undefined ? `${sentence}.` : `${sentence}: ${error.path}`;
}

function isFileError(error: unknown): error is Error {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^E[A-Z]+$/.test(code);
}
