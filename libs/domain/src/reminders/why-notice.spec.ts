import { describe, expect, it } from '@jest/globals';
import type { Fact } from '../obligations/types.js';
import { aFact, andria, day, planOf, pushErp, recorded } from './testing/index.js';
import { why } from './why.js';

const EXTENSION = aFact('extended', '2022-03-02T15:00:00+01:00', {
  due: day('2022-04-29'),
  reason: 'richiesta',
  scope: '110001',
});
const ASKED = aFact('notice-requested', '2022-03-02T15:01:00+01:00', {
  notice: 'extension-granted',
  reason: 'Lo ha chiesto',
});

const answer = (facts: readonly Fact[], asOf: string, rung?: string) =>
  why(pushErp, andria, facts, { obligation: 'push-erp/2021-12-31', rung, asOf: day(asOf) })?.rungs;

describe('why a letter that tells of a decision was, or was not, sent', () => {
  it('waiting: it stands beside the ladder, with who asked for it and why', () => {
    const rungs = answer([EXTENSION, ASKED], '2022-03-02');
    const own = rungs?.filter(({ rung }) => rung === 'extension-granted');
    expect(rungs).toHaveLength(pushErp.rungs.length + 1);
    expect(own).toMatchObject([
      {
        name: 'comunicazione di proroga',
        dueVersion: 2,
        outcome: 'expected',
        lines: [
          'In partenza. Invio disposto dall’ufficio: Lo ha chiesto.',
          'Chiesta la lettera: Lo ha chiesto (prova, 02/03/2022 alle 15:01).',
        ],
      },
    ]);
  });

  it('sent: when, and with which receipt', () => {
    const sent = recorded(pushErp, planOf('2022-03-03', '2022-03-03', [EXTENSION, ASKED]));
    const own = answer([EXTENSION, ASKED, ...sent], '2022-03-04', 'extension-granted');
    expect(own).toMatchObject([{ outcome: 'sent', code: 'officer-send' }]);
    expect(own?.[0]?.lines.at(-1)).toBe('Nessuna ricevuta di consegna agli atti.');
  });

  it('nothing, where nobody asked', () => {
    expect(answer([EXTENSION], '2022-03-04', 'extension-granted')).toEqual([]);
    expect(answer([EXTENSION, ASKED], '2022-03-04', 'exemption-granted')).toEqual([]);
  });
});
