import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import type { Fact } from '@app/domain';
import { type ReadReceipt, receiptFacts, receiptProofs } from '@app/evidence';
import type { PecMessage, Signature } from '@app/pec';
import {
  closeAlert,
  letterById,
  lockChains,
  moveLetter,
  raiseAlert,
  receiptsOf,
  settleDispatch,
} from '@app/persistence';
import type { DispatchSummary, LetterRow, LetterState } from '@app/persistence';
import { failureWords } from '../outbox/failure-words.js';
import { closeWaiting } from '../outbox/letter-alerts.js';
import { asWritten, letterFact } from '../outbox/letter-facts.js';
import { recordIn } from '../recorder/recorder.js';
import { followFailures } from '../alerts/failures.js';
import { Reference } from '../reference.js';
import type { Found } from './found.js';
import { finish } from './found.js';
import type { Together } from './receipts.js';
import { together } from './receipts.js';

/** Also a letter that was held back meanwhile: the receipt proves that it had left. */
const UNSENT: readonly LetterState[] = ['queued', 'withdrawn', 'stopped'];
const LETTER_AFTER: Readonly<
  Record<Together['state'], { from: readonly LetterState[]; to: LetterState }>
> = {
  accepted: { from: UNSENT, to: 'sent' },
  delivered: { from: [...UNSENT, 'sent', 'failed'], to: 'delivered' },
  failed: { from: [...UNSENT, 'sent'], to: 'failed' },
};

/**
 * Turns a receipt into its fact, and all receipts of its attempt into the attempt's state, in the transaction that
 * finishes the raw message. The chain's lock makes receipts of one municipality take turns.
 */
@Injectable()
export class ReceiptHandler {
  constructor(
    private readonly db: DataSource,
    private readonly reference: Reference,
  ) {}

  async handle(found: Found): Promise<void> {
    const { dispatch, problem } = found;
    const letter = dispatch === null ? null : await letterById(this.db, dispatch.letter);
    if (dispatch === null || letter === null || problem !== null) return this.#keep(found, letter);
    const reference = await this.reference.of([letter.municipality]);
    await this.db.transaction(async (tx) => {
      await lockChains(tx, [letter.municipality]);
      if (!(await finish(tx, found))) return;
      await recordIn(tx, reference, await this.#apply(tx, found, dispatch, letter));
      // In whatever order receipts come: a failure that is known after it was made good is no matter any more.
      await followFailures(tx, reference, [letter.municipality], found.now);
    });
  }

  /** A receipt that may change nothing. One that names a letter of ours and isn't verified is for a person. */
  async #keep(found: Found, letter: LetterRow | null): Promise<void> {
    const doubtful = found.signature.verdict !== 'valid' || letter !== null;
    await this.db.transaction(async (tx) => {
      if (!(await finish(tx, found, doubtful ? 'quarantined' : 'processed'))) return;
      if (!doubtful || letter === null) return;
      await raiseAlert(tx, {
        id: `receipt/${found.sha256}`,
        kind: 'receipt-refused',
        message: `${found.problem ?? ''} Lo stato della lettera non cambia: vedere in «Quarantena».`,
        subject: letter.id,
        raisedAt: found.now,
      });
    });
  }

  async #apply(
    tx: EntityManager,
    found: Found,
    dispatch: DispatchSummary,
    planned: LetterRow,
  ): Promise<Fact[]> {
    const receipts = (await receiptsOf(tx, dispatch.messageId)).map(
      ({ sha256, reading, signature }): ReadReceipt => ({
        sha256,
        message: reading as PecMessage,
        signature: signature as Signature,
      }),
    );
    const settled = together(receipts, dispatch);
    if (settled === null) return [];
    await this.#settle(tx, found, dispatch, planned, settled);
    return this.#facts(found, dispatch, asWritten(planned, dispatch), settled);
  }

  async #settle(
    tx: EntityManager,
    found: Found,
    dispatch: DispatchSummary,
    letter: LetterRow,
    settled: Together,
  ): Promise<void> {
    const before = await settleDispatch(tx, dispatch.messageId, settled);
    const { from, to } = LETTER_AFTER[settled.state];
    const now = found.now;
    if (await moveLetter(tx, letter.id, from, to)) await closeWaiting(tx, letter.id, now);
    for (const kind of ['doubt', 'no-acceptance']) {
      await closeAlert(tx, `${kind}/${dispatch.messageId}`, now);
    }
    if (settled.state !== 'accepted') await closeAlert(tx, `no-end/${dispatch.messageId}`, now);
    if (settled.state === 'delivered') await closeAlert(tx, `failed/${dispatch.messageId}`, now);
    const alert = { subject: letter.id, raisedAt: now };
    if (settled.state === 'failed' && before !== 'failed') {
      const failure = settled.failure ?? { class: 'look', detail: '' };
      await raiseAlert(tx, {
        ...alert,
        id: `failed/${dispatch.messageId}`,
        kind: 'delivery-failed',
        message: `Mancata consegna a ${dispatch.toAddress} (${failure.detail}). ${failureWords(failure.class).todo}`,
      });
    }
    if (settled.conflict !== null) {
      await raiseAlert(tx, {
        ...alert,
        id: `conflict/${dispatch.messageId}`,
        kind: 'receipts-conflict',
        message: `Ricevute in contraddizione per ${dispatch.toAddress}: ${settled.conflict}. Esaminarle e decidere.`,
      });
    }
  }

  #facts(found: Found, dispatch: DispatchSummary, letter: LetterRow, settled: Together): Fact[] {
    const { now } = found;
    const proofs = receiptProofs(found, dispatch, settled.expired, now);
    const [first] = proofs;
    if (first === undefined) return [];
    // The receipt may be the first news that the letter left at all (in doubt until now).
    const left = letterFact(letter, 'sent', dispatch.submittingAt ?? first.at);
    return [{ ...left, recordedAt: now }, ...proofs.flatMap((one) => receiptFacts(letter, one))];
  }
}
