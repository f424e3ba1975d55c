import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { EvidenceReport } from '@app/evidence';
import { isStopped, readApart } from '@app/workflow';
import type { Command, Io } from '../command.js';
import { UsageError } from '../command.js';
import { verifyText } from './verify-text.js';

interface Question {
  readonly file: string;
  readonly trust: readonly string[];
  readonly head: string | undefined;
  readonly json: boolean;
}

/** `sollecito verify`: checks an evidence file from its bytes alone; no network, no database. Exit 1 when not ok. */
export const verify: Command = {
  name: 'verify',
  summary: 'Verifica un fascicolo di prova: file, firme, catena dei fatti, contenitore.',
  usage: 'sollecito verify FASCICOLO.zip [--trust AUTORITA.pem]… [--head TESTA] [--json]',
  async run(args, io) {
    const question = readQuestion(args);
    const bytes = await contentOf(question.file, io);
    const trust = await Promise.all(question.trust.map((path) => contentOf(path, io)));
    if (bytes === null || trust.includes(null)) return 1;
    const report = await check(
      bytes,
      trust.flatMap((one) => (one === null ? [] : [one.toString('utf8')])),
      question.head,
      io,
    );
    if (report === null) return 1;
    io.stdout(question.json ? `${JSON.stringify(report)}\n` : verifyText(question.file, report));
    if (!report.ok)
      io.stderr(`sollecito verify: fascicolo non integro (${report.problems.length} problemi).\n`);
    return report.ok ? 0 : 1;
  },
};

function readQuestion(args: readonly string[]): Question {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      trust: { type: 'string', multiple: true, default: [] },
      head: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const [file, ...more] = positionals;
  if (file === undefined) throw new UsageError('manca il fascicolo da verificare');
  if (more.length > 0) throw new UsageError(`un fascicolo per volta, in più: ${more.join(', ')}`);
  if (values.head !== undefined && !/^[0-9a-f]{64}$/i.test(values.head))
    throw new UsageError(`--head: trovato «${values.head}», attese 64 cifre esadecimali`);
  return { file, trust: values.trust, head: values.head, json: values.json };
}

/** A file's bytes; null, with the reason on stderr, when it can't be read. */
async function contentOf(path: string, io: Io): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    const why: Readonly<Record<string, string>> = {
      ENOENT: 'il file non esiste',
      EISDIR: 'è una cartella',
      EACCES: 'non è leggibile con questi permessi',
      ERR_FS_FILE_TOO_LARGE: 'supera i 2 GB',
    };
    if (why[code] === undefined) throw error;
    io.stderr(`sollecito verify: «${path}»: ${why[code]}.\n`);
    return null;
  }
}

/** The file comes from others: it is taken apart in a process of its own. */
async function check(
  bytes: Buffer,
  trust: readonly string[],
  head: string | undefined,
  io: Io,
): Promise<EvidenceReport | null> {
  const options = {
    ...(trust.length === 0 ? {} : { trust }),
    ...(head === undefined ? {} : { head }),
  };
  try {
    const report = await readApart('evidence', { bytes, options });
    if (!isStopped(report)) return report;
    io.stderr(`sollecito verify: ${report.message}.\n`);
    return null;
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'trust-pem') throw error;
    io.stderr(`sollecito verify: --trust: ${(error as Error).message}\n`);
    return null;
  }
}
