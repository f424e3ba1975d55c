import 'reflect-metadata';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { NestFactory } from '@nestjs/core';
import { defaultSurvey } from '@app/contract';
import { startSandbox } from '@app/pec-sandbox';
import { dataSource, migrate, saveSetting } from '@app/persistence';
import { Engine, install, QUEUES } from '@app/workflow';
import { AppModule } from '../../apps/server/dist/app.module.js';
import { FROM, openEnvironment, PASSWORD, RunningClock } from './environment.mjs';

const WORKER = fileURLToPath(new URL('worker.mjs', import.meta.url));

/**
 * Lets the opening letters leave through so many workers, with nobody but them to wake each other: there is one tick and no
 * reconciler. It ends when nothing is left, or when the queue is empty while letters are.
 *
 * @param kill numbers of the submissions (from 1, of all workers) at which the worker that makes them is killed
 * @param turnMs how long a turn at the mailbox may take; 0: a letter a turn; absent: as in production
 * @returns letters, how many are left, how many were taken by the provider and how many twice, how often a worker had its
 *   turn and how often it found the mailbox taken, and milliseconds from the tick
 */
export async function crew({ dir, databaseUrl, redisUrl, workers, letters, turnMs, kill = [] }) {
  mkdirSync(dir, { recursive: true });
  const since = Date.now();
  const clock = new RunningClock(since);
  const provider = await startSandbox({
    dir: join(dir, 'provider'),
    smtpPort: 0,
    clock: { now: () => Date.parse(clock.now()) },
    users: [{ address: FROM, password: PASSWORD }],
    script: { version: 1 },
  });
  const config = {
    dir,
    databaseUrl,
    redisUrl,
    turnMs,
    since,
    smtpUrl: `smtp://${encodeURIComponent(FROM)}:${PASSWORD}@127.0.0.1:${provider.smtpPort}`,
    maildir: provider.maildirOf(FROM),
    caPem: provider.caPem,
  };
  await prepare(databaseUrl, clock.now(), letters);
  const environment = await openEnvironment(config, { name: 'tick' });
  const app = await NestFactory.createApplicationContext(AppModule.of(environment, 'worker'), {
    logger: false,
  });
  const hands = await hire(workers, config, kill);
  const began = performance.now();
  await app.get(Engine, { strict: false }).tick();
  const left = await watch(environment);
  const ms = performance.now() - began;
  const found = await taken(environment.db, provider);
  await Promise.all(hands.map((hand) => hand.leave()));
  await app.close();
  await environment.close();
  await provider.stop();
  const sum = (name) => hands.reduce((all, hand) => all + Number(hand[name]), 0);
  const told = { killed: sum('killed'), turns: sum('turns'), inVain: sum('inVain') };
  return { letters, left, ...told, ms, ...found };
}

async function prepare(databaseUrl, at, count) {
  const db = dataSource(databaseUrl, 2);
  await db.initialize();
  await migrate(db);
  const seed = { municipalities: municipalities(count), survey: defaultSurvey() };
  await install(db, { mode: 'sandbox', createdAt: at }, seed);
  const open = { trial: false, allowList: [], changedAt: null, changedBy: null };
  await saveSetting(db, 'going-out', open);
  await db.destroy();
}

async function hire(workers, config, kill) {
  let submissions = 0;
  const hands = Array.from({ length: workers }, () => {
    const child = fork(WORKER, [JSON.stringify(config)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const gone = once(child, 'exit');
    const hand = { killed: false, turns: 0, inVain: 0, ready: once(child, 'message') };
    hand.leave = async () => {
      if (child.connected) child.disconnect();
      await gone;
    };
    child.on('message', ({ submitting, turn }) => {
      if (turn !== undefined) hand.turns += 1;
      if (turn === 'taken') hand.inVain += 1;
      if (!submitting) return;
      submissions += 1;
      if (kill.includes(submissions)) {
        hand.killed = true;
        child.kill('SIGKILL');
        return;
      }
      child.send({ go: true });
    });
    return hand;
  });
  await Promise.all(hands.map(({ ready }) => ready));
  return hands;
}

/** Waits until no letter is left, or no job: then nobody would ever look at the others. */
async function watch({ db, hub }) {
  // A job that changes its place is looked for again.
  for (let quiet = 0; quiet < 3;) {
    const { waiting, active, delayed } = await hub.counts(QUEUES.letters);
    const [{ left }] = await db.query(
      `select count(*)::int as left from letter where state = 'queued'`,
    );
    if (left === 0) return 0;
    quiet = waiting + active + delayed === 0 ? quiet + 1 : 0;
    await pause(20);
  }
  return (await db.query(`select 1 from letter where state = 'queued'`)).length;
}

/** What the provider took, by our letters. */
async function taken(db, provider) {
  const rows = await db.query(`select message_id as id, letter from dispatch`);
  const letterOf = new Map(rows.map(({ id, letter }) => [id, letter]));
  const counts = new Map();
  for (const { messageId } of provider.submissions()) {
    const letter = letterOf.get((messageId ?? '').replace(/^<|>$/g, ''));
    counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  const doubled = [...counts.values()].filter((count) => count > 1).length;
  return { taken: counts.size, doubled };
}

/** Municipalities that owe and never answer, each with its own address. */
function municipalities(count) {
  return Array.from({ length: count }, (_, n) => {
    const istat = String(100_001 + n);
    return {
      istat,
      name: `Prova ${n + 1}`,
      title: 'Comune di',
      belfiore: null,
      postcode: null,
      latitude: null,
      longitude: null,
      existsFrom: null,
      existsTo: null,
      successor: null,
      addresses: [
        {
          address: `protocollo@pec.comune-${istat}.example`,
          validFrom: '2021-01-01',
          validTo: null,
          source: 'letter',
          state: 'untried',
        },
      ],
      closingDays: [],
    };
  });
}
