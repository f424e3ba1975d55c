import type { PecMessage, Signature } from '@app/pec';

/** Whom an attempt at a letter left from and went to. */
export interface Addresses {
  readonly fromAddress: string;
  readonly toAddress: string;
}

export const sameAddress = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/**
 * Why a receipt proves nothing about the attempt that it names; null when it may. Nothing unverified
 * changes a state or founds a fact: it is kept and shown.
 *
 * @param attempt the attempt with the Message-ID that the receipt refers to; null: there is none
 */
export function receiptProblem(
  message: PecMessage,
  signature: Signature,
  attempt: Addresses | null,
): string | null {
  if (signature.verdict !== 'valid') {
    return `Ricevuta non verificata (${signature.verdict}): ${signature.reasons.map((r) => r.message).join('; ')}`;
  }
  if (message.refersToSource !== 'daticert') {
    return 'La ricevuta non nomina il messaggio nella parte firmata.';
  }
  if (message.at === null) return 'La ricevuta non ha una data certificata.';
  if (attempt === null) return 'Ricevuta di un messaggio che Sollecito non ha inviato.';
  if (message.sender !== null && !sameAddress(message.sender, attempt.fromAddress)) {
    return `La ricevuta parla del mittente ${message.sender}, la lettera è partita da ${attempt.fromAddress}.`;
  }
  const about =
    message.recipient === null ? message.recipients.map((r) => r.address) : [message.recipient];
  if (!about.some((address) => sameAddress(address, attempt.toAddress))) {
    const named = about.length === 0 ? 'nessun destinatario' : about.join(', ');
    return `La ricevuta parla di ${named}, la lettera era per ${attempt.toAddress}.`;
  }
  return null;
}
