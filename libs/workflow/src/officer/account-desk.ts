import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { AccountRole } from '@app/persistence';
import type { Act } from '../acts/note-act.js';
import { noteActIn } from '../acts/note-act.js';
import { Clock } from '../clock.js';
import { Accounts } from './accounts.js';

/** An act without what is the same for all: who, and when. */
type Told = Pick<Act, 'act' | 'subject' | 'detail'>;

/**
 * What administrators do with accounts, on the pages or at the command line: done, and in the same transaction written
 * down under their name.
 */
@Injectable()
export class AccountDesk {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Adds an account and gives its one-time link's token; null when the name is taken. */
  async add(
    account: { readonly id: string; readonly name: string; readonly role: AccountRole },
    by: string,
  ): Promise<string | null> {
    const { id, name, role } = account;
    return this.#do(by, async (accounts, note) => {
      const token = await accounts.add(id, name, role);
      if (token !== null) await note({ act: 'account-added', subject: id, detail: { name, role } });
      return token;
    });
  }

  /** False when it would leave nobody who can administer. */
  async changeRole(id: string, role: AccountRole, by: string): Promise<boolean> {
    return this.#do(by, async (accounts, note) => {
      const before = await accounts.byId(id);
      const done = await accounts.changeRole(id, role);
      const detail = { change: 'role', from: before?.role ?? null, to: role };
      if (done) await note({ act: 'account-changed', subject: id, detail });
      return done;
    });
  }

  /** False as with `changeRole`. */
  async disable(id: string, by: string): Promise<boolean> {
    return this.#do(by, async (accounts, note) => {
      const done = await accounts.disable(id);
      if (done) await note(changed(id, 'disabled'));
      return done;
    });
  }

  async enable(id: string, by: string): Promise<boolean> {
    return this.#do(by, async (accounts, note) => {
      const done = await accounts.enable(id);
      if (done) await note(changed(id, 'enabled'));
      return done;
    });
  }

  /** A new one-time link's token. */
  async newLink(id: string, by: string): Promise<string> {
    return this.#do(by, async (accounts, note) => {
      const token = await accounts.newLink(id);
      await note(changed(id, 'link'));
      return token;
    });
  }

  /** All of it or nothing: an account never changes without the act that says so. */
  async #do<T>(
    actor: string,
    work: (accounts: Accounts, note: (told: Told) => Promise<void>) => Promise<T>,
  ): Promise<T> {
    const at = this.clock.now();
    return this.db.transaction((tx) =>
      work(new Accounts(tx), (told) => noteActIn(tx, { at, actor, ...told })),
    );
  }
}

const changed = (subject: string, change: 'disabled' | 'enabled' | 'link'): Told => ({
  act: 'account-changed',
  subject,
  detail: { change },
});
