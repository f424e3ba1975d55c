import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type {
  AddressSource,
  Fact,
  Instant,
  LocalDate,
  Municipality,
  Refusal,
  Survey,
} from '@app/domain';
import { formatDate } from '@app/domain';
import type { LetterModel, RenderedLetter } from '@app/letters';
import { LetterError, LetterRenderer, notReady } from '@app/letters';
import { composeMime, MailError } from '@app/mail';
import { newMessageId } from '@app/pec';
import type { DispatchSummary, LetterRow } from '@app/persistence';
import { addDispatch, dispatchesOf, saveRendering } from '@app/persistence';
import { DataSource } from 'typeorm';
import { departingModel } from '../going-out/departing-model.js';
import type { Enclosures } from '../going-out/departures.js';
import { WorkflowSettings } from '../settings.js';
import type { Recheck } from './recheck.js';

/** What an attempt is written from. */
export interface ToFreeze {
  readonly survey: Survey;
  readonly municipality: Municipality;
  /** The municipality's record of the survey. */
  readonly facts: readonly Fact[];
  readonly letter: LetterRow;
  readonly check: Extract<Recheck, { go: true }>;
  readonly earlier: readonly DispatchSummary[];
  readonly enclosures: Enclosures;
  readonly now: Instant;
}

/** Turns a letter into bytes that never change again: rendering, MIME, Message-ID and digest, on record. */
@Injectable()
export class Freezer {
  constructor(
    private readonly db: DataSource,
    private readonly settings: WorkflowSettings,
    private readonly renderer: LetterRenderer,
  ) {}

  /**
   * Freezes one attempt. A letter that can't be written, or may not leave, is refused with the reason; only
   * what is no fault of the letter throws.
   */
  async freeze(order: ToFreeze): Promise<DispatchSummary | Refusal> {
    const { letter, check, earlier, enclosures, now } = order;
    const model = departingModel(order, this.settings, enclosures.protocols);
    const reasons = notReady(model);
    if (reasons.length > 0) return because(reasons);
    let written: Written;
    try {
      written = await this.#write(model, enclosures, now);
    } catch (error) {
      const refusal = faultOfLetter(error);
      if (refusal === null) throw error;
      return refusal;
    }
    const { rendered, messageId, raw } = written;
    await this.db.transaction(async (tx) => {
      await addDispatch(tx, {
        messageId,
        letter: letter.id,
        attempt: (earlier.at(-1)?.attempt ?? 0) + 1,
        fromAddress: this.settings.from,
        toAddress: check.address.address,
        addressSource: check.address.source,
        raw: Buffer.from(raw),
        sha256: createHash('sha256').update(raw).digest('hex'),
        createdAt: now,
        obligations: check.obligations,
        note: noteOf(order),
      });
      await saveRendering(tx, letter.id, {
        subject: rendered.subject,
        templateVersion: rendered.templateVersion,
        parts: { text: rendered.text, html: rendered.html },
      });
    });
    const frozen = (await dispatchesOf(this.db, letter.id)).at(-1);
    if (frozen === undefined) throw new Error(`letter ${letter.id}: the frozen attempt is gone`);
    return frozen;
  }

  async #write(model: LetterModel, { papers }: Enclosures, now: Instant): Promise<Written> {
    const rendered = await this.renderer.render(model);
    const signed = papers.find(({ kind }) => kind === 'signed-pdf')?.content;
    const segnatura = papers.find(({ kind }) => kind === 'segnatura')?.content;
    const messageId = newMessageId(this.settings.secret, opaqueId(), domainOf(this.settings.from));
    const raw = await composeMime({
      from: this.settings.from,
      fromName: this.settings.fromName,
      to: model.to,
      subject: rendered.subject,
      text: rendered.text,
      html: rendered.html,
      attachments: [
        {
          name: rendered.pdfName,
          contentType: 'application/pdf',
          content: signed ?? rendered.pdf,
        },
        ...(segnatura === undefined
          ? []
          : [{ name: 'Segnatura.xml', contentType: 'application/xml', content: segnatura }]),
      ],
      messageId,
      date: now,
    });
    return { rendered, messageId, raw };
  }
}

interface Written {
  readonly rendered: RenderedLetter;
  readonly messageId: string;
  readonly raw: Uint8Array;
}

const because = (reasons: readonly Refusal[]): Refusal => ({
  refused: true,
  code: reasons[0]?.code ?? 'not-ready',
  message: reasons.map(({ message }) => message).join(' '),
});

/** A fault of the letter itself, which trying again would only repeat; null: anything else. */
function faultOfLetter(error: unknown): Refusal | null {
  if (!(error instanceof LetterError) && !(error instanceof MailError)) return null;
  const why =
    error instanceof LetterError ? error.sentence : (MAIL_FAULTS[error.code] ?? OTHER_MAIL_FAULT);
  const message = `La lettera non si può scrivere. ${why}`;
  return { refused: true, code: error.code, message };
}

const OTHER_MAIL_FAULT = 'Ciò che contiene non può stare in un messaggio di posta.';
const MAIL_FAULTS: Readonly<Record<string, string>> = {
  address: 'L’indirizzo del mittente o del destinatario non è scritto come nome@dominio.',
  'header-control':
    'Oggetto, nomi o indirizzi contengono caratteri che non possono stare in un messaggio di posta.',
};

/** Where an address was taken from, as people say it. */
const SOURCES: Readonly<Record<AddressSource, string>> = {
  letter: 'lettera',
  indicepa: 'IndicePA',
  officer: 'ufficio',
  event: 'file di eventi',
};

/** What a person should know of the attempt; null: nothing. */
function noteOf({ letter, check, earlier }: ToFreeze): string | null {
  const notes: string[] = [];
  const to = check.address.address;
  const planned = letter.plannedAddress;
  if (planned !== null && planned.toLowerCase() !== to.toLowerCase()) {
    notes.push(
      `L’indirizzo è cambiato fra la decisione (${planned}) e l’invio (${to}, fonte: ${SOURCES[check.address.source]}).`,
    );
  }
  const doubtful = earlier.filter((one) => one.state === 'abandoned' && one.dotAt !== null).at(-1);
  if (doubtful !== undefined) {
    notes.push(`Rispedita dopo il tentativo ${doubtful.attempt}: ${doubtful.response ?? ''}.`);
  }
  const dropped = letter.obligations.filter((one) => !check.obligations.includes(one));
  if (dropped.length > 0) {
    const rounds = dropped.map((one) => `dati al ${formatDate(one.slice(-10) as LocalDate)}`);
    notes.push(`Non nomina più: ${rounds.join(', ')}.`);
  }
  return notes.length === 0 ? null : notes.join(' ');
}

/** 96 random bits: a receipt for an id that we never issued can't be guessed. */
function opaqueId(): string {
  return randomBytes(12).toString('hex');
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
