import { describe, expect, it } from '@jest/globals';
import type { Fact } from '@app/domain';
import { sha256 } from '../digest.js';
import * as sample from '../testing/record.js';
import { chainOf } from '../testing/facts.js';
import { DELIVERY, LETTER } from '../testing/sample.js';
import { timelineText } from '../timeline.js';
import { writeEvidence } from '../write/write-evidence.js';
import { readZip } from '../zip/zip-read.js';
import { writeZip } from '../zip/zip-write.js';
import { verifyEvidence } from './verify-evidence.js';

const { FACTS, LETTERS, RECEIVED, SECOND_ID, THIRD_ID } = sample;
const { SECOND_DELIVERY, FAILURE, REPLY, OTHER_DELIVERY, OTHER_LETTER, OTHER_REPLY } = sample;

const file = (raw: Uint8Array): string => `messages/${sha256(raw)}.eml`;

/** A file whose chain, digests and index are made anew by a careful forger. */
function forged(
  facts: readonly Fact[],
  letters?: readonly Uint8Array[],
  received?: readonly Uint8Array[],
) {
  return verifyEvidence(writeEvidence(sample.recordInput(facts, letters, received)));
}

/** The record with the one fact of this proof and kind changed. */
const changed = (proof: Uint8Array, change: object, type?: string): readonly Fact[] =>
  FACTS.map((fact) =>
    fact.evidence === sha256(proof) && (type === undefined || fact.type === type)
      ? ({ ...fact, ...change } as Fact)
      : fact,
  );
const only = (one: Uint8Array, other?: Uint8Array) =>
  RECEIVED.flatMap((raw) => (raw === one ? (other === undefined ? [] : [other]) : [raw]));
const payload = (change: object, raw: Uint8Array): object => ({
  payload: { ...FACTS.find(({ evidence }) => evidence === sha256(raw))!.payload, ...change },
});
const altered = (raw: Uint8Array, from: string, to: string): Buffer =>
  Buffer.from(Buffer.from(raw).toString('latin1').replace(from, to), 'latin1');

describe('a record that its receipts bear out', () => {
  it('is whole', () => {
    const report = forged(FACTS);
    expect(report.problems).toEqual([]);
    expect(report.notices).toHaveLength(1);
  });
});

