// npm run check: format, lint and types side by side, then every test. Its last line is the tests' own.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { runMain, say } from './lib/say.mjs';

const bin = (...path) => join('node_modules', ...path);

const CHECKS = [
  [
    'format',
    bin('prettier', 'bin', 'prettier.cjs'),
    '--check',
    '.',
    '--cache',
    '--cache-location=.cache/prettier',
    '--log-level=warn',
  ],
  [
    'lint',
    bin('eslint', 'bin', 'eslint.js'),
    '.',
    '--cache',
    '--cache-location=.cache/eslint/',
    '--max-warnings=0',
  ],
  ['types', bin('typescript', 'bin', 'tsc'), '-p', 'tsconfig.spec.json'],
];

function run([name, ...command]) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('close', (code) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      say(
        `${name}: ${code === 0 ? 'ok' : 'FAILED'} (${seconds} s)${code === 0 ? '' : `\n${output}`}`,
      );
      resolve(code === 0);
    });
  });
}

function tests() {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join('scripts', 'test.mjs')], { stdio: 'inherit' });
    child.on('close', (code) => resolve(code === 0));
  });
}

await runMain(async () => {
  await bootstrap({ dev: true });
  const clean = await Promise.all(CHECKS.map(run));
  const tested = await tests();
  return clean.every(Boolean) && tested ? 0 : 1;
});
