import { createHash } from 'node:crypto';
import type { Decision, Fact, Survey } from '@app/domain';
import type { LetterRow, ReminderRow } from '@app/persistence';

/** Decisions that end a rung: they become facts. Postponed and locked ones are looked at again. */
const FINAL = new Set<Decision['action']>(['send', 'folded', 'dropped', 'skipped']);

export const isFinal = (decision: Decision): boolean => FINAL.has(decision.action);

/** The letter's id says what it is for: it can be derived again and is never given twice. */
export function letterId(decision: Decision): string {
  return `${decision.municipality}/${decision.obligation}/${decision.rung}/${decision.dueVersion}`;
}

/**
 * Short code printed in the letter, which a reply may quote: no 0/O or 1/I to mistype.
 *
 * @example letterToken('110001/push-erp/2021-12-31/opening/1') //=> 'SOL-7KQ4M2XB'
 */
export function letterToken(id: string): string {
  const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  const digest = createHash('sha256').update(id).digest();
  return 'SOL-' + Array.from(digest.subarray(0, 8), (byte) => alphabet[byte % 32]).join('');
}

/** The fact of a final decision. Its id is the rung's unique key, so that deciding twice records once. */
export function decisionFact(survey: Survey, decision: Decision): Fact {
  const base = {
    id: `rung/${decision.obligation}/${decision.rung}/${decision.dueVersion}`,
    survey: survey.id,
    municipality: decision.municipality,
    round: decision.obligation.slice(survey.id.length + 1) as Fact['round'],
    occurredAt: decision.at,
    recordedAt: decision.at,
    actor: 'motore',
    source: 'engine' as const,
    evidence: null,
  };
  const key = { rung: decision.rung, dueVersion: decision.dueVersion, target: decision.target };
  switch (decision.action) {
    case 'send':
      return {
        ...base,
        type: 'queued',
        payload: {
          ...key,
          letter: letterId(decision),
          template: decision.template,
          obligations: decision.obligations,
        },
      };
    case 'folded':
      return {
        ...base,
        type: 'folded',
        payload: { ...key, into: decision.into ?? '', reason: decision.reason },
      };
    case 'dropped':
    case 'skipped':
      return { ...base, type: decision.action, payload: { ...key, reason: decision.reason } };
    default:
      throw new Error(`«${decision.action}» ends no rung`);
  }
}

/** The letter that a decision to send starts. */
export function newLetter(survey: Survey, decision: Decision): LetterRow {
  const id = letterId(decision);
  return {
    id,
    municipality: decision.municipality,
    survey: survey.id,
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
  };
}

export function reminderRow(decision: Decision): ReminderRow {
  const { municipality, obligation, rung, dueVersion, action, code, reason, target, at } = decision;
  const letter = action === 'send' ? letterId(decision) : null;
  return {
    municipality,
    obligation,
    rung,
    dueVersion,
    action,
    code,
    reason,
    target,
    decidedAt: at,
    letter,
  };
}
