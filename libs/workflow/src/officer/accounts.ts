import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { AccountRole, AccountRow, Db } from '@app/persistence';
import {
  accountById,
  accountOfSession,
  accounts,
  addAccount,
  addSignInLink,
  closeSession,
  closeSessionsOf,
  countFailure,
  disableAccount,
  enableAccount,
  forgetFailures,
  isLinkOpen,
  openSession,
  secondsToWait,
  setPassword,
  setRole,
  useSignInLink,
} from '@app/persistence';
import { digestOf, hashPassword, isPassword, newSecret, passwordFault } from './secrets.js';

/** After five failures of an account each further one doubles the wait; an address has more, many sit behind one. */
const ACCOUNT_RULE = { free: 5, baseSeconds: 15, mostSeconds: 900 };
const ADDRESS_RULE = { free: 25, baseSeconds: 15, mostSeconds: 900 };
const SESSION_LIMITS = { idleMinutes: 60, hours: 12 };
const LINK_HOURS = 72;

/** Who is in, with the secret that the browser keeps. */
export interface SignedIn {
  readonly account: AccountRow;
  readonly secret: string;
}

export type SignInRefusal =
  | { readonly refused: true; readonly code: 'wrong-credentials' }
  | { readonly refused: true; readonly code: 'wait'; readonly seconds: number };

/** The first administrator's name; the office adds its people from there. */
export const FIRST_ADMINISTRATOR = 'amministratore';

/** Local accounts: signing in by password or one-time link, sessions, and who may sign in. */
@Injectable()
export class Accounts {
  /** @param db the pool, or the transaction that all of it belongs to */
  constructor(@Inject(DataSource) private readonly db: Db) {}

  /** Signs in by name and password. Failures are counted by account and by address, known or not. */
  async signIn(name: string, password: string, address: string): Promise<SignedIn | SignInRefusal> {
    const id = name.trim().toLowerCase();
    const keys = [`conto:${id}`, `indirizzo:${address}`] as const;
    const waits = await Promise.all([
      secondsToWait(this.db, keys[0], ACCOUNT_RULE),
      secondsToWait(this.db, keys[1], ADDRESS_RULE),
    ]);
    const seconds = Math.max(...waits);
    if (seconds > 0) return { refused: true, code: 'wait', seconds };
    const account = await accountById(this.db, id);
    const right = await isPassword(account?.passwordHash ?? null, password);
    if (account === null || account.disabledAt !== null || !right) {
      for (const key of keys) await countFailure(this.db, key);
      return { refused: true, code: 'wrong-credentials' };
    }
    await forgetFailures(this.db, keys[0]);
    return this.#open(account);
  }

  /** Whether a one-time link would let its holder in; looking uses nothing up. */
  async isLinkOpen(token: string): Promise<boolean> {
    return isLinkOpen(this.db, digestOf(token));
  }

  /** Signs in by a one-time link; null when it was used, has expired or never was. */
  async signInByLink(token: string): Promise<SignedIn | null> {
    const account = await useSignInLink(this.db, digestOf(token));
    return account === null ? null : this.#open(account);
  }

  /** The account of a browser's secret; null when its session has ended. */
  async accountOf(secret: string): Promise<AccountRow | null> {
    return accountOfSession(this.db, digestOf(secret), SESSION_LIMITS);
  }

  async signOut(secret: string): Promise<void> {
    await closeSession(this.db, digestOf(secret));
  }

  /** Sets a new password and ends the account's other sessions. The reason when it is refused, else null. */
  async changePassword(
    account: AccountRow,
    password: string,
    secret: string,
  ): Promise<string | null> {
    const fault = passwordFault(password, account.id);
    if (fault !== null) return fault;
    await setPassword(this.db, account.id, await hashPassword(password));
    await closeSessionsOf(this.db, account.id, digestOf(secret));
    return null;
  }

  /** Adds an account and gives its one-time link's token; null when the name is taken. */
  async add(id: string, name: string, role: AccountRole): Promise<string | null> {
    const added = await addAccount(this.db, { id, name, role });
    return added ? this.newLink(id) : null;
  }

  async all(): Promise<AccountRow[]> {
    return accounts(this.db);
  }

  async byId(id: string): Promise<AccountRow | null> {
    return accountById(this.db, id);
  }

  /** False when it would leave nobody who can administer. */
  async changeRole(id: string, role: AccountRole): Promise<boolean> {
    return setRole(this.db, id, role);
  }

  /** Disables an account and ends its sessions. False as with `changeRole`. */
  async disable(id: string): Promise<boolean> {
    return disableAccount(this.db, id);
  }

  async enable(id: string): Promise<boolean> {
    return enableAccount(this.db, id);
  }

  /** A new one-time link's token; the one before no longer works. */
  async newLink(id: string): Promise<string> {
    const token = newSecret();
    await addSignInLink(this.db, { digest: digestOf(token), account: id, hours: LINK_HOURS });
    return token;
  }

  /**
   * While no administrator has a password, the installation's first link; null afterwards. Called at every
   * start, so that a link lost with its terminal is no loss.
   */
  async firstLink(): Promise<string | null> {
    const all = await accounts(this.db);
    const settled = all.some(
      ({ role, passwordHash, disabledAt }) =>
        role === 'amministratore' && passwordHash !== null && disabledAt === null,
    );
    if (settled) return null;
    await addAccount(this.db, {
      id: FIRST_ADMINISTRATOR,
      name: 'Amministratore',
      role: 'amministratore',
    });
    return this.newLink(FIRST_ADMINISTRATOR);
  }

  async #open(account: AccountRow): Promise<SignedIn> {
    const secret = newSecret();
    await openSession(this.db, digestOf(secret), account.id);
    return { account, secret };
  }
}
