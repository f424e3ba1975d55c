import { startServer } from '@app/server';
import { TimeMachine } from '@app/workflow';
import { join } from 'node:path';
import { random } from './random.mjs';

const QUEUES = ['letters', 'messages'];
/** Opening letters, first reminders, their receipts and replies. */
const UNTIL = '2022-03-17T16:00:00.000Z';

/** A sandbox installation lived through to a day; `beside` runs while it moves. */
async function lived(dataDir, beside) {
  const server = await startServer({
    port: 0,
    dataDir,
    role: 'all',
    mode: 'sandbox',
    databaseUrl: null,
    redisUrl: null,
    pecSmtpUrl: null,
    pecImapUrl: null,
    pecFrom: null,
    ratePerMinute: 5,
    trustAnchors: [],
    publicUrl: null,
  });
  await server.resumed;
  let moving = true;
  const disturbing = beside(server.environment.hub, () => moving);
  try {
    await server.app.get(TimeMachine, { strict: false }).moveTo(UNTIL);
  } finally {
    moving = false;
    await disturbing;
  }
  const record = await recordOf(server.environment.db);
  const [{ letters }] = await server.environment.db.query(
    `select count(*)::int as letters from letter`,
  );
  await server.close();
  return { record, letters };
}

/** Who was written to, about what, how it ended and what is on record; ids of attempts are left out. */
async function recordOf(db) {
  const letters = await db.query(`
    select concat_ws(' ', id, template, obligations::text, state) as line from letter`);
  const facts = await db.query(`
    select concat_ws(' ', occurred_at::date, municipality, round, type, payload->>'rung', payload->>'class') as line
    from fact`);
  const attempts = await db.query(`
    select concat_ws(' ', letter, attempt, state) as line from dispatch`);
  return [...letters, ...facts, ...attempts].map(({ line }) => line).sort();
}

/** Empties the queues again and again while a campaign is lived, and compares it with one that was left alone. */
export async function queueLoss({ dir, seed }) {
  const calm = await lived(join(dir, 'calm'), async () => undefined);
  const { int } = random(seed);
  let emptied = 0;
  // What BullMQ says of jobs that vanish under its hands is what is tried here.
  const write = process.stderr.write.bind(process.stderr);
  process.stderr.write = (text, ...rest) =>
    /^coda |Missing (?:lock|key)|could not be/i.test(String(text)) ? true : write(text, ...rest);
  let disturbed;
  try {
    disturbed = await lived(join(dir, 'disturbed'), async (hub, going) => {
      while (going()) {
        await new Promise((resolve) => setTimeout(resolve, 20 + int(180)));
        for (const queue of QUEUES) await hub.obliterate(queue);
        emptied += 1;
      }
    });
  } finally {
    process.stderr.write = write;
  }
  const different = [
    ...calm.record.filter((line) => !disturbed.record.includes(line)),
    ...disturbed.record.filter((line) => !calm.record.includes(line)),
  ];
  const wrong = different.map((line) => `queue emptied: ${line}`);
  if (disturbed.record.length !== calm.record.length) {
    wrong.push(`queue emptied: ${disturbed.record.length} lines, expected ${calm.record.length}`);
  }
  if (emptied === 0) wrong.push('the queue was never emptied');
  return { emptied, letters: calm.letters, different: different.length, wrong };
}
