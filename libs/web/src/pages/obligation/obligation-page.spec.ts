import { describe, expect, it } from '@jest/globals';
import { defaultMunicipalities, defaultSurvey } from '@app/contract';
import type { Fact, FactOf, FactType, Instant, LocalDate } from '@app/domain';
import { foldMunicipality, why } from '@app/domain';
import type { LetterState } from '@app/persistence';
import type { LetterWithReceipts } from '@app/workflow';
import { obligationPage } from './obligation-page.js';

const survey = defaultSurvey();
const andria = defaultMunicipalities().find(({ istat }) => istat === '110001')!;
const OLD = 'push-erp/2021-12-31';
const NEW = 'push-erp/2022-06-30';
const NOW = '2023-01-20T09:00:00.000Z' as Instant;

const fact = <T extends FactType>(type: T, at: string, payload: FactOf<T>['payload']): Fact =>
  ({
    ...{ id: `${type}/${at}`, type, survey: survey.id, municipality: '110001' },
    ...{ round: '2021-12-31' as LocalDate, occurredAt: at, recordedAt: at },
    ...{ actor: 'motore', source: 'engine', evidence: null, payload },
  }) as unknown as Fact;

const sent = (day: string, obligations: readonly string[], more = {}): Fact =>
  fact('sent', `${day}T08:00:00.000Z`, {
    ...{ rung: 'reminder-1', dueVersion: 1, letter: `push-erp/110001/${day}` },
    ...{ template: 'reminder', target: day as LocalDate, obligations, ...more },
  });

const letter = (
  day: string,
  state: LetterState,
  obligations: readonly string[],
  hold: string | null = null,
) =>
  ({
    letter: {
      ...{ id: `push-erp/110001/${day}`, rung: 'reminder-1', dueVersion: 1, obligations, state },
    },
    hold: hold === null ? null : { code: hold },
    ...{ attempts: [], receipts: [] },
  }) as unknown as LetterWithReceipts;

function rungs(facts: readonly Fact[], letters: readonly LetterWithReceipts[]) {
  const asked = { obligation: OLD, rung: 'reminder-1', asOf: NOW };
  const answer = why(survey, andria, facts, asked)!;
  const state = foldMunicipality(survey, andria, facts, { asOf: NOW })[0]!;
  const byId = new Map(letters.map((one) => [one.letter.id, one]));
  const material = { survey, municipality: andria, state, facts, answer, letters: byId };
  return obligationPage({ ...material, now: NOW, role: 'lettore' }).rungs.map(
    ({ name, href, status }) => [name, href, status.word],
  );
}

describe('the rungs of an obligation', () => {
  const first = sent('2022-03-16', [OLD]);
  // A year of letters later the newest of the same rung names the old duty too, and belongs to the new round.
  const cumulative = {
    ...sent('2022-09-15', [OLD, NEW]),
    id: 'later',
    round: '2022-06-30',
  } as unknown as Fact;
  const letters = [
    letter('2022-09-15', 'failed', [OLD, NEW]),
    letter('2022-03-16', 'delivered', [OLD]),
  ];

  it('have each the letter that its own fact names, with that letter’s state', () => {
    expect(rungs([first, cumulative], letters)).toEqual([
      ['Primo sollecito', '/invii/push-erp/110001/2022-03-16', 'Consegnata'],
    ]);
  });

  it('have none that the record doesn’t name, however alike', () => {
    expect(rungs([first, cumulative], letters.slice(0, 1))).toEqual([
      ['Primo sollecito', null, 'Inviata'],
    ]);
  });

  it('show beneath a letter the one that repeats it, and what it waits for', () => {
    const again = sent('2022-03-18', [OLD], { repeats: 'push-erp/110001/2022-03-16' });
    const queued = { ...again, id: 'q', type: 'queued' } as Fact;
    expect(
      rungs(
        [first, queued],
        [
          letter('2022-03-16', 'failed', [OLD]),
          letter('2022-03-18', 'queued', [OLD], 'unapproved'),
        ],
      ),
    ).toEqual([
      ['Primo sollecito', '/invii/push-erp/110001/2022-03-16', 'Non consegnata'],
      [
        'Primo sollecito, di nuovo',
        '/invii/push-erp/110001/2022-03-18',
        'In attesa di approvazione',
      ],
    ]);
  });
});

describe('what may be done with an obligation', () => {
  const first = sent('2022-03-16', [OLD]);
  const failed = fact('delivery-failed', '2022-03-16T09:00:00.000Z', {
    ...{ rung: 'reminder-1', class: 'retry-later', letter: 'push-erp/110001/2022-03-16' },
  });

  it.each([
    ['while the letter may leave once more', '2022-03-17T09:00:00.000Z', true],
    ['not after the due date that it announces', '2022-04-01T09:00:00.000Z', false],
  ])('offers to send a failed letter again %s', (_when, at, offered) => {
    const now = at as Instant;
    const facts = [first, failed];
    const answer = why(survey, andria, facts, { obligation: OLD, rung: 'reminder-1', asOf: now })!;
    const state = foldMunicipality(survey, andria, facts, { asOf: now })[0]!;
    const material = { survey, municipality: andria, state, facts, answer, letters: new Map() };
    const { actions } = obligationPage({ ...material, now, role: 'operatore' });
    expect(actions.mine.some(({ href }) => href.endsWith('/rispedisci'))).toBe(offered);
  });
});
