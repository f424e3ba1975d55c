// npm run mutate [-- FOLDER…]: mutation testing of the domain, folder by folder, each against the tests that stand in it.
// The score is a lower bound: a mutant that only the tests of another folder would kill counts as survived.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const DOMAIN = join('libs', 'domain', 'src');
/** Percent of mutants that the tests must kill. */
const LIMIT = 85;
const KILLED = ['Killed', 'Timeout'];
const ALIVE = ['Survived', 'NoCoverage'];

const asked = process.argv.slice(2);
const folders = readdirSync(DOMAIN, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const unknown = asked.filter((name) => !folders.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`npm run mutate: no folder ${unknown.join(', ')} in ${DOMAIN}\n`);
  process.exit(2);
}

const rows = [];
for (const folder of asked.length > 0 ? asked : folders) {
  const stryker = join('node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
  const { status } = spawnSync(process.execPath, [stryker, 'run'], {
    stdio: 'inherit',
    env: { ...process.env, MUTATE: folder },
  });
  const report = join('reports', 'mutation', `${folder}.json`);
  if (status !== 0 || !existsSync(report)) process.exit(status === 0 ? 1 : (status ?? 1));
  rows.push(counted(folder, JSON.parse(readFileSync(report, 'utf8'))));
}
const total = rows.reduce(
  (sum, { killed, alive }) => ({ killed: sum.killed + killed, alive: sum.alive + alive }),
  { killed: 0, alive: 0 },
);
process.stdout.write(`\n${'folder'.padEnd(16)}  killed   alive   score\n`);
for (const row of [...rows, { folder: 'all', ...total }]) process.stdout.write(line(row));
process.exit(score(total) >= LIMIT ? 0 : 1);

function counted(folder, { files }) {
  const states = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const count = (names) => states.filter((state) => names.includes(state)).length;
  return { folder, killed: count(KILLED), alive: count(ALIVE) };
}

function score({ killed, alive }) {
  return killed + alive === 0 ? 100 : (100 * killed) / (killed + alive);
}

function line({ folder, killed, alive }) {
  const percent = `${score({ killed, alive }).toFixed(1)} %`;
  return `${folder.padEnd(16)}${String(killed).padStart(8)}${String(alive).padStart(8)}${percent.padStart(9)}\n`;
}
