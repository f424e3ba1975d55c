import { describe, expect, it } from '@jest/globals';
import type { Fact } from '../obligations/types.js';
import { letterContent } from './letter-content.js';
import { aFact, andria, day, planOf, pushErp, recorded } from './testing/index.js';
import type { Decision } from './types.js';
import { why } from './why.js';

const FIRST = 'push-erp/2021-12-31';
const L1 = 'push-erp/110001/2022-03-16';
const L2 = 'push-erp/110001/2022-03-18';

const failed = (when: string, rung = 'reminder-1', letter?: string): Fact =>
  aFact('delivery-failed', when, { rung, class: 'retry-later', ...(letter ? { letter } : {}) });
const resend = (when: string, rung = 'reminder-1', letter?: string): Fact =>
  aFact('resend-requested', when, {
    rung,
    reason: 'Casella svuotata',
    ...(letter ? { letter } : {}),
  });

const FAILED = failed('2022-03-16T09:30:00+01:00');
const ASKED = resend('2022-03-17T10:00:00+01:00');

const lines = (decisions: readonly Decision[]): readonly string[] =>
  decisions.map(
    ({ day: on, rung, action, code, repeats }) =>
      `${on} ${rung} ${action} ${code}${repeats === undefined ? '' : ` (${repeats})`}`,
  );
const planned = (to: string, ...record: readonly Fact[]): readonly string[] =>
  lines(planOf('2022-03-16', to, record));

describe('a letter that failed and is wanted once more', () => {
  it('leaves at the next tick as a letter of its own that names the first, without a gap', () => {
    expect(planned('2022-03-18', FAILED, ASKED)).toEqual([
      '2022-03-16 reminder-1 send due',
      `2022-03-18 reminder-1 send repeat (${L1})`,
      '2022-03-16 opening dropped stale',
    ]);
    const again = planOf('2022-03-16', '2022-03-18', [FAILED, ASKED])[1];
    expect(again?.reason).toBe(
      'Rispedizione, disposta dall’ufficio, della lettera del 16/03/2022 che non è stata consegnata: Casella svuotata.',
    );
    const [, fact] = recorded(pushErp, planOf('2022-03-16', '2022-03-18', [FAILED, ASKED]));
    expect(fact).toMatchObject({
      id: 'sent/push-erp/2021-12-31/reminder-1/1/2022-03-18',
      type: 'sent',
      payload: { rung: 'reminder-1', letter: L2, repeats: L1 },
    });
  });

  it('once, whatever becomes of the second; the second can be asked for in its turn', () => {
    const second = failed('2022-03-18T09:30:00+01:00', 'reminder-1', L2);
    const repeats = (...record: readonly Fact[]): readonly string[] =>
      planned('2022-03-24', FAILED, ASKED, ...record).filter((line) => line.includes('repeat'));
    expect(repeats(second)).toEqual([`2022-03-18 reminder-1 send repeat (${L1})`]);
    expect(repeats(second, resend('2022-03-21T10:00:00+01:00', 'reminder-1', L2))).toEqual([
      `2022-03-18 reminder-1 send repeat (${L1})`,
      `2022-03-22 reminder-1 send repeat (${L2})`,
    ]);
  });

  it('the ladder goes on: the rung has ended as before, the gap counts from the second', () => {
    expect(planned('2022-03-31', FAILED, ASKED)).toContain('2022-03-25 reminder-2 send due');
    const late = resend('2022-03-24T10:00:00+01:00');
    expect(planned('2022-03-31', FAILED, late)).toEqual(
      expect.arrayContaining([
        '2022-03-25 reminder-2 send due',
        // The ladder's letter leaves first, one a day; it arrives, and the first is no longer needed.
        `2022-03-26 reminder-1 skipped reached-since (${L1})`,
      ]),
    );
  });

  it('not on a holiday, not while suspended, not once the duty is answered or its due date is over', () => {
    const friday = resend('2022-03-18T10:00:00+01:00');
    expect(planned('2022-03-20', FAILED, friday)).toContain(
      `2022-03-19 reminder-1 postponed not-working-day (${L1})`,
    );
    expect(planned('2022-03-21', FAILED, friday)).toContain(
      `2022-03-21 reminder-1 send repeat (${L1})`,
    );
    const suspended = aFact('suspended', '2022-03-17T11:00:00+01:00', {});
    expect(planned('2022-03-18', FAILED, ASKED, suspended)).toContain(
      `2022-03-18 reminder-1 postponed suspended (${L1})`,
    );
    const answer = aFact('transmitted', '2022-03-17T11:00:00+01:00', { mode: 'flow' });
    const given = planOf('2022-03-16', '2022-03-31', [FAILED, ASKED, answer]);
    expect(lines(given)).toContain(`2022-03-18 reminder-1 skipped no-letter-owed (${L1})`);
    expect(given.find(({ code }) => code === 'no-letter-owed')?.reason).toBe(
      'Rispedizione non fatta. L’adempimento è assolto con la trasmissione in PUSH: nessuna lettera parte.',
    );
  });

  it('not when it arrived after all', () => {
    const after = aFact('delivered', '2022-03-17T12:00:00+01:00', { rung: 'reminder-1' });
    expect(planned('2022-03-18', FAILED, ASKED, after)).toContain(
      `2022-03-18 reminder-1 skipped letter-delivered (${L1})`,
    );
  });

  it('is nothing without a failure on record', () => {
    expect(planned('2022-03-18', ASKED)).toHaveLength(2);
  });

  it('the tick done twice, with its decisions on record, decides nothing new', () => {
    const record = [FAILED, ASKED];
    const done = recorded(pushErp, planOf('2022-03-16', '2022-03-18', record));
    const again = planOf('2022-03-18', '2022-03-20', [...record, ...done].sort(byMoment));
    expect(lines(again)).toEqual([]);
  });
});

