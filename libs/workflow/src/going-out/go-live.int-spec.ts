import { afterEach, describe, expect, it } from '@jest/globals';
import { defaultMunicipalities } from '@app/contract';
import type { Instant } from '@app/domain';
import { Dispatcher } from '../outbox/dispatcher.js';
import { GoLive } from './go-live.js';
import type { Office } from './testing/office.js';
import { anOffice } from './testing/office.js';

/** Friday 11 February 2022, 12:00: the opening letters leave on Monday. */
const FRIDAY = '2022-02-11T11:00:00.000Z' as Instant;
const THREE = defaultMunicipalities().slice(0, 3);

describe('going live', () => {
  let office: Office;
  const live = async (): Promise<GoLive> => {
    office = await anOffice({ sandbox: false, municipalities: THREE, at: FRIDAY });
    return office.get(GoLive);
  };
  afterEach(() => office.close());

  it('begins in trial with nobody allowed: a new installation sends nothing by itself', async () => {
    const goLive = await live();
    expect(await goLive.state()).toMatchObject({ trial: true, allowList: [] });
  });

  it('lists what would leave in the first week, by day and municipality', async () => {
    const { letters } = await (await live()).firstWeek();
    expect(letters.map(({ day, name, rung }) => `${day} ${name} ${rung}`)).toEqual([
      '2022-02-14 Andria opening',
      '2022-02-14 Barletta opening',
      '2022-02-14 Bisceglie opening',
    ]);
  });

  it('ends trial when the list that was read still stands, and writes down who and when', async () => {
    const goLive = await live();
    const { digest } = await goLive.firstWeek();
    const state = await goLive.goLive('dirigente', digest);
    expect(state).toMatchObject({ trial: false, changedBy: 'dirigente', changedAt: FRIDAY });
    expect(await goLive.acts()).toMatchObject([
      { act: 'went-live', actor: 'dirigente', at: FRIDAY, detail: { firstWeek: 3, digest } },
    ]);
    expect(await goLive.goLive('altro', digest)).toMatchObject({ code: 'live-already' });
  });

  it('is refused when the list has changed since it was read', async () => {
    const goLive = await live();
    const { digest } = await goLive.firstWeek();
    office.clock.moveTo('2022-02-14T08:00:00.000Z' as Instant);
    await office.send();
    office.clock.moveTo('2022-02-15T08:00:00.000Z' as Instant);
    expect(await goLive.goLive('dirigente', digest)).toMatchObject({ code: 'list-changed' });
    expect(await goLive.state()).toMatchObject({ trial: true });
  });

  it('counts once of two at once', async () => {
    const goLive = await live();
    const { digest } = await goLive.firstWeek();
    const results = await Promise.all([goLive.goLive('a', digest), goLive.goLive('b', digest)]);
    expect(results.filter((one) => !('refused' in one))).toHaveLength(1);
    expect((await goLive.acts()).filter(({ act }) => act === 'went-live')).toHaveLength(1);
  });

  it('lets no letter go that trial has stopped: each is released by hand', async () => {
    const goLive = await live();
    office.clock.moveTo('2022-02-14T08:00:00.000Z' as Instant);
    await office.send();
    expect((await office.letters()).map(({ state }) => state)).toEqual(THREE.map(() => 'stopped'));
    await goLive.goLive('dirigente', (await goLive.firstWeek()).digest);
    await office.send();
    expect(office.sent).toHaveLength(0);
    await office.get(Dispatcher).release((await office.letter()).id);
    await office.send();
    expect(office.sent.map(({ to }) => to)).toEqual([THREE[0]!.addresses[0]!.address]);
  });

  it('goes back to trial with a reason', async () => {
    const goLive = await live();
    await goLive.goLive('dirigente', (await goLive.firstWeek()).digest);
    expect(await goLive.backToTrial('dirigente', '')).toMatchObject({ code: 'no-reason' });
    const back = await goLive.backToTrial('dirigente', 'Errore nel recapito.');
    expect(back).toMatchObject({ trial: true });
    expect((await goLive.acts())[0]).toMatchObject({ act: 'back-to-trial' });
  });

  it.each([
    ['no address', ['Comune di Andria'], 'not-an-address'],
    ['a header in it', ['a@b.it\r\nBcc: c@d.it'], 'not-an-address'],
    ['more than a trial needs', Array.from({ length: 201 }, (_, i) => `a${i}@b.it`), 'too-many'],
  ])('refuses a list with %s', async (_what, list, code) => {
    const goLive = await live();
    expect(await goLive.allowOnly(list, 'admin')).toMatchObject({ refused: true, code });
    expect(await goLive.state()).toMatchObject({ allowList: [] });
  });
});
