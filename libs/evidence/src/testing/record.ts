import type { Fact, Instant } from '@app/domain';
import { sha256 } from '../digest.js';
import type { EvidenceInput, EvidenceMessage } from '../types.js';
import { chainOf, fact } from './facts.js';
import {
  ACCEPTANCE,
  byReceipt,
  CA,
  decision,
  DELIVERY,
  fixture,
  LETTER,
  LETTER_ID,
} from './sample.js';

export const SECOND_LETTER = fixture('seconda-lettera.eml');
export const SECOND_DELIVERY = fixture('seconda-consegna.eml');
export const THIRD_LETTER = fixture('terza-lettera.eml');
export const FAILURE = fixture('mancata-consegna.eml');
export const REPLY = fixture('risposta.eml');
export const OTHER_LETTER = fixture('altro-comune-lettera.eml');
export const OTHER_DELIVERY = fixture('altro-comune-consegna.eml');
export const OTHER_REPLY = fixture('altro-comune-risposta.eml');

export const SECOND_ID = 'push-erp/110001/2022-03-01';
export const THIRD_ID = 'push-erp/110001/2022-03-16';

/** A letter leaves on the day that its id ends with, at nine in the morning. */
const sent = (n: number, letter: string, rung?: string): Fact =>
  fact(n, {
    ...{ type: 'sent', id: `sent/${letter}`, payload: decision(letter, rung) },
    occurredAt: `${letter.slice(-10)}T08:00:00.000Z`,
  });

/** The facts of a reply that declares nil, as the program records them. */
export function byReply(n: number, reply: Uint8Array): readonly Fact[] {
  const digest = sha256(reply);
  const id = `reply/${digest.slice(0, 32)}/push-erp/2021-12-31`;
  const base = {
    ...{ source: 'pec', actor: '110001', evidence: digest },
    occurredAt: '2022-03-10T09:00:05.000Z',
  };
  const received = { kind: 'nil-return', message: digest, confidence: 0.9 };
  return [
    fact(n, {
      ...base,
      id: `${id}/nil-return/received`,
      type: 'reply-received',
      payload: received,
    }),
    fact(n + 1, {
      ...{ ...base, id: `${id}/nil`, type: 'nil-declared' },
      payload: { reference: '2021-12-31' },
    }),
  ];
}

/** One municipality: a letter delivered, another one delivered, a third that failed, a reply. */
export const FACTS: readonly Fact[] = [
  sent(1, LETTER_ID),
  byReceipt(2, 'accepted', ACCEPTANCE),
  byReceipt(3, 'delivered', DELIVERY),
  sent(4, SECOND_ID, 'reminder-2'),
  byReceipt(5, 'delivered', SECOND_DELIVERY, { letter: SECOND_ID, rung: 'reminder-2' }),
  ...byReply(6, REPLY),
  sent(8, THIRD_ID, 'last-call'),
  byReceipt(9, 'delivery-failed', FAILURE, {
    ...{ letter: THIRD_ID, rung: 'last-call' },
    ...{ class: 'retry-later', final: true },
  }),
];

export const LETTERS: readonly Uint8Array[] = [LETTER, SECOND_LETTER, THIRD_LETTER];
export const RECEIVED: readonly Uint8Array[] = [
  ACCEPTANCE,
  DELIVERY,
  SECOND_DELIVERY,
  FAILURE,
  REPLY,
];

/** What a file of that record is made of; whoever forges one has it made of something else. */
export function recordInput(
  facts: readonly Fact[] = FACTS,
  letters: readonly Uint8Array[] = LETTERS,
  received: readonly Uint8Array[] = RECEIVED,
): EvidenceInput {
  const message =
    (direction: EvidenceMessage['direction']) =>
    (raw: Uint8Array): EvidenceMessage => ({ raw, direction, at: null });
  return {
    title: 'Comune di Andria – Ricognizione ERP al 31/12/2021',
    description: 'Invii, ricevute e risposte.',
    generatedAt: '2022-04-01T12:00:00.000Z' as Instant,
    generator: 'Sollecito 0.1.0',
    facts: chainOf(facts),
    messages: [...letters.map(message('sent')), ...received.map(message('received'))],
    letters: [],
    anchors: [CA],
  };
}
