import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Fact, Instant } from '@app/domain';
import type { DispatchSummary, LetterRow } from '@app/persistence';
import { closeAlert, dispatchesOf, letterById, moveDispatch, moveLetter } from '@app/persistence';
import { noteActIn } from '../acts/note-act.js';
import { Clock } from '../clock.js';
import { Jobs } from '../jobs.js';
import type { DoubtDecision, DoubtEvidence } from '../outbox/doubt.js';
import { decideDoubt } from '../outbox/doubt.js';
import { closeWaiting } from '../outbox/letter-alerts.js';
import { asWritten, attemptFact, letterFact } from '../outbox/letter-facts.js';
import { Settler } from '../outbox/settler.js';
import { Recorder } from '../recorder/recorder.js';

/**
 * What a person may decide of a letter in doubt: it leaves once more as a new attempt, it is taken as having
 * left, or it is given up.
 */
export const DOUBT_CHOICES = ['resend', 'has-left', 'give-up'] as const;
export type DoubtChoice = (typeof DOUBT_CHOICES)[number];

/** A letter in doubt with what is known of it. */
export interface DoubtView {
  readonly letter: LetterRow;
  readonly attempt: DispatchSummary;
  readonly evidence: DoubtEvidence;
  /** What the rule makes of the evidence. */
  readonly advice: DoubtDecision;
  /** Before it a second attempt could be a blind one: a receipt may still be on its way. */
  readonly resendFrom: Instant;
}

export type DoubtOutcome =
  | { readonly done: DoubtChoice }
  | { readonly refused: true; readonly code: 'settled' | 'too-early'; readonly message: string };

/** The least time that a receipt is waited for (design: no blind resend). */
const WINDOW_MS = 30 * 60_000;

/** Takes back a decision that came after a receipt, or after another person's. */
class SettledMeanwhile extends Error {}

const SETTLED: DoubtOutcome = {
  refused: true,
  code: 'settled',
  message:
    'L’invio non è più incerto: è arrivata una ricevuta, oppure qualcuno ha già deciso. Non è stato cambiato nulla.',
};

/** Letters of which nobody knows whether they left, for the person who decides after a look at the provider's webmail. */
@Injectable()
export class DoubtDesk {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly settler: Settler,
    private readonly recorder: Recorder,
    private readonly jobs: Jobs,
  ) {}

  /** The doubt about a letter; null when there is none. */
  async view(letterId: string): Promise<DoubtView | null> {
    const letter = await letterById(this.db, letterId);
    if (letter === null) return null;
    const attempt = (await dispatchesOf(this.db, letterId)).at(-1);
    if (attempt?.state !== 'in-doubt') return null;
    const evidence = await this.settler.evidenceOf(attempt, letter);
    const resendFrom = after(evidence.attemptedAt, WINDOW_MS);
    return { letter, attempt, evidence, advice: decideDoubt(evidence), resendFrom };
  }

  /** Puts a decision on record. The first counts: a receipt's, or a person's. */
  async decide(
    letterId: string,
    choice: DoubtChoice,
    who: { readonly by: string; readonly reason: string },
  ): Promise<DoubtOutcome> {
    const view = await this.view(letterId);
    if (view === null) return SETTLED;
    const now = this.clock.now();
    if (choice === 'resend' && now < view.resendFrom) {
      const message =
        'È presto per rispedire: una ricevuta può essere ancora in viaggio. Occorrono almeno 30 minuti dal tentativo.';
      return { refused: true, code: 'too-early', message };
    }
    try {
      await this.recorder.record(factsOf(view, choice, who, now), async (tx) => {
        await this.#apply(tx, view, choice, who, now);
      });
    } catch (error) {
      if (error instanceof SettledMeanwhile) return SETTLED;
      throw error;
    }
    if (choice === 'resend') await this.jobs.wakeSender();
    return { done: choice };
  }

  async #apply(
    tx: EntityManager,
    { letter, attempt }: DoubtView,
    choice: DoubtChoice,
    { by, reason }: { readonly by: string; readonly reason: string },
    now: Instant,
  ): Promise<void> {
    const response = `decisione di ${by}: ${reason}`;
    const { messageId } = attempt;
    const to = choice === 'has-left' ? 'submitted' : 'abandoned';
    if (!(await moveDispatch(tx, messageId, ['in-doubt'], to, { response }))) {
      throw new SettledMeanwhile();
    }
    if (choice === 'has-left') await moveLetter(tx, letter.id, ['queued'], 'sent');
    if (choice === 'give-up') await moveLetter(tx, letter.id, ['queued'], 'withdrawn', reason);
    if (choice !== 'resend') await closeWaiting(tx, letter.id, now);
    await closeAlert(tx, `doubt/${messageId}`, now);
    await closeAlert(tx, `no-acceptance/${messageId}`, now);
    const detail = { decision: choice, messageId, attempt: attempt.attempt, reason };
    const subject = letter.id;
    await noteActIn(tx, { at: now, actor: by, act: 'doubt-decided', subject, detail });
  }
}

/** What a decision says of the letter. Sending once more says nothing yet: the new attempt will. */
function factsOf(
  { letter, attempt }: DoubtView,
  choice: DoubtChoice,
  { by, reason }: { readonly by: string; readonly reason: string },
  now: Instant,
): Fact[] {
  const own = { recordedAt: now, actor: by, source: 'officer' as const };
  if (choice === 'has-left') {
    return [{ ...attemptFact(letter, attempt, attempt.submittingAt ?? now), ...own }];
  }
  if (choice === 'resend') return [];
  return [{ ...letterFact(asWritten(letter, attempt), 'withdrawn', now, { reason }), ...own }];
}

const after = (instant: Instant, ms: number): Instant =>
  new Date(Date.parse(instant) + ms).toISOString() as Instant;
