import { describe, expect, it } from '@jest/globals';
import type { PecMessage, Signature } from '@app/pec';
import { receiptProblem } from './receipt-problem.js';

const DISPATCH = { fromAddress: 'ufficio@pec.it', toAddress: 'comune@pec.it' };

function message(changes: Partial<PecMessage> = {}): PecMessage {
  return {
    kind: 'delivery',
    final: true,
    messageId: 'ricevuta@gestore.it',
    refersTo: 'nostra@pec.it',
    refersToSource: 'daticert',
    providerId: 'opec.1@gestore.it',
    issuer: 'Gestore',
    at: '2022-02-14T08:01:00.000Z',
    sender: 'ufficio@pec.it',
    recipients: [{ address: 'comune@pec.it', certified: true }],
    recipient: 'comune@pec.it',
    error: null,
    from: 'posta-certificata@gestore.it',
    subject: 'CONSEGNA: x',
    certifiedType: 'avvenuta-consegna',
    inner: null,
    warnings: [],
    ...changes,
  };
}

function signature(verdict: Signature['verdict'] = 'valid'): Signature {
  const reasons = verdict === 'valid' ? [] : [{ code: 'x', message: 'perché no' }];
  return { verdict, signer: null, signedAt: null, digest: 'sha256', chain: [], reasons };
}

describe('a receipt may change a state', () => {
  it('when it is verified and speaks of our letter', () => {
    expect(receiptProblem(message(), signature(), DISPATCH)).toBeNull();
    const shouted = message({ sender: 'UFFICIO@PEC.IT', recipient: 'Comune@Pec.It' });
    expect(receiptProblem(shouted, signature(), DISPATCH)).toBeNull();
  });

  it('for all recipients at once, when ours is among them', () => {
    const acceptance = message({ kind: 'acceptance', recipient: null });
    expect(receiptProblem(acceptance, signature(), DISPATCH)).toBeNull();
    const other = message({ kind: 'acceptance', recipient: null, recipients: [] });
    expect(receiptProblem(other, signature(), DISPATCH)).toContain('nessun destinatario');
  });
});

describe('a receipt may not', () => {
  it.each(['invalid', 'untrusted', 'mismatch', 'absent'] as const)(
    'when its signature is %s, and the reason is kept',
    (verdict) => {
      expect(receiptProblem(message(), signature(verdict), DISPATCH)).toBe(
        `Ricevuta non verificata (${verdict}): perché no`,
      );
    },
  );

  it.each<[string, Partial<PecMessage>]>([
    ['its unsigned header alone names the letter', { refersToSource: 'header' }],
    ['nothing names a letter', { refersToSource: null, refersTo: null }],
    ['it has no signed time', { at: null }],
    ['it speaks of another sender', { sender: 'altri@pec.it' }],
    ['it speaks of another recipient', { recipient: 'altro@pec.it' }],
  ])('when %s', (_why, changes) => {
    expect(receiptProblem(message(changes), signature(), DISPATCH)).not.toBeNull();
  });

  it('when the letter is none of ours', () => {
    expect(receiptProblem(message(), signature(), null)).toBe(
      'Ricevuta di un messaggio che Sollecito non ha inviato.',
    );
  });
});
