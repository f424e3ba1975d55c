import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Fact, Instant, Municipality, Survey } from '@app/domain';
import { faultSentence, guarded, romeDate, withRecordedClosures } from '@app/domain';
import { MailError, MailSender } from '@app/mail';
import type { SubmitResult } from '@app/mail';
import type { DispatchSummary, LetterRow } from '@app/persistence';
import {
  claimDispatch,
  deferLetter,
  dispatchBytes,
  dispatchesOf,
  letterById,
  loadFacts,
  markDot,
  moveDispatch,
  moveLetter,
  raiseAlert,
} from '@app/persistence';
import { Clock } from '../clock.js';
import { Departures } from '../going-out/departures.js';
import { Recorder } from '../recorder/recorder.js';
import { Reference } from '../reference.js';
import { WorkflowSettings } from '../settings.js';
import type { DispatchReport } from './conclusion.js';
import { Conclusion } from './conclusion.js';
import { Freezer } from './freezer.js';
import { closeWaiting, waitingAlert } from './letter-alerts.js';
import { letterFact } from './letter-facts.js';
import { recheck } from './recheck.js';
import { leavesFrom, sendingOpensAt } from './sending-window.js';

/** A letter with what is known of its municipality just before it leaves. */
interface Case {
  readonly letter: LetterRow;
  readonly survey: Survey;
  readonly municipality: Municipality;
  readonly facts: readonly Fact[];
  readonly now: Instant;
}

/** Takes a queued letter to the provider, without ever sending blindly twice. */
@Injectable()
export class Dispatcher {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly settings: WorkflowSettings,
    private readonly reference: Reference,
    private readonly recorder: Recorder,
    private readonly departures: Departures,
    private readonly freezer: Freezer,
    private readonly sender: MailSender,
    private readonly conclusion: Conclusion,
  ) {}

  /** Idempotent: a letter that has left, or that another worker claimed, gives `nothing`. */
  async dispatch(letterId: string): Promise<DispatchReport> {
    const letter = await letterById(this.db, letterId);
    if (letter === null || letter.state !== 'queued') return { done: 'nothing' };
    const now = this.clock.now();
    const opens = await sendingOpensAt(this.db, this.settings, now);
    if (opens === null || opens > now) return { done: 'later', at: opens };
    const own = await this.#caseOf(letter, now);
    let unplanned = '';
    const opensThere = (): Instant => leavesFrom(own.survey, own.municipality, now);
    const window = guarded(own.municipality, opensThere, (fault) => {
      unplanned = faultSentence(fault);
    });
    if (window === null) return this.#hold(letter, 'stopped', unplanned, now);
    if (window > now) {
      await deferLetter(this.db, letterId, window);
      return { done: 'later', at: window };
    }
    const attempt = await this.#readyAttempt(own);
    return 'done' in attempt ? attempt : this.#submit(letter, attempt, now);
  }

  /** Lets a stopped letter try again: an officer mended what stopped it. False when it was not stopped. */
  async release(letterId: string): Promise<boolean> {
    const released = await moveLetter(this.db, letterId, ['stopped'], 'queued');
    if (released) await closeWaiting(this.db, letterId, this.clock.now());
    return released;
  }

  async #caseOf(letter: LetterRow, now: Instant): Promise<Case> {
    const reference = await this.reference.of([letter.municipality]);
    const survey = reference.surveys.get(letter.survey);
    const municipality = reference.municipalities.get(letter.municipality);
    if (survey === undefined || municipality === undefined) {
      throw new Error(`letter ${letter.id}: unknown survey or municipality`);
    }
    const facts = (await loadFacts(this.db, [letter.municipality])).get(letter.municipality) ?? [];
    const own = facts.filter((fact) => fact.survey === survey.id);
    return {
      letter,
      survey,
      municipality: withRecordedClosures(municipality, own),
      facts: own,
      now,
    };
  }

  /** The frozen attempt that is to leave now; freezes one after a last look. */
  async #readyAttempt(own: Case): Promise<DispatchSummary | DispatchReport> {
    const { letter, survey, municipality, facts, now } = own;
    const check = recheck(survey, municipality, facts, letter, now);
    if (!check.go) return this.#hold(letter, check.ends, check.reason, now);
    const earlier = await dispatchesOf(this.db, letter.id);
    const ready = earlier.find((attempt) => attempt.state === 'queued');
    if (ready === undefined && earlier.some((attempt) => attempt.state !== 'abandoned')) {
      return { done: 'nothing' };
    }
    if (ready !== undefined && ready.nextTryAt !== null && ready.nextTryAt > now) {
      return { done: 'later', at: ready.nextTryAt };
    }
    const leave = await this.departures.check({ ...own, check });
    if (!leave.go && leave.ends === 'stopped') {
      return this.#hold(letter, 'stopped', leave.reason, now);
    }
    if (!leave.go) return { done: 'later', at: leave.retryAt };
    if (ready !== undefined) {
      if (stillTrue(ready, check)) return ready;
      // It never left: what it says is of another day, address or list of duties, and is written anew.
      const response = 'riscritta prima dell’invio: indirizzo, giorno o adempimenti sono cambiati';
      await moveDispatch(this.db, ready.messageId, ['queued'], 'abandoned', { response });
    }
    const frozen = await this.freezer.freeze({ ...own, check, earlier, enclosures: leave });
    return 'refused' in frozen ? this.#hold(letter, 'stopped', frozen.message, now) : frozen;
  }

  async #hold(
    letter: LetterRow,
    ends: 'withdrawn' | 'stopped',
    reason: string,
    now: Instant,
  ): Promise<DispatchReport> {
    const facts = ends === 'withdrawn' ? [letterFact(letter, 'withdrawn', now, { reason })] : [];
    await this.recorder.record(facts, async (tx) => {
      const moved = await moveLetter(tx, letter.id, ['queued'], ends, reason);
      if (!moved) return;
      await closeWaiting(tx, letter.id, now);
      if (ends === 'withdrawn') return;
      await raiseAlert(tx, {
        id: waitingAlert('stopped', letter.id),
        kind: 'letter-stopped',
        message: reason,
        subject: letter.id,
        raisedAt: now,
      });
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
    const tryNumber = await claimDispatch(this.db, messageId, now);
    if (tryNumber === null) return { done: 'nothing' };
    const under = { letter, attempt, tryNumber, raw, now };
    let result: SubmitResult;
    try {
      result = await this.sender.submit(
        { from: attempt.fromAddress, to: attempt.toAddress, raw },
        { beforeFinalDot: () => this.#allowDot(messageId, now, tryNumber) },
      );
    } catch (error) {
      if (!(error instanceof MailError)) throw error;
      // Refused before any socket opened.
      return this.conclusion.unsendable(under, error);
    }
    return this.conclusion.of(under, result);
  }

  /** A submitter that was thought dead, and whose letter another took over, gives it up before the dot. */
  async #allowDot(messageId: string, now: Instant, tryNumber: number): Promise<void> {
    if (await markDot(this.db, messageId, now, tryNumber)) return;
    throw new Error(`dispatch ${messageId} is no longer ours`);
  }
}

/** Whether frozen bytes may still leave as they are. */
function stillTrue(
  frozen: DispatchSummary,
  check: {
    readonly obligations: readonly string[];
    readonly address: { address: string };
    day: string;
  },
): boolean {
  return (
    frozen.toAddress === check.address.address &&
    romeDate(frozen.createdAt) === check.day &&
    JSON.stringify(frozen.obligations) === JSON.stringify(check.obligations)
  );
}
