import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { referenceActs } from '@app/persistence';
import { localDate } from '@app/domain';
import { OfficerDesk } from '../officer/officer-desk.js';
import { Overview } from '../overview/overview.js';
import { PlanBook } from '../overview/plan-book.js';
import { Plans } from '../queries/plans.js';
import { Bench } from '../testing/bench.js';
import { TestProvider } from '../testing/provider.js';
import { andria, ROUND } from '../testing/samples.js';
import { Calendars } from './calendars.js';
import type { ClosingChange } from './closing-desk.js';
import { ClosingDesk } from './closing-desk.js';
import { CalendarFeeds } from './feeds.js';
import { CalendarMonths } from './month.js';

const ALL = { kind: 'all', target: null } as const;
const WEDNESDAY: ClosingChange = {
  action: 'add',
  municipality: '110001',
  day: '2022-03-16',
  reason: '',
};

describe('calendars on the record', () => {
  let provider: TestProvider;
  let bench: Bench;

  beforeAll(async () => {
    provider = await TestProvider.open();
  });
  afterAll(() => provider.close());
  afterEach(() => bench.close());

  async function open() {
    bench = await Bench.open(provider, { municipalities: [andria({ closingDays: ['09-16'] })] });
    const { db, clock, reference, recorder } = bench;
    const plans = new Plans(db, reference);
    const calendars = new Calendars(db, clock, reference, plans);
    const feeds = new CalendarFeeds(db, clock, reference, calendars);
    const overview = new Overview(db, clock, reference);
    const book = new PlanBook(clock, overview, plans);
    const months = new CalendarMonths(db, clock, reference, overview, book, calendars);
    const closings = new ClosingDesk(db, clock, reference, recorder);
    return {
      calendars,
      months,
      feeds,
      closings,
      desk: new OfficerDesk(clock, reference, plans, recorder),
    };
  }

  describe('a calendar to subscribe to', () => {
    const newFeed = async (feeds: CalendarFeeds): Promise<{ id: string; token: string }> => {
      const made = await feeds.create(ALL, 'Agenda', 'rossi');
      if ('refused' in made) throw new Error(made.message);
      return made;
    };

    it('is read by whoever has its address, of which only a digest is kept', async () => {
      const { feeds } = await open();
      const { token } = await newFeed(feeds);
      expect(await feeds.read(token)).toMatchObject({ feed: { label: 'Agenda' } });
      expect(await feeds.read(`${token.slice(0, -1)}!`)).toBeNull();
      const kept = JSON.stringify(await bench.db.query('select * from calendar_feed'));
      expect(kept).not.toContain(token);
      expect(await feeds.list()).toMatchObject([{ createdBy: 'rossi', readAt: bench.clock.now() }]);
    });

    it('is ended once, by a named person, and then no more read', async () => {
      const { feeds } = await open();
      const { id, token } = await newFeed(feeds);
      expect([await feeds.revoke(id, 'bianchi'), await feeds.revoke(id, 'verdi')]).toEqual([
        true,
        false,
      ]);
      expect(await feeds.read(token)).toBeNull();
      expect(await feeds.list()).toMatchObject([{ revokedBy: 'bianchi' }]);
    });

    it.each([
      ['survey', 'altra'],
      ['municipality', '999999'],
    ] as const)('is refused for a %s that does not exist', async (kind, target) => {
      const { feeds } = await open();
      expect(await feeds.create({ kind, target }, 'x', 'rossi')).toMatchObject({
        code: 'unknown-scope',
      });
      expect(await feeds.list()).toEqual([]);
    });

    it('shows an extension as the same thing moved, with a higher sequence', async () => {
      const { feeds, desk } = await open();
      const { token } = await newFeed(feeds);
      const due = async () => {
        const content = await feeds.read(token);
        const entries = content !== null && 'entries' in content ? content.entries : [];
        return entries.find(({ uid }) => uid === 'push-erp/2021-12-31');
      };
      const before = await due();
      const payload = { due: '2022-05-31' as typeof ROUND, reason: 'guasto', scope: '110001' };
      bench.minutes(5);
      await desk.record(
        [{ type: 'extended', survey: 'push-erp', municipality: '110001', round: ROUND, payload }],
        'rossi',
      );
      const after = await due();
      expect([before?.day, after?.day]).toEqual(['2022-03-31', '2022-05-31']);
      expect([before?.sequence, after?.sequence]).toEqual([0, 1]);
      expect(after?.changedAt).toBe(bench.clock.now());
    });
  });

  describe('a month', () => {
    it.each(['2022-02', '2022-03', '2022-04', '2022-05'])(
      'of %s has what a calendar to subscribe to has, after an extension too',
      async (month) => {
        const { calendars, months, desk } = await open();
        const span = [localDate(`${month}-01`), localDate(`${month}-28`)] as const;
        const same = async () => {
          const told = async (one: Pick<Calendars, 'between'>) =>
            (await one.between(ALL, ...span)).map(({ uid, day, state, count, open, done }) => ({
              ...{ uid, day, state, count, open, done },
            }));
          expect(await told(months)).toEqual(await told(calendars));
          return told(months);
        };
        const before = await same();
        const payload = { due: '2022-05-31' as typeof ROUND, reason: 'guasto', scope: '110001' };
        bench.minutes(5);
        const order = { type: 'extended', survey: 'push-erp', municipality: '110001' } as const;
        await desk.record([{ ...order, round: ROUND, payload }], 'rossi');
        const after = await same();
        expect([before, after].flat()).not.toEqual([]);
      },
    );
  });

  describe('a closing day', () => {
    it('of one year is a fact under the person’s name; the letter of Wednesday 16 March leaves on Tuesday 15', async () => {
      const { closings } = await open();
      const preview = await closings.preview(WEDNESDAY);
      if ('refused' in preview) throw new Error(preview.message);
      const moved = preview[0]?.changes.find(({ rung }) => rung === 'reminder-1');
      expect([moved?.before?.day, moved?.after?.day]).toEqual(['2022-03-16', '2022-03-15']);
      expect(await bench.facts()).toEqual([]);
      expect(await closings.apply(WEDNESDAY, 'rossi')).toBeNull();
      expect(await bench.facts()).toMatchObject([
        { type: 'closed-day', actor: 'rossi', payload: { day: '2022-03-16' } },
      ]);
    });

    it('taken back is a correction on record: the letter leaves on Wednesday 16 March again', async () => {
      const { closings } = await open();
      await closings.apply(WEDNESDAY, 'rossi');
      const removal = { ...WEDNESDAY, action: 'remove', reason: 'apre' } as const;
      const preview = await closings.preview(removal);
      if ('refused' in preview) throw new Error(preview.message);
      const moved = preview[0]?.changes.find(({ rung }) => rung === 'reminder-1');
      expect([moved?.before?.day, moved?.after?.day]).toEqual(['2022-03-15', '2022-03-16']);
      expect(await closings.apply(removal, 'bianchi')).toBeNull();
      expect(await bench.told()).toEqual(['closed-day', 'corrected']);
      expect((await closings.list()).map(({ day }) => day)).toEqual(['09-16']);
      expect(await closings.apply(removal, 'bianchi')).toMatchObject({ code: 'no-such-closing' });
    });

    it('of every year changes the municipality, with an act that says what stood before', async () => {
      const { closings } = await open();
      const patron = { ...WEDNESDAY, day: '03-16' };
      expect(await closings.apply(patron, 'rossi')).toBeNull();
      expect((await closings.list()).map(({ day, yearly }) => [day, yearly])).toEqual([
        ['03-16', true],
        ['09-16', true],
      ]);
      await closings.apply(
        { ...patron, day: '09-16', action: 'remove', reason: 'errore' },
        'rossi',
      );
      expect((await closings.list()).map(({ day }) => day)).toEqual(['03-16']);
      expect(await referenceActs(bench.db)).toMatchObject([
        {
          actor: 'rossi',
          act: 'closing-day-removed',
          detail: { before: ['03-16', '09-16'], after: ['03-16'] },
        },
        { act: 'closing-day-added', detail: { before: ['09-16'], after: ['03-16', '09-16'] } },
      ]);
      await expect(bench.db.query('delete from reference_act')).rejects.toThrow('never changed');
    });

    it.each([
      ['a day that is over: Sunday 13 February 2022', '2022-02-13', 'past-day'],
      ['a day that is closed every year', '2022-09-16', 'already-closed'],
      ['a yearly day that is there', '09-16', 'already-closed'],
    ])('is refused for %s', async (_what, day, code) => {
      const { closings } = await open();
      expect(await closings.apply({ ...WEDNESDAY, day }, 'rossi')).toMatchObject({ code });
      expect(await closings.preview({ ...WEDNESDAY, day })).toMatchObject({ code });
      expect(await bench.told()).toEqual([]);
    });

    it('is refused for an unknown municipality, and beyond thirty days a year', async () => {
      const { closings } = await open();
      const unknown = { ...WEDNESDAY, municipality: '999999' };
      expect(await closings.apply(unknown, 'x')).toMatchObject({ code: 'unknown-municipality' });
      for (let n = 1; n <= 29; n += 1) {
        const day = `11-${String(n).padStart(2, '0')}`;
        expect(await closings.apply({ ...WEDNESDAY, day }, 'x')).toBeNull();
      }
      expect(await closings.apply({ ...WEDNESDAY, day: '12-01' }, 'x')).toMatchObject({
        code: 'too-many',
      });
    });
  });
});
