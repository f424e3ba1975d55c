import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { admit } from './admission.js';
import type { Sandbox, SandboxOptions, WorldListener } from './api.js';
import { listenerCertificate, openAuthority, type Authority } from './ca/authority.js';
import { Carrier } from './carrier.js';
import { makeMaildir } from './maildir.js';
import { dayEvents } from './queue/days.js';
import type { ScheduledEvent, Submission } from './queue/events.js';
import { History } from './queue/history.js';
import { Schedule } from './queue/schedule.js';
import { Store } from './queue/store.js';
import { fault, type Fault } from './script/faults.js';
import { parseScript } from './script/parse.js';
import type { ParsedScript } from './script/schema.js';
import { Faults } from './smtp/faults.js';
import { Limits } from './smtp/limits.js';
import { DropConnection, listen, type Listener, type Submitted } from './smtp/server.js';
import { worldEventOf } from './world.js';

/** How many receipts are prepared side by side. */
const TOGETHER = 16;

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
  const maildirs = await makeMaildirs(options);
  const { store, submissions } = await Store.open(join(options.dir, 'queue'));
  const history = new History(submissions);
  const provider = new Provider(options, script, authority, maildirs, store, history);
  try {
    await provider.open(host);
  } catch (error) {
    await store.close();
    throw error;
  }
  return provider;
}

async function makeMaildirs(options: SandboxOptions): Promise<Map<string, string>> {
  const maildirs = new Map<string, string>();
  for (const { address } of options.users) {
    const lower = address.toLowerCase();
    const path = options.maildirs?.[lower] ?? join(options.dir, 'mailboxes', lower);
    await makeMaildir(path);
    maildirs.set(lower, path);
  }
  return maildirs;
}

class Provider implements Sandbox {
  tlsPem: string | null = null;
  private readonly schedule: Schedule;
  private readonly carrier: Carrier;
  private readonly faults: Faults;
  private readonly scheduledListeners = new Set<() => void>();
  private worldListener: WorldListener | null = null;
  private listener: Listener | null = null;
  private readonly accepting = new Set<Promise<void>>();
  /** Whoever moves the clock waits for its turn. */
  private advancing: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly options: SandboxOptions,
    private readonly script: ParsedScript,
    readonly authority: Authority,
    private readonly maildirs: ReadonlyMap<string, string>,
    private readonly store: Store,
    private readonly history: History,
  ) {
    this.faults = new Faults(script.faults ?? []);
    const events = history.all().flatMap((one) => one.events);
    this.schedule = new Schedule([...dayEvents(script), ...events], store.done);
    this.carrier = new Carrier({ script, authority, maildirs, store, history });
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
      accept: (message) => {
        const work = this.accept(message);
        const settled = work.then(
          () => undefined,
          () => undefined,
        );
        this.accepting.add(settled);
        void settled.then(() => this.accepting.delete(settled));
        return work;
      },
    });
  }

  private async accept(message: Submitted): Promise<string> {
    const { submission, silent } = admit(message, {
      script: this.script,
      clock: this.options.clock,
      users: [...this.maildirs.keys()],
      history: this.history,
      faults: this.faults,
    });
    // Planned and counted at once, in the order of arrival; the disks may take several side by side.
    this.history.add(submission);
    await this.store.add(submission, message.raw);
    this.schedule.add(submission.events);
    this.announce();
    if (silent) throw new DropConnection();
    return `2.0.0 messaggio preso in consegna, identificativo ${submission.providerId}`;
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
    for (;;) {
      const receipts = this.schedule.receipts(instant, TOGETHER);
      if (receipts.length > 0) {
        await this.arrive(receipts);
        continue;
      }
      const event = this.schedule.next(this.worldListener !== null);
      if (event === null || event.at > instant) return;
      if (event.type === 'world') {
        await this.worldListener?.(worldEventOf(event));
        await this.finish([event]);
      } else {
        await this.arrive([event]);
      }
    }
  }

  /** Receipts are signed side by side and arrive one after the other, in order. */
  private async arrive(
    events: readonly Exclude<ScheduledEvent, { type: 'world' }>[],
  ): Promise<void> {
    const ready = await Promise.all(
      events.map((event) => this.carrier.prepare(event, this.schedule.isFromEarlierLife(event.id))),
    );
    for (const letArrive of ready) await letArrive();
    await this.finish(events);
  }

  private async finish(events: readonly ScheduledEvent[]): Promise<void> {
    await this.store.markDone(events.map(({ id }) => id));
    for (const event of events) this.schedule.remove(event);
  }

  submissions(): readonly Submission[] {
    return this.history.all();
  }

  rawOf(seq: number): Promise<Buffer> {
    return this.store.raw(seq);
  }

  onWorldEvent(listener: WorldListener): () => void {
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

  private announce(): void {
    for (const listener of this.scheduledListeners) listener();
  }

  addFault(more: Fault): void {
    this.faults.add(fault.parse(more));
  }

  async stop(): Promise<void> {
    await this.listener?.close();
    this.listener = null;
    await Promise.all(this.accepting);
    await this.advancing;
    await this.store.close();
  }
}
