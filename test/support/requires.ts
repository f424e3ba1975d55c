import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, it } from '@jest/globals';

/** The programs that tests may need, and what to look for on the PATH (any of them will do). */
const PROGRAMS = {
  'redis-server': ['redis-server'],
  dovecot: ['dovecot'],
  postfix: ['postfix'],
  chromium: ['chromium', 'chromium-browser', 'google-chrome'],
  poppler: ['pdftotext'],
  qpdf: ['qpdf'],
  openssl: ['openssl'],
} as const;

export type Program = keyof typeof PROGRAMS;

/** System programs are often outside of an ordinary user's PATH. */
const FOLDERS = [
  ...(process.env['PATH'] ?? '').split(delimiter),
  '/usr/sbin',
  '/usr/local/sbin',
  '/sbin',
];

/**
 * Where a program is, or null.
 *
 * @example programPath('dovecot') //=> '/usr/sbin/dovecot'
 */
export function programPath(program: Program): string | null {
  for (const name of PROGRAMS[program]) {
    for (const folder of FOLDERS) {
      if (folder !== '' && existsSync(join(folder, name))) return join(folder, name);
    }
  }
  return null;
}

/**
 * `describe`, for tests that need system programs. Where one is missing they are skipped and counted
 * by its name (scripts/test.mjs reads it from the title); under CI=true the lack is a failure.
 *
 * @example describeWith(['dovecot', 'postfix'], 'a mailbox', () => { it('…', …); });
 */
export function describeWith(programs: readonly Program[], title: string, body: () => void): void {
  const missing = programs.filter((program) => programPath(program) === null);
  if (missing.length === 0) return void describe(title, body);
  const named = `${title} [needs ${missing.join(', ')}]`;
  if (process.env['CI'] === 'true') {
    describe(named, () => {
      it('has the programs that it needs', () => {
        throw new Error(`not installed: ${missing.join(', ')}; with CI=true nothing is skipped`);
      });
    });
    return;
  }
  describe.skip(named, body);
}

/** Is this process root? Some programs (dovecot, postfix) are only tested as such. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}
