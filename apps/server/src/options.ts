import type { Role } from '@app/contract';
import type { Instant } from '@app/domain';
import type { SandboxScript } from '@app/pec-sandbox';

export type { Role };

/** What the process is told from outside, checked. */
export interface ServerOptions {
  readonly port: number;
  readonly dataDir: string;
  readonly role: Role;
  readonly mode: 'sandbox' | 'live';
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  readonly pecSmtpUrl: string | null;
  readonly pecImapUrl: string | null;
  readonly pecFrom: string | null;
  readonly ratePerMinute: number;
  /** PEM texts added to the built-in anchors. */
  readonly trustAnchors: readonly string[];
  /** Where browsers find the pages; null: they answer to this machine only. */
  readonly publicUrl: string | null;
  /** Addresses and networks of proxies whose forwarded client counts; absent: none. */
  readonly trustProxy?: readonly string[];
  /** Where the simulated clock stands at the first start; absent: SANDBOX_START. */
  readonly sandboxClock?: Instant | null;
  /** Who answers what in the sandbox; absent: the campaign of the letter. */
  readonly sandboxScript?: SandboxScript;
  /** Where protocol numbers are asked for; absent: simulated in the sandbox, by hand or CSV otherwise. */
  readonly protocolUrl?: string | null;
  readonly protocolToken?: string | null;
  /** Ordinary mail to staff: through whom, to whom, from whom; absent: the pages show it. */
  readonly staff?: {
    readonly smtpUrl: string;
    readonly to: readonly string[];
    readonly from: string;
  } | null;
  /** Told, in Italian, what takes time at the start. */
  readonly onProgress?: (line: string) => void;
}

/** Where the simulated clock stands at the first start: Monday 14 February 2022, 09:00 in Rome. */
export const SANDBOX_START = '2022-02-14T08:00:00.000Z' as Instant;

/** The Region's mailbox in the sandbox: a name that can't exist outside. */
export const SANDBOX_ADDRESS = 'politicheabitative@pec.regione.puglia.example';
