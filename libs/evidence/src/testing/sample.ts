import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Instant } from '@app/domain';
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

/** A small evidence file: two municipalities, a letter with its two receipts, a proof that is not enclosed. */
export function sampleInput(change: Partial<EvidenceInput> = {}): EvidenceInput {
  const rung = { rung: 'reminder-1', dueVersion: 1, letter: 'l1', template: 'reminder' };
  const target = { target: '2022-02-14', obligations: ['push-erp/2021-12-31'] };
  const pec = { source: 'pec', actor: 'pec' };
  const first = chainOf([
    fact(1, { type: 'sent', payload: { ...rung, ...target }, evidence: sha256(LETTER) }),
    fact(2, {
      ...pec,
      type: 'accepted',
      payload: { rung: 'reminder-1' },
      evidence: sha256(ACCEPTANCE),
    }),
    fact(3, {
      ...pec,
      type: 'delivered',
      payload: { rung: 'reminder-1' },
      evidence: sha256(DELIVERY),
    }),
    fact(4, { type: 'rejected', payload: { reason: 'dati <b>incompleti</b> & "errati"' } }),
  ]);
  const second = chainOf([
    fact(5, { municipality: '110002', evidence: sha256('un documento non allegato') }),
  ]);
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
