import { describe, expect, it } from '@jest/globals';
import { Lines } from './lines.js';
import { at } from './testing/index.js';
import type { Track } from './track.js';
import type { Decision } from './types.js';

const FIRST = 'push-erp/2021-12-31';
const SECOND = 'push-erp/2022-06-30';

const decision = (
  day: string,
  rung: string,
  action: Decision['action'],
  more: Partial<Decision> = {},
): Decision =>
  ({ day, rung, action, code: 'gap', dueVersion: 1, obligation: FIRST, ...more }) as Decision;
const wait = (day: string, more: Partial<Decision> = {}): Decision =>
  decision(day, 'reminder-1', 'postponed', more);
/** A ladder under a due-date version: its rungs, and whether each has ended. */
const ladder = (version: number, rungs: Readonly<Record<string, boolean>>): Track =>
  ({
    state: { obligation: FIRST, due: { version } },
    steps: Object.entries(rungs).map(([id, ended]) => ({
      rung: { id },
      ending: ended ? { type: 'skipped' } : null,
    })),
  }) as unknown as Track;

const tell = (lines: Lines): readonly string[] =>
  lines.list().map(({ day, rung, action }) => `${day} ${rung} ${action}`);
const MORNING = at('2022-03-16T08:00:00Z');
const NEXT = at('2022-03-17T08:00:00Z');

describe('the line of a rung that waits', () => {
  it.each<[string, Partial<Decision>, string]>([
    ['the same wait bears the day since which it lasts', {}, '2022-03-16'],
    ['another reason is another line', { code: 'closing-day' }, '2022-03-17'],
    ['so is another end', { until: '2022-03-21' as never }, '2022-03-17'],
    ['so is another due date', { dueVersion: 2 }, '2022-03-17'],
  ])('%s', (_, change, since) => {
    const lines = new Lines();
    lines.take([wait('2022-03-16')], MORNING);
    lines.take([wait('2022-03-17', change)], NEXT);
    expect(tell(lines)).toEqual([`${since} reminder-1 postponed`]);
    const waited = lines.waited().map(({ line, over }) => `${line.day} ${over}`);
    expect(waited).toEqual(since === '2022-03-16' ? [] : [`2022-03-16 ${NEXT}`]);
  });

  it('waits no more when the next tick says nothing of it', () => {
    const lines = new Lines();
    lines.take([wait('2022-03-16')], MORNING);
    lines.take([], NEXT);
    expect(tell(lines)).toEqual([]);
    expect(lines.waited()).toHaveLength(1);
    lines.take([], NEXT);
    expect(lines.waited()).toHaveLength(1);
  });

  it('the wait of one round does not end another’s', () => {
    const lines = new Lines();
    lines.take([wait('2022-03-16'), wait('2022-03-16', { obligation: SECOND })], MORNING);
    lines.take([wait('2022-03-17', { obligation: SECOND })], NEXT);
    expect(lines.list().map(({ obligation }) => obligation)).toEqual([SECOND]);
  });

  it('a letter that leaves takes the place of the end that was noted', () => {
    const lines = new Lines();
    lines.take([decision('2022-03-16', 'reminder-1', 'dropped')], MORNING);
    lines.take([decision('2022-03-17', 'reminder-1', 'send')], NEXT);
    expect(tell(lines)).toEqual(['2022-03-17 reminder-1 send']);
  });
});

describe('under a new due date', () => {
  const ended = (version: number): Lines => {
    const lines = new Lines();
    const under = { dueVersion: version };
    lines.take(
      [
        decision('2022-02-14', 'opening', 'skipped', under),
        decision('2022-03-16', 'reminder-1', 'skipped', under),
        decision('2022-03-23', 'correction', 'skipped', under),
      ],
      MORNING,
    );
    return lines;
  };
  const ALL = [
    '2022-02-14 opening skipped',
    '2022-03-16 reminder-1 skipped',
    '2022-03-23 correction skipped',
  ];

  it('the line of a rung that counts anew goes; one that has ended for good, or stands on no ladder, stays', () => {
    const lines = ended(1);
    lines.restart(ladder(2, { opening: true, 'reminder-1': false }));
    expect(tell(lines)).toEqual([ALL[0], ALL[2]]);
  });

  it.each([2, 3])('lines of the date in force stay (version %i of 2)', (version) => {
    const lines = ended(version);
    lines.restart(ladder(2, { opening: false, 'reminder-1': false }));
    expect(tell(lines)).toEqual(ALL);
  });

  it('nothing happens to an obligation without lines', () => {
    const lines = new Lines();
    lines.restart(ladder(2, { opening: false }));
    expect(tell(lines)).toEqual([]);
  });
});
