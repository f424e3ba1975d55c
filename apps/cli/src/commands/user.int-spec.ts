import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { defaultMunicipalities, defaultSurvey } from '@app/contract';
import type { Instant } from '@app/domain';
import { dataSource, migrate, saveSetting } from '@app/persistence';
import { AccountDesk, Accounts, Activity, install, SimulatedClock } from '@app/workflow';
import type { DataSource } from 'typeorm';
import type { TestDatabase } from '../../../../test/support/postgres.js';
import { testDatabase } from '../../../../test/support/postgres.js';
import { NoInstallationError } from '../command.js';
import { operator } from '../operator.js';
import { capture } from '../testing/status-command.js';
import { userCommand } from './user.js';

/** Monday 14 February 2022, 09:00 in Rome. */
const NOW = '2022-02-14T08:00:00.000Z' as Instant;

describe('sollecito user', () => {
  let database: TestDatabase;
  let db: DataSource;

  beforeEach(async () => {
    database = await testDatabase();
    db = await dataSource(database.url, 4).initialize();
    await migrate(db);
    const seed = { municipalities: defaultMunicipalities(), survey: defaultSurvey() };
    await install(db, { mode: 'sandbox', createdAt: NOW }, seed);
    await saveSetting(db, 'clock', { now: NOW });
  });
  afterEach(async () => {
    await db.destroy();
    await database.drop();
  });

  async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
    const io = capture();
    const code = await userCommand((work) => work(db, '')).run(args, io);
    return { code, out: io.out, err: io.err };
  }

  /** The register «Registro attività», oldest first. */
  async function register(): Promise<unknown[]> {
    const { rows } = await new Activity(db).search({ everyone: false, limit: 50 });
    return rows
      .toReversed()
      .map(({ at, actor, what, subject, detail }) => [at, actor, what, subject, detail]);
  }

  it('adds an account with a link that lets its holder in, and it stands in the register', async () => {
    const { code, out } = await run('add', 'verdi', '--role', 'operatore', '--name', 'C. Verdi');
    expect(code).toBe(0);
    const token = /\/accesso\/([\w-]+)\n$/.exec(out)?.[1] ?? '';
    expect(await new Accounts(db).signInByLink(token)).toMatchObject({ account: { id: 'verdi' } });
    expect(await register()).toEqual([
      [NOW, operator(), 'account-added', 'verdi', { name: 'C. Verdi', role: 'operatore' }],
    ]);
  });

  it('stands in one register with what the pages do, each under its own name', async () => {
    await run('add', 'verdi', '--role', 'amministratore');
    const desk = new AccountDesk(db, new SimulatedClock(NOW));
    await desk.add({ id: 'neri', name: 'Neri', role: 'lettore' }, 'verdi');
    expect(await run('disable', 'neri')).toMatchObject({ code: 0 });
    expect(await register()).toMatchObject([
      [NOW, operator(), 'account-added', 'verdi', {}],
      [NOW, 'verdi', 'account-added', 'neri', {}],
      [NOW, operator(), 'account-changed', 'neri', { change: 'disabled' }],
    ]);
    expect(await new Activity(db).staff()).toEqual([operator(), 'verdi']);
  });

  it.each([
    ['a name that is taken', ['add', 'verdi', '--role', 'lettore'], 'esiste già'],
    ['an account that is not there', ['disable', 'nessuno'], 'nessun utente attivo'],
    ['the last administrator', ['disable', 'verdi'], 'ultimo amministratore'],
  ])('refuses %s with exit 1, and nothing is added to the register', async (_what, args, why) => {
    await run('add', 'verdi', '--role', 'amministratore');
    const before = await register();
    const { code, out, err } = await run(...args);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(why);
    expect(await register()).toEqual(before);
  });

  it('lists who may sign in, without a digest of a password and without leaving a trace', async () => {
    await run('add', 'verdi', '--role', 'lettore');
    const before = await register();
    const { out } = await run('list', '--json');
    expect(JSON.parse(out)).toEqual([
      { id: 'verdi', name: 'verdi', role: 'lettore', signedInAt: null, disabled: false },
    ]);
    expect((await run('list')).out).toMatch(/^verdi +lettore +verdi – mai entrato\n$/);
    expect(await register()).toEqual(before);
  });

  it('says with exit 1 that there is no installation', async () => {
    const io = capture();
    const none = () => Promise.reject(new NoInstallationError('Avviarla una volta.'));
    expect(await userCommand(none).run(['list'], io)).toBe(1);
    expect(io.err).toBe('sollecito user: Avviarla una volta.\n');
  });
});
