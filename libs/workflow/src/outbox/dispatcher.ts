import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Instant } from '@app/domain';
import { Mailbox, MailSender, pauseAfter } from '@app/mail';
import type { SubmitResult } from '@app/mail';
import type { DispatchSummary, LetterRow } from '@app/persistence';
import {
  dispatchBytes,
  dispatchesOf,
  letterById,
  loadFacts,
  markDot,
  moveDispatch,
  moveLetter,
  raiseAlert,
  requeueDispatch,
} from '@app/persistence';
import { Clock } from '../clock.js';
import { Recorder } from '../recorder/recorder.js';
import { Reference } from '../reference.js';
import { WorkflowSettings } from '../settings.js';
import { Freezer } from './freezer.js';
import { letterFact } from './letter-facts.js';
import { changeMailboxState, mailboxState } from './mailbox-state.js';
import { recheck } from './recheck.js';
import { sendingOpensAt } from './sending-window.js';
import { withSubmissionLock } from './submission-lock.js';

/** What one look at a letter came to; `later` says when to look again. */
export type DispatchReport =
  | { readonly done: 'submitted' | 'withdrawn' | 'stopped' | 'rejected' | 'in-doubt' | 'nothing' }
  | { readonly done: 'later'; readonly at: Instant | null };

/** Takes a queued letter to the provider, without ever sending blindly twice. */
@Injectable()
export class Dispatcher {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly settings: WorkflowSettings,
    private readonly reference: Reference,
    private readonly recorder: Recorder,
    private readonly freezer: Freezer,
    private readonly sender: MailSender,
    private readonly mailbox: Mailbox,
  ) {}

  /** Idempotent: a letter that has left, or that another worker holds, gives `nothing`. */
  async dispatch(letterId: string): Promise<DispatchReport> {
    const report = await withSubmissionLock(
      this.db,
      `mailbox/${this.settings.mailbox}`,
      async () => {
        const letter = await letterById(this.db, letterId);
        if (letter === null || letter.state !== 'queued') return { done: 'nothing' } as const;
        const now = this.clock.now();
        const opens = await sendingOpensAt(this.db, this.settings, now);
        if (opens === null || opens > now) return { done: 'later', at: opens } as const;
        const attempt = await this.#readyAttempt(letter, now);
        if ('done' in attempt) return attempt;
        return this.#submit(letter, attempt, now);
      },
    );
    return report ?? { done: 'later', at: null };
  }

  /** The frozen attempt that is to leave now; freezes the first one after a last look. */
  async #readyAttempt(letter: LetterRow, now: Instant): Promise<DispatchSummary | DispatchReport> {
    const reference = await this.reference.load();
    const survey = reference.surveys.get(letter.survey);
    const municipality = reference.municipalities.get(letter.municipality);
    if (survey === undefined || municipality === undefined) {
      throw new Error(`letter ${letter.id}: unknown survey or municipality`);
    }
    const facts = (await loadFacts(this.db, [letter.municipality])).get(letter.municipality) ?? [];
    const own = facts.filter((fact) => fact.survey === survey.id);
    const check = recheck(survey, municipality, own, letter, now);
    if (!check.go) return this.#hold(letter, check.ends, check.reason, now);
    const attempts = await dispatchesOf(this.db, letter.id);
    const ready = attempts.find((attempt) => attempt.state === 'queued');
    if (ready !== undefined) {
      if (ready.nextTryAt !== null && ready.nextTryAt > now) {
        return { done: 'later', at: ready.nextTryAt };
      }
      return ready;
    }
    if (attempts.some((attempt) => attempt.state !== 'abandoned')) return { done: 'nothing' };
    const next = attempts.length + 1;
    await this.freezer.freeze(survey, municipality, own, letter, check, next, now);
    const frozen = (await dispatchesOf(this.db, letter.id)).at(-1);
    return frozen ?? { done: 'nothing' };
  }

  async #hold(
    letter: LetterRow,
    ends: 'withdrawn' | 'stopped',
    reason: string,
    now: Instant,
  ): Promise<DispatchReport> {
    const fact = letterFact(letter, 'withdrawn', now, { reason });
    await this.recorder.record(ends === 'withdrawn' ? [fact] : [], async (tx) => {
      await moveLetter(tx, letter.id, ['queued'], ends, reason);
      if (ends === 'stopped') {
        await raiseAlert(tx, {
          id: `stopped/${letter.id}`,
          kind: 'letter-stopped',
          message: reason,
          subject: letter.id,
          raisedAt: now,
        });
      }
    });
    return { done: ends };
  }

  async #submit(
    letter: LetterRow,
    attempt: DispatchSummary,
    now: Instant,
  ): Promise<DispatchReport> {
    const { messageId } = attempt;
    const raw = await dispatchBytes(this.db, messageId);
    if (raw === null) throw new Error(`dispatch ${messageId} has no bytes`);
    // Committed before the socket opens: whatever happens now, the attempt is on record.
    const ours = await moveDispatch(this.db, messageId, ['queued'], 'submitting', {
      submittingAt: now,
    });
    if (!ours) return { done: 'nothing' };
    const result = await this.sender.submit(
      { from: attempt.fromAddress, to: attempt.toAddress, raw },
      { beforeFinalDot: async () => void (await markDot(this.db, messageId, now)) },
    );
    return this.#conclude(letter, attempt, result, raw, now);
  }

  async #conclude(
    letter: LetterRow,
    attempt: DispatchSummary,
    result: SubmitResult,
    raw: Uint8Array,
    now: Instant,
  ): Promise<DispatchReport> {
    const { messageId } = attempt;
    const state = await mailboxState(this.db, this.settings.mailbox);
    switch (result.outcome) {
      case 'submitted': {
        await this.recorder.record([letterFact(letter, 'sent', now)], async (tx) => {
          await moveDispatch(tx, messageId, ['submitting'], 'submitted', {
            submittedAt: now,
            response: result.response,
          });
          await moveLetter(tx, letter.id, ['queued'], 'sent');
        });
        if (state.failures > 0) {
          await changeMailboxState(this.db, this.settings.mailbox, {
            failures: 0,
            pausedUntil: null,
          });
        }
        await this.#keepCopy(messageId, raw);
        return { done: 'submitted' };
      }
      case 'in-doubt':
        await moveDispatch(this.db, messageId, ['submitting'], 'in-doubt', {
          response: result.response,
        });
        return { done: 'in-doubt' };
      case 'rejected':
        await this.db.transaction(async (tx) => {
          await moveDispatch(tx, messageId, ['submitting'], 'rejected', {
            settledAt: now,
            response: result.response,
          });
          await moveLetter(tx, letter.id, ['queued'], 'failed', result.response);
          await raiseAlert(tx, {
            id: `rejected/${messageId}`,
            kind: 'letter-rejected',
            message: `Il gestore PEC ha rifiutato la lettera: ${result.response}`,
            subject: letter.id,
            raisedAt: now,
          });
        });
        return { done: 'rejected' };
      case 'login-refused':
        await requeueDispatch(this.db, messageId, { response: result.response, nextTryAt: null });
        await changeMailboxState(this.db, this.settings.mailbox, {
          suspended: { since: now, response: result.response },
        });
        await raiseAlert(this.db, {
          id: `login/${this.settings.mailbox}/${now}`,
          kind: 'mailbox-suspended',
          message: `Accesso rifiutato alla casella ${this.settings.from}: l’invio è sospeso finché qualcuno non controlla la password.`,
          subject: this.settings.mailbox,
          raisedAt: now,
        });
        return { done: 'later', at: null };
      case 'retry': {
        const failures = state.failures + 1;
        const pause = pauseAfter(result.throttled ? 'throttled' : 'retry', failures) ?? 0;
        const at = new Date(Date.parse(now) + pause).toISOString() as Instant;
        await requeueDispatch(this.db, messageId, { response: result.response, nextTryAt: at });
        await changeMailboxState(this.db, this.settings.mailbox, { failures, pausedUntil: at });
        return { done: 'later', at };
      }
    }
  }

  /** The Sent copy is a courtesy to people: its failure is told and changes nothing of the letter. */
  async #keepCopy(messageId: string, raw: Uint8Array): Promise<void> {
    try {
      if (!(await this.mailbox.sentHas(messageId))) await this.mailbox.appendSent(raw);
    } catch (error) {
      await raiseAlert(this.db, {
        id: `sent-copy/${this.settings.mailbox}`,
        kind: 'sent-copy',
        message: `Copia nella posta inviata non riuscita: ${error instanceof Error ? error.message : String(error)}`,
        subject: messageId,
        raisedAt: this.clock.now(),
      });
    }
  }
}
