// npm run faults [-- --kills N] [--seed N] [--json] [--sending-only]: the sender is killed and its connections are cut N times; nothing may
// be lost or doubled. Two senders that are wrong on purpose show that losses and doubles are seen.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Campaign } from './campaign.mjs';
import { faultsOf, figures } from './figures.mjs';
import { openPostgres } from './postgres.mjs';
import { queueLoss } from './queue-loss.mjs';
import { random } from './random.mjs';
import { table } from './table.mjs';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '520' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    'sending-only': { type: 'boolean', default: false },
  },
});
const faults = Number(values.kills);
const seed = Number(values.seed);
if (!Number.isInteger(faults) || faults < 1 || !Number.isInteger(seed)) {
  process.stderr.write('--kills and --seed are whole numbers\n');
  process.exit(2);
}
const say = (line) => (values.json ? undefined : process.stdout.write(`${line}\n`));

const dir = mkdtempSync(join(tmpdir(), 'sollecito-faults-'));
const postgres = await openPostgres(join(dir, 'postgres'));
const started = performance.now();
const found = [];
let wrong = [];
try {
  for (const [policy, share] of [
    ['protocol', 1],
    ['blind-resend', 1 / 6],
    ['at-most-once', 1 / 6],
  ]) {
    const campaign = new Campaign({
      dir: join(dir, policy),
      databaseUrl: await postgres.database(policy.replaceAll('-', '_')),
      policy,
      faults: Math.max(8, Math.ceil(faults * share)),
      random: random(seed),
    });
    await campaign.open();
    const from = performance.now();
    let told = from;
    await campaign.run(({ kills, cuts, faults: all }) => {
      if (performance.now() - told < 20_000) return;
      told = performance.now();
      say(`${policy}: ${kills + cuts} of ${all}`);
    });
    const own = {
      ...(await figures(campaign)),
      seconds: Math.round((performance.now() - from) / 1000),
    };
    found.push(own);
    await campaign.close();
  }
  const [ours, blind, once] = found;
  wrong = faultsOf(ours);
  if (ours.kills + ours.cuts < faults)
    wrong.push(`only ${ours.kills + ours.cuts} strikes of ${faults}`);
  if (blind.doubled === 0)
    wrong.push('blind resend doubled nothing: the harness does not see doubles');
  if (once.lost === 0) wrong.push('at-most-once lost nothing: the harness does not see losses');
  const queue = values['sending-only'] ? null : await queueLoss({ dir: join(dir, 'queue'), seed });
  wrong.push(...(queue?.wrong ?? []));
  const seconds = Math.round((performance.now() - started) / 1000);
  if (values.json)
    process.stdout.write(`${JSON.stringify({ seed, seconds, found, queue, wrong })}\n`);
  else process.stdout.write(table({ seed, seconds, found, queue, wrong }));
} finally {
  await postgres.stop();
  rmSync(dir, { recursive: true, force: true });
}
process.exit(wrong.length === 0 ? 0 : 1);
