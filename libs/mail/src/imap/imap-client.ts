import { ImapFlow } from 'imapflow';
import { MailError } from '../errors.js';
import { addressFor, isLoopback, type Resolver } from '../net/loopback.js';
import { mailServer } from '../net/mail-url.js';

export interface ImapConnection {
  /** `imaps://user:pass@host:993`; `imap://` requires STARTTLS unless the host is loopback. */
  readonly url: string;
  /** Sandbox mode: refuses every host that isn't loopback. */
  readonly allowOnlyLoopback: boolean;
  readonly timeoutMs?: number;
  /** Further anchors for the server's certificate, PEM. */
  readonly ca?: readonly string[];
  readonly resolve?: Resolver;
}

/** How long a server may take to answer at all. */
export const IMAP_TIMEOUT_MS = 60_000;

/**
 * Opens one IMAP connection.
 *
 * @param silenceMs after how long without a byte a command counts as lost; IDLE is asked again well before
 * @throws MailError `login-refused` (don't repeat it: the account gets locked), `imap-connection`, `not-loopback`,
 *   `mail-url`
 */
export async function openImap(options: ImapConnection, silenceMs: number): Promise<ImapFlow> {
  const server = mailServer(options.url, 'imap');
  const address = await addressFor(server.host, options.allowOnlyLoopback, options.resolve);
  const timeout = options.timeoutMs ?? IMAP_TIMEOUT_MS;
  const client = new ImapFlow({
    host: address,
    servername: server.host,
    port: server.port,
    secure: server.secure,
    ...(server.secure || isLoopback(address) ? {} : { doSTARTTLS: true }),
    auth: { user: server.user ?? '', pass: server.pass ?? '' },
    logger: false,
    clientInfo: { name: 'Sollecito' },
    disableAutoIdle: true,
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: silenceMs,
    tls: { minVersion: 'TLSv1.2', ...(options.ca === undefined ? {} : { ca: [...options.ca] }) },
  });
  // Faults reach the caller through the command in flight; without a listener they would end the process.
  client.on('error', () => client.close());
  try {
    await client.connect();
    return client;
  } catch (error) {
    client.close();
    throw connectionFault(error, server.host);
  }
}

function connectionFault(error: unknown, host: string): MailError {
  const refused = (error as { authenticationFailed?: boolean }).authenticationFailed === true;
  const text = (error as { responseText?: string }).responseText ?? (error as Error).message;
  return refused
    ? new MailError('login-refused', `IMAP ${host}: login refused: ${text}`, { cause: error })
    : new MailError('imap-connection', `IMAP ${host}: ${text}`, { cause: error });
}
