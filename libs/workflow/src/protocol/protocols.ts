import { createHash } from 'node:crypto';
import { Inject, Injectable, Optional } from '@nestjs/common';
import type { Instant, Refusal } from '@app/domain';
import { addMinutes, romeDate } from '@app/domain';
import type {
  LetterPaperSummary,
  PaperKind,
  ProtocolEntryRow,
  ProtocolSource,
} from '@app/persistence';
import {
  addProtocolEntry,
  letterById,
  papersOf,
  protocolEntries,
  savePaper,
  wakeHeld,
  wakeLetters,
} from '@app/persistence';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import { Jobs } from '../jobs.js';
import type { ProtocolRequest } from './client.js';
import { ProtocolApiError } from './client.js';
import type { WrittenProtocol } from './entry.js';
import { readProtocol, refusalOf } from './entry.js';
import { readSegnatura, sameNumber, signedPdfFault } from './papers.js';
import { ProtocolSystem } from './system.js';

/** After a failure the system is left alone for so long, by all letters. */
const REST_MINUTES = 5;

export interface ProtocolOrigin {
  readonly by: string;
  readonly source: ProtocolSource;
  /** The letter is to wait for its signed PDF. */
  readonly awaitSigned?: boolean;
}

/** What asking the protocol system came to. */
export type Obtained =
  | { readonly entry: ProtocolEntryRow }
  | { readonly failed: string; readonly retryAt: Instant | null };

const refusal = (code: string, message: string): Refusal => ({ refused: true, code, message });

const left = (): Refusal =>
  refusal(
    'letter-left',
    'La lettera è già partita o ritirata: il suo protocollo e i suoi allegati non cambiano più.',
  );

const unknown = (letter: string): Refusal =>
  refusal('unknown-letter', `Nessuna lettera ha il codice «${letter}».`);

/** Protocol data of the letters, and the papers that an office attaches to them. Never invented here. */
@Injectable()
export class Protocols {
  #restUntil: Instant | null = null;

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    @Optional() @Inject(ProtocolSystem) private readonly system: ProtocolSystem | null,
  ) {}

  /** Whether numbers can be asked of a system. */
  get isAutomatic(): boolean {
    return this.system instanceof ProtocolSystem;
  }

  /** All entries of a letter, first to last: the last one holds. */
  async of(letter: string): Promise<ProtocolEntryRow[]> {
    return protocolEntries(this.db, letter);
  }

  async papers(letter: string): Promise<LetterPaperSummary[]> {
    return papersOf(this.db, letter);
  }

  /** Records the number of a letter that has not left; the letter waits for it no longer. */
  async record(
    letter: string,
    written: WrittenProtocol,
    origin: ProtocolOrigin,
  ): Promise<ProtocolEntryRow | Refusal> {
    const now = this.clock.now();
    const read = readProtocol(written, romeDate(now));
    if ('faults' in read) return refusalOf(read.faults);
    if ((await letterById(this.db, letter)) === null) return unknown(letter);
    const { by, source, awaitSigned = false } = origin;
    const entry = { letter, ...read, source, awaitSigned, recordedAt: now, recordedBy: by };
    const added = await addProtocolEntry(this.db, entry);
    if (added === 'left') return left();
    await this.#wake(letter);
    const last = (await this.of(letter)).at(-1);
    return last ?? left();
  }

  /** Attaches a signed PDF or a ready Segnatura.xml, exactly as uploaded. */
  async attach(
    letter: string,
    kind: PaperKind,
    file: { readonly name: string; readonly bytes: Uint8Array },
    by: string,
  ): Promise<LetterPaperSummary | Refusal> {
    if ((await letterById(this.db, letter)) === null) return unknown(letter);
    const fault =
      kind === 'signed-pdf'
        ? signedPdfFault(file.bytes)
        : await this.#segnaturaFault(letter, file.bytes);
    if (fault !== null) return fault;
    const content = Buffer.from(file.bytes);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const name = kind === 'segnatura' ? 'Segnatura.xml' : file.name.slice(0, 200);
    const recordedAt = this.clock.now();
    const paper = { letter, kind, name, content, sha256, recordedAt, recordedBy: by };
    if (!(await savePaper(this.db, paper))) return left();
    await this.#wake(letter);
    const saved = (await this.papers(letter)).find((one) => one.kind === kind);
    return saved ?? left();
  }

  /** Asks the system for the number of a letter; null where there is no system. */
  async obtain(request: ProtocolRequest): Promise<Obtained | null> {
    if (!this.isAutomatic || this.system === null) return null;
    const now = this.clock.now();
    if (this.#restUntil !== null && this.#restUntil > now) {
      return {
        failed: 'il sistema di protocollo non ha risposto poco fa',
        retryAt: this.#restUntil,
      };
    }
    try {
      const answer = await this.system.register(request);
      const read = readProtocol(
        { number: answer.number, date: answer.date, aoo: answer.aoo ?? null },
        romeDate(now),
      );
      if ('faults' in read) return { failed: refusalOf(read.faults).message, retryAt: null };
      this.#restUntil = null;
      const origin = {
        source: 'api',
        recordedAt: now,
        recordedBy: 'sistema di protocollo',
      } as const;
      const { id: letter } = request;
      await addProtocolEntry(this.db, { letter, ...read, ...origin, awaitSigned: false });
      const entry = (await this.of(letter)).at(-1);
      return entry === undefined ? { failed: left().message, retryAt: null } : { entry };
    } catch (error) {
      if (!(error instanceof ProtocolApiError)) throw error;
      if (error.final) return { failed: error.message, retryAt: null };
      this.#restUntil = addMinutes(now, REST_MINUTES);
      return { failed: error.message, retryAt: this.#restUntil };
    }
  }

  /** Asks again at once for all letters that wait for a number. Gives how many. */
  async retry(): Promise<number> {
    this.#restUntil = null;
    const codes = ['protocol-missing', 'protocol-failed'];
    const letters = await wakeHeld(this.db, codes, this.clock.now());
    await this.jobs.wakeSender();
    return letters.length;
  }

  async #segnaturaFault(letter: string, bytes: Uint8Array): Promise<Refusal | null> {
    const read = readSegnatura(bytes);
    if ('refused' in read) return read;
    const entry = (await this.of(letter)).at(-1);
    if (entry === undefined) {
      const message = 'Prima della Segnatura va registrato il protocollo della lettera.';
      return refusal('protocol-missing', message);
    }
    if (read.number === null || sameNumber(read.number, entry.number)) return null;
    const message = `La Segnatura è del protocollo n. ${read.number}, la lettera ha il n. ${entry.number}.`;
    return refusal('other-number', message);
  }

  async #wake(letter: string): Promise<void> {
    await wakeLetters(this.db, [letter], this.clock.now());
    await this.jobs.wakeSender();
  }
}
