import type { AddressInfo, Socket } from 'node:net';
import { timingSafeEqual, createHash } from 'node:crypto';
import {
  SMTPServer,
  type SMTPServerAuthentication,
  type SMTPServerAuthenticationResponse,
  type SMTPServerDataStream,
  type SMTPServerSession,
} from 'smtp-server';
import { MAX_TOTAL } from './checks.js';
import type { Faults, Stage } from './faults.js';
import type { Limits } from './limits.js';

/** An answer other than 250, with its SMTP code. */
export class SmtpRefusal extends Error {
  constructor(
    readonly responseCode: number,
    message: string,
  ) {
    super(message);
  }
}

/** The client is to see its connection fall instead of an answer. */
export class DropConnection extends Error {}

export interface Submitted {
  readonly user: string;
  readonly recipients: readonly string[];
  readonly raw: Buffer;
}

export interface ListenerOptions {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean | 'implicit';
  readonly certificate: { readonly key: string; readonly cert: string } | null;
  readonly users: readonly { readonly address: string; readonly password: string }[];
  readonly now: () => number;
  readonly limits: Limits;
  readonly faults: Faults;
  /** Takes the message for good, durably; throws SmtpRefusal or DropConnection. Its text follows the 250. */
  readonly accept: (message: Submitted) => Promise<string>;
}

export interface Listener {
  readonly port: number;
  close(): Promise<void>;
}

/** The submission port of the provider: authenticated users only, on loopback only. */
export async function listen(options: ListenerOptions): Promise<Listener> {
  const sockets = new Map<number, Socket>();
  const drop = (session: SMTPServerSession): void => {
    sockets.get(session.remotePort)?.destroy();
  };
  const strike = (
    stage: Stage,
    to: readonly string[],
    session: SMTPServerSession,
  ): Error | null => {
    const action = options.faults.strike(stage, to, null);
    if (action === null) return null;
    if (action.kind === 'reply') {
      return new SmtpRefusal(action.code, action.message ?? usualText(action.code));
    }
    drop(session);
    return new SmtpRefusal(421, 'connessione interrotta');
  };
  const server = new SMTPServer({
    name: 'pec.gestore-a.example',
    banner: 'sandbox PEC: nessun messaggio esce da questo elaboratore',
    secure: options.tls === 'implicit',
    ...(options.certificate ?? {}),
    hideSTARTTLS: options.tls === false,
    disabledCommands: options.tls === false ? ['STARTTLS'] : [],
    authMethods: ['PLAIN', 'LOGIN'],
    allowInsecureAuth: true,
    authOptional: false,
    size: MAX_TOTAL,
    disableReverseLookup: true,
    closeTimeout: 500,
    logger: false,
    onAuth: (auth, _session, done) => login(options, auth, done),
    onMailFrom: (address, session, done) => {
      if (address.address.toLowerCase() !== session.user) {
        return done(
          new SmtpRefusal(553, '5.7.1 il mittente della busta non è la casella autenticata'),
        );
      }
      done(strike('mail', [], session));
    },
    onRcptTo: (address, session, done) =>
      done(strike('rcpt', [address.address.toLowerCase()], session)),
    onData: (stream, session, done) => {
      receive(options, stream, session).then(
        (text) => done(null, text),
        (error: unknown) => {
          if (error instanceof DropConnection) drop(session);
          done(error instanceof Error ? error : new Error(String(error)));
        },
      );
    },
  });
  server.server.on('connection', (socket: Socket) => {
    const port = socket.remotePort ?? -1;
    sockets.set(port, socket);
    socket.once('close', () => {
      if (sockets.get(port) === socket) sockets.delete(port);
    });
  });
  // A client that vanishes is what some tests are about.
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      server.on('error', () => undefined);
      resolve();
    });
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets.values()) socket.destroy();
      }),
  };
}

function login(
  options: ListenerOptions,
  auth: SMTPServerAuthentication,
  done: (error: Error | null, response?: SMTPServerAuthenticationResponse) => void,
): void {
  const name = (auth.username ?? '').toLowerCase();
  const now = options.now();
  if (options.limits.isLocked(name, now)) {
    return done(new SmtpRefusal(535, '5.7.8 accesso bloccato per troppi tentativi errati'));
  }
  const user = options.users.find((one) => one.address.toLowerCase() === name);
  if (user === undefined || !sameText(user.password, auth.password ?? '')) {
    options.limits.loginFailed(name, now);
    return done(new SmtpRefusal(535, '5.7.8 nome utente o password errati'));
  }
  options.limits.loginWorked(name);
  done(null, { user: name });
}

function sameText(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

async function receive(
  options: ListenerOptions,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    if (!stream.sizeExceeded) chunks.push(chunk as Buffer);
  }
  if (stream.sizeExceeded) throw new SmtpRefusal(552, '5.3.4 messaggio oltre 30 MB');
  const user = String(session.user);
  if (!options.limits.takeMessage(user, options.now())) {
    throw new SmtpRefusal(550, '5.7.1 Too much traffic');
  }
  const recipients = [...new Set(session.envelope.rcptTo.map((to) => to.address.toLowerCase()))];
  return options.accept({ user, recipients, raw: canonical(Buffer.concat(chunks)) });
}

/** Line ends as the standard wants them: what is signed later must not depend on the way here. */
function canonical(raw: Buffer): Buffer {
  const text = raw.toString('latin1');
  const clean = text.replace(/\r\n|\r|\n/g, '\r\n');
  return clean === text ? raw : Buffer.from(clean, 'latin1');
}

const usualText = (code: number): string =>
  code < 500 ? '4.3.0 servizio momentaneamente non disponibile' : '5.7.0 messaggio rifiutato';
