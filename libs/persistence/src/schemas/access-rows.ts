import type { Instant } from '@app/domain';

/** Each role may do what the ones before it may. */
export const ROLES = ['lettore', 'operatore', 'approvatore', 'amministratore'] as const;
export type AccountRole = (typeof ROLES)[number];

/** Who may sign in. `id` is what a person types, and what stands on every fact as its actor. */
export interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly role: AccountRole;
  readonly passwordHash: string | null;
  readonly createdAt: Instant;
  readonly signedInAt: Instant | null;
  readonly disabledAt: Instant | null;
}

/** Only digests of secrets are kept: who reads the table can sign in as nobody. */
export interface SessionRow {
  readonly digest: string;
  readonly account: string;
  readonly createdAt: Instant;
  readonly seenAt: Instant;
}

export interface SignInLinkRow {
  readonly digest: string;
  readonly account: string;
  readonly expiresAt: Instant;
  readonly usedAt: Instant | null;
}

/** How far an allowance of attempts is used: until then in intervals of its rule. */
export interface AttemptRow {
  readonly key: string;
  readonly usedUntil: Instant;
}

/** A browser that signed in to an account. */
export interface KnownDeviceRow {
  readonly digest: string;
  readonly account: string;
  readonly seenAt: Instant;
}
