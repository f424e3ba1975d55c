import { describe, expect, it } from '@jest/globals';
import { LAST_DAY } from '../calendar/index.js';
import { calendarOf } from '../obligations/due.js';
import type { Fact } from '../obligations/types.js';
import type { Correction } from './correction.js';
import { momentOf } from './moment.js';
import { readBoard } from './read-board.js';
import { aFact, andria, at, day, pushErp } from './testing/index.js';
import type { Step, Track } from './track.js';
import type { Decision } from './types.js';
import { Verdicts } from './verdicts.js';

const NOW = at('2022-04-15T07:00:00Z');
const OBLIGATION = 'push-erp/2021-12-31';

const trackOf = (facts: readonly Fact[] = []): Track =>
  readBoard(pushErp, andria, facts, NOW).tracks[0] as Track;
const TRACK = trackOf();
const stepOf = (rung: string, track = TRACK): Step =>
  track.steps.find((one) => one.rung.id === rung) as Step;

function said(tell: (verdicts: Verdicts) => void): readonly Decision[] {
  const verdicts = new Verdicts(pushErp, '110001', momentOf(calendarOf(pushErp, LAST_DAY), NOW));
  tell(verdicts);
  return verdicts.list;
}

const CORRECTION: Correction = {
  rung: 'correction',
  target: day('2022-04-14'),
  by: 'rejection',
  at: at('2022-04-14T08:00:00Z'),
  status: 'due',
  kind: 'rejected',
  outcome: 'rejected',
  request: null,
};
const REQUEST = { fact: 'request', reason: 'Accordi', wanted: true };
const correction = (more: Partial<Correction>): Correction => ({ ...CORRECTION, ...more });

describe('a letter that leaves rests on what allowed it', () => {
  const asked = aFact('send-requested', '2022-04-15T08:00:00+02:00', {
    rung: 'overdue-2',
    reason: 'Accordi',
  });
  const extended = aFact('extended', '2022-03-01T08:00:00+01:00', {
    due: day('2022-04-01'),
    reason: 'x',
    scope: '110001',
  });
  const sent = (facts: readonly Fact[], isAsked: boolean): Decision | undefined => {
    const track = trackOf(facts);
    const due = { kind: 'due', step: stepOf('overdue-2', track), because: ['receipt'] } as const;
    return said((verdicts) => {
      verdicts.sent(track, due, [OBLIGATION], isAsked);
    })[0];
  };

  it.each<[string, readonly Fact[], boolean, readonly string[], string]>([
    ['its needs', [], false, ['receipt'], 'due'],
    ['and the officer who asked', [asked], true, ['receipt', asked.id], 'officer-send'],
    ['and what set the due date', [extended], false, ['receipt', extended.id], 'due'],
    ['a rung that it took in was asked for', [], true, ['receipt'], 'officer-send'],
  ])('%s', (_, facts, isAsked, because, code) => {
    expect(sent(facts, isAsked)).toMatchObject({
      action: 'send',
      code,
      because,
      obligations: [OBLIGATION],
    });
  });

  it('in the officer’s words only when the officer asked for this very rung', () => {
    expect(sent([asked], true)?.reason).toBe('Invio disposto dall’ufficio: Accordi.');
    expect(sent([], true)?.reason).toMatch(/^Giorno previsto dalla scala /);
  });
});

