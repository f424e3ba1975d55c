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
  disableAccount,
  enableAccount,
  forgetOld,
  giveBackAll,
  giveBackAttempt,
  isKnownDevice,
  isLinkOpen,
  openSession,
  rememberDevice,
  setPassword,
  setRole,
  useSignInLink,
} from '@app/persistence';
import type { Caller } from './attempts.js';
import { passwordAllowances, takeAttempts, trySecret, WITHIN } from './attempts.js';
import { digestOf, hashPassword, isPassword, newSecret, passwordFault } from './secrets.js';

const SESSION_LIMITS = { idleMinutes: 60, hours: 12 };
const LINK_HOURS = 72;
const DEVICE_DAYS = 180;

/** Who is in, with the secret that the browser keeps. */
export interface SignedIn {
  readonly account: AccountRow;
  readonly secret: string;
  /** By this secret the browser is known from now on, also when it is out. */
  readonly device: string;
}

/** Too many attempts: how long until there is one again. */
export interface Wait {
  readonly refused: true;
  readonly code: 'wait';
  readonly seconds: number;
}

export type SignInRefusal = Wait | { readonly refused: true; readonly code: 'wrong-credentials' };

/** The first administrator's name; the office adds its people from there. */
export const FIRST_ADMINISTRATOR = 'amministratore';

/** Local accounts: signing in by password or one-time link, sessions, and who may sign in. */
@Injectable()
export class Accounts {
  /** @param db the pool, or the transaction that all of it belongs to */
  constructor(@Inject(DataSource) private readonly db: Db) {}

  /**
   * Signs in by name and password. Attempts are counted by account and by address, known or not, and before the password is looked
   * at: of any number at the same time only as many are looked at as the limits allow.
   */
  async signIn(name: string, password: string, caller = WITHIN): Promise<SignedIn | SignInRefusal> {
    const id = name.trim().toLowerCase();
    const allowances = passwordAllowances(id, caller, await this.#isKnown(id, caller.device));
    const seconds = await takeAttempts(this.db, allowances);
    if (seconds > 0) return { refused: true, code: 'wait', seconds };
    const account = await accountById(this.db, id);
    const right = await isPassword(account?.passwordHash ?? null, password);
    if (account === null || account.disabledAt !== null || !right) {
      return { refused: true, code: 'wrong-credentials' };
    }
    const [own, ...wider] = allowances;
    await giveBackAll(this.db, own);
    for (const one of wider) await giveBackAttempt(this.db, one);
    return this.#open(account, caller);
  }

  /** Whether a one-time link would let its holder in; looking uses nothing up but, when it would not, an attempt. */
  async isLinkOpen(token: string, caller = WITHIN): Promise<boolean | Wait> {
    const look = async () => (await isLinkOpen(this.db, digestOf(token))) || null;
    const found = await trySecret(this.db, caller, look);
    return found === null || found === true ? found === true : waiting(found);
  }

  /** Signs in by a one-time link; null when it was used, has expired or never was. */
  async signInByLink(token: string, caller = WITHIN): Promise<SignedIn | Wait | null> {
    const use = () => useSignInLink(this.db, digestOf(token));
    const found = await trySecret(this.db, caller, use);
    if (found === null) return null;
    return 'wait' in found ? waiting(found) : this.#open(found, caller);
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

  async #isKnown(account: string, device: string | null): Promise<boolean> {
    if (device === null) return false;
    return isKnownDevice(this.db, { digest: digestOf(device), account, days: DEVICE_DAYS });
  }

  /** New secrets at every sign-in: what was there before, or was put there by others, is worth nothing afterwards. */
  async #open(account: AccountRow, caller: Caller): Promise<SignedIn> {
    const [secret, device] = [newSecret(), newSecret()];
    await openSession(this.db, digestOf(secret), account.id);
    const old = caller.device === null ? null : digestOf(caller.device);
    await rememberDevice(this.db, { old, digest: digestOf(device), account: account.id });
    await forgetOld(this.db, DEVICE_DAYS);
    return { account, secret, device };
  }
}

const waiting = ({ wait }: { readonly wait: number }): Wait => ({
  refused: true,
  code: 'wait',
  seconds: wait,
});
