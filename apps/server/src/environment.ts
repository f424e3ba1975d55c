import { join } from 'node:path';
import type { Mailbox, MailSender } from '@app/mail';
import { ImapMailbox, MaildirMailbox, SmtpSender } from '@app/mail';
import type { EmbeddedPostgres } from '@app/persistence';
import { dataSource, migrate, secretOf, startEmbeddedPostgres } from '@app/persistence';
import { trustStore } from '@app/pec';
import { openQueues } from '@app/queue';
import type { QueueHub } from '@app/queue';
import type {
  Clock,
  ProtocolSystem,
  StaffMailSettings,
  TrustAnchors,
  WorkflowSettings,
} from '@app/workflow';
import { QUEUES, SystemClock } from '@app/workflow';
import type { DataSource } from 'typeorm';
import type { ServerOptions } from './options.js';
import { openProtocolSystem } from './protocol.js';
import { isLostConnection, QueueComplaints } from './queue-complaints.js';
import { SANDBOX_ADDRESS } from './options.js';
import { restartIfAsked } from './restart.js';
import type { RunningSandbox } from './sandbox.js';
import { startSandboxWorld } from './sandbox.js';

/** Everything outside the services: opened in order, closed in the reverse one. */
export interface Environment {
  readonly db: DataSource;
  readonly hub: QueueHub;
  /** The program is being stopped: lost connections are no news. */
  hush(): void;
  readonly clock: Clock;
  readonly settings: WorkflowSettings;
  readonly sender: MailSender;
  readonly mailbox: Mailbox;
  readonly anchors: TrustAnchors;
  readonly staff: StaffMailSettings;
  readonly sandbox: RunningSandbox | null;
  /** Who had the simulated campaign begin anew at this start; null: it goes on. */
  readonly restartedBy: string | null;
  /** null: protocol numbers come by CSV or by hand. */
  readonly protocol: ProtocolSystem | null;
  close(): Promise<void>;
}

/**
 * Starts what the process stands on: PostgreSQL (its own, or the one given), the migrated schema, the
 * queues, and the mail provider (simulated on loopback, or the real one).
 */
export async function openEnvironment(options: ServerOptions): Promise<Environment> {
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    const faults: unknown[] = [];
    for (const closer of closers.splice(0).reverse()) {
      // One that fails keeps nobody from being closed; what is gone already needs no closing.
      await closer().catch((error: unknown) => {
        if (!isLostConnection(error)) faults.push(error);
      });
    }
    if (faults.length > 0) throw faults[0];
  };
  try {
    return { ...(await open(options, closers)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(
  options: ServerOptions,
  closers: (() => Promise<void>)[],
): Promise<Omit<Environment, 'close'>> {
  const url = options.databaseUrl ?? (await embedded(options, closers)).url;
  const db = dataSource(url, 20);
  await db.initialize();
  closers.push(() => db.destroy());
  await migrate(db);
  const complaints = new QueueComplaints((line) => process.stderr.write(`${line}\n`));
  const restartedBy = options.mode === 'sandbox' ? await restartIfAsked(options.dataDir, db) : null;
  const hub = await openQueues({
    databaseUrl: url,
    redisUrl: options.redisUrl ?? undefined,
    queues: Object.values(QUEUES),
    onError: (error, context) => complaints.tell(error, context),
  });
  closers.push(() => hub.close());
  const provider =
    options.mode === 'sandbox' ? await simulated(options, db, closers) : real(options, closers);
  const settings = settingsOf(options);
  const protocol = await openProtocolSystem(options, provider.clock, closers);
  const staff = staffMail(options, closers);
  const quiet = { hush: () => complaints.hush() };
  return { db, hub, ...quiet, settings, protocol, staff, restartedBy, ...provider };
}

async function embedded(
  options: ServerOptions,
  closers: (() => Promise<void>)[],
): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({
    dir: options.dataDir,
    ...(options.onProgress ? { onProgress: options.onProgress } : {}),
  });
  closers.push(() => postgres.stop());
  return postgres;
}

type Provider = Pick<Environment, 'clock' | 'sender' | 'mailbox' | 'anchors' | 'sandbox'>;

async function simulated(
  options: ServerOptions,
  db: DataSource,
  closers: (() => Promise<void>)[],
): Promise<Provider> {
  const sandbox = await startSandboxWorld(options, db);
  closers.push(() => sandbox.stop());
  const sender = new SmtpSender({ url: sandbox.smtpUrl, allowOnlyLoopback: true });
  closers.push(() => sender.close());
  const mailbox = new MaildirMailbox({
    path: sandbox.maildir,
    indexDir: join(options.dataDir, 'maildir-index'),
  });
  closers.push(() => mailbox.close());
  // The sandbox's CA is trusted here and nowhere else; no built-in root is of use to it.
  const anchors = { pems: [sandbox.caPem], builtIn: false };
  return { clock: sandbox.clock, sender, mailbox, anchors, sandbox };
}

function real(options: ServerOptions, closers: (() => Promise<void>)[]): Provider {
  const { pecSmtpUrl, pecImapUrl } = options;
  if (pecSmtpUrl === null || pecImapUrl === null) {
    throw new Error('live mode without PEC_SMTP_URL and PEC_IMAP_URL');
  }
  const sender = new SmtpSender({ url: pecSmtpUrl, allowOnlyLoopback: false });
  closers.push(() => sender.close());
  const mailbox = new ImapMailbox({ url: pecImapUrl, allowOnlyLoopback: false });
  closers.push(() => mailbox.close());
  const anchors = { pems: options.trustAnchors };
  // An anchor that is none is told at the start.
  trustStore(anchors);
  return { clock: new SystemClock(), sender, mailbox, anchors, sandbox: null };
}

/** Who is told what needs a person. In the sandbox also this mail stays on the machine. */
function staffMail(
  { staff = null, mode, publicUrl }: ServerOptions,
  closers: (() => Promise<void>)[],
): StaffMailSettings {
  if (staff === null) return { sender: null, from: '', to: [], publicUrl };
  const sender = new SmtpSender({ url: staff.smtpUrl, allowOnlyLoopback: mode === 'sandbox' });
  closers.push(() => sender.close());
  return { sender, from: staff.from, to: staff.to, publicUrl };
}

function settingsOf(options: ServerOptions): WorkflowSettings {
  const from = options.pecFrom ?? SANDBOX_ADDRESS;
  return {
    sandbox: options.mode === 'sandbox',
    from,
    fromName: 'Regione Puglia - Sezione Politiche Abitative',
    mailbox: from,
    secret: secretOf(options.dataDir, 'message-id'),
    ratePerMinute: options.ratePerMinute,
    ratePerDay: 2000,
    dataDir: options.dataDir,
  };
}
