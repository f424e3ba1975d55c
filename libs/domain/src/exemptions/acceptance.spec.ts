import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { endOfDay } from '../calendar/rome.js';
import { openDossier } from '../obligations/dossier.js';
import { statesOf } from '../obligations/fold.js';
import { react } from '../obligations/react.js';
import { replay } from '../obligations/replay.js';
import { arbitraryCase } from '../obligations/testing/arbitrary-record.js';
import {
  andria,
  day,
  exempted,
  extended,
  fact,
  nilDeclared,
  noChange,
  R1,
  R2,
  rejected,
  replayed,
  rome,
  snapshot,
  survey,
  transmitted,
  variation,
} from '../obligations/testing/record.js';
import type { Fact } from '../obligations/types.js';
import { acceptedFor, refusalOfAnswer } from './acceptance.js';

const R0 = day('2020-12-31');
const history = transmitted('2021-03-10', { round: R0 }, 12);
const base = transmitted('2022-03-10', {}, 12);

/** What a letter of that day may offer, and why what it may not would be refused: asked at both doors. */
function refusals(facts: readonly Fact[], on: string, round = R2) {
  const record = replayed(facts, { until: on }).facts;
  const at = rome(on);
  const dossier = openDossier(survey, andria, record, { asOf: at, knownOn: at });
  const code = (one: Fact) => refusalOfAnswer(survey, andria, record, one)?.code ?? null;
  const found = {
    nilReturn: code(nilDeclared(on, round, { id: 'nil' })),
    noChange: code(noChange(on, round, { id: 'said' })),
  };
  expect(acceptedFor(dossier, round, at)).toEqual({
    nilReturn: found.nilReturn === null,
    noChange: found.noChange === null,
  });
  return found;
}

describe('a statement of no change is accepted', () => {
  it.each<[string, readonly Fact[], string, typeof R2, string | null]>([
    ['not without a base', [], '2022-02-14', R1, 'no-base'],
    ['in the first round too, with a base of an earlier survey', [history], '2022-02-14', R1, null],
    ['with a transmission on record', [base], '2022-07-11', R2, null],
    [
      'with a nil return, not once a dwelling came in',
      nilThenDwelling(),
      '2022-07-11',
      R2,
      'dwelling-since-nil',
    ],
    ['not on typed data', [fact('typed', '2022-03-10', {})], '2022-07-11', R2, 'no-base'],
    ['not on zero units', [transmitted('2022-03-10', {}, 0)], '2022-07-11', R2, 'no-base'],
    [
      'on what was sent before zero units',
      [history, transmitted('2022-03-10', {}, 0)],
      '2022-07-11',
      R2,
      null,
    ],
    ['not on what was rejected', [base, rejected('2022-03-15')], '2022-07-11', R2, 'no-base'],
    [
      'on what was sent again',
      [base, rejected('2022-03-15'), transmitted('2022-03-20')],
      '2022-07-11',
      R2,
      null,
    ],
    [
      'not against the register',
      [base, variation('2022-07-05', '2022-05-05')],
      '2022-07-11',
      R2,
      'variations-on-record',
    ],
    [
      'against a difference of the snapshots, which an officer decides',
      [base, snapshot('2022-03-11', R1, { a: 'owned' }), snapshot('2022-07-05', R2, { a: 'sold' })],
      '2022-07-11',
      R2,
      null,
    ],
    ['not once answered', [base, answered('2022-07-05')], '2022-07-11', R2, 'already-answered'],
    [
      'after the answer was rejected',
      [base, answered('2022-07-05'), rejected('2022-07-08', { round: R2 })],
      '2022-07-11',
      R2,
      null,
    ],
    ['not twice', [base, noChange('2022-07-05')], '2022-07-11', R2, 'already-exempt'],
    ['not once exempt', [base, exempted('2022-07-05')], '2022-07-11', R2, 'already-exempt'],
    [
      'not under a nil return that still counts',
      [nilDeclared('2022-03-10')],
      '2022-07-11',
      R2,
      'nil-already-carried',
    ],
    ['on the last day of acceptance', [base], '2023-06-30', R2, null],
    ['not on the day after it', [base], '2023-07-01', R2, 'after-cut-off'],
    [
      'until a later due date',
      [base, extended('2023-06-01', '2023-08-31', { round: R2 })],
      '2023-07-01',
      R2,
      null,
    ],
    ['not before the round opens', [base], '2022-06-30', R2, 'before-round'],
  ])('%s', (_, facts, on, round, expected) => {
    expect(refusals(facts, on, round).noChange).toBe(expected);
  });

  it('or says why not, in a sentence', () => {
    const facts = [base, variation('2022-07-05', '2022-05-05')];
    expect(refusalOfAnswer(survey, andria, facts, noChange('2022-07-11'))?.message).toBe(
      'Il registro riporta variazioni dopo il 31/12/2021 e fino al 30/06/2022: una dichiarazione di nessuna variazione non si può accettare.',
    );
  });
});

describe('a nil return is accepted', () => {
  it.each<[string, readonly Fact[], string, string | null]>([
    ['without anything on record', [], '2022-07-11', null],
    [
      'after an answer was rejected',
      [answered('2022-07-05'), rejected('2022-07-08', { round: R2 })],
      '2022-07-11',
      null,
    ],
    ['not once answered', [answered('2022-07-05')], '2022-07-11', 'already-answered'],
    ['of a body that is exempt', [base, noChange('2022-07-05')], '2022-07-11', null],
    ['not after the acceptance cut-off', [], '2023-07-01', 'after-cut-off'],
  ])('%s', (_, facts, on, expected) => {
    expect(refusals(facts, on).nilReturn).toBe(expected);
  });
});

it('what is offered of an open round exempts, or goes to an officer, when it comes; what is not does neither', () => {
  fc.assert(
    fc.property(arbitraryCase(2021), ({ facts, survey: on, asOf }) => {
      const at = endOfDay(asOf);
      const record = replay(on, andria, facts, at);
      // What was recorded before it happened is derived from once its day has come.
      const known = [...record, ...react(on, andria, record, at)];
      const dossier = openDossier(on, andria, known, { asOf: at, knownOn: at });
      for (const state of statesOf(dossier, false)) {
        const { noChange: offered } = acceptedFor(dossier, state.round, at);
        if (offered) expect(['open', 'rejected']).toContain(state.outcome);
        if (!['open', 'rejected'].includes(state.outcome)) continue;
        const said = { ...noChange('2022-07-11', state.round), occurredAt: at, recordedAt: at };
        const then = [...known, said];
        const all = [...then, ...react(on, andria, then, at)];
        const after = openDossier(on, andria, all, { asOf: at, knownOn: at });
        const now = statesOf(after, false).find(({ round }) => round === state.round);
        const counts = now?.outcome === 'exempt' || now?.contest !== null;
        if (offered) expect(counts).toBe(true);
        else expect(now?.outcome).not.toBe('exempt');
      }
    }),
    { numRuns: 300 },
  );
});

function answered(at: string): Fact {
  return transmitted(at, { round: R2 }, 12);
}

/** A nil return, and a dwelling in a later snapshot. */
function nilThenDwelling(): readonly Fact[] {
  return [nilDeclared('2022-03-10'), snapshot('2022-07-05', R2, { a: 'owned' })];
}
