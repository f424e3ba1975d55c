import { describe, expect, it } from '@jest/globals';
import { dayNumber } from '../calendar/index.js';
import type { Fact, FactPayloads } from '../obligations/types.js';
import { readBoard } from './read-board.js';
import { aFact, andria, at, day, pushErp } from './testing/index.js';
import { endStep, type Step, type Track, wasAnnounced } from './track.js';

const NOW = '2022-03-28T07:00:00Z';
const number = (text: string): number => dayNumber(day(text));
const trackOf = (facts: readonly Fact[]): Track =>
  readBoard(pushErp, andria, facts, at(NOW)).tracks[0] as Track;
const stepOf = (facts: readonly Fact[], rung = 'reminder-1'): Step =>
  trackOf(facts).steps.find((one) => one.rung.id === rung) as Step;

const MONDAY = '2022-03-14T10:00:00+01:00';
const TUESDAY = '2022-03-15T10:00:00+01:00';
const ended = (
  type: 'sent' | 'queued' | 'folded' | 'dropped' | 'skipped',
  when: string,
  rung = 'reminder-1',
  dueVersion = 1,
): Fact =>
  aFact(type, when, {
    rung,
    dueVersion,
    target: day('2022-03-16'),
    reason: 'x',
    into: 'last-call',
    letter: `l-${rung}`,
    template: 'reminder',
    obligations: ['push-erp/2021-12-31'],
  } as FactPayloads[typeof type]);
const asked = (when: string, rung = 'reminder-1'): Fact =>
  aFact('send-requested', when, { rung, reason: 'x' });
const skip = (when: string, rung = 'reminder-1'): Fact =>
  aFact('skip-requested', when, { rung, reason: 'x' });
const extended = (when: string): Fact =>
  aFact('extended', when, { due: day('2022-05-31'), reason: 'x', scope: '110001' });

describe('how a rung ended', () => {
  it.each<[string, readonly Fact[], string | null]>([
    ['not yet', [], null],
    ['by its last ending', [ended('queued', MONDAY), ended('sent', TUESDAY)], 'sent'],
    ['not by another rung’s', [ended('sent', MONDAY, 'reminder-2')], null],
    ['a request after a drop brings it back', [ended('dropped', MONDAY), asked(TUESDAY)], null],
    ['a request before the drop does not', [asked(MONDAY), ended('dropped', TUESDAY)], 'dropped'],
    ['nor one at the same moment', [asked(MONDAY), ended('dropped', MONDAY)], 'dropped'],
    ['what has left is never brought back', [ended('sent', MONDAY), asked(TUESDAY)], 'sent'],
  ])('%s', (_, facts, type) => {
    expect(stepOf(facts).ending?.type ?? null).toBe(type);
  });

  it.each<[string, Fact, string | null]>([
    ['a rung of the old date counts anew', ended('sent', MONDAY), null],
    ['one that leaves once does not', ended('sent', MONDAY, 'opening'), 'sent'],
    ['taken into another letter, it has left', ended('folded', MONDAY, 'opening'), 'folded'],
    ['dropped, it has not', ended('dropped', MONDAY, 'opening'), null],
  ])('under a new due date %s', (_, fact, type) => {
    const { rung } = fact.payload as { rung: string };
    expect(stepOf([fact, extended(TUESDAY)], rung).ending?.type ?? null).toBe(type);
  });

  it('what leaves once has left, also under a due date that was taken back', () => {
    const extension = extended(MONDAY);
    const back = aFact('corrected', TUESDAY, { fact: extension.id, reason: 'errore' });
    const facts = [extension, ended('sent', MONDAY, 'opening', 2), back];
    expect(trackOf(facts).state.due.version).toBe(1);
    expect(stepOf(facts, 'opening').ending?.type).toBe('sent');
  });
});

describe('a request counts for the due date under which it was made', () => {
  it.each<[string, string, readonly Fact[], boolean]>([
    ['before the new date', 'reminder-1', [asked(MONDAY), extended(TUESDAY)], false],
    ['at the same moment', 'reminder-1', [extended(TUESDAY), asked(TUESDAY)], true],
    ['after it', 'reminder-1', [extended(MONDAY), asked(TUESDAY)], true],
    [
      'of a rung that leaves once, always',
      'opening',
      [asked(MONDAY, 'opening'), extended(TUESDAY)],
      true,
    ],
    ['of another rung, never', 'reminder-2', [extended(MONDAY), asked(TUESDAY)], false],
    [
      'a click on the correction is no request of a rung',
      'reminder-1',
      [aFact('correction-requested', MONDAY, { reason: 'x' })],
      false,
    ],
  ])('%s', (_, rung, facts, counts) => {
    expect(stepOf(facts, rung).send !== null).toBe(counts);
  });
});

describe('the first day on which something may be decided', () => {
  const ALL = pushErp.rungs.map(({ id }) => ended('sent', MONDAY, id));

  it.each<[string, readonly Fact[], number]>([
    ['the first target', [], number('2022-02-14')],
    ['the first of those that have not ended', ALL.slice(0, 2), number('2022-03-25')],
    [
      'at once, when a sending was asked for',
      [...ALL.slice(0, 2), asked(MONDAY, 'last-call')],
      -Infinity,
    ],
    [
      'at once, when a skip was asked for',
      [...ALL.slice(0, 2), skip(MONDAY, 'last-call')],
      -Infinity,
    ],
    ['never, when all have ended', ALL, Infinity],
  ])('%s', (_, facts, next) => {
    expect(trackOf(facts).next).toBe(next);
  });

  it('moves on when a rung ends, and not for a letter beside the ladder', () => {
    const track = trackOf([]);
    const ending = { type: 'sent', version: 1, at: at(NOW), after: 0 } as const;
    endStep(track, { ...ending, rung: 'correction' });
    expect([track.next, track.live.length]).toEqual([number('2022-02-14'), 7]);
    endStep(track, { ...ending, rung: 'opening' });
    expect([track.next, track.live.length]).toEqual([number('2022-03-16'), 6]);
    expect(track.steps[0]?.ending).toMatchObject(ending);
  });
});

describe('an obligation is announced', () => {
  const opening = number('2022-02-14');
  it.each<[string, readonly Fact[], number, boolean]>([
    ['from the day of its first rung', [], opening, true],
    ['later', [], opening + 1, true],
    ['not before', [], opening - 1, false],
    [
      'by a letter that left before that day',
      [ended('sent', MONDAY, 'reminder-1')],
      opening - 1,
      true,
    ],
    ['by one taken into another', [ended('folded', MONDAY, 'opening')], opening - 1, true],
    ['not by one that was dropped', [ended('dropped', MONDAY, 'opening')], opening - 1, false],
  ])('%s', (_, facts, on, announced) => {
    expect(wasAnnounced(trackOf(facts), on)).toBe(announced);
  });

  it('at once, where there is no ladder', () => {
    expect(wasAnnounced({ ...trackOf([]), steps: [] }, 0)).toBe(true);
  });
});
