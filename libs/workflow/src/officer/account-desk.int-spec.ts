import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { accountById, actsAfter } from '@app/persistence';
import type { Office } from '../going-out/testing/office.js';
import { anOffice, MONDAY } from '../going-out/testing/office.js';
import { AccountDesk } from './account-desk.js';

const VERDI = { id: 'verdi', name: 'Carla Verdi', role: 'operatore' } as const;

describe('what is done with accounts', () => {
  let office: Office;
  let desk: AccountDesk;

  beforeEach(async () => {
    office = await anOffice();
    desk = office.get(AccountDesk);
  });
  afterEach(() => office.close());

  async function acts(): Promise<unknown[]> {
    const all = await actsAfter(office.db, 0, 99);
    return all.map(({ at, actor, act, subject, detail }) => [at, actor, act, subject, detail]);
  }

  it('is on record under the name of who did it, in the order in which it was done', async () => {
    expect(await desk.add(VERDI, 'rossi')).toMatch(/^[\w-]+$/);
    expect(await desk.changeRole('verdi', 'lettore', 'bianchi')).toBeNull();
    expect(await desk.disable('verdi', 'rossi')).toBeNull();
    expect(await desk.enable('verdi', 'rossi')).toBeNull();
    expect(await desk.newLink('verdi', 'bianchi')).toEqual({
      token: expect.stringMatching(/^[\w-]+$/),
    });
    const changed = (actor: string, detail: object) =>
      [MONDAY, actor, 'account-changed', 'verdi', detail] as const;
    expect(await acts()).toEqual([
      [MONDAY, 'rossi', 'account-added', 'verdi', { name: 'Carla Verdi', role: 'operatore' }],
      changed('bianchi', { change: 'role', from: 'operatore', to: 'lettore' }),
      changed('rossi', { change: 'disabled' }),
      changed('rossi', { change: 'enabled' }),
      changed('bianchi', { change: 'link' }),
    ]);
  });

  it('is not on record when it was refused: a name taken, the last administrator, nothing to enable', async () => {
    await desk.add({ ...VERDI, role: 'amministratore' }, 'rossi');
    const before = await acts();
    expect(await desk.add(VERDI, 'rossi')).toBeNull();
    const last = { code: 'last-administrator' };
    expect(await desk.changeRole('verdi', 'lettore', 'rossi')).toMatchObject(last);
    expect(await desk.disable('verdi', 'rossi')).toMatchObject(last);
    expect(await desk.enable('verdi', 'rossi')).toMatchObject({ code: 'unchanged' });
    expect(await desk.changeRole('verdi', 'amministratore', 'rossi')).toMatchObject({
      code: 'unchanged',
    });
    expect(await desk.disable('nessuno', 'rossi')).toMatchObject({ code: 'unknown' });
    expect(await acts()).toEqual(before);
  });

  it('is refused for its own reason when it was done before', async () => {
    await desk.add(VERDI, 'rossi');
    await desk.disable('verdi', 'rossi');
    const before = await acts();
    const message = 'L’utenza «verdi» è disattivata.';
    expect(await desk.disable('verdi', 'rossi')).toMatchObject({ message });
    expect(await desk.newLink('verdi', 'rossi')).toMatchObject({ message });
    expect(await acts()).toEqual(before);
  });

  it('is not done when it can’t be put on record', async () => {
    await desk.add(VERDI, 'rossi');
    await office.db.query('alter table act rename to act_elsewhere');
    await expect(desk.add({ ...VERDI, id: 'neri' }, 'rossi')).rejects.toThrow('act');
    await expect(desk.disable('verdi', 'rossi')).rejects.toThrow('act');
    expect(await accountById(office.db, 'neri')).toBeNull();
    expect(await accountById(office.db, 'verdi')).toMatchObject({ disabledAt: null });
  });
});
