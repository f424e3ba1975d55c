import { describe, expect, it } from '@jest/globals';
import type { Fact } from '@app/domain';
import { sha256 } from '../digest.js';
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
      '(esito)',
      changed(REPLY, payload({ message: 'x' }, REPLY), 'reply-received'),
    ],
    [
      'of another date',
      '(esito)',
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

  const id = `reply/${sha256(REPLY).slice(0, 32)}/push-erp`;
  const nil = 'nil-declared';

  it.each<[string, string, readonly Fact[]]>([
    [
      'of another kind',
      'contradicted-fact',
      changed(REPLY, { type: 'no-change-declared', payload: {} }, nil),
    ],
    [
      'of another kind, id and all',
      'missing-fact',
      changed(
        REPLY,
        { type: 'no-change-declared', id: `${id}/2021-12-31/no-change`, payload: {} },
        nil,
      ),
    ],
    [
      'with more than a reply says',
      'contradicted-fact',
      changed(REPLY, { payload: { reference: '2021-12-31', units: 0 } }, nil),
    ],
    [
      'moved to another round',
      'missing-fact',
      changed(
        REPLY,
        {
          ...{ id: `${id}/2022-06-30/nil`, round: '2022-06-30' },
          payload: { reference: '2022-06-30' },
        },
        nil,
      ),
    ],
    ['put in by hand', 'contradicted-fact', changed(REPLY, { source: 'manual' })],
    ['imported', 'contradicted-fact', changed(REPLY, { source: 'import' })],
    [
      'said by an officer with the doubt of a program',
      'contradicted-fact',
      changed(REPLY, { source: 'officer', actor: 'rossi' }),
    ],
    ['without the declaration', 'missing-fact', FACTS.filter(({ type }) => type !== nil)],
    ['without its coming', 'unused-reply', FACTS.filter(({ type }) => type !== 'reply-received')],
    [
      'without any fact',
      'unused-reply',
      FACTS.filter(({ evidence }) => evidence !== sha256(REPLY)),
    ],
    [
      'with its facts made those of a person',
      'unused-reply',
      changed(REPLY, { type: 'validated', source: 'officer', payload: {} }),
    ],
  ])('%s is named, though id, digests and chain were made to agree', (_what, code, facts) => {
    expect(forged(facts).problems.map((one) => one.code)).toContain(code);
  });

  it('as a person assigned it is whole, and says who decided', () => {
    const own = { source: 'officer', actor: 'rossi' };
    const facts = changed(REPLY, own).map((one) =>
      one.type === 'reply-received' ? { ...one, payload: { ...one.payload, confidence: 1 } } : one,
    );
    const report = forged(facts);
    expect(report.problems).toEqual([]);
    expect(report.notices.join()).toContain('letto e assegnato da rossi');
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
