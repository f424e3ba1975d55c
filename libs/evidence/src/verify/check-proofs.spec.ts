import { describe, expect, it } from '@jest/globals';
import type { Fact } from '@app/domain';
import { sha256 } from '../digest.js';
import { chainOf } from '../testing/facts.js';
import { changed, file, forged, only } from '../testing/forged.js';
import { FACTS, FAILURE, LETTERS, recordInput } from '../testing/record.js';
import { DELIVERY } from '../testing/sample.js';
import { timelineText } from '../timeline.js';
import { writeEvidence } from '../write/write-evidence.js';
import { readZip } from '../zip/zip-read.js';
import { writeZip } from '../zip/zip-write.js';
import { verifyEvidence } from './verify-evidence.js';

describe('a record that its receipts bear out', () => {
  it('is whole', () => {
    const report = forged(FACTS);
    expect(report.problems).toEqual([]);
    expect(report.notices).toHaveLength(1);
  });
});

describe('what is missing is not ok', () => {
  it('a receipt taken out with the index made to agree', () => {
    const [problem] = forged(FACTS, LETTERS, only(DELIVERY)).problems;
    expect(problem).toMatchObject({ code: 'proof', name: 'timeline.jsonl' });
    expect(problem?.message).toContain(sha256(DELIVERY));
  });

  it('a letter taken out', () => {
    const messages = forged(FACTS, LETTERS.slice(1)).problems.map(({ message }) => message);
    expect(messages[0]).toContain('la lettera come è partita non è allegata');
  });

  it('a fact taken out, whose receipt is there', () => {
    const facts = FACTS.filter(({ evidence }) => evidence !== sha256(FAILURE));
    expect(forged(facts).problems).toMatchObject([{ code: 'unused-receipt', name: file(FAILURE) }]);
  });

  it('a receipt that the fact no longer names', () => {
    const [problem] = forged(changed(DELIVERY, { evidence: null })).problems;
    expect(problem?.message).toContain('nessuna ricevuta PEC è indicata');
    const door = { id: 'rejected/nessuna@sollecito.example.it/push-erp/2021-12-31' };
    const failed = changed(FAILURE, { ...door, evidence: null });
    expect(forged(failed).problems).toMatchObject([{ code: 'proof' }, { code: 'unused-receipt' }]);
  });

  it.each([DELIVERY, FAILURE])('one duty’s fact of a letter that names several', (receipt) => {
    const both = ['push-erp/2021-06-30', 'push-erp/2021-12-31'];
    const cumulative = FACTS.flatMap((one): Fact[] => {
      if (one.type === 'sent') return [{ ...one, payload: { ...one.payload, obligations: both } }];
      if (!one.id.startsWith('receipt/')) return [one];
      const other = { id: one.id.replace('2021-12-31', '2021-06-30'), round: '2021-06-30' };
      return [{ ...one, ...other } as Fact, one];
    });
    expect(forged(cumulative).problems).toEqual([]);
    for (const round of ['2021-06-30', '2021-12-31']) {
      const rest = cumulative.filter(
        (one) => one.evidence !== sha256(receipt) || one.round !== round,
      );
      expect(forged(rest).problems).toMatchObject([
        { code: 'unused-receipt', name: file(receipt) },
      ]);
    }
  });

  it('that a letter left, or left when it did', () => {
    const at = (occurredAt: string) =>
      FACTS.map((one, n) => (n === 0 ? ({ ...one, occurredAt } as Fact) : one));
    expect(forged(FACTS.slice(1)).problems).toMatchObject([
      { code: 'contradicted-fact' },
      { code: 'contradicted-fact' },
      { code: 'unused-receipt' },
      { code: 'unused-receipt' },
      { code: 'missing-fact' },
    ]);
    const queued = { ...FACTS[0]!, type: 'queued', id: 'queued/1' } as Fact;
    expect(forged([queued, ...FACTS.slice(1)]).problems).toMatchObject([{ code: 'missing-fact' }]);
    for (const when of ['2022-02-17T08:00:00.000Z', '2022-02-11T08:00:00.000Z']) {
      expect(forged(at(when)).problems).toMatchObject([{ code: 'contradicted-fact' }]);
    }
    expect(forged(at('2022-02-14T08:05:00.000Z')).problems).toEqual([]);
  });

  it('a receipt that the file calls a letter of ours', () => {
    const facts = FACTS.filter(({ evidence }) => evidence !== sha256(FAILURE));
    const report = forged(facts, [...LETTERS, FAILURE], only(FAILURE));
    expect(report.problems).toMatchObject([{ code: 'unused-receipt', name: file(FAILURE) }]);
  });

  it('an original that nobody imported', () => {
    const facts = [...FACTS.slice(0, 1), { ...FACTS[3]!, evidence: 'a'.repeat(64) } as Fact];
    const codes = forged(facts).problems.map(({ code }) => code);
    expect(codes).toContain('proof');
  });
});

describe('facts that nobody can read', () => {
  it.each([
    { payload: null },
    { payload: [] },
    { payload: { letter: 1 } },
    { occurredAt: 'ieri' },
    { occurredAt: '2022-99-99T00:00:00.000Z' },
    { id: 3 },
    { round: 7 },
  ])('are named by their place: %j', (change) => {
    const odd = [FACTS[0], { ...FACTS[1], ...change }] as Fact[];
    const { files } = readZip(writeEvidence(recordInput()));
    const timeline = Buffer.from(timelineText(chainOf(odd)));
    const zip = writeZip(
      files.map(({ name, bytes }) => ({
        name,
        bytes: name === 'timeline.jsonl' ? timeline : bytes,
      })),
    );
    const messages = verifyEvidence(zip).problems.map(({ message }) => message);
    expect(messages).toContain('timeline.jsonl: il fatto 2 non è scritto come un fatto');
  });
});
