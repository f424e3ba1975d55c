import type { Authority } from './ca/authority.js';
import { deliver, holds, maildirName } from './maildir.js';
import { composeReply } from './municipalities/reply.js';
import { brief } from './pec/brief.js';
import { compose } from './pec/compose.js';
import type { Original, Statement } from './pec/kinds.js';
import { renumbered } from './pec/original.js';
import { PROVIDER_A, providerById } from './providers.js';
import type { ForwardEvent, LetterEvent, ReceiptEvent, Submission } from './queue/events.js';
import type { History } from './queue/history.js';
import type { Store } from './queue/store.js';
import type { ParsedScript } from './script/schema.js';

interface Parts {
  readonly script: ParsedScript;
  readonly authority: Authority;
  readonly maildirs: ReadonlyMap<string, string>;
  readonly store: Store;
  readonly history: History;
}

/** Turns due events into messages in a Maildir. Doing it twice does it once. */
export class Carrier {
  constructor(private readonly parts: Parts) {}

  /** `maybeDone`: an earlier process may have written the message already, and a reader may have moved it. */
  async carryOut(
    event: ReceiptEvent | LetterEvent | ForwardEvent,
    maybeDone: boolean,
  ): Promise<void> {
    if (event.type === 'letter') {
      const letter = await composeReply(event, this.parts);
      if (letter !== null) await this.put(letter.mailbox, event, letter.raw, maybeDone);
      return;
    }
    const submission = this.submissionOf(event.id);
    const raw =
      event.type === 'receipt'
        ? await this.receipt(event, submission)
        : await this.envelope(event, submission);
    await this.put(event.mailbox, event, raw, maybeDone);
  }

  private submissionOf(eventId: string): Submission {
    return this.parts.history.get(Number(eventId.slice(0, eventId.indexOf('-'))));
  }

  private async put(
    mailbox: string,
    event: { readonly id: string; readonly at: number },
    raw: Uint8Array,
    maybeDone: boolean,
  ): Promise<void> {
    const root = this.parts.maildirs.get(mailbox);
    // A mailbox that was closed since: its mail has nowhere to go.
    if (root === undefined) return;
    const name = maildirName(event.at, orderOf(event.id), event.id);
    if (maybeDone && (await holds(root, name))) return;
    await deliver(root, name, raw);
  }

  private async receipt(event: ReceiptEvent, submission: Submission): Promise<Buffer> {
    const statement: Statement = {
      kind: event.kind,
      at: event.issuedAt,
      messageId: event.messageId,
      to: event.mailbox,
      original: originalOf(submission),
      receiptType: submission.receiptType,
      ...(event.recipient === undefined ? {} : { recipient: event.recipient }),
      ...(event.error === undefined ? {} : { error: event.error }),
      ...(event.detail === undefined ? {} : { detail: event.detail }),
      ...(event.hours === undefined ? {} : { hours: event.hours }),
      ...(await this.attachment(event, submission)),
    };
    return compose(statement, providerById(event.provider), this.parts.authority);
  }

  /** A complete delivery receipt returns the whole message, a brief one its digests, a synthetic one nothing. */
  private async attachment(
    event: ReceiptEvent,
    submission: Submission,
  ): Promise<{ attached?: Buffer }> {
    if (event.kind !== 'delivery' || submission.receiptType === 'sintetica') return {};
    const original = renumbered(await this.parts.store.raw(submission.seq), submission.providerId);
    return { attached: submission.receiptType === 'breve' ? brief(original) : original };
  }

  private async envelope(event: ForwardEvent, submission: Submission): Promise<Buffer> {
    const raw = await this.parts.store.raw(submission.seq);
    return compose(
      {
        kind: 'envelope',
        at: submission.at,
        messageId: submission.providerId,
        to: event.mailbox,
        original: originalOf(submission),
        receiptType: submission.receiptType,
        attached: renumbered(raw, submission.providerId),
      },
      PROVIDER_A,
      this.parts.authority,
    );
  }
}

const originalOf = (submission: Submission): Original => ({
  providerId: submission.providerId,
  messageId: submission.messageId,
  sender: submission.user,
  recipients: submission.recipients,
  replyTo: submission.replyTo,
  subject: submission.subject,
});

/** Keeps files of the same second in the order of their submissions. */
const orderOf = (eventId: string): number => Number(/^(\d+)-/.exec(eventId)?.[1] ?? 0);
