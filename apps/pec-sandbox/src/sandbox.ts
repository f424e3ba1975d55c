import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { listenerCertificate, openAuthority, type Authority } from './ca/authority.js';
import { Carrier } from './carrier.js';
import { makeMaildir } from './maildir.js';
import { planSubmission } from './queue/plan.js';
import type { Submission } from './queue/events.js';
import { Schedule } from './queue/schedule.js';
import { Store } from './queue/store.js';
import { fault, type Fault } from './script/faults.js';
import { ms, parseScript, type ParsedScript, type SandboxScript } from './script/schema.js';
import { carriesTestVirus, formalFault, readHead } from './smtp/checks.js';
import { Faults } from './smtp/faults.js';
import { Limits } from './smtp/limits.js';
import {
  DropConnection,
  listen,
  SmtpRefusal,
  type Listener,
  type Submitted,
} from './smtp/server.js';
import { dayEvents } from './queue/days.js';
import { worldEventOf, type WorldEvent } from './world.js';

/** The clock that everything follows. */
export interface SandboxClock {
  /** Epoch milliseconds. */
  now(): number;
}

export interface SandboxOptions {
  /** Where everything is kept: CA keys, queue, mailboxes. */
  readonly dir: string;
  /** 0: any free port. */
  readonly smtpPort: number;
  /** Loopback only; 127.0.0.1 when absent. */
  readonly host?: '127.0.0.1' | '::1' | 'localhost';
  readonly clock: SandboxClock;
  readonly users: readonly { readonly address: string; readonly password: string }[];
  readonly script: SandboxScript;
  /** true: STARTTLS offered; 'implicit': TLS from the first byte. Self-made certificate. */
  readonly tls?: boolean | 'implicit';
  /** Where the Maildirs are, when not under `dir`; by address. */
  readonly maildirs?: Readonly<Record<string, string>>;
}

/** A running provider. Nothing arrives by itself: whoever moves the clock calls `advanceTo`. */
export interface Sandbox {
  readonly smtpPort: number;
  /** The trust anchor of everything that it signs, PEM. */
  readonly caPem: string;
  /** The certificate of the SMTP listener when TLS is on, PEM; null without. */
  readonly tlsPem: string | null;
  readonly authority: Authority;
  /** The Maildir (INBOX in the root, `.Sent`) of a user. */
  maildirOf(address: string): string;
  /** When the next thing happens, epoch ms; null: nothing is scheduled. Earlier than `now` when overdue. */
  due(now: number): number | null;
  /** Carries out everything scheduled up to then, in order, each at its own simulated time. */
  advanceTo(instant: number): Promise<void>;
  /** What was taken with 250, oldest first. */
  submissions(): readonly Submission[];
  /** The bytes of one submission as they were taken. */
  rawOf(seq: number): Promise<Buffer>;
  /** What happens in PUSH by the script, called at its simulated time; at least once, with stable ids. Returns how to stop. */
  onWorldEvent(listener: (event: WorldEvent) => void | Promise<void>): () => void;
  /** Called whenever something new is scheduled: a timer of the system clock sets itself again. */
  onScheduled(listener: () => void): () => void;
  /** One more fault, for a test. */
  addFault(fault: Fault): void;
  stop(): Promise<void>;
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);

