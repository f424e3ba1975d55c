// The sender under test in a process of its own: everything from the tick to the facts, without pages and queue.
// It is told the time and where to die; it works until nothing is left for that moment and says so.
import 'reflect-metadata';
import { createHash, randomBytes } from 'node:crypto';
import { composeMime, MaildirMailbox, SmtpSender } from '@app/mail';
import { newMessageId } from '@app/pec';
import { addDispatch, dataSource, dispatchesOf, newRaw } from '@app/persistence';
import {
  Conclusion,
  Dispatcher,
  DoubtDesk,
  Drain,
  MailboxReader,
  MessageProcessor,
  ReceiptHandler,
  Recorder,
  Reference,
  ReplyHandler,
  Settler,
  SimulatedClock,
  Tick,
} from '@app/workflow';
import { settlers } from './policies.mjs';

const config = JSON.parse(process.argv[2]);
let armed = null;

/** Dies here, without a word, if that is what was asked for. */
function point(name) {
  if (armed?.point !== name) return;
  armed.nth -= 1;
  if (armed.nth > 0) return;
  process.kill(process.pid, 'SIGKILL');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

const db = dataSource(config.databaseUrl, 4);
const transaction = db.transaction.bind(db);
db.transaction = async (work) => {
  const result = await transaction(async (tx) => {
    const done = await work(tx);
    point('before-commit');
    return done;
  });
  point('after-commit');
  return result;
};
await db.initialize();

const clock = new SimulatedClock(config.start);
const settings = {
  sandbox: true,
  from: config.from,
  fromName: 'Regione',
  mailbox: config.from,
  secret: config.secret,
  ratePerMinute: config.ratePerMinute,
  ratePerDay: 1_000_000,
};

/** Ends a submission at the points around the final dot that only the sender knows. */
class Sender extends SmtpSender {
  async submit(message, hooks) {
    point('before-mail');
    const result = await super.submit(message, {
      beforeFinalDot: async () => {
        point('before-dot-noted');
        await hooks.beforeFinalDot();
        point('dot-noted');
      },
    });
    point('answered');
    return result;
  }
}

class Box extends MaildirMailbox {
  async *fetch(...asked) {
    for await (const message of super.fetch(...asked)) {
      point('fetched');
      yield message;
    }
  }
}

/** Small letters: what they say is not what is tried here. */
const freezer = {
  async freeze({ letter, check, earlier, now }) {
    const messageId = newMessageId(
      settings.secret,
      randomBytes(12).toString('hex'),
      'pec.regione.example',
    );
    const raw = Buffer.from(
      await composeMime({
        from: settings.from,
        fromName: settings.fromName,
        to: check.address.address,
        subject: letter.id,
        text: `${letter.token}\n${'Si sollecita. '.repeat(40)}`,
        messageId,
        date: now,
      }),
    );
    await addDispatch(db, {
      messageId,
      letter: letter.id,
      attempt: earlier.length + 1,
      fromAddress: settings.from,
      toAddress: check.address.address,
      addressSource: 'letter',
      raw,
      sha256: createHash('sha256').update(raw).digest('hex'),
      createdAt: now,
      obligations: check.obligations,
      note: null,
    });
    return (await dispatchesOf(db, letter.id)).at(-1);
  },
};

/** Nobody's act is waited for. */
const departures = { check: async () => ({ go: true, protocols: new Map(), papers: [] }) };

const mailbox = new Box({ path: config.maildir, indexDir: config.indexDir });
const sender = new Sender({ url: config.smtpUrl, allowOnlyLoopback: true, timeoutMs: 10_000 });
const reference = new Reference(db);
const recorder = new Recorder(db, reference);
const tick = new Tick(db, reference);
const conclusion = new Conclusion(db, clock, settings, recorder, mailbox);
const dispatcher = new Dispatcher(
  db,
  clock,
  settings,
  reference,
  recorder,
  departures,
  freezer,
  sender,
  conclusion,
);
const settler = new Settler(db, clock, settings, reference, mailbox);
const drain = new Drain(db, clock, settings, settler, dispatcher);
const desk = new DoubtDesk(db, clock, settler, recorder, { wakeSender: async () => undefined });
const reader = new MailboxReader(db, clock, settings, mailbox);
const anchors = { pems: [config.caPem], builtIn: false };
const receipts = new ReceiptHandler(db, reference);
const processor = new MessageProcessor(
  db,
  clock,
  settings,
  anchors,
  receipts,
  new ReplyHandler(db, reference),
);
const settle = settlers[config.policy];

/** The officer who is asked about a second doubt: the webmail shows nothing, so the letter leaves again. */
async function decide() {
  const doubts = await db.query(`
    select d.letter as id from dispatch d join alert a on a.id = 'doubt/' || d.message_id
    where d.state = 'in-doubt' and a.closed_at is null`);
  const who = { by: 'prova', reason: 'la webmail non la mostra' };
  for (const { id } of doubts) await desk.decide(id, 'resend', who);
}

async function work(now, officer) {
  clock.moveTo(now);
  await reader.poll();
  for (const { sha256 } of await newRaw(db, 5000)) {
    point('processing');
    await processor.process(sha256);
  }
  await tick.run(now);
  if (officer) await decide();
  for (const letter of await settle(db, settler)) await dispatcher.dispatch(letter);
  while ((await drain.turn()) === 'now');
}

process.on('message', ({ now, die, officer }) => {
  armed = die;
  work(now, officer).then(
    () => process.send({ done: true }),
    (error) => process.send({ done: true, error: String(error?.stack ?? error) }),
  );
});
process.on('disconnect', () => process.exit(0));
process.send({ ready: true });
