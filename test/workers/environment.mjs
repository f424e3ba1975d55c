import { join } from 'node:path';
import { MaildirMailbox, SmtpSender } from '@app/mail';
import { dataSource } from '@app/persistence';
import { trustStore } from '@app/pec';
import { openQueues } from '@app/queue';
import { Clock, QUEUES } from '@app/workflow';

export const FROM = 'regione@pec.regione.example';
export const PASSWORD = 'segreta';
/** Monday 14 February 2022, 09:00 in Rome: the day of the opening letters. */
const START = Date.UTC(2022, 1, 14, 8);

/** A clock that runs, from a Monday morning on; the same one in every process. */
export class RunningClock extends Clock {
  constructor(since) {
    super();
    this.since = since;
  }

  now() {
    return new Date(START + Date.now() - this.since).toISOString();
  }
}

/** Asks before each letter whether it may go on: here a process is killed. */
class AskingSender extends SmtpSender {
  constructor(options, ask) {
    super(options);
    this.ask = ask;
  }

  async submit(message, hooks) {
    await this.ask();
    return super.submit(message, hooks);
  }
}

/** What a process of the installation stands on, as `apps/server` opens it, with the provider that the harness runs. */
export async function openEnvironment(config, { name, ask = async () => undefined }) {
  const db = dataSource(config.databaseUrl, 10);
  await db.initialize();
  const hub = await openQueues({
    databaseUrl: config.databaseUrl,
    redisUrl: config.redisUrl ?? undefined,
    queues: Object.values(QUEUES),
    settings: { lockMs: 1_500, stalledCheckMs: 500 },
  });
  const sender = new AskingSender({ url: config.smtpUrl, allowOnlyLoopback: true }, ask);
  const mailbox = new MaildirMailbox({
    path: config.maildir,
    indexDir: join(config.dir, `index-${name}`),
  });
  return {
    db,
    hub,
    hush: () => undefined,
    clock: new RunningClock(config.since),
    settings: {
      sandbox: false,
      from: FROM,
      fromName: 'Regione',
      mailbox: FROM,
      secret: 'workers',
      ratePerMinute: 100_000,
      ratePerDay: 1_000_000,
    },
    sender,
    mailbox,
    anchors: { store: trustStore({ pems: [config.caPem], builtIn: false }), pems: [config.caPem] },
    staff: { sender: null, from: '', to: [], publicUrl: null },
    sandbox: null,
    restartedBy: null,
    protocol: null,
    async close() {
      await hub.close();
      await sender.close();
      await mailbox.close();
      await db.destroy();
    },
  };
}
