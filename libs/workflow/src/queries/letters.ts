import { Injectable } from '@nestjs/common';
import PostalMime from 'postal-mime';
import { DataSource } from 'typeorm';
import type {
  DispatchSummary,
  LetterHoldRow,
  LetterRow,
  LetterSearch,
  RawSummary,
} from '@app/persistence';
import {
  allLetters,
  searchLetters,
  dispatchBytes,
  dispatchesOfLetters,
  letterById,
  lettersById,
  rawOfDispatches,
  repetitionOf,
} from '@app/persistence';
import { WaitingLetters } from '../going-out/waiting.js';
import { groupBy } from '../group-by.js';

/** A letter with its attempts and the receipts that speak of them. */
export interface LetterWithReceipts {
  readonly letter: LetterRow;
  readonly attempts: readonly DispatchSummary[];
  readonly receipts: readonly RawSummary[];
  /** What a queued letter waits for; null: nothing. */
  readonly hold: LetterHoldRow | null;
}

/** The register of letters, as pages and exports show it. */
@Injectable()
export class Letters {
  constructor(
    private readonly db: DataSource,
    private readonly waiting: WaitingLetters,
  ) {}

  /** The latest letters, newest first, each with attempts and receipts. */
  async latest(limit = 200): Promise<LetterWithReceipts[]> {
    return this.#complete(await allLetters(this.db, limit));
  }

  /** A page of the register, with the number of all that match. */
  async search(
    search: LetterSearch,
  ): Promise<{ readonly total: number; readonly letters: readonly LetterWithReceipts[] }> {
    const { total, letters } = await searchLetters(this.db, search);
    return { total, letters: await this.#complete(letters) };
  }

  async byId(id: string): Promise<LetterWithReceipts | null> {
    const letter = await letterById(this.db, id);
    if (letter === null) return null;
    return (await this.#complete([letter]))[0] ?? null;
  }

  /** Those of these ids that are on record, by id. */
  async named(ids: readonly string[]): Promise<ReadonlyMap<string, LetterWithReceipts>> {
    const found = await this.#complete(await lettersById(this.db, ids));
    return new Map(found.map((one) => [one.letter.id, one]));
  }

  /** The letter that repeats another one; null: none has been decided. */
  async repetitionOf(id: string): Promise<LetterRow | null> {
    return repetitionOf(this.db, id);
  }

  /** The bytes as they left. */
  async bytes(messageId: string): Promise<Buffer | null> {
    return dispatchBytes(this.db, messageId);
  }

  /** The PDF that left with the last attempt; null before there is one. */
  async pdf({ attempts }: LetterWithReceipts): Promise<{ name: string; bytes: Uint8Array } | null> {
    const last = attempts.at(-1);
    const raw = last === undefined ? null : await this.bytes(last.messageId);
    if (raw === null) return null;
    const { attachments } = await PostalMime.parse(raw, { attachmentEncoding: 'arraybuffer' });
    const file = attachments.find(({ mimeType }) => mimeType === 'application/pdf');
    if (file === undefined) return null;
    return {
      name: file.filename ?? 'lettera.pdf',
      bytes: new Uint8Array(file.content as ArrayBuffer),
    };
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
    const isQueued = letters.some(({ state }) => state === 'queued');
    const held = isQueued ? await this.waiting.list() : [];
    const byLetter = groupBy(attempts, (attempt) => attempt.letter);
    const byDispatch = groupBy(receipts, (receipt) => receipt.dispatch);
    return letters.map((letter) => {
      const own = byLetter.get(letter.id) ?? [];
      return {
        letter,
        attempts: own,
        receipts: own.flatMap((attempt) => byDispatch.get(attempt.messageId) ?? []),
        hold: held.find((one) => one.letter.id === letter.id)?.hold ?? null,
      };
    });
  }
}
