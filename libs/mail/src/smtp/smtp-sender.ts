import { mailAddress } from '../compose/header-guard.js';
import { MailError } from '../errors.js';
import { addressFor, isLoopback, type Resolver } from '../net/loopback.js';
import { type MailServer, mailServer } from '../net/mail-url.js';
import { MailSender, type OutgoingMessage, type SubmitHooks, type SubmitResult } from '../types.js';
import { SmtpSession } from './smtp-session.js';

export interface SmtpOptions {
  /** `smtps://user:pass@host:465`; `smtp://` requires STARTTLS unless the host is loopback. */
  readonly url: string;
  /** Silence after which a phase is given up. RFC 5321 §4.5.3.2 asks for minutes. Default 5 minutes. */
  readonly timeoutMs?: number;
  /** Sandbox mode: refuses every host that isn't loopback. */
  readonly allowOnlyLoopback: boolean;
  /** Connections at once; each is kept and used again without limit. Default 3. */
  readonly maxConnections?: number;
  readonly ca?: readonly string[];
  readonly resolve?: Resolver;
}

/**
 * SMTP submission over kept connections. Sends exactly the bytes given and says, whatever happens, whether
 * the letter can have left: see `SubmitResult`.
 */
export class SmtpSender extends MailSender {
  private readonly server: MailServer;
  private readonly idle: SmtpSession[] = [];
  private readonly waiting: (() => void)[] = [];
  private busy = 0;
  private closed = false;

  /** @throws MailError `mail-url` */
  constructor(private readonly options: SmtpOptions) {
    super();
    this.server = mailServer(options.url, 'smtp');
  }

  /**
   * Submits one letter. Network and server faults are outcomes, never exceptions.
   *
   * @throws MailError `not-canonical` (bytes that SMTP would change), `address`, `not-loopback`, `closed`
   * @example await sender.submit({ from, to, raw }) //=> { outcome: 'submitted', response: '250 ok' }
   */
  async submit(message: OutgoingMessage, hooks: SubmitHooks = {}): Promise<SubmitResult> {
    checkCanonical(message.raw);
    mailAddress('from', message.from);
    mailAddress('to', message.to);
    await this.slot();
    try {
      if (this.closed) throw new MailError('closed', 'the sender was closed');
      return await this.attempt(message, hooks);
    } finally {
      this.busy -= 1;
      this.waiting.shift()?.();
    }
  }

  /** Ends the kept connections; submissions under way finish first on their own. */
  async close(): Promise<void> {
    this.closed = true;
    for (const session of this.idle.splice(0)) session.quit();
  }

  private async slot(): Promise<void> {
    while (this.busy >= (this.options.maxConnections ?? 3))
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.busy += 1;
  }

  private async attempt(message: OutgoingMessage, hooks: SubmitHooks): Promise<SubmitResult> {
    const kept = this.keptSession();
    if (kept !== null) {
      const result = await this.sendOn(kept, message, hooks);
      // A kept connection that the server dropped meanwhile sent nothing: a fresh one is tried at once.
      if (result.outcome !== 'retry' || result.code !== null) return result;
    }
    const opened = await this.open();
    return opened instanceof SmtpSession ? this.sendOn(opened, message, hooks) : opened;
  }

  private keptSession(): SmtpSession | null {
    for (let next = this.idle.pop(); next !== undefined; next = this.idle.pop())
      if (next.usable) return next;
    return null;
  }

  private async sendOn(
    session: SmtpSession,
    message: OutgoingMessage,
    hooks: SubmitHooks,
  ): Promise<SubmitResult> {
    const result = await session.send(message, hooks);
    if (!session.usable) return result;
    if (this.closed) session.quit();
    else this.idle.push(session);
    return result;
  }

  private async open(): Promise<SmtpSession | SubmitResult> {
    const { host, port, secure, user, pass } = this.server;
    let address: string;
    try {
      address = await addressFor(host, this.options.allowOnlyLoopback, this.options.resolve);
    } catch (error) {
      if (!(error instanceof MailError) || error.code !== 'host-unknown') throw error;
      return { outcome: 'retry', code: null, response: error.message, throttled: false };
    }
    return SmtpSession.open({
      address,
      host,
      port,
      secure,
      requireTls: !secure && !isLoopback(address),
      user,
      pass,
      timeoutMs: this.options.timeoutMs ?? 300_000,
      ...(this.options.ca === undefined ? {} : { ca: this.options.ca }),
    });
  }
}

/** A bare CR or LF, or a missing last CRLF, would be changed on the wire: the frozen digest would lie. */
function checkCanonical(raw: Uint8Array): void {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const fail = (found: string, at: number): never => {
    throw new MailError('not-canonical', `letter: ${found} at byte ${at}; expected CRLF line ends`);
  };
  if (bytes.length < 2 || bytes.subarray(-2).toString('latin1') !== '\r\n')
    fail('no final CRLF', bytes.length);
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1))
    if (bytes[at - 1] !== 13) fail('bare LF', at);
  for (let at = bytes.indexOf(13); at >= 0; at = bytes.indexOf(13, at + 1))
    if (bytes[at + 1] !== 10) fail('bare CR', at);
}
