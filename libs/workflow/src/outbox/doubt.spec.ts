import { describe, expect, it } from '@jest/globals';
import type { Instant } from '@app/domain';
import type { DoubtEvidence } from './doubt.js';
import { decideDoubt } from './doubt.js';

/** Wednesday 16 March 2022, 09:00 in Rome. */
const ATTEMPT = Date.parse('2022-03-16T08:00:00.000Z');
const MINUTE = 60_000;
const at = (minutes: number): Instant =>
  new Date(ATTEMPT + minutes * MINUTE).toISOString() as Instant;

/** All the negative evidence that the rule wants, an hour after the attempt. */
function evidence(changes: Partial<DoubtEvidence> = {}): DoubtEvidence {
  return {
    now: at(60),
    attemptedAt: at(0),
    usualAcceptanceMs: 10_000,
    mailboxReadUpTo: at(60),
    notUnderstood: 0,
    mailboxRenumbered: false,
    sentHasIt: false,
    laterAccepted: 1,
    attempt: 1,
    policy: 'resend-once',
    lastUsefulMoment: null,
    ...changes,
  };
}

const act = (changes: Partial<DoubtEvidence>): string => decideDoubt(evidence(changes)).act;

describe('a letter in doubt', () => {
  it('leaves once more on negative evidence', () => {
    expect(decideDoubt(evidence())).toEqual({
      act: 'resend',
      reason:
        'nessuna ricevuta dopo 30 minuti, casella letta per intero e lettere successive accettate',
    });
  });

  it.each<[string, Partial<DoubtEvidence>, string]>([
    ['29 minutes after the attempt', { now: at(29), mailboxReadUpTo: at(29) }, 'wait'],
    ['30 minutes after the attempt', { now: at(30), mailboxReadUpTo: at(30) }, 'resend'],
    ['a mailbox read up to a minute before the window’s end', { mailboxReadUpTo: at(29) }, 'wait'],
    ['a mailbox read up to the window’s end', { mailboxReadUpTo: at(30) }, 'resend'],
    ['a message that could not be read', { notUnderstood: 1 }, 'wait'],
    ['a mailbox never read', { mailboxReadUpTo: null }, 'wait'],
    [
      'usual acceptance of 6 minutes: the window is 60',
      { usualAcceptanceMs: 6 * MINUTE },
      'resend',
    ],
    [
      'usual acceptance of 6 minutes and a second: the window is longer than an hour',
      { usualAcceptanceMs: 6 * MINUTE + 1000 },
      'wait',
    ],
    ['no usual time yet: 30 minutes', { usualAcceptanceMs: null }, 'resend'],
    ['a folder that was renumbered since', { mailboxRenumbered: true }, 'wait'],
    ['no later letter with its acceptance', { laterAccepted: 0 }, 'wait'],
    ['a Sent folder that can’t be searched', { sentHasIt: null }, 'ask-officer'],
    ['nothing else either', { sentHasIt: null, laterAccepted: 0 }, 'wait'],
    ['a copy in Sent', { sentHasIt: true }, 'ask-officer'],
    ['a second attempt: never more than one by itself', { attempt: 2 }, 'ask-officer'],
    ['a formal notice', { policy: 'ask-officer' }, 'ask-officer'],
    [
      'a formal notice inside its window: too soon to ask',
      { policy: 'ask-officer', now: at(29) },
      'wait',
    ],
  ])('with %s: %j → %s', (_what, changes, expected) => {
    expect(act(changes)).toBe(expected);
  });

  it('says what it waits for', () => {
    const waits = (changes: Partial<DoubtEvidence>) => decideDoubt(evidence(changes)).reason;
    expect(waits({ now: at(5) })).toBe(
      'si attende una ricevuta per almeno 30 minuti dal tentativo',
    );
    expect(waits({ laterAccepted: 0 })).toBe(
      'nessuna lettera successiva ha ancora la sua accettazione',
    );
    expect(waits({ mailboxRenumbered: true })).toContain('rinumerata');
  });
});

describe('near the last useful moment a double is preferred to silence', () => {
  const lacking = { laterAccepted: 0 };

  it.each<[string, Partial<DoubtEvidence>, string]>([
    ['31 minutes before it', { lastUsefulMoment: at(91) }, 'wait'],
    ['30 minutes before it', { lastUsefulMoment: at(90) }, 'resend'],
    ['after it', { lastUsefulMoment: at(59) }, 'resend'],
    [
      'before it, without a mailbox to read',
      { lastUsefulMoment: at(80), mailboxReadUpTo: null },
      'resend',
    ],
    [
      'inside a long window',
      { lastUsefulMoment: at(80), usualAcceptanceMs: 60 * MINUTE },
      'resend',
    ],
    ['29 minutes after the attempt', { now: at(29), lastUsefulMoment: at(31) }, 'wait'],
    ['a second attempt', { lastUsefulMoment: at(80), attempt: 2 }, 'ask-officer'],
    ['a formal notice', { lastUsefulMoment: at(80), policy: 'ask-officer' }, 'ask-officer'],
    ['a copy in Sent', { lastUsefulMoment: at(80), sentHasIt: true }, 'ask-officer'],
  ])('%s: %j → %s', (_what, changes, expected) => {
    expect(act({ ...lacking, ...changes })).toBe(expected);
  });

  it('and the record says why', () => {
    const decision = decideDoubt(evidence({ ...lacking, lastUsefulMoment: at(80) }));
    expect(decision.reason).toBe(
      'il termine sta per scadere: meglio una lettera doppia che nessuna (nessuna lettera successiva ha ancora la sua accettazione)',
    );
  });
});
