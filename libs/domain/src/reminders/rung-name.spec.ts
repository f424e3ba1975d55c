import { describe, expect, it } from '@jest/globals';
import { formalNoticeExpiry } from './formal-notice.js';
import { isCorrection, isNotice, rungName } from './rung-name.js';
import { at, pushErp } from './testing/index.js';

describe('a rung as people call it', () => {
  it.each([
    ['opening', 'lettera di avvio'],
    ['reminder-1', 'primo sollecito'],
    ['reminder-2', 'secondo sollecito'],
    ['last-call', 'ultimo avviso'],
    ['overdue-1', 'primo sollecito dopo la scadenza'],
    ['overdue-2', 'secondo sollecito dopo la scadenza'],
    ['formal-notice', 'diffida'],
    ['correction', 'lettera di riapertura'],
    ['correction-2', 'lettera di riapertura'],
    ['exemption-granted', 'comunicazione di esonero'],
    ['extension-granted', 'comunicazione di proroga'],
    ['altro', 'gradino «altro»'],
  ])('%s is «%s»', (rung, name) => {
    expect(rungName(pushErp, rung)).toBe(name);
  });

  it('has its ordinal up to the eighth of a kind, then a number', () => {
    const reminder = pushErp.rungs[1]!;
    const rungs = Array.from({ length: 10 }, (_, i) => ({ ...reminder, id: `r-${i + 1}` }));
    expect(rungs.map(({ id }) => rungName({ rungs }, id))).toEqual([
      'primo sollecito',
      'secondo sollecito',
      'terzo sollecito',
      'quarto sollecito',
      'quinto sollecito',
      'sesto sollecito',
      'settimo sollecito',
      'ottavo sollecito',
      'sollecito n. 9',
      'sollecito n. 10',
    ]);
  });

  it.each([
    ['exemption-granted', 'comunicazione di esonero'],
    ['exemption-lapsed', 'comunicazione di decadenza dall’esonero'],
    ['extension-granted', 'comunicazione di proroga'],
  ] as const)('that tells what was decided: %s is «%s»', (template, name) => {
    const rungs = [{ ...pushErp.rungs[0]!, id: 'x', template }];
    expect(rungName({ rungs }, 'x')).toBe(name);
  });

  it('a correction is known by its name alone', () => {
    expect(['correction', 'correction-12'].every(isCorrection)).toBe(true);
    const others = [
      'corrections',
      'correction-',
      'a-correction',
      'a-correction-2',
      'correction-2b',
    ];
    expect(others.some(isCorrection)).toBe(false);
  });

  it('so is a letter that tells of a decision; that an exemption lapsed is told by a correction', () => {
    const rungs = ['exemption-granted', 'extension-granted', 'exemption-lapsed', 'opening'];
    expect(rungs.map(isNotice)).toEqual([true, true, false, false]);
  });
});

describe('the term of a diffida', () => {
  it.each([
    ['2022-05-02T09:01:00+02:00', '2022-06-01', 'Monday 2 May, thirty days: Wednesday'],
    ['2022-05-02T23:58:00+02:00', '2022-06-01', 'late in the evening of the same day'],
    ['2022-05-03T00:02:00+02:00', '2022-06-03', 'Thursday 2 June is a holiday: Friday'],
    ['2022-05-05T10:00:00+02:00', '2022-06-04', 'Saturday is good'],
    ['2022-05-06T10:00:00+02:00', '2022-06-06', 'Sunday 5 June rolls to Monday'],
  ])('delivered %s ends on %s (%s)', (delivered, due) => {
    expect(formalNoticeExpiry(pushErp, 'formal-notice', at(delivered)).due).toBe(due);
  });

  it('ten days from Thursday 24 March 2022, 23:58, end on Monday 4 April: Sunday 3 rolls', () => {
    const rung = { ...pushErp.rungs[6]!, term: { unit: 'days', count: 10 } as const };
    expect(formalNoticeExpiry(pushErp, rung, at('2022-03-24T23:58:00+01:00')).due).toBe(
      '2022-04-04',
    );
  });

  it('a rung that sets no term has none', () => {
    expect(() => formalNoticeExpiry(pushErp, 'opening', at('2022-03-24T23:58:00+01:00'))).toThrow(
      'rung: trovato «opening», atteso un gradino che assegna un termine',
    );
  });
});