describe('a fact that its signed receipt contradicts is named with the file, though all digests and the chain agree', () => {
  const delivered = 'opec22';
  const second = 'opec23';
  const failure = 'opec24';

  it.each<[string, string, Uint8Array, string, readonly Fact[]]>([
    [
      'delivered, where the receipt says failed',
      failure,
      FAILURE,
      '«Non consegnata: ultimo avviso»',
      changed(FAILURE, { type: 'delivered' }),
    ],
    [
      'failed, where the receipt says delivered',
      delivered,
      DELIVERY,
      '«Consegnata al Comune: primo promemoria»',
      changed(DELIVERY, {
        type: 'delivery-failed',
        ...payload({ class: 'look', final: true }, DELIVERY),
      }),
    ],
    [
      'a minute earlier',
      delivered,
      DELIVERY,
      'certifica 14/02/2022 alle 09:01',
      changed(DELIVERY, { occurredAt: '2022-02-14T08:00:00.000Z' }),
    ],
    [
      'a second later',
      second,
      SECOND_DELIVERY,
      'alle 09:01 e 00,000 s',
      changed(SECOND_DELIVERY, { occurredAt: '2022-03-01T08:01:01.000Z' }),
    ],
    [
      'a provisional failure',
      failure,
      FAILURE,
      '(esito)',
      changed(FAILURE, payload({ final: false }, FAILURE)),
    ],
    ['of another author', delivered, DELIVERY, '(autore)', changed(DELIVERY, { actor: 'rossi' })],
    ['of an officer', delivered, DELIVERY, '(fonte)', changed(DELIVERY, { source: 'officer' })],
    [
      'resting on the receipt of another letter',
      delivered,
      SECOND_DELIVERY,
      'non è la lettera che il fatto nomina',
      changed(DELIVERY, {
        evidence: sha256(SECOND_DELIVERY),
        occurredAt: '2022-03-01T08:01:00.000Z',
      }),
    ],
    [
      'said of another letter',
      delivered,
      DELIVERY,
      'non è la lettera che il fatto nomina',
      changed(DELIVERY, payload({ letter: SECOND_ID, rung: 'reminder-2' }, DELIVERY)),
    ],
  ])('%s', (_what, id, raw, why, facts) => {
    const report = forged(facts);
    const problem = report.problems.find(({ code }) => code === 'contradicted-fact');
    expect(problem).toMatchObject({ name: file(raw), message: expect.stringContaining(why) });
    expect(problem?.message).toContain(`il fatto receipt/${id}`);
    expect(report).toMatchObject({ ok: false, chain: { ok: true } });
  });

  it('with the receipts of two letters exchanged', () => {
    const swap = (fact: Fact): Fact => {
      const other = fact.evidence === sha256(DELIVERY) ? SECOND_DELIVERY : DELIVERY;
      return fact.type === 'delivered' ? { ...fact, evidence: sha256(other) } : fact;
    };
    const codes = forged(FACTS.map(swap)).problems.map(({ code }) => code);
    expect(codes).toEqual(['contradicted-fact', 'contradicted-fact']);
  });

  it('with the receipt, or the receipt and the letter, of another municipality', () => {
    const facts = changed(DELIVERY, { evidence: sha256(OTHER_DELIVERY) });
    const received = only(DELIVERY, OTHER_DELIVERY);
    const [alone] = forged(facts, LETTERS, received).problems;
    expect(alone?.message).toContain('Ricevuta di un messaggio che Sollecito non ha inviato');
    const [both] = forged(facts, [...LETTERS, OTHER_LETTER], received).problems;
    expect(both?.message).toContain('non è la lettera che il fatto nomina');
    const letter = 'push-erp/110002/2022-02-14';
    const named = changed(DELIVERY, {
      ...{ evidence: sha256(OTHER_DELIVERY), id: 'receipt/x/push-erp/2021-12-31' },
      ...payload({ letter }, DELIVERY),
    });
    const [renamed] = forged(named, [...LETTERS, OTHER_LETTER], received).problems;
    expect(renamed?.message).toContain('un gradino e di un adempimento che la sua lettera nomina');
  });

  it('with the letter sent to another address, or with other words, than the receipt says', () => {
    const to = altered(LETTER, 'andria.example', 'trani.example');
    const address = forged(FACTS, [to, ...LETTERS.slice(1)]).problems;
    expect(address[0]?.message).toContain(
      'la lettera era per protocollo@pec.comune.trani.example.it',
    );
    const words = altered(LETTER, 'Promemoria.', 'Diffida.');
    const report = forged(FACTS, [words, ...LETTERS.slice(1)]);
    expect(report.problems).toMatchObject([{ code: 'contradicted-letter', name: file(words) }]);
  });

  it('with a receipt whose content fails its signature', () => {
    const raw = altered(DELIVERY, '<ora>09:01:00</ora>', '<ora>08:01:00</ora>');
    const facts = changed(DELIVERY, {
      ...{ evidence: sha256(raw), occurredAt: '2022-02-14T07:01:00.000Z' },
    });
    const report = forged(facts, LETTERS, only(DELIVERY, raw));
    expect(report.problems).toMatchObject([{ code: 'unverified-proof', name: file(raw) }]);
  });

  it('moved to another rung or another duty than its letter has', () => {
    for (const facts of [
      changed(DELIVERY, payload({ rung: 'overdue-1' }, DELIVERY)),
      changed(DELIVERY, { round: '2021-06-30' }),
    ]) {
      const messages = forged(facts).problems.map(({ message }) => message);
      expect(messages.join()).toContain('un gradino e di un adempimento che la sua lettera nomina');
    }
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

  it('an original that nobody imported', () => {
    const facts = [...FACTS.slice(0, 1), { ...FACTS[3]!, evidence: 'a'.repeat(64) } as Fact];
    const codes = forged(facts).problems.map(({ code }) => code);
    expect(codes).toContain('proof');
  });
});

describe('the provider’s refusal at the door', () => {
  const refusal = {
    ...FACTS.at(-1)!,
    id: 'rejected/l3.prova@sollecito.example.it/push-erp/2021-12-31',
    evidence: null,
    payload: { rung: 'last-call', letter: THIRD_ID, class: 'look', final: true },
  } as Fact;

  it('has no receipt: it names the letter, which is enclosed', () => {
    const facts = [...FACTS.slice(0, -1), refusal];
    expect(forged(facts, LETTERS, only(FAILURE)).problems).toEqual([]);
  });
});

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
    const facts = [...FACTS.slice(0, 5), ...sample.byReply(6, OTHER_REPLY), ...FACTS.slice(7)];
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
    const facts = [...FACTS.slice(0, 5), ...sample.byReply(6, raw), ...FACTS.slice(7)];
    const codes = forged(facts, LETTERS, only(REPLY, raw)).problems.map(({ code }) => code);
    expect(codes).toEqual(['unverified-proof']);
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
    const { files } = readZip(writeEvidence(sample.recordInput()));
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
