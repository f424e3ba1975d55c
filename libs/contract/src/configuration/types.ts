import type { Secret } from './secret.js';

export const ROLES = ['all', 'api', 'scheduler', 'worker', 'mailbox'] as const;
export type Role = (typeof ROLES)[number];

export const MODES = ['sandbox', 'live'] as const;
export type Mode = (typeof MODES)[number];

/** Everything that the environment says, checked. Secrets hide themselves. */
export interface Configuration {
  readonly mode: Mode;
  readonly role: Role;
  /** 0 asks the system for a free port. */
  readonly port: number;
  /** As given; relative to the working directory. */
  readonly dataDir: string;
  /** Scheme, host and path prefix of the pages, without a slash at the end; null: they answer to this machine only. */
  readonly publicUrl: string | null;
  /** Addresses and networks (CIDR) of proxies: the client that they name counts. Empty: no `X-Forwarded-…` header does. */
  readonly trustProxy: readonly string[];
  /** null: the embedded PostgreSQL in the data folder. */
  readonly databaseUrl: Secret | null;
  /** null: queues on PostgreSQL. */
  readonly redisUrl: Secret | null;
  /** null: made and kept in the data folder. */
  readonly sessionSecret: Secret | null;
  readonly pec: {
    /** null only in sandbox mode: the simulated provider. */
    readonly smtpUrl: Secret | null;
    readonly imapUrl: Secret | null;
    readonly from: string | null;
    readonly ratePerMinute: number;
    /** PEM file with certificates added to the built-in trust anchors. */
    readonly trustAnchors: string | null;
  };
  /** The Region's protocol system; null: numbers come by CSV or by hand (in the sandbox from a simulated one). */
  readonly protocol: { readonly url: string; readonly token: Secret | null } | null;
  /** Ordinary mail to whoever has to act; null: nobody is written to, pages show it. */
  readonly staff: {
    readonly smtpUrl: Secret;
    readonly to: readonly string[];
    /** The sender's address; the first of `to` when none is given. */
    readonly from: string;
  } | null;
  readonly oidc: {
    readonly issuer: string;
    readonly clientId: string;
    readonly clientSecret: Secret;
    /** Claim of the ID token that names the person's roles. */
    readonly roleClaim: string;
  } | null;
  /** Where the simulated clock starts on a first run (sandbox only), ISO 8601 with offset or Z. */
  readonly sandboxClock: string | null;
}

/** One thing that is wrong: the variable, what it says (secrets hidden) and what was expected. */
export interface ConfigurationFault {
  readonly variable: string;
  /** null: not set. */
  readonly found: string | null;
  /** In Italian, to be read after «atteso». */
  readonly expected: string;
}

export type ConfigurationResult =
  | { readonly ok: true; readonly value: Configuration }
  | { readonly ok: false; readonly faults: readonly ConfigurationFault[] };

/** Exit code of a start that its configuration stopped (EX_CONFIG of sysexits.h). */
export const EXIT_CONFIGURATION = 78;
