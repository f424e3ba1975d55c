import { describe, expect, it } from '@jest/globals';
import type { Instant, LocalDate, ReplyKind } from '@app/domain';
import { replyFacts } from './reply-facts.js';

const at = '2022-03-16T09:20:00.000Z' as Instant;
const told = (kind: ReplyKind, registered: { number: string; date: LocalDate | null } | null) =>
  replyFacts(
    { survey: 'push-erp', municipality: '110010', round: '2021-12-31' as LocalDate, kind },
    {
      sha256: 'a'.repeat(64),
      certifiedAt: at,
      recordedAt: at,
      confidence: 1,
      registered,
      actor: '110010',
      source: 'pec',
    },
  ).map(({ type, payload }) => ({ type, payload }));
const received = { message: 'a'.repeat(64), confidence: 1 };

describe('the facts of a reply', () => {
  it('of a protocol system keep number and day under which the letter was registered, and answer nothing', () => {
    const registered = { number: '0001234', date: '2022-03-16' as LocalDate };
    expect(told('protocol-confirmation', registered)).toEqual([
      {
        type: 'reply-received',
        payload: { ...received, kind: 'protocol-confirmation', registered },
      },
    ]);
  });

  it.each([
    ['nil-return', { type: 'nil-declared', payload: { reference: '2021-12-31' } }],
    ['no-change', { type: 'no-change-declared', payload: {} }],
  ] as const)('of a %s are that it came and what it declares', (kind, declared) => {
    expect(told(kind, null)).toEqual([
      { type: 'reply-received', payload: { ...received, kind } },
      declared,
    ]);
  });

  it.each(['question', 'extension-request', 'automatic', 'other'] as const)(
    'of a %s are only that it came',
    (kind) => expect(told(kind, null)).toHaveLength(1),
  );
});
