import { describe, expect, it } from '@jest/globals';
import { refusal } from './refusals.js';
import { replay } from './replay.js';
import { andria, brief, day, fact, rome, stateOf, survey, transmitted } from './testing/record.js';

describe('an obligation that a merger cancelled', () => {
  const payload = { into: '110009', on: day('2022-05-01'), reason: 'fusione' };
  const merged = fact('merged', '2022-04-10', payload, { round: null });

  it.each([
    ['2022-04-30', 'open overdue'],
    ['2022-05-01', 'cancelled pending'],
    ['2022-12-01', 'cancelled pending'],
  ])('is overdue no more: %s', (asOf, expected) => {
    expect(brief(stateOf([merged], asOf))).toBe(expected);
  });
});

describe('a replay until a moment', () => {
  const sent = transmitted('2022-03-10');

  it.each([
    ['2022-03-10 09:59:59.999', 0],
    ['2022-03-10 10:00', 1],
    ['2022-03-10 10:00:00.001', 1],
  ])('%s', (until, count) => {
    expect(replay(survey, andria, [sent], rome(until))).toHaveLength(count);
  });

  it('is empty before the first round opens', () => {
    expect(replay(survey, andria, [sent], rome('2021-01-01'))).toEqual([]);
  });
});

describe('a refusal without its values', () => {
  it('has a dash for each', () => {
    expect(refusal('round-locked').message).toBe('Il ciclo del — è chiuso alle rettifiche dal —.');
    expect(refusal('round-locked', { round: '31/12/2021' }).message).toBe(
      'Il ciclo del 31/12/2021 è chiuso alle rettifiche dal —.',
    );
  });

  it('elides the article before the 8th and the 11th', () => {
    expect(
      refusal('municipality-merged', { day: '08/04/2022', successor: 'a un altro Comune' }).message,
    ).toMatch(/^Dall’08\/04\/2022 /u);
  });
});
