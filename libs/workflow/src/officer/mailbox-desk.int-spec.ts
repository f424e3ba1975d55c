import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { actsAfter, openAlerts, raiseAlert, unreadMessages } from '@app/persistence';
import type { Office } from '../going-out/testing/office.js';
import { anOffice, MONDAY } from '../going-out/testing/office.js';
import { noteUnread } from '../intake/unread.js';
import { changeMailboxState } from '../outbox/mailbox-state.js';
import { Drain } from '../outbox/drain.js';
import { MailboxDesk } from './mailbox-desk.js';

const MAILBOX = 'ufficio@pec.regione.example';
const WHO = { by: 'a.rossi', reason: 'password aggiornata' };

describe('a mailbox suspended after a refused login', () => {
  let office: Office;
  let desk: MailboxDesk;

  beforeEach(async () => {
    office = await anOffice();
    desk = office.get(MailboxDesk);
  });
  afterEach(() => office.close());

  /** As a refused login leaves it: suspended, and told. */
  async function suspend(): Promise<void> {
    const suspended = { since: MONDAY, response: '535 5.7.8 no' };
    await changeMailboxState(office.db, MAILBOX, { suspended, failures: 3 });
    await raiseAlert(office.db, {
      id: `login/${MAILBOX}/${MONDAY}`,
      kind: 'mailbox-suspended',
      message: 'Accesso rifiutato',
      subject: MAILBOX,
      raisedAt: MONDAY,
    });
  }

  it('sends nothing until a person lifts it, and then what waited', async () => {
    await suspend();
    await office.send();
    expect(office.sent).toEqual([]);
    office.woken();
    expect(await desk.resume(WHO)).toBe(true);
    expect(await desk.state()).toMatchObject({ suspended: null, pausedUntil: null, failures: 0 });
    expect(await openAlerts(office.db)).toEqual([]);
    expect(office.woken()).toEqual(['letters']);
    await office.get(Drain).turn();
    expect(office.sent).toHaveLength(1);
  });

  it('is lifted once, by whoever is first, with the reason on record', async () => {
    await suspend();
    const both = await Promise.all([desk.resume(WHO), desk.resume({ by: 'b.verdi', reason: 'x' })]);
    expect(both.toSorted()).toEqual([false, true]);
    expect(await desk.resume(WHO)).toBe(false);
    expect(await actsAfter(office.db, 0, 9)).toEqual([
      expect.objectContaining({
        act: 'mailbox-resumed',
        subject: MAILBOX,
        detail: expect.objectContaining({ suspendedSince: MONDAY }),
      }),
    ]);
  });

  it('lets a person close a message that can’t be read, once, with the reason on record', async () => {
    const place = { folder: 'Posta/PEC', uidValidity: '7', uid: 42 };
    const unread = { ...place, size: 900, problem: 'il server risponde «NO»' };
    await office.db.transaction((tx) => noteUnread(tx, MAILBOX, unread, MONDAY));
    expect(await desk.closeUnread({ ...place, uid: 43 }, WHO)).toBe(false);
    expect(await openAlerts(office.db)).toHaveLength(1);
    const both = await Promise.all([desk.closeUnread(place, WHO), desk.closeUnread(place, WHO)]);
    expect(both.toSorted()).toEqual([false, true]);
    expect(await openAlerts(office.db)).toEqual([]);
    expect(await unreadMessages(office.db, MAILBOX)).toEqual([]);
    expect(await actsAfter(office.db, 0, 9)).toEqual([
      expect.objectContaining({
        act: 'unread-closed',
        actor: WHO.by,
        detail: { ...place, reason: WHO.reason },
      }),
    ]);
  });
});
