import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Fact, Instant } from '@app/domain';
import type { MailError, SubmitResult } from '@app/mail';
import { Mailbox, pauseAfter } from '@app/mail';
import type { DispatchSummary, LetterRow } from '@app/persistence';
import {
  closeAlert,
  moveDispatch,
  moveLetter,
  raiseAlert,
  requeueDispatch,
} from '@app/persistence';
import { Clock } from '../clock.js';
import { Recorder } from '../recorder/recorder.js';
import { WorkflowSettings } from '../settings.js';
import { closeWaiting, waitingAlert } from './letter-alerts.js';
import { attemptFact, refusedFact } from './letter-facts.js';
import { changeMailboxState, mailboxState } from './mailbox-state.js';

/** What one look at a letter came to; `later` says when to look again. */
export type DispatchReport =
  | { readonly done: 'submitted' | 'withdrawn' | 'stopped' | 'rejected' | 'in-doubt' | 'nothing' }
  | { readonly done: 'later'; readonly at: Instant | null };

/** A submission whose end is to be written. */
export interface Submission {
  readonly letter: LetterRow;
  readonly attempt: DispatchSummary;
  readonly tryNumber: number;
  readonly raw: Uint8Array;
  readonly now: Instant;
}

/** Tries after which a letter that nobody takes is told to a person; it goes on trying. */
const TELL_AFTER = 5;