const byMoment = (a: Fact, b: Fact): number => (a.recordedAt < b.recordedAt ? -1 : 1);

describe('why', () => {
  const story = [FAILED, ASKED];
  const record = [...story, ...recorded(pushErp, planOf('2022-03-16', '2022-03-18', story))].sort(
    byMoment,
  );
  const told = (asOf: string) =>
    why(pushErp, andria, record, { obligation: FIRST, rung: 'reminder-1', asOf: day(asOf) })?.rungs;

  it('tells the first letter and the second, each by its own fact and with its own receipts', () => {
    expect(told('2022-03-18')).toMatchObject([
      { letter: L1, repeats: null, outcome: 'sent', code: 'due' },
      {
        letter: L2,
        repeats: L1,
        outcome: 'sent',
        code: 'repeat',
        lines: [
          expect.stringContaining(
            'Rispedizione, disposta dall’ufficio, della lettera del 16/03/2022',
          ),
          'Chiesta la rispedizione: Casella svuotata (prova, 17/03/2022 alle 10:00).',
          `Lettera ${L2}.`,
          'Nessuna ricevuta di consegna agli atti.',
        ],
      },
    ]);
    expect(told('2022-03-18')?.[0]?.lines.at(-1)).toBe(
      'Mancata consegna il 16/03/2022 alle 09:30: si può ritentare più tardi.',
    );
  });

  it('tells one that waits', () => {
    expect(told('2022-03-17')).toMatchObject([
      { letter: L1, outcome: 'sent' },
      { letter: null, repeats: L1, outcome: 'expected', code: 'repeat' },
    ]);
  });
});

describe('what the second letter says', () => {
  it('is what the first was to say, and it does not cite it', () => {
    const first = recorded(pushErp, planOf('2022-03-16', '2022-03-16'));
    const order = {
      ...({ template: 'reminder', rung: 'reminder-1', obligations: [FIRST] } as const),
      ...{ at: ASKED.recordedAt, letter: L2, to: 'a@b', from: 'c@d', token: 't' },
      ...{ protocol: null, sandbox: false },
    };
    const earlier = (repeats?: string) =>
      letterContent(pushErp, andria, first, { ...order, repeats }).obligations[0]?.earlier;
    expect(earlier()).toHaveLength(1);
    expect(earlier(L1)).toEqual([]);
  });

  it('nor all that the first repeated in its turn, and it says again why the duty was reopened', () => {
    const C = (date: string): string => `push-erp/110001/${date}`;
    const told = (type: 'sent' | 'queued', date: string, repeats?: string): Fact =>
      aFact(type, `${date}T09:00:00+02:00`, {
        ...{ rung: 'correction', dueVersion: 1, template: 'correction', obligations: [FIRST] },
        ...{ letter: C(date), target: day('2022-04-06'), ...(repeats ? { repeats } : {}) },
      });
    const record = [
      aFact('transmitted', '2022-03-29T12:00:00+02:00', { mode: 'flow' }),
      aFact('rejected', '2022-04-06T12:00:00+02:00', { reason: 'chiavi' }),
      told('sent', '2022-04-07'),
      told('sent', '2022-04-11', C('2022-04-07')),
      told('queued', '2022-04-12', C('2022-04-11')),
    ];
    const { obligations } = letterContent(pushErp, andria, record, {
      ...({ template: 'correction', rung: 'correction', obligations: [FIRST] } as const),
      ...{ at: record[4]!.recordedAt, letter: C('2022-04-12'), repeats: C('2022-04-11') },
      ...{ to: 'a@b', from: 'c@d', token: 't', protocol: null, sandbox: false },
    });
    expect(obligations).toMatchObject([{ reason: 'chiavi', earlier: [] }]);
  });
});
