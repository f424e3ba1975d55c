import { describe, expect, it } from '@jest/globals';
import type { Fact } from '@app/domain';
import { altered, changed, file, forged, only, payload } from '../testing/forged.js';
import { byReply, FACTS, LETTERS, OTHER_REPLY, REPLY } from '../testing/record.js';

describe('a fact that a reply founds', () => {
  it.each<[string, string, readonly Fact[]]>([
    [
      'at another time',
      'certifica 10/03/2022',
      changed(REPLY, { occurredAt: '2022-03-09T09:00:05.000Z' }),
    ],
    ['by another author', '(autore)', changed(REPLY, { actor: '110002' })],
    [
      'of another message',
      '(messaggio)',
      changed(REPLY, payload({ message: 'x' }, REPLY), 'reply-received'),
    ],
    [
      'of another date',
      '(data di riferimento)',
      changed(REPLY, { payload: { reference: '2021-06-30' } }, 'nil-declared'),
    ],
    [
      'that PEC can’t prove',
      'non è fra i fatti che la PEC prova',
      changed(REPLY, { type: 'validated', payload: {} }, 'nil-declared'),
    ],
  ])('%s is named', (_what, why, facts) => {
    expect(
      forged(facts)
        .problems.map(({ message }) => message)
        .join(),
    ).toContain(why);
  });

  it('with the reply of another municipality is named', () => {
    const facts = [...FACTS.slice(0, 5), ...byReply(6, OTHER_REPLY), ...FACTS.slice(7)];
    const report = forged(facts, LETTERS, only(REPLY, OTHER_REPLY));
    expect(report.problems).toMatchObject([
      {
        code: 'contradicted-fact',
        name: file(OTHER_REPLY),
        message: expect.stringContaining('barletta'),
      },
    ]);
  });

  it('with a reply that fails its signature is named', () => {
    const raw = altered(REPLY, 'possiede', 'posSiede');
    const facts = [...FACTS.slice(0, 5), ...byReply(6, raw), ...FACTS.slice(7)];
    const codes = forged(facts, LETTERS, only(REPLY, raw)).problems.map(({ code }) => code);
    expect(codes).toEqual(['unverified-proof']);
  });
});