describe('the letter that explains a reopening', () => {
  it.each<[string, Correction, object]>([
    ['leaves', CORRECTION, { code: 'correction', because: ['rejection'] }],
    [
      'leaves by an officer’s hand',
      correction({ request: REQUEST }),
      { code: 'officer-send', because: ['rejection', 'request'] },
    ],
  ])('%s', (_, one, expected) => {
    const [letter] = said((verdicts) => {
      verdicts.correctionSent(TRACK, one, [OBLIGATION]);
    });
    expect(letter).toMatchObject({ action: 'send', template: 'correction', ...expected });
  });

  it('is postponed with the reason for it', () => {
    const delay = { code: 'gap', reason: 'Attende.', until: day('2022-04-19') };
    const [waiting] = said((verdicts) => {
      verdicts.correctionPostponed(TRACK, CORRECTION, delay);
    });
    expect(waiting).toMatchObject({ ...delay, action: 'postponed', because: ['rejection'] });
  });

  it('is taken into another letter', () => {
    const [bundled] = said((verdicts) => {
      verdicts.correctionBundled(TRACK, CORRECTION, 'correction');
    });
    expect(bundled).toMatchObject({ action: 'folded', code: 'bundled', into: 'correction' });
  });

  it.each<[string, Correction, object[]]>([
    [
      'waits for an officer',
      correction({ status: 'awaits-officer' }),
      [{ action: 'locked', code: 'awaits-officer', because: ['rejection'] }],
    ],
    [
      'waits for the end of a suspension, asked for or not',
      correction({ status: 'suspended', request: REQUEST }),
      [{ action: 'postponed', code: 'suspended', because: ['rejection', 'request'] }],
    ],
    [
      'is declined',
      correction({ status: 'declined', request: { ...REQUEST, wanted: false } }),
      [
        {
          action: 'skipped',
          code: 'officer-skip',
          because: ['rejection', 'request'],
          reason: 'Saltato per decisione dell’ufficio: Accordi.',
        },
      ],
    ],
    [
      'is declined without a word',
      correction({ status: 'declined' }),
      [{ reason: 'Saltato per decisione dell’ufficio: motivo non indicato.' }],
    ],
    [
      'is needed no more',
      correction({ status: 'settled' }),
      [{ action: 'skipped', code: 'satisfied', because: ['rejection'] }],
    ],
    ['does not wait when it is due', CORRECTION, []],
  ])('%s', (_, one, expected) => {
    const decisions = said((verdicts) => {
      verdicts.correctionWaits(TRACK, one);
    });
    expect(decisions).toHaveLength(expected.length);
    expect(decisions).toMatchObject(expected);
  });

  it('goes before any rung of its obligation', () => {
    const [waiting] = said((verdicts) => {
      verdicts.correctionFirst(TRACK, stepOf('overdue-2'));
    });
    expect(waiting).toMatchObject({
      rung: 'overdue-2',
      action: 'postponed',
      code: 'correction-first',
      reason: 'Prima deve partire la lettera che spiega la riapertura dell’adempimento.',
    });
  });
});

describe('a locked rung below one that leaves is taken in', () => {
  const after = (rung: string, of: Track = TRACK): readonly string[] =>
    said((verdicts) => {
      const base = { kind: 'decided', reason: 'x', because: [] } as const;
      for (const id of ['opening', 'overdue-1', 'overdue-2', 'formal-notice']) {
        const lock = { action: 'locked', code: 'awaits-unlock' } as const;
        verdicts.decided(TRACK, { ...base, ...lock, step: stepOf(id) });
      }
      const skip = { action: 'skipped', code: 'officer-skip' } as const;
      verdicts.decided(TRACK, { ...base, ...skip, step: stepOf('reminder-1') });
      verdicts.correctionWaits(TRACK, correction({ status: 'awaits-officer' }));
      verdicts.foldLockedBelow(of, stepOf(rung), rung);
    })
      .filter(
        ({ action, code, into }) => action === 'folded' && code === 'folded-into' && into === rung,
      )
      .map(({ rung: id }) => id);

  it.each([
    ['opening', []],
    ['overdue-1', ['opening']],
    ['overdue-2', ['opening', 'overdue-1']],
    ['formal-notice', ['opening', 'overdue-1', 'overdue-2']],
  ])('below %s', (rung, taken) => {
    expect(after(rung)).toEqual(taken);
  });

  it('of its own obligation alone', () => {
    const other = { ...TRACK, state: { ...TRACK.state, obligation: 'push-erp/2022-06-30' } };
    expect(after('formal-notice', other)).toEqual([]);
  });

  it('with a reason, the rest as it was', () => {
    const [taken] = said((verdicts) => {
      verdicts.decided(TRACK, {
        kind: 'decided',
        step: stepOf('overdue-1'),
        action: 'locked',
        code: 'awaits-unlock',
        reason: 'x',
        because: ['f'],
      });
      verdicts.foldLockedBelow(TRACK, stepOf('overdue-2'), 'overdue-2');
    });
    expect(taken).toMatchObject({
      rung: 'overdue-1',
      action: 'folded',
      because: ['f'],
      reason:
        'Maturato insieme a un gradino successivo: parte solo «secondo sollecito dopo la scadenza».',
    });
  });
});
