import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs, { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal, say } from './say.mjs';

const STAMP = '.cache/install.stamp';
const NEEDED_BYTES = 900 * 1024 * 1024;
const HEARTBEAT_MS = 10_000;

/**
 * Is everything in package-lock.json installed? A stamp answers in a millisecond; without one npm's own
 * record of node_modules is compared, so that an `npm ci` done by hand is not done again.
 */
export function isInstalled(root, { dev }) {
  if (!existsSync(join(root, 'node_modules'))) return false;
  const stamp = join(root, STAMP);
  const wanted = `${fingerprint(root)} ${dev ? 'dev' : 'run'}`;
  const found = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  if (found === wanted || found === wanted.replace(/run$/, 'dev')) return true;
  if (!matchesLock(root, dev)) return false;
  writeStamp(root, wanted);
  return true;
}

function fingerprint(root) {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  const { dependencies, devDependencies, overrides, workspaces } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  hash.update(JSON.stringify([dependencies, devDependencies, overrides, workspaces]));
  return hash.update(`${process.platform}-${process.arch}`).digest('hex');
}

/** npm's own record of what lies in node_modules; an installation that was cut short has none. */
const recordOf = (root) => join(root, 'node_modules', '.package-lock.json');
const hasRecord = (root) => existsSync(recordOf(root));

function matchesLock(root, dev) {
  if (!hasRecord(root)) return false;
  const have = JSON.parse(readFileSync(recordOf(root), 'utf8')).packages;
  const want = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(want).every(([path, entry]) => {
    if (path === '' || entry.optional || entry.devOptional || entry.peer) return true;
    if (entry.dev && !dev) return true;
    if (entry.link || !path.startsWith('node_modules/')) return true;
    return have[path]?.version === entry.version;
  });
}

function writeStamp(root, text) {
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(join(root, STAMP), text);
}

/**
 * Installs exactly what package-lock.json says. What is installed already is changed in place, where a
 * server may be running; only when that does not lead there is everything removed first.
 *
 * @throws Refusal in words, with the next step
 */
export async function install(root) {
  requireDisk(root);
  say('Installo i componenti (solo la prima volta o dopo un aggiornamento; qualche minuto)…');
  const started = performance.now();
  const seconds = () => Math.round((performance.now() - started) / 1000);
  const beat = setInterval(() => {
    say(`  … ${seconds()} s, ${countPackages(root)} componenti`);
  }, HEARTBEAT_MS);
  try {
    const changed = hasRecord(root) && (await npm(root, 'install', '--no-save')).code === 0;
    if (!changed || !matchesLock(root, true)) {
      const { code, output } = await npm(root, 'ci');
      if (code !== 0) throw new Refusal(explainNpm(output));
    }
  } finally {
    clearInterval(beat);
  }
  writeStamp(root, `${fingerprint(root)} dev`);
  say(`Componenti installati in ${seconds()} s.`);
}

/** npm as it started us, so that a second npm on the PATH cannot slip in. */
function npm(root, ...what) {
  const { npm_execpath: program } = process.env;
  const viaNode = program !== undefined && /\.c?js$/.test(program);
  const [command, first] = viaNode ? [process.execPath, [program]] : ['npm', []];
  const args = [...first, ...what, '--no-audit', '--no-fund', '--loglevel=error', '--include=dev'];
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: !viaNode && process.platform === 'win32',
    });
    let output = '';
    const keep = (chunk) => (output = (output + chunk).slice(-20_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: 1, output: `${output}\n${error.message}` }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

function countPackages(root) {
  try {
    return readdirSync(join(root, 'node_modules')).length;
  } catch {
    return 0;
  }
}

function requireDisk(root) {
  // By name at run time: an old Node must come as far as the sentence about its version.
  const { bavail, bsize } = fs.statfsSync(root);
  const free = bavail * bsize;
  if (free >= NEEDED_BYTES) return;
  throw new Refusal(
    `Spazio su disco insufficiente in «${root}»: liberi ${megabytes(free)} MB, ne servono ${megabytes(NEEDED_BYTES)}. Liberare spazio e ripetere il comando.`,
  );
}

const megabytes = (bytes) => Math.floor(bytes / 1024 / 1024);

const CAUSES = [
  [/ENOSPC|EDQUOT|no space left/i, 'Il disco è pieno. Liberare spazio e ripetere il comando.'],
  [
    /EINTEGRITY/,
    'Un componente scaricato non è quello previsto (impronta diversa). Eseguire «npm cache clean --force» e ripetere il comando; se si ripete, non proseguire e segnalarlo.',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET|ENOTCACHED|E50[0-9]|E40[37]|CERT_|SELF_SIGNED|UNABLE_TO_/,
    'Il registro dei pacchetti npm non è raggiungibile. Verificare la rete (proxy: «npm config get proxy») e ripetere il comando: quanto già scaricato non si perde.',
  ],
  [
    /EACCES|EPERM|EROFS/,
    'Questo utente non può scrivere nella cartella del programma. Correggere il proprietario della cartella e ripetere il comando.',
  ],
  [
    /can only install packages when|in sync|EUSAGE/,
    'package-lock.json non corrisponde a package.json. Chi sviluppa esegua «npm install»; altrimenti ripristinare i due file.',
  ],
  [/ENOENT.*npm|spawn npm/, 'npm non è disponibile: installarlo (fa parte di Node.js) e ripetere.'],
];

/** What npm said, as a sentence and its last lines; addresses are left out. */
export function explainNpm(output) {
  const cause = CAUSES.find(([sign]) => sign.test(output));
  const tail = output
    .split('\n')
    .filter((line) => line.trim() !== '' && !/A complete log of this run/.test(line))
    .slice(-8)
    .join('\n')
    .replace(/https?:\/\/[^\s'"]+/g, '…')
    .replace(/\b(?:[a-z0-9-]+\.)+(?:org|com|net|io|dev)\b/gi, '…');
  return `Installazione non riuscita. ${cause?.[1] ?? 'Ripetere il comando; se si ripete, segnalare quanto segue.'}\n${tail}`;
}