/** Writes what became of a submission: one transition, its fact, and what the mailbox learns from it. */
@Injectable()
export class Conclusion {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly settings: WorkflowSettings,
    private readonly recorder: Recorder,
    private readonly mailbox: Mailbox,
  ) {}

  async of(submission: Submission, result: SubmitResult): Promise<DispatchReport> {
    switch (result.outcome) {
      case 'submitted':
        return this.#submitted(submission, result.response);
      case 'in-doubt':
        return this.#inDoubt(submission, result.response);
      case 'rejected':
        return this.#rejected(submission, result.response);
      case 'login-refused':
        return this.#suspend(submission, result.response);
      case 'retry':
        return this.#later(submission, result);
    }
  }

  /** The bytes or addresses can't travel: the letter waits for a person, or the mailbox does. */
  async unsendable(submission: Submission, error: MailError): Promise<DispatchReport> {
    if (error.code === 'closed') {
      await this.#requeue(submission, error.message, null);
      return { done: 'later', at: null };
    }
    if (error.code === 'not-loopback') return this.#suspend(submission, error.message);
    const reason = `La lettera non si può spedire: ${error.message}.`;
    await this.db.transaction(async (tx) => {
      await moveDispatch(tx, submission.attempt.messageId, ['submitting'], 'abandoned', {
        response: error.message,
        onlyTry: submission.tryNumber,
      });
      await moveLetter(tx, submission.letter.id, ['queued'], 'stopped', reason);
      await closeWaiting(tx, submission.letter.id, submission.now);
      const id = waitingAlert('stopped', submission.letter.id);
      await this.#tell(tx, id, 'letter-stopped', reason, submission);
    });
    return { done: 'stopped' };
  }

  async #submitted(submission: Submission, response: string): Promise<DispatchReport> {
    const { letter, attempt, raw, now } = submission;
    await this.#record([attemptFact(letter, attempt, now)], async (tx) => {
      // In doubt, when this process was thought dead meanwhile: its answer settles that.
      const from = ['submitting', 'in-doubt'] as const;
      const change = { submittedAt: now, response, onlyTry: submission.tryNumber };
      await moveDispatch(tx, attempt.messageId, from, 'submitted', change);
      await moveLetter(tx, letter.id, ['queued'], 'sent');
      await closeWaiting(tx, letter.id, now);
    });
    const state = await mailboxState(this.db, this.settings.mailbox);
    if (state.failures > 0) {
      const change = { failures: 0, pausedUntil: null };
      await changeMailboxState(this.db, this.settings.mailbox, change);
    }
    await this.#keepCopy(attempt.messageId, raw);
    return { done: 'submitted' };
  }

  async #inDoubt({ attempt, tryNumber }: Submission, response: string): Promise<DispatchReport> {
    const change = { response, onlyTry: tryNumber };
    await moveDispatch(this.db, attempt.messageId, ['submitting'], 'in-doubt', change);
    return { done: 'in-doubt' };
  }

  async #rejected(submission: Submission, response: string): Promise<DispatchReport> {
    const { letter, attempt, tryNumber, now } = submission;
    await this.#record(refusedFact(letter, attempt, now), async (tx) => {
      const change = { settledAt: now, response, onlyTry: tryNumber };
      const from = ['submitting', 'in-doubt'] as const;
      if (!(await moveDispatch(tx, attempt.messageId, from, 'rejected', change))) return;
      await moveLetter(tx, letter.id, ['queued'], 'failed', response);
      await closeWaiting(tx, letter.id, now);
      const message = `Il gestore PEC ha rifiutato la lettera: ${response}`;
      await this.#tell(tx, `rejected/${attempt.messageId}`, 'letter-rejected', message, submission);
    });
    return { done: 'rejected' };
  }

  /** A refused login suspends the mailbox: every repetition counts towards locking the account. */
  async #suspend(submission: Submission, response: string): Promise<DispatchReport> {
    const { mailbox, from } = this.settings;
    const { now } = submission;
    await this.#requeue(submission, response, null);
    await changeMailboxState(this.db, mailbox, { suspended: { since: now, response } });
    await raiseAlert(this.db, {
      id: `login/${mailbox}`,
      kind: 'mailbox-suspended',
      message: `Accesso rifiutato alla casella ${from} (${response}): l’invio è sospeso finché qualcuno non controlla la password.`,
      subject: mailbox,
      raisedAt: now,
    });
    return { done: 'later', at: null };
  }

  /**
   * Not now. A limit or a fault of the connection rests the whole mailbox; an answer about this letter alone
   * rests only the letter. The letter rests longer than the mailbox, so that others go first.
   */
  async #later(
    submission: Submission,
    result: Extract<SubmitResult, { outcome: 'retry' }>,
  ): Promise<DispatchReport> {
    const { letter, tryNumber, now } = submission;
    const mailbox = this.settings.mailbox;
    let rest = 0;
    if (result.throttled || result.code === null) {
      const failures = (await mailboxState(this.db, mailbox)).failures + 1;
      rest = pauseAfter(result.throttled ? 'throttled' : 'retry', failures) ?? 0;
      await changeMailboxState(this.db, mailbox, { failures, pausedUntil: after(now, rest) });
    }
    const at = after(now, rest + (pauseAfter('retry', tryNumber + 1) ?? 0));
    await this.#requeue(submission, result.response, at);
    if (tryNumber + 1 >= TELL_AFTER) {
      const message = `La lettera non riesce a partire dopo ${tryNumber + 1} tentativi; il gestore risponde: ${result.response}`;
      await this.#tell(
        this.db,
        waitingAlert('struggling', letter.id),
        'letter-struggling',
        message,
        submission,
      );
    }
    return { done: 'later', at };
  }

  async #requeue(
    { attempt, tryNumber }: Submission,
    response: string,
    nextTryAt: Instant | null,
  ): Promise<void> {
    await requeueDispatch(this.db, attempt.messageId, { response, nextTryAt, onlyTry: tryNumber });
  }

  /** What happened is written even where the rules refuse its fact: the letter has left all the same. */
  async #record(
    facts: readonly Fact[],
    beside: (tx: EntityManager) => Promise<void>,
  ): Promise<void> {
    const result = await this.recorder.record(facts, beside);
    if (!('refused' in result)) return;
    await this.db.transaction(async (tx) => {
      await beside(tx);
      for (const { fact, refusal } of result.refused) {
        await raiseAlert(tx, {
          id: `refused/${fact.id}`,
          kind: 'fact-refused',
          message: `Il fatto «${fact.id}» non è stato registrato: ${refusal.message}`,
          subject: fact.municipality,
          raisedAt: fact.recordedAt,
        });
      }
    });
  }

  async #tell(
    db: Parameters<typeof raiseAlert>[0],
    id: string,
    kind: string,
    message: string,
    { letter, now }: Submission,
  ): Promise<void> {
    await raiseAlert(db, { id, kind, message, subject: letter.id, raisedAt: now });
  }

  /** The Sent copy is a courtesy to people: its failure is told and changes nothing of the letter. */
  async #keepCopy(messageId: string, raw: Uint8Array): Promise<void> {
    const id = `sent-copy/${this.settings.mailbox}`;
    try {
      if (!(await this.mailbox.sentHas(messageId))) await this.mailbox.appendSent(raw);
      await closeAlert(this.db, id, this.clock.now());
    } catch (error) {
      await raiseAlert(this.db, {
        id,
        kind: 'sent-copy',
        message: `Copia nella posta inviata non riuscita: ${error instanceof Error ? error.message : String(error)}`,
        subject: messageId,
        raisedAt: this.clock.now(),
      });
    }
  }
}

const after = (at: Instant, ms: number): Instant =>
  new Date(Date.parse(at) + ms).toISOString() as Instant;
