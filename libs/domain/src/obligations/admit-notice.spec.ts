import { describe, expect, it } from '@jest/globals';
import { admit } from './admit.js';
import {
  andria,
  day,
  exempted,
  extended,
  fact,
  noChange,
  R1,
  R2,
  replayed,
  survey,
  transmitted,
} from './testing/record.js';
import type { Fact, FactPayloads } from './types.js';

type Notice = FactPayloads['notice-requested']['notice'];

const asked = (notice: Notice, when: string, round: Fact['round']): Fact =>
  fact('notice-requested', when, { notice, reason: 'Lo ha chiesto' }, { round });
const told = (dueVersion: number, changes: Partial<FactPayloads['sent']> = {}): Fact =>
  fact('sent', '2022-03-03 09:00', {
    rung: 'extension-granted',
    dueVersion,
    letter: 'l',
    template: 'extension-granted',
    target: day('2022-03-03'),
    obligations: ['push-erp/2021-12-31'],
    ...changes,
  });

const EXTENSION = extended('2022-03-02', '2022-04-29');
const EXEMPT = [transmitted('2022-03-10'), noChange('2022-09-12')];

function codeOf(record: readonly Fact[], one: Fact): string | null {
  return admit(survey, andria, replayed(record).facts, one)?.code ?? null;
}

describe('that the municipality is told of an extension', () => {
  const ask = asked('extension-granted', '2022-03-04', R1);

  it.each<[string, string | null, readonly Fact[]]>([
    ['of the due date in force', null, [EXTENSION]],
    ['not where there is none', 'no-extension', []],
    ['not after the answer', 'no-extension', [EXTENSION, transmitted('2022-03-03')]],
    [
      'also when a suspension moved it since',
      null,
      [
        EXTENSION,
        fact('suspended', '2022-03-03', {}, { round: R1 }),
        fact('resumed', '2022-03-04 08:00', {}, { round: R1 }),
      ],
    ],
    ['not twice', 'already-told', [EXTENSION, told(2)]],
    ['again for a new due date', null, [EXTENSION, told(2), extended('2022-03-03', '2022-05-31')]],
    ['whatever other letter left', null, [EXTENSION, told(2, { rung: 'reminder-1' })]],
  ])('can be asked for: %s', (_, code, record) => {
    expect(codeOf(record, ask)).toBe(code);
  });

  it('is refused in words', () => {
    expect(admit(survey, andria, [], ask)?.message).toBe(
      'Non c’è una proroga da comunicare: la scadenza in vigore non è prorogata, o il Comune ha già risposto.',
    );
    expect(admit(survey, andria, replayed([EXTENSION, told(2)]).facts, ask)?.message).toBe(
      'La lettera che lo comunica al Comune è già partita.',
    );
  });
});

describe('that the municipality is told of an exemption', () => {
  const ask = asked('exemption-granted', '2022-09-13', R2);

  it.each<[string, string | null, readonly Fact[], Fact]>([
    ['of one that holds', null, EXEMPT, ask],
    ['by decision', null, [transmitted('2022-03-10'), exempted('2022-09-12')], ask],
    ['not where an answer is owed', 'not-exempt', [transmitted('2022-03-10')], ask],
    ['not of the round before', 'not-exempt', EXEMPT, { ...ask, round: R1 }],
    ['not of no round in particular', 'round-missing', EXEMPT, { ...ask, round: null }],
    ['not of a round to come', 'not-exempt', EXEMPT, { ...ask, round: day('2023-06-30') }],
  ])('can be asked for: %s', (_, code, record, one) => {
    expect(codeOf(record, one)).toBe(code);
  });
});
