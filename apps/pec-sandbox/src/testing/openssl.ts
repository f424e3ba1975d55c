import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Lets openssl judge a message: signature, chain to the CA, S/MIME purpose, at the given time. Gives its
 * last word, "CMS Verification successful" when all is well.
 */
export async function opensslVerdict(raw: Buffer, caPem: string, at: number): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'openssl-'));
  try {
    await writeFile(join(dir, 'message.eml'), raw);
    await writeFile(join(dir, 'ca.pem'), caPem);
    const { stderr } = await run('openssl', [
      'cms',
      '-verify',
      ...['-in', join(dir, 'message.eml')],
      ...['-CAfile', join(dir, 'ca.pem'), '-no-CApath', '-no-CAstore'],
      ...['-purpose', 'smimesign', '-x509_strict', '-check_ss_sig'],
      ...['-attime', String(Math.floor(at / 1000))],
      ...['-out', join(dir, 'content')],
    ]).catch((error: { stderr?: string }) => ({ stderr: error.stderr ?? String(error) }));
    return stderr.trim();
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

export const SUCCESS = 'CMS Verification successful';
