import { describe, expect, it } from '@jest/globals';
import type { Fact } from '@app/domain';
import { sha256 } from '../digest.js';
import { altered, changed, file, forged, only, payload } from '../testing/forged.js';
import {
  FACTS,
  FAILURE,
  LETTERS,
  OTHER_DELIVERY,
  OTHER_LETTER,
  SECOND_DELIVERY,
  SECOND_ID,
  THIRD_ID,
} from '../testing/record.js';
import { DELIVERY, LETTER } from '../testing/sample.js';

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

  it.each([
    ['data', 'Date: Mon, 14 Feb 2022 08:00:00', 'Date: Mon, 14 Feb 2022 08:02:00'],
    [
      'mittente',
      'From: ater@pec.regione.example.it',
      'From: Altro ufficio <ater@pec.regione.example.it>',
    ],
    ['copia', 'MIME-Version', 'Cc: sindaco@pec.example.it\r\nMIME-Version'],
    ['indirizzo per la risposta', 'MIME-Version', 'Reply-To: altri@pec.example.it\r\nMIME-Version'],
    ['oggetto', 'primo promemoria', 'secondo promemoria'],
    [
      'allegati',
      'Content-Type: text/plain',
      'Content-Disposition: attachment; filename="falso.txt"\r\nContent-Type: text/plain',
    ],
  ])('with another %s of the letter than was delivered', (part, from, to) => {
    const other = altered(LETTER, from, to);
    const [problem] = forged(FACTS, [other, ...LETTERS.slice(1)]).problems.filter(
      ({ code }) => code === 'contradicted-letter',
    );
    expect(problem).toMatchObject({
      ...{ code: 'contradicted-letter', name: file(other) },
      message: expect.stringContaining(part),
    });
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
