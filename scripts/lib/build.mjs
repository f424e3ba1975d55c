import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Refusal, say } from './say.mjs';

const STAMP = '.cache/build.stamp';
const TESTS = /\.(spec|int-spec|e2e-spec)\.ts$/;

/** Every project of the workspace: `libs/domain`, `apps/server`, … */
function projects(root) {
  return ['libs', 'apps'].flatMap((kind) =>
    readdirSync(join(root, kind), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(join(root, kind, entry.name, 'src')))
      .map((entry) => join(kind, entry.name)),
  );
}

function files(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

function sources(root) {
  const found = projects(root).flatMap((project) => [
    join(root, project, 'tsconfig.json'),
    ...files(join(root, project, 'src')).filter((file) => !TESTS.test(file)),
  ]);
  return [join(root, 'tsconfig.json'), join(root, 'tsconfig.base.json'), ...found].sort();
}

/** A digest of everything the build reads: content, so that a checkout back and forth builds nothing. */
export function sourceFingerprint(root) {
  const hash = createHash('sha256');
  for (const file of sources(root)) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function isComplete(root) {
  return projects(root).every((path) => existsSync(join(root, path, 'dist', 'index.js')));
}

/** Is what lies in the dist folders built from the sources as they are? */
export function isBuilt(root) {
  const stamp = join(root, STAMP);
  if (!existsSync(stamp)) return false;
  if (!isComplete(root)) return false;
  return readFileSync(stamp, 'utf8') === sourceFingerprint(root);
}

/** Builds every project. @throws Refusal with the compiler's words */
export async function build(root) {
  const started = performance.now();
  say('Compilo…');
  const fingerprint = sourceFingerprint(root);
  let { code, output } = await tsc(root);
  // Files that were removed by hand from a dist folder are not missed by the compiler's own record.
  if (code === 0 && !isComplete(root)) ({ code, output } = await tsc(root, '--force'));
  if (code !== 0) {
    const what = /ENOSPC|no space left/i.test(output)
      ? 'Il disco è pieno. Liberare spazio e ripetere il comando.'
      : 'Se i sorgenti non sono stati modificati, eseguire «npm ci» e ripetere il comando.';
    throw new Refusal(`Compilazione non riuscita. ${what}\n${output.trimEnd()}`);
  }
  removeOrphans(root);
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(join(root, STAMP), fingerprint);
  say(`Compilato in ${Math.round((performance.now() - started) / 1000)} s.`);
}

function tsc(root, ...options) {
  return new Promise((resolve) => {
    const program = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const child = spawn(process.execPath, [program, '-b', ...options], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** What was built from a source that is gone would still be found by whoever reads a folder. */
function removeOrphans(root) {
  for (const project of projects(root)) {
    const dist = join(root, project, 'dist');
    for (const file of files(dist)) {
      const stem = /^(.*?)(?:\.d\.ts|\.js)(?:\.map)?$/.exec(relative(dist, file))?.[1];
      if (stem === undefined || existsSync(join(root, project, 'src', `${stem}.ts`))) continue;
      rmSync(file);
    }
  }
}