/**
 * Starts the simulated provider on what `dir` holds: a first start makes the CA and the mailboxes, a later
 * one goes on with the queue, also after a kill.
 *
 * @throws ScriptError when the script can't be played; Error when the host isn't loopback or the port is taken
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const host = options.host ?? '127.0.0.1';
  if (!LOOPBACK.has(host)) {
    throw new Error(`La sandbox PEC ascolta solo su loopback: «${host}» non è ammesso.`);
  }
  const script = parseScript(options.script);
  await mkdir(options.dir, { recursive: true, mode: 0o700 });
  const authority = await openAuthority(join(options.dir, 'ca'));
  const maildirs = new Map<string, string>();
  for (const { address } of options.users) {
    const lower = address.toLowerCase();
    const path = options.maildirs?.[lower] ?? join(options.dir, 'mailboxes', lower);
    await makeMaildir(path);
    maildirs.set(lower, path);
  }
  const { store, submissions } = await Store.open(join(options.dir, 'queue'));
  const provider = new Provider(options, script, authority, maildirs, store, submissions);
  try {
    await provider.open(host);
  } catch (error) {
    await store.close();
    throw error;
  }
  return provider;
}

class Provider implements Sandbox {
  private readonly schedule: Schedule;
  private readonly carrier: Carrier;
  private readonly faults: Faults;
  private readonly scheduledListeners = new Set<() => void>();
  private worldListener: ((event: WorldEvent) => void | Promise<void>) | null = null;
  private listener: Listener | null = null;
  /** Submissions and deliveries happen one after the other, each kind in its own line. */
  private accepting: Promise<unknown> = Promise.resolve();
  private advancing: Promise<unknown> = Promise.resolve();
  private nextSeq: number;
  tlsPem: string | null = null;

  constructor(
    private readonly options: SandboxOptions,
    private readonly script: ParsedScript,
    readonly authority: Authority,
    private readonly maildirs: ReadonlyMap<string, string>,
    private readonly store: Store,
    private readonly taken: Submission[],
  ) {
    this.faults = new Faults(script.faults ?? []);
    this.nextSeq = (taken.at(-1)?.seq ?? 0) + 1;
    this.schedule = new Schedule(
      [...dayEvents(script), ...taken.flatMap((one) => one.events)],
      store.done,
    );
    this.carrier = new Carrier({ script, authority, maildirs, store, submissions: taken });
  }

  get smtpPort(): number {
    return this.listener?.port ?? 0;
  }

  get caPem(): string {
    return this.authority.caPem;
  }

  async open(host: string): Promise<void> {
    const { options } = this;
    const tls = options.tls ?? false;
    const certificate = tls === false ? null : await listenerCertificate(join(options.dir, 'ca'));
    this.tlsPem = certificate?.cert ?? null;
    this.listener = await listen({
      host,
      port: options.smtpPort,
      tls,
      certificate,
      users: options.users,
      now: () => options.clock.now(),
      limits: new Limits(this.script.limits ?? {}),
      faults: this.faults,
      accept: (message) => this.inTurn(() => this.accept(message)),
    });
  }

  maildirOf(address: string): string {
    const path = this.maildirs.get(address.toLowerCase());
    if (path === undefined) throw new Error(`La sandbox PEC non ha una casella «${address}».`);
    return path;
  }

  due(_now: number): number | null {
    return this.schedule.next(this.worldListener !== null)?.at ?? null;
  }

  advanceTo(instant: number): Promise<void> {
    const turn = this.advancing.then(() => this.advance(instant));
    this.advancing = turn.catch(() => undefined);
    return turn;
  }

  private async advance(instant: number): Promise<void> {
    // One after the other: a receipt must be in the mailbox before the reply that follows it.
    for (;;) {
      const event = this.schedule.next(this.worldListener !== null);
      if (event === null || event.at > instant) return;
      if (event.type === 'world') await this.worldListener?.(worldEventOf(event));
      else await this.carrier.carryOut(event, this.schedule.isFromEarlierLife(event.id));
      await this.store.markDone(event.id);
      this.schedule.remove(event);
    }
  }

  submissions(): readonly Submission[] {
    return [...this.taken];
  }

  rawOf(seq: number): Promise<Buffer> {
    return this.store.raw(seq);
  }

  onWorldEvent(listener: (event: WorldEvent) => void | Promise<void>): () => void {
    this.worldListener = listener;
    this.announce();
    return () => {
      if (this.worldListener === listener) this.worldListener = null;
    };
  }

  onScheduled(listener: () => void): () => void {
    this.scheduledListeners.add(listener);
    return () => this.scheduledListeners.delete(listener);
  }

  addFault(more: Fault): void {
    this.faults.add(fault.parse(more));
  }

  async stop(): Promise<void> {
    await this.listener?.close();
    this.listener = null;
    await this.accepting;
    await this.advancing;
    await this.store.close();
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.accepting.then(work);
    this.accepting = turn.catch(() => undefined);
    return turn;
  }

  private async accept(message: Submitted): Promise<string> {
    const head = readHead(message.raw);
    const struck = this.faults.strike('dot', message.recipients, head.subject);
    if (struck?.kind === 'reply') {
      throw new SmtpRefusal(struck.code, struck.message ?? '4.3.0 guasto su richiesta');
    }
    if (struck?.kind === 'drop-after-dot' && !struck.taken) throw new DropConnection();
    const broken = formalFault(head, message.user, message.recipients, message.raw.length);
    if (broken !== null && (this.script.formalChecks ?? 'smtp') === 'smtp') {
      throw new SmtpRefusal(broken.code, `${broken.enhanced} ${broken.detail}`);
    }
    const virus = carriesTestVirus(message.raw);
    const seq = this.nextSeq;
    const submission = planSubmission(
      {
        seq,
        at: this.options.clock.now(),
        user: message.user,
        recipients: message.recipients,
        head,
        raw: message.raw,
      },
      {
        script: this.script,
        users: [...this.maildirs.keys()],
        earlier: this.taken,
        acceptanceDelay: struck?.kind === 'delay-acceptance' ? ms(struck.by, 'PT0S') : 0,
        refusal:
          broken !== null
            ? { detail: broken.detail, error: 'altro' }
            : virus
              ? { detail: 'EICAR-Test-File', error: 'virus' }
              : null,
      },
    );
    await this.store.add(submission, message.raw);
    this.nextSeq = seq + 1;
    this.taken.push(submission);
    this.schedule.add(submission.events);
    this.announce();
    if (struck?.kind === 'drop-after-dot') throw new DropConnection();
    return `2.0.0 messaggio preso in consegna, identificativo ${submission.providerId}`;
  }

  private announce(): void {
    for (const listener of this.scheduledListeners) listener();
  }
}
