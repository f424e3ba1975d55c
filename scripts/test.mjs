// npm test [-- jest's arguments]: every tier, then one closing line.
//
//   npm test                       everything
//   npm test -- libs/pec           the files whose path has it
//   npm test -- --selectProjects=unit
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runMain, say } from './lib/say.mjs';
import { closingLines, summarise } from './lib/summary.mjs';
import { installSystemPackages } from './lib/system-packages.mjs';

const RESULTS = join('.cache', 'test-results.json');
// One more than the cores that it is made for: browsers, databases and mail servers are waited for.
const WORKERS = '--maxWorkers=3';
const NODE_FLAGS = '--experimental-vm-modules --disable-warning=ExperimentalWarning';

function jest(args) {
  const program = join('node_modules', 'jest', 'bin', 'jest.js');
  const options = ['--json', `--outputFile=${RESULTS}`, WORKERS, ...args];
  const env = {
    ...process.env,
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} ${NODE_FLAGS}`.trim(),
  };
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...options], { env, stdio: 'inherit' });
    // Ctrl-C reaches Jest by itself; this process stays for the closing line.
    process.on('SIGINT', () => undefined);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

function readResults() {
  try {
    return JSON.parse(readFileSync(RESULTS, 'utf8'));
  } catch {
    return null;
  }
}

await runMain(async () => {
  const args = process.argv.slice(2);
  const pure = args.some((arg) => /^--selectProjects=unit$/.test(arg));
  if (!pure) installSystemPackages();
  mkdirSync('.cache', { recursive: true });
  rmSync(RESULTS, { force: true });
  const code = await jest(args);
  const results = readResults();
  if (results === null) return code || 1; // --listTests, --help, or a run that did not come to its end
  const summary = summarise(results);
  const skipFails = process.env.CI === 'true' && summary.skipped > 0;
  if (skipFails) say('CI=true: nothing may be skipped.');
  process.stdout.write(`\n${closingLines(summary)}\n`);
  return code || (skipFails ? 1 : 0);
});
