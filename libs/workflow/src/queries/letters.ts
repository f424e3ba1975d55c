import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { DispatchSummary, LetterRow, RawSummary } from '@app/persistence';
import {
  allLetters,
  dispatchBytes,
  dispatchesOfLetters,
  letterById,
  rawOfDispatches,
} from '@app/persistence';
import { groupBy } from '../group-by.js';

/** A letter with its attempts and the receipts that speak of them. */
export interface LetterWithReceipts {
  readonly letter: LetterRow;
  readonly attempts: readonly DispatchSummary[];
  readonly receipts: readonly RawSummary[];
}

/** The register of letters, as pages and exports show it. */
@Injectable()
export class Letters {
  constructor(private readonly db: DataSource) {}

  /** The latest letters, newest first, each with attempts and receipts. */
  async latest(limit = 200): Promise<LetterWithReceipts[]> {
    return this.#complete(await allLetters(this.db, limit));
  }

  async byId(id: string): Promise<LetterWithReceipts | null> {
    const letter = await letterById(this.db, id);
    if (letter === null) return null;
    return (await this.#complete([letter]))[0] ?? null;
  }

  /** The bytes as they left. */
  async bytes(messageId: string): Promise<Buffer | null> {
    return dispatchBytes(this.db, messageId);
  }

  async #complete(letters: readonly LetterRow[]): Promise<LetterWithReceipts[]> {
    const attempts = await dispatchesOfLetters(
      this.db,
      letters.map((letter) => letter.id),
    );
    const receipts = await rawOfDispatches(
      this.db,
      attempts.map((attempt) => attempt.messageId),
    );
    const byLetter = groupBy(attempts, (attempt) => attempt.letter);
    const byDispatch = groupBy(receipts, (receipt) => receipt.dispatch);
    return letters.map((letter) => {
      const own = byLetter.get(letter.id) ?? [];
      return {
        letter,
        attempts: own,
        receipts: own.flatMap((attempt) => byDispatch.get(attempt.messageId) ?? []),
      };
    });
  }
}
