import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '@app/domain';
import { canonicalJson } from './canonical.js';
import { type ChainedFact, factHash, verifyChain } from './chain.js';
import { sha256 } from './digest.js';
import { chainOf, fact } from './testing/facts.js';

describe('canonicalJson', () => {
  it('is one text for one value: sorted keys, no spaces, no undefined', () => {
    expect(canonicalJson({ b: [1, null, true], a: { d: 'è\n', c: undefined } })).toBe(
      '{"a":{"d":"è\\n"},"b":[1,null,true]}',
    );
  });

  it('says the same whatever the order of the keys, and reads back as the same value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
        expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
      }),
    );
  });

  it.each([NaN, Infinity, undefined, 1n, Symbol('a'), new Date(0), () => 1])(
    'refuses what JSON cannot carry',
    (value) => {
      expect(() => canonicalJson({ value: [value] })).toThrow(
        expect.objectContaining({ code: 'not-canonical' }),
      );
    },
  );
});

describe('factHash', () => {
  it('is SHA-256 of the previous hash and the canonical fact: a promise to old records', () => {
    const one = fact(1);
    const text =
      '{"actor":"prova","evidence":null,"id":"f1","municipality":"110001","occurredAt":"2022-02-14T08:00:01.000Z",' +
      '"payload":{},"recordedAt":"2022-02-14T08:00:01.000Z","round":"2021-12-31","source":"engine",' +
      '"survey":"push-erp","type":"validated"}';
    expect(factHash('', one)).toBe(sha256(text));
    expect(factHash('ab', one)).toBe(sha256(`ab${text}`));
  });

  it('does not depend on what a store adds to the fact', () => {
    const stored = { position: 7, ...fact(1), previousHash: 'x', hash: 'y' } as unknown as Fact;
    expect(factHash('', stored)).toBe(factHash('', fact(1)));
  });
});

describe('verifyChain', () => {
  const chain = chainOf([1, 2, 3, 4, 5].map((n) => fact(n)));
  const codes = (links: readonly ChainedFact[]) =>
    verifyChain(links).problems.map((one) => `${one.position} ${one.code}`);

  it('accepts a chain and gives its head', () => {
    expect(verifyChain(chain)).toEqual({ ok: true, events: 5, head: chain[4]!.hash, problems: [] });
  });

  it('names the fact that was changed', () => {
    const changed = chain.map((link, n) =>
      n === 2 ? { ...link, fact: { ...link.fact, actor: 'altri' } as Fact } : link,
    );
    expect(codes(changed)).toEqual(['3 hash']);
  });

  it('names the place where a fact was removed, added or moved', () => {
    expect(codes(chain.toSpliced(2, 1))).toEqual(['3 link']);
    expect(codes(chain.toSpliced(0, 1))).toEqual(['1 link']);
    expect(codes(chain.toSpliced(2, 0, chain[0]!))).toEqual(['3 link', '3 duplicate', '4 link']);
    expect(codes([chain[1]!, chain[0]!, ...chain.slice(2)])).toEqual([
      '1 link',
      '2 link',
      '3 link',
    ]);
  });

  it('names a fact of another municipality', () => {
    const mixed = chainOf([fact(1), fact(2, { municipality: '110002' })]);
    expect(codes(mixed)).toEqual(['2 municipality']);
  });

  it('shows a cut at the end by its head, which an outside record keeps', () => {
    const cut = verifyChain(chain.slice(0, 4));
    expect(cut.ok).toBe(true);
    expect(cut.head).not.toBe(chain[4]!.hash);
  });

  it('finds any single change of any member of any fact', () => {
    const members = ['id', 'type', 'survey', 'round', 'occurredAt', 'actor', 'source', 'evidence'];
    fc.assert(
      fc.property(fc.nat(4), fc.constantFrom(...members), fc.string(), (n, member, value) => {
        fc.pre((chain[n]!.fact as unknown as Record<string, unknown>)[member] !== value);
        const changed = chain.map((link, at) =>
          at === n ? { ...link, fact: { ...link.fact, [member]: value } as Fact } : link,
        );
        expect(codes(changed)).toContain(`${n + 1} hash`);
      }),
    );
  });
});
