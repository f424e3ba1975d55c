import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Instant } from '@app/domain';
import { foldMunicipality, guarded } from '@app/domain';
import { Mailbox } from '@app/mail';
import type { DispatchSummary, LetterRow } from '@app/persistence';
import {
  acceptanceTimes,
  countNotUnderstood,
  dispatchesIn,
  dispatchesOf,
  letterById,
  loadFacts,
  moveDispatch,
  raiseAlert,
  requeueDispatch,
} from '@app/persistence';
import { Clock } from '../clock.js';
import { TOLD } from '../queries/plans.js';
import { Reference } from '../reference.js';
import { WorkflowSettings } from '../settings.js';
import type { DoubtEvidence } from './doubt.js';
import { decideDoubt } from './doubt.js';
import { mailboxState } from './mailbox-state.js';
import { leavesUntil } from './sending-window.js';

/** Brings to an end what a crash or a lost connection left open. */
@Injectable()
export class Settler {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly settings: WorkflowSettings,
    private readonly reference: Reference,
    private readonly mailbox: Mailbox,
  ) {}

  /**
   * For whoever holds the mailbox's lock: a `submitting` attempt has no submitter any more. Before the final dot it
   * surely did not leave and is queued as it is; after it, it is in doubt. A submitter that lost the lock and lives on
   * after all is kept from the dot by the first, and settles the second by its own answer.
   *
   * @returns ids of the letters that may be dispatched again
   */
  async orphans(): Promise<string[]> {
    const revived: string[] = [];
    const response = 'interrotta prima della risposta del gestore';
    for (const { messageId, letter, tries } of await dispatchesIn(this.db, ['submitting'])) {
      const change = { response, nextTryAt: null, onlyTry: tries, undotted: true };
      if (await requeueDispatch(this.db, messageId, change)) revived.push(letter);
      else {
        const same = { response, onlyTry: tries };
        await moveDispatch(this.db, messageId, ['submitting'], 'in-doubt', same);
      }
    }
    return revived;
  }

  /**
   * Looks at letters in doubt.
   *
   * @returns ids of the letters that may be dispatched again
   */
  async doubts(): Promise<string[]> {
    const resent: string[] = [];
    for (const dispatch of await dispatchesIn(this.db, ['in-doubt'])) {
      const letter = await letterById(this.db, dispatch.letter);
      if (letter === null) continue;
      const decision = decideDoubt(await this.evidenceOf(dispatch, letter));
      if (decision.act === 'ask-officer') await this.#ask(dispatch, letter, decision.reason);
      if (decision.act !== 'resend') continue;
      const moved = await moveDispatch(this.db, dispatch.messageId, ['in-doubt'], 'abandoned', {
        response: decision.reason,
      });
      if (moved) resent.push(letter.id);
    }
    return resent;
  }

  /** What is known of an attempt in doubt at this moment: what the rule, or a person, decides by. */
  async evidenceOf(dispatch: DispatchSummary, letter: LetterRow): Promise<DoubtEvidence> {
    const attemptedAt = dispatch.submittingAt ?? dispatch.createdAt;
    const state = await mailboxState(this.db, this.settings.mailbox);
    const times = await acceptanceTimes(this.db, dispatch.fromAddress, attemptedAt);
    const survey = (await this.reference.of([])).surveys.get(letter.survey);
    const rung = survey?.rungs.find((candidate) => candidate.id === letter.rung);
    return {
      now: this.clock.now(),
      attemptedAt,
      usualAcceptanceMs: times.usualMs,
      mailboxReadUpTo: state.readUpTo,
      notUnderstood: await countNotUnderstood(this.db, this.settings.mailbox, attemptedAt),
      mailboxRenumbered: state.renumberedAt !== null && state.renumberedAt > attemptedAt,
      sentHasIt: await this.#sentHas(dispatch.messageId),
      laterAccepted: times.laterAccepted,
      attempt: await this.#mayHaveLeft(letter.id),
      policy: rung?.whenInDoubt ?? 'ask-officer',
      lastUsefulMoment: await this.#lastUsefulMoment(letter),
    };
  }

  /** Sent that can't be read proves nothing; it must not keep other doubts from being settled. */
  async #sentHas(messageId: string): Promise<boolean | null> {
    return this.mailbox.sentHas(messageId).catch(() => null);
  }

  /** Attempts of the letter that went past the final dot. */
  async #mayHaveLeft(letter: string): Promise<number> {
    const attempts = await dispatchesOf(this.db, letter);
    return attempts.filter((attempt) => attempt.dotAt !== null).length;
  }

  /** A letter that announces a due date is of no use after it, and leaves in sending hours only. */
  async #lastUsefulMoment(letter: LetterRow): Promise<Instant | null> {
    const { surveys, municipalities } = await this.reference.of([letter.municipality]);
    const survey = surveys.get(letter.survey);
    const municipality = municipalities.get(letter.municipality);
    const rung = survey?.rungs.find((candidate) => candidate.id === letter.rung);
    if (survey === undefined || municipality === undefined || rung === undefined) return null;
    if (rung.offset > 0) return null;
    const facts = (await loadFacts(this.db, [letter.municipality])).get(letter.municipality) ?? [];
    const now = this.clock.now();
    const record = facts.filter((fact) => fact.survey === survey.id);
    const last = (): Instant | null => {
      const states = foldMunicipality(survey, municipality, record, { asOf: now, knownOn: now });
      const own = states.find((state) => state.obligation === letter.obligation);
      return own === undefined ? null : leavesUntil(survey, municipality, own.due.date);
    };
    // Of a municipality that can't be planned nothing presses: its doubts are not the others'.
    return guarded(municipality, last, TOLD);
  }

  async #ask(dispatch: DispatchSummary, letter: LetterRow, reason: string): Promise<void> {
    await raiseAlert(this.db, {
      id: `doubt/${dispatch.messageId}`,
      kind: 'dispatch-in-doubt',
      message: `${reason} Controllare la webmail del gestore, poi decidere se rispedire.`,
      subject: letter.id,
      raisedAt: this.clock.now(),
    });
  }
}
