import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Fact, Instant } from '@app/domain';
import { readMessage } from '@app/pec';
import { sha256 } from '../digest.js';
import type { EvidenceInput } from '../types.js';
import { chainOf, fact } from './facts.js';

const FIXTURES = fileURLToPath(new URL('./fixtures/', import.meta.url));

/** Messages of the simulated provider, and its authority: made once, kept byte for byte. */
export function fixture(name: string): Buffer {
  return readFileSync(`${FIXTURES}${name}`);
}

export const ACCEPTANCE = fixture('accettazione.eml');
export const DELIVERY = fixture('avvenuta-consegna.eml');
export const LETTER = fixture('lettera.eml');
export const CA = fixture('ca.pem').toString('utf8');

/** The letter of the sample. */
export const LETTER_ID = 'push-erp/110001/2022-02-14';

/** A rung of a letter and the duty that it names. */
export const decision = (letter: string, rung = 'reminder-1') => ({
  ...{ rung, dueVersion: 1, letter, template: 'reminder' },
  ...{ target: '2022-02-14', obligations: ['push-erp/2021-12-31'] },
});

/** The fact of a receipt, as the program records it. */
export function byReceipt(
  n: number,
  type: 'accepted' | 'delivered' | 'delivery-failed',
  receipt: Uint8Array,
  { letter = LETTER_ID, rung = 'reminder-1', ...more }: object & Record<string, unknown> = {},
): Fact {
  const { messageId, at } = readMessage(receipt);
  return fact(n, {
    ...{ type, id: `receipt/${messageId}/push-erp/2021-12-31`, occurredAt: at },
    ...{ source: 'pec', actor: 'gestore PEC', evidence: sha256(receipt) },
    payload: { rung, letter, ...more },
  });
}

/** A small evidence file: two municipalities, a letter with its two receipts, an imported file that stays at the office. */
export function sampleInput(change: Partial<EvidenceInput> = {}): EvidenceInput {
  const first = chainOf([
    fact(1, { type: 'sent', payload: decision(LETTER_ID) }),
    byReceipt(2, 'accepted', ACCEPTANCE),
    byReceipt(3, 'delivered', DELIVERY),
    fact(4, { type: 'rejected', payload: { reason: 'dati <b>incompleti</b> & "errati"' } }),
  ]);
  const imported = { source: 'import', evidence: sha256('un documento non allegato') };
  const second = chainOf([fact(5, { municipality: '110002', ...imported })]);
  return {
    title: 'Comuni di Andria e Barletta – Ricognizione ERP al 31/12/2021',
    description: 'Invii, ricevute e trasmissioni del ciclo.',
    generatedAt: '2022-02-14T12:00:00.000Z' as Instant,
    generator: 'Sollecito 0.1.0',
    facts: [...first, ...second],
    names: { '110001': 'Comune di Andria', '110002': 'Comune di Barletta' },
    messages: [
      { raw: LETTER, direction: 'sent', at: '2022-02-14T08:00:00.000Z' as Instant },
      {
        raw: DELIVERY,
        direction: 'received',
        at: '2022-02-14T08:05:00.000Z' as Instant,
        origin: 'INBOX, UID 2',
      },
      {
        raw: ACCEPTANCE,
        direction: 'received',
        at: '2022-02-14T08:05:00.000Z' as Instant,
        origin: 'INBOX, UID 1',
      },
    ],
    letters: [
      {
        name: 'l1.pdf',
        bytes: Buffer.from('%PDF-1.7 prova'),
        description: 'Primo promemoria, PDF',
      },
    ],
    anchors: [CA],
    ...change,
  };
}
