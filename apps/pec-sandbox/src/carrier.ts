import type { Authority } from './ca/authority.js';
import { holds, maildirName, prepare, publish } from './maildir.js';
import { composeReply } from './municipalities/reply.js';
import { brief } from './pec/brief.js';
import { compose } from './pec/compose.js';
import type { Original, Statement } from './pec/kinds.js';
import { renumbered } from './pec/original.js';
import { PROVIDER_A, providerById } from './providers.js';
import type { ForwardEvent, LetterEvent, ReceiptEvent, Submission } from './queue/events.js';
import type { History } from './queue/history.js';
import { orderOf } from './queue/schedule.js';
import type { Store } from './queue/store.js';
import type { ParsedScript } from './script/schema.js';

interface Parts {
  readonly script: ParsedScript;
  readonly authority: Authority;
  readonly maildirs: ReadonlyMap<string, string>;
  readonly store: Store;
  readonly history: History;
}

type Carried = ReceiptEvent | LetterEvent | ForwardEvent;

/** Turns due events into messages in a Maildir. Doing it twice does it once. */
export class Carrier {
  constructor(private readonly parts: Parts) {}

  /**
   * Makes the message of an event and lays it ready; what is returned lets it arrive. `maybeDone`: an
   * earlier process may have written it already, and a reader may have moved it.
   */
  async prepare(event: Carried, maybeDone: boolean): Promise<() => Promise<void>> {
    const nothing = async (): Promise<void> => undefined;
    const message = await this.message(event);
    if (message === null) return nothing;
    const root = this.parts.maildirs.get(message.mailbox);
    // A mailbox that was closed since: its mail has nowhere to go.
    if (root === undefined) return nothing;
    const name = maildirName(event.at, orderOf(event.id), event.id);
    if (maybeDone && (await holds(root, name))) return nothing;
    await prepare(root, name, message.raw);
    return () => publish(root, name);
  }

  private async message(event: Carried): Promise<{ mailbox: string; raw: Uint8Array } | null> {
    if (event.type === 'letter') return composeReply(event, this.parts);
    const submission = this.submissionOf(event.id);
    const raw =
      event.type === 'receipt'
        ? await this.receipt(event, submission)
        : await this.envelope(event, submission);
    return { mailbox: event.mailbox, raw };
  }

  private submissionOf(eventId: string): Submission {
    return this.parts.history.get(Number(eventId.slice(0, eventId.indexOf('-'))));
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
