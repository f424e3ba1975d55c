import type { Decision, Fact, Municipality, Survey } from '@app/domain';
import { addressOn, factOfDecision, letterId } from '@app/domain';
import { letterToken } from '@app/evidence';
import type { LetterRow, ReminderRow } from '@app/persistence';

/**
 * The fact of a final decision; null for postponed and locked ones. In the running engine a decision to send
 * queues the letter: `sent` is recorded when the provider has it. Each letter's own: a rung that was held back may
 * leave later by an officer's hand, and is then decided a second time.
 */
export function decisionFact(survey: Survey, decision: Decision): Fact | null {
  const fact = factOfDecision(survey.id, decision);
  if (fact?.type !== 'sent') return fact;
  return { ...fact, id: `queued/${letterId(decision)}`, type: 'queued' };
}

/** The letter that a decision to send starts. */
export function newLetter(
  survey: Survey,
  municipality: Municipality,
  decision: Decision,
): LetterRow {
  const id = letterId(decision);
  return {
    id,
    municipality: decision.municipality,
    survey: survey.id,
    obligation: decision.obligation,
    obligations: decision.obligations,
    rung: decision.rung,
    dueVersion: decision.dueVersion,
    template: decision.template,
    target: decision.target,
    decidedAt: decision.at,
    state: 'queued',
    subject: null,
    templateVersion: null,
    token: letterToken(id),
    parts: null,
    reason: decision.reason,
    plannedAddress: addressOn(municipality, decision.day)?.address ?? null,
    notBefore: null,
    repeats: decision.repeats ?? null,
  };
}

export function reminderRow(decision: Decision): ReminderRow {
  const { municipality, obligation, rung, dueVersion, action, code, reason, target, at } = decision;
  const letter = action === 'send' ? letterId(decision) : null;
  const key = { municipality, obligation, rung, dueVersion };
  return { ...key, action, code, reason, target, decidedAt: at, letter };
}
