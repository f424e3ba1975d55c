import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { say } from './say.mjs';

/** What tests need beside npm: the program to look for, and Debian's package that has it. */
const NEEDS = [
  ['redis-server', 'redis-server'],
  ['dovecot', 'dovecot-imapd'],
  ['postfix', 'postfix'],
  ['chromium', 'chromium'],
  ['pdftotext', 'poppler-utils'],
  ['qpdf', 'qpdf'],
  ['openssl', 'openssl'],
];

const POLICY = '/usr/sbin/policy-rc.d';

const FOLDERS = [
  ...(process.env.PATH ?? '').split(delimiter),
  '/usr/sbin',
  '/usr/local/sbin',
  '/sbin',
].filter(Boolean);

const has = (program) => FOLDERS.some((folder) => existsSync(join(folder, program)));

/**
 * Installs what is missing, on Debian and as root only; elsewhere, and when it fails (no network), the
 * tests that need it are skipped and counted by name. No service is started by it.
 */
export function installSystemPackages() {
  const missing = NEEDS.filter(([program]) => !has(program)).map(([, name]) => name);
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return;
  say(`Installo i programmi di sistema per le prove: ${missing.join(', ')}…`);
  withoutServices(() => {
    if (!apt('update', '-qq')) return;
    const ok = apt('install', '-y', '-qq', '--no-install-recommends', ...missing);
    if (!ok) say('Alcuni programmi non si sono installati: le prove che li usano saranno saltate.');
  });
}

/** Debian asks this program before it starts a service; 101 means no. One that is there is respected. */
function withoutServices(work) {
  const ours = !existsSync(POLICY);
  if (ours) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    work();
  } finally {
    if (ours) rmSync(POLICY, { force: true });
  }
}

function apt(...args) {
  const env = {
    ...process.env,
    DEBIAN_FRONTEND: 'noninteractive',
    DEBCONF_NONINTERACTIVE_SEEN: 'true',
  };
  const run = spawnSync('apt-get', args, { env, encoding: 'utf8', timeout: 900_000 });
  if (run.status === 0) return true;
  say(`apt-get ${args[0]} non è riuscito: ${(run.stderr ?? '').trim().split('\n').at(-1) ?? ''}`);
  return false;
}
