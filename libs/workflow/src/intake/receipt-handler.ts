import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import type { Fact, Instant } from '@app/domain';
import {
  letterById,
  moveDispatch,
  moveLetter,
  noteAcceptance,
  noteConflict,
  raiseAlert,
} from '@app/persistence';
import type { DispatchState, LetterRow, LetterState } from '@app/persistence';
import { letterFact, receiptFacts } from '../outbox/letter-facts.js';
import { recordIn } from '../recorder/recorder.js';
import { Reference } from '../reference.js';
import type { Found } from './found.js';
import { finish } from './found.js';
import type { ReceiptEffect } from './receipts.js';
import { receiptEffect } from './receipts.js';

const LETTER_AFTER: Partial<Record<DispatchState, { from: LetterState[]; to: LetterState }>> = {
  accepted: { from: ['queued'], to: 'sent' },
  delivered: { from: ['queued', 'sent', 'failed'], to: 'delivered' },
  failed: { from: ['queued', 'sent'], to: 'failed' },
};

/** Turns a receipt into one transition and its facts, in the transaction that finishes the raw message. */
@Injectable()
export class ReceiptHandler {
  constructor(
    private readonly db: DataSource,
    private readonly reference: Reference,
  ) {}

  async handle(found: Found): Promise<void> {
    const reference = await this.reference.load();
    await this.db.transaction(async (tx) => {
      if (!(await finish(tx, found))) return;
      const effect = found.problem === null ? receiptEffect(found.message) : null;
      if (effect === null || found.dispatch === null) return;
      const letter = await letterById(tx, found.dispatch.letter);
      if (letter === null) return;
      await recordIn(tx, reference, await this.#apply(tx, found, effect, letter));
    });
  }

  async #apply(
    tx: EntityManager,
    found: Found,
    effect: ReceiptEffect,
    letter: LetterRow,
  ): Promise<Fact[]> {
    const { message, dispatch, now } = found;
    const at = (message.at ?? now) as Instant;
    if (dispatch === null || effect.fact === null) return [];
    const moved = await moveDispatch(tx, dispatch.messageId, effect.from, effect.to, {
      ...(effect.to === 'accepted' ? { acceptedAt: at } : { settledAt: at }),
      ...(effect.failure ? { failure: effect.failure } : {}),
      providerId: message.providerId,
    });
    if (!moved) await this.#late(tx, found, effect);
    const next = LETTER_AFTER[effect.to];
    if (moved && next) await moveLetter(tx, letter.id, next.from, next.to);
    const facts = receiptFacts(letter, {
      type: effect.fact,
      messageId: message.messageId ?? found.sha256,
      at,
      recordedAt: now,
      evidence: found.sha256,
      ...(effect.failure
        ? { failure: { class: effect.failure.class as 'look', final: effect.final } }
        : {}),
    });
    const external = effect.fact === 'accepted' ? this.#external(found, letter, at) : [];
    if (external.length > 0) await this.#tellExternal(tx, found, letter);
    // The acceptance may be the first news that the letter left at all (in doubt until now).
    const left = letterFact(letter, 'sent', dispatch.submittingAt ?? at);
    return [{ ...left, recordedAt: now }, ...facts, ...external];
  }

  /** A receipt that comes after its like, or after a later one: kept; only a contradiction is told. */
  async #late(tx: EntityManager, found: Found, effect: ReceiptEffect): Promise<void> {
    const { dispatch, message, sha256 } = found;
    if (dispatch === null) return;
    if (effect.to === 'accepted') {
      await noteAcceptance(tx, dispatch.messageId, (message.at ?? found.now) as Instant);
    }
    if (effect.to !== 'failed') return;
    await noteConflict(
      tx,
      dispatch.messageId,
      'delivered',
      `mancata consegna dopo la consegna: ${sha256}`,
    );
  }

  /** `tipo="esterno"`: the acceptance itself says that no delivery receipt will ever come. */
  #external(found: Found, letter: LetterRow, at: Instant): Fact[] {
    const to = found.dispatch?.toAddress.toLowerCase();
    const external = found.message.recipients.some(
      (recipient) => !recipient.certified && recipient.address.toLowerCase() === to,
    );
    if (!external) return [];
    return receiptFacts(letter, {
      type: 'delivery-failed',
      messageId: `${found.message.messageId ?? found.sha256}/esterno`,
      at,
      recordedAt: found.now,
      evidence: found.sha256,
      failure: { class: 'fix-address', final: true },
    });
  }

  async #tellExternal(tx: EntityManager, found: Found, letter: LetterRow): Promise<void> {
    await raiseAlert(tx, {
      id: `not-pec/${letter.municipality}/${found.dispatch?.toAddress ?? ''}`,
      kind: 'address-not-pec',
      message: `L’indirizzo ${found.dispatch?.toAddress ?? ''} non è una casella PEC: non arriverà mai una ricevuta di consegna. Correggere l’indirizzo in «Comune».`,
      subject: letter.municipality,
      raisedAt: found.now,
    });
  }
}
