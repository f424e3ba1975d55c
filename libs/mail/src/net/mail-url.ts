import { MailError } from '../errors.js';

/** Where a mail server is and as whom. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. */
  readonly secure: boolean;
  readonly user: string | null;
  readonly pass: string | null;
}

const DEFAULT_PORTS: Readonly<Record<string, { port: number; secure: boolean }>> = {
  'smtp:': { port: 587, secure: false },
  'smtps:': { port: 465, secure: true },
  'imap:': { port: 143, secure: false },
  'imaps:': { port: 993, secure: true },
};

/**
 * Reads `smtps://user:pass@host:465` (user and password percent-encoded).
 *
 * @param kind which pair of schemes is expected
 * @throws MailError `mail-url`; the message never repeats the password
 * @example mailServer('smtps://u:p@pec.example.it', 'smtp').port //=> 465
 */
export function mailServer(url: string, kind: 'smtp' | 'imap'): MailServer {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const scheme = parsed === null ? undefined : DEFAULT_PORTS[parsed.protocol];
  if (parsed === null || scheme === undefined || !parsed.protocol.startsWith(kind))
    throw new MailError('mail-url', `expected ${kind}://… or ${kind}s://user:password@host:port`);
  if (parsed.hostname === '') throw new MailError('mail-url', `${kind} address without a host`);
  return {
    host: parsed.hostname.replace(/^\[|\]$/g, ''),
    port: parsed.port === '' ? scheme.port : Number(parsed.port),
    secure: scheme.secure,
    user: part(parsed.username),
    pass: part(parsed.password),
  };
}

function part(text: string): string | null {
  try {
    return text === '' ? null : decodeURIComponent(text);
  } catch (cause) {
    throw new MailError('mail-url', 'user or password: a % that is no escape (write %25)', {
      cause,
    });
  }
}
