import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { OutgoingMessage, SubmitHooks, SubmitResult } from '../types.js';
import { answerClass, submitResult } from './answer-class.js';
import { LetterStream } from './letter-stream.js';

export interface SessionOptions {
  /** Numeric address that the socket opens (checked by the caller). */
  readonly address: string;
  /** Name in the certificate. */
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly requireTls: boolean;
  readonly user: string | null;
  readonly pass: string | null;
  readonly timeoutMs: number;
  /** Further anchors for the server's certificate, PEM. */
  readonly ca?: readonly string[];
}

interface SmtpFault extends Error {
  code?: string;
  responseCode?: number;
  response?: string;
}

/** One SMTP connection that knows in which phase it failed. Used by one submission at a time. */
export class SmtpSession {
  usable = false;

  private constructor(private readonly connection: SMTPConnection) {
    connection.on('error', () => (this.usable = false));
    connection.on('end', () => (this.usable = false));
  }

  /** Connects, greets and logs in. Nothing was sent when it fails: the result says why. */
  static async open(options: SessionOptions): Promise<SmtpSession | SubmitResult> {
    const connection = new SMTPConnection(connectionOptions(options));
    const session = new SmtpSession(connection);
    const fault =
      (await step(connection, (done) => connection.connect(done))) ??
      (await session.login(options.user, options.pass));
    if (fault === null) {
      session.usable = true;
      return session;
    }
    connection.close();
    return beforeLetter(fault);
  }

  private async login(user: string | null, pass: string | null): Promise<SmtpFault | null> {
    if (user === null || this.connection.authenticated) return null;
    return step(this.connection, (done) =>
      this.connection.login({ user, pass: pass ?? '' }, (error) => done(error ?? undefined)),
    );
  }

  /** Submits one letter. On anything but success the connection is closed: its state is not trusted again. */
  async send(message: OutgoingMessage, hooks: SubmitHooks = {}): Promise<SubmitResult> {
    const letter = new LetterStream(message.raw, hooks.beforeFinalDot?.bind(hooks));
    let response = '';
    const fault = await step(this.connection, (done) =>
      this.connection.send(envelope(message), letter, (error, info) => {
        response = info?.response ?? '';
        done(error ?? undefined);
      }),
    );
    if (fault === null && letter.drained) return { outcome: 'submitted', response };
    this.close();
    return outcome(fault, letter.drained);
  }

  close(): void {
    this.usable = false;
    this.connection.close();
  }

  /** Says goodbye; the server has nothing of ours in hand. */
  quit(): void {
    this.usable = false;
    this.connection.quit();
  }
}

function connectionOptions(options: SessionOptions) {
  const tls = options.ca === undefined ? {} : { ca: [...options.ca] };
  return {
    host: options.address,
    port: options.port,
    servername: options.host,
    secure: options.secure,
    requireTLS: options.requireTls,
    name: '[127.0.0.1]',
    connectionTimeout: options.timeoutMs,
    greetingTimeout: options.timeoutMs,
    socketTimeout: options.timeoutMs,
    socketCloseTimeout: 1000,
    tls,
  };
}

function envelope(message: OutgoingMessage) {
  const eightBit = message.raw.some((byte) => byte > 127);
  return {
    from: message.from,
    to: [message.to],
    size: message.raw.length,
    ...(eightBit ? { use8BitMime: true } : {}),
  };
}

/**
 * Runs one step of the connection and gives its fault or null. A connection may end by its callback, by
 * 'error' or by 'end': the first one counts, and 'end' yields a turn to a callback that says more.
 */
function step(
  connection: SMTPConnection,
  run: (done: (error?: Error) => void) => void,
): Promise<SmtpFault | null> {
  return new Promise((resolve) => {
    const settle = (fault: SmtpFault | null): void => {
      connection.off('error', onError);
      connection.off('end', onEnd);
      resolve(fault);
    };
    const onError = (error: Error): void => settle(error);
    const onEnd = (): void => {
      setImmediate(() => settle(Object.assign(new Error('connection closed'), { code: 'END' })));
    };
    connection.on('error', onError);
    connection.on('end', onEnd);
    run((error) => settle(error ?? null));
  });
}

function said(fault: SmtpFault | null): string {
  return fault === null
    ? 'answered before the end of the letter'
    : (fault.response ?? fault.message);
}

/** Greeting, EHLO and login: a 5xx there is about the mailbox, never about the letter. */
function beforeLetter(fault: SmtpFault): SubmitResult {
  const code = fault.responseCode ?? null;
  const response = said(fault);
  const permanent = code !== null && code >= 500;
  if (fault.code === 'EAUTH' && (permanent || code === null))
    return { outcome: 'login-refused', response };
  const kind = answerClass(code, response);
  if (kind === 'login-refused') return { outcome: 'login-refused', response };
  return { outcome: 'retry', code, response, throttled: kind === 'throttled' };
}

/**
 * Only a complete reply to the letter (nodemailer's EMESSAGE) settles what came after the dot. A torn one
 * ("25" and silence), a reset or a timeout leaves it in doubt.
 */
function outcome(fault: SmtpFault | null, dotMayBeOut: boolean): SubmitResult {
  const response = said(fault);
  const code = fault?.responseCode ?? null;
  const replied = fault?.code === 'EMESSAGE' && code !== null && code >= 400 && code < 600;
  if (dotMayBeOut && !replied) return { outcome: 'in-doubt', response };
  // The server said in its greeting how much it takes: as refused as by the 552 that would follow.
  const tooLarge = fault?.code === 'EMESSAGE' && code === null;
  return submitResult(tooLarge ? 552 : code, response);
}
