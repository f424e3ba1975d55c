import type {
  FetchedMessage,
  MailboxCursor,
  MailboxQuota,
  MessagePlace,
  OutgoingMessage,
  UnreadMessage,
} from '@app/mail';
import type { SubmitHooks, SubmitResult } from '@app/mail';
import { Mailbox, MailSender, messageIdOf } from '@app/mail';

export type Answer = SubmitResult | ((hooks: SubmitHooks) => Promise<SubmitResult>);

/** Answers each submission as told, in order, and then takes everything. */
export class ScriptedSender extends MailSender {
  readonly sent: OutgoingMessage[] = [];
  readonly answers: Answer[] = [];

  /** Answers that the next submissions get. */
  next(...answers: readonly Answer[]): this {
    this.answers.push(...answers);
    return this;
  }

  async submit(message: OutgoingMessage, hooks: SubmitHooks = {}): Promise<SubmitResult> {
    const answer = this.answers.shift() ?? { outcome: 'submitted', response: '250 2.0.0 ok' };
    if (typeof answer === 'function') return answer(hooks);
    const reachesTheEnd = answer.outcome === 'submitted' || answer.outcome === 'in-doubt';
    if (reachesTheEnd) {
      await hooks.beforeFinalDot?.();
      this.sent.push(message);
    }
    return answer;
  }

  async close(): Promise<void> {}
}

/** A mailbox in memory: one folder, its messages in order of arrival. */
export class MemoryMailbox extends Mailbox {
  readonly messages: Uint8Array[] = [];
  readonly sent: Uint8Array[] = [];
  /** Messages that can't be read, by UID, and why. */
  readonly unreadable = new Map<number, string>();
  uidValidity = '1';
  used: MailboxQuota | null = null;
  /** Set: asking Sent fails. */
  sentFails: string | null = null;

  async folders(): Promise<readonly string[]> {
    return ['INBOX'];
  }

  async *fetch(
    folder: string,
    after: MailboxCursor | null,
    limit: number,
  ): AsyncIterable<FetchedMessage | UnreadMessage> {
    const { uidValidity } = this;
    const from = after?.uidValidity === uidValidity ? after.uid : 0;
    for (let uid = from + 1; uid <= Math.min(this.messages.length, from + limit); uid += 1) {
      const one = await this.again({ folder, uidValidity, uid });
      if (one !== null) yield one;
    }
  }

  async again(place: MessagePlace): Promise<FetchedMessage | UnreadMessage | null> {
    const { folder, uidValidity, uid } = place;
    const raw = this.messages[uid - 1];
    if (raw === undefined || uidValidity !== this.uidValidity) return null;
    const problem = this.unreadable.get(uid);
    if (problem === undefined) return { folder, uidValidity, uid, raw };
    return { folder, uidValidity, uid, size: raw.byteLength, problem };
  }

  async appendSent(raw: Uint8Array): Promise<void> {
    if (this.sentFails !== null) throw new Error(this.sentFails);
    this.sent.push(raw);
  }

  async sentHas(messageId: string): Promise<boolean> {
    if (this.sentFails !== null) throw new Error(this.sentFails);
    return this.sent.some((raw) => messageIdOf(raw) === messageId);
  }

  async quota(): Promise<MailboxQuota | null> {
    return this.used;
  }

  async watch(): Promise<void> {}

  async close(): Promise<void> {}
}
