import type { Authority } from './ca/authority.js';
import type { Submission } from './queue/events.js';
import type { Fault } from './script/faults.js';
import type { SandboxScript } from './script/schema.js';
import type { WorldEvent } from './world.js';

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

export type WorldListener = (event: WorldEvent) => void | Promise<void>;

/** A running provider. Nothing arrives by itself: whoever moves the clock calls `advanceTo`. */
export interface Sandbox {
  readonly smtpPort: number;
  /** The trust anchor of everything that it signs, PEM; also in `<dir>/ca/root.pem`. */
  readonly caPem: string;
  /** The certificate of the SMTP listener when TLS is on, PEM; null without. */
  readonly tlsPem: string | null;
  readonly authority: Authority;
  /**
   * The Maildir (INBOX in the root, `.Sent`) of a user.
   *
   * @throws Error for an address that is no user
   */
  maildirOf(address: string): string;
  /** When the next thing happens, epoch ms; null: nothing is scheduled. Earlier than `now` when overdue. */
  due(now: number): number | null;
  /** Carries out everything scheduled up to then, in order, each at its own simulated time. */
  advanceTo(instant: number): Promise<void>;
  /** What was taken with 250, oldest first. */
  submissions(): readonly Submission[];
  /** The bytes of one submission as they were taken. */
  rawOf(seq: number): Promise<Buffer>;
  /**
   * What happens in PUSH by the script, told at its simulated time: at least once, with ids that stay the
   * same. An event counts as told when the listener's promise resolves; without a listener it waits.
   * Gives how to stop listening.
   */
  onWorldEvent(listener: WorldListener): () => void;
  /** Called whenever something new is scheduled: a timer of the system clock sets itself again. */
  onScheduled(listener: () => void): () => void;
  /** One more fault, for a test. */
  addFault(fault: Fault): void;
  stop(): Promise<void>;
}
