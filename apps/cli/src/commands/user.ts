import { parseArgs } from 'node:util';
import type { AccountRole, AccountRow } from '@app/persistence';
import { ROLES } from '@app/persistence';
import { AccountDesk, Accounts, SimulatedClock } from '@app/workflow';
import type { DataSource } from 'typeorm';
import type { Command, Io, WithInstallation } from '../command.js';
import { isNoInstallation, UsageError } from '../command.js';
import { publicUrl } from '../installation.js';
import { operator } from '../operator.js';
import { installationNow } from './import/now.js';

const NAME = /^[a-z][a-z0-9.-]{1,39}$/;

/** `sollecito user add|list|disable`: who may sign in, from the terminal. */
export function userCommand(withInstallation: WithInstallation): Command {
  return {
    name: 'user',
    summary: 'Chi può accedere alle pagine: aggiunge, elenca, disattiva.',
    usage:
      'sollecito user add NOME --role lettore|operatore|approvatore|amministratore [--name "Nome Cognome"] | user list | user disable NOME [--json]',
    run: async (args, io) => {
      try {
        return await run(args, io, withInstallation);
      } catch (error) {
        if (!isNoInstallation(error)) throw error;
        io.stderr(`sollecito user: ${error.message}\n`);
        return 1;
      }
    },
  };
}

async function run(
  args: readonly string[],
  io: Io,
  withInstallation: WithInstallation,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { role: { type: 'string' }, name: { type: 'string' }, json: { type: 'boolean' } },
  });
  const [verb, id, ...rest] = positionals;
  if (rest.length > 0) throw new UsageError(`argomento di troppo: «${rest[0] ?? ''}»`);
  const json = values.json === true;
  const role = values.role;
  switch (verb) {
    case 'list':
      return withInstallation((db) => list(new Accounts(db), io, json));
    case 'add': {
      const account = checked(id, role, values.name);
      return withInstallation((db) => add(db, account, io, json));
    }
    case 'disable': {
      if (id === undefined) throw new UsageError('manca il nome utente');
      return withInstallation((db) => disable(db, id, io, json));
    }
    default:
      throw new UsageError('atteso «add», «list» o «disable»');
  }
}

interface NewAccount {
  readonly id: string;
  readonly name: string;
  readonly role: AccountRole;
}

function checked(
  id: string | undefined,
  role: string | undefined,
  name: string | undefined,
): NewAccount {
  if (id === undefined) throw new UsageError('manca il nome utente');
  if (!NAME.test(id)) {
    throw new UsageError(
      `nome utente «${id}»: attesi lettere minuscole, cifre, punto e trattino, da 2 a 40 caratteri`,
    );
  }
  const known = ROLES.find((one) => one === role);
  if (known === undefined) {
    throw new UsageError(`--role «${role ?? ''}»: atteso uno fra ${ROLES.join(', ')}`);
  }
  return { id, name: name ?? id, role: known };
}

/** The desk of the page «Utenti»: what is done here stands in the register of activity too. */
async function deskOf(db: DataSource): Promise<AccountDesk> {
  return new AccountDesk(db, new SimulatedClock(await installationNow(db)));
}

async function add(db: DataSource, account: NewAccount, io: Io, json: boolean): Promise<number> {
  const token = await (await deskOf(db)).add(account, operator());
  if (token === null) {
    io.stderr(`sollecito user: il nome utente «${account.id}» esiste già.\n`);
    return 1;
  }
  const link = `${publicUrl()}/accesso/${token}`;
  const text = `Aggiunto ${account.id} (${account.role}). Collegamento per l’accesso, vale una volta e per tre giorni: ${link}\n`;
  io.stdout(json ? `${JSON.stringify({ ...account, link })}\n` : text);
  return 0;
}

async function list(accounts: Accounts, io: Io, json: boolean): Promise<number> {
  const all = (await accounts.all()).map(shown);
  if (json) io.stdout(`${JSON.stringify(all)}\n`);
  else {
    for (const { id, name, role, disabled, signedInAt } of all) {
      const state = disabled
        ? 'disattivato'
        : signedInAt === null
          ? 'mai entrato'
          : `ultimo accesso ${signedInAt}`;
      io.stdout(`${id.padEnd(24)} ${role.padEnd(16)} ${name} – ${state}\n`);
    }
  }
  return 0;
}

/** Never the password's digest. */
const shown = ({ id, name, role, signedInAt, disabledAt }: AccountRow) => ({
  id,
  name,
  role,
  signedInAt,
  disabled: disabledAt !== null,
});

async function disable(db: DataSource, id: string, io: Io, json: boolean): Promise<number> {
  const account = await new Accounts(db).byId(id);
  if (account === null || account.disabledAt !== null) {
    io.stderr(`sollecito user: nessun utente attivo si chiama «${id}».\n`);
    return 1;
  }
  const refusal = await (await deskOf(db)).disable(id, operator());
  if (refusal !== null) {
    io.stderr(`sollecito user: ${refusal.message}\n`);
    return 1;
  }
  io.stdout(
    json
      ? `${JSON.stringify({ id, disabled: true })}\n`
      : `Disattivato ${id}: le sue sessioni sono chiuse.\n`,
  );
  return 0;
}
