import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { AccountRole } from '@app/persistence';
import type { ActWord } from '../acts/note-act.js';
import { noteActNow } from '../acts/note-act.js';
import { Clock } from '../clock.js';
import { Accounts } from './accounts.js';

/** What administrators do with accounts: done, and written down under their name. */
@Injectable()
export class AccountDesk {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly accounts: Accounts,
  ) {}

  /** Adds an account and gives its one-time link's token; null when the name is taken. */
  async add(
    account: { readonly id: string; readonly name: string; readonly role: AccountRole },
    by: string,
  ): Promise<string | null> {
    const { id, name, role } = account;
    const token = await this.accounts.add(id, name, role);
    if (token !== null) await this.#note('account-added', id, { name, role }, by);
    return token;
  }

  /** False when it would leave nobody who can administer. */
  async changeRole(id: string, role: AccountRole, by: string): Promise<boolean> {
    const before = await this.accounts.byId(id);
    const done = await this.accounts.changeRole(id, role);
    const detail = { change: 'role', from: before?.role ?? null, to: role };
    if (done) await this.#note('account-changed', id, detail, by);
    return done;
  }

  /** False as with `changeRole`. */
  async disable(id: string, by: string): Promise<boolean> {
    const done = await this.accounts.disable(id);
    if (done) await this.#note('account-changed', id, { change: 'disabled' }, by);
    return done;
  }

  async enable(id: string, by: string): Promise<boolean> {
    const done = await this.accounts.enable(id);
    if (done) await this.#note('account-changed', id, { change: 'enabled' }, by);
    return done;
  }

  /** A new one-time link's token. */
  async newLink(id: string, by: string): Promise<string> {
    const token = await this.accounts.newLink(id);
    await this.#note('account-changed', id, { change: 'link' }, by);
    return token;
  }

  async #note(
    act: ActWord,
    subject: string,
    detail: Readonly<Record<string, unknown>>,
    actor: string,
  ): Promise<void> {
    await noteActNow(this.db, { at: this.clock.now(), actor, act, subject, detail });
  }
}
