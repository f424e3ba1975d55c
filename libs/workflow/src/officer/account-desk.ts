import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Refusal } from '@app/domain';
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

  /** Why it was not done: nothing would change, or nobody could administer any more. Null: done. */
  async changeRole(id: string, role: AccountRole, by: string): Promise<Refusal | null> {
    return this.#do(by, async (accounts, note) => {
      const before = await accounts.byId(id);
      if (before === null) return unknown(id);
      if (before.role === role) return refusal('unchanged', `«${id}» ha già questo ruolo.`);
      if (!(await accounts.changeRole(id, role))) return LAST;
      const detail = { change: 'role', from: before.role, to: role };
      await note({ act: 'account-changed', subject: id, detail });
      return null;
    });
  }

  /** As `changeRole`. */
  async disable(id: string, by: string): Promise<Refusal | null> {
    return this.#do(by, async (accounts, note) => {
      if (await accounts.disable(id)) {
        await note(changed(id, 'disabled'));
        return null;
      }
      const account = await accounts.byId(id);
      if (account === null) return unknown(id);
      return account.disabledAt === null ? LAST : disabledAlready(id);
    });
  }

  /** As `changeRole`. */
  async enable(id: string, by: string): Promise<Refusal | null> {
    return this.#do(by, async (accounts, note) => {
      if (await accounts.enable(id)) {
        await note(changed(id, 'enabled'));
        return null;
      }
      if ((await accounts.byId(id)) === null) return unknown(id);
      return refusal('unchanged', `L’utenza «${id}» è già attiva.`);
    });
  }

  /** A new one-time link's token; none for an account that it would not let in. */
  async newLink(id: string, by: string): Promise<{ readonly token: string } | Refusal> {
    return this.#do(by, async (accounts, note) => {
      const account = await accounts.byId(id);
      if (account === null) return unknown(id);
      if (account.disabledAt !== null) return disabledAlready(id);
      const token = await accounts.newLink(id);
      await note(changed(id, 'link'));
      return { token };
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

const refusal = (code: string, message: string): Refusal => ({ refused: true, code, message });
const unknown = (id: string): Refusal => refusal('unknown', `Nessuna utenza si chiama «${id}».`);
const disabledAlready = (id: string): Refusal =>
  refusal('disabled', `L’utenza «${id}» è disattivata.`);
const LAST = refusal(
  'last-administrator',
  'È l’ultimo amministratore attivo: deve restarne almeno uno.',
);

const changed = (subject: string, change: 'disabled' | 'enabled' | 'link'): Told => ({
  act: 'account-changed',
  subject,
  detail: { change },
});
