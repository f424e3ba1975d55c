import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Fate } from '../script/fates.js';
import { parseScript } from '../script/parse.js';
import { readHead } from '../smtp/checks.js';
import { HOUR, SECOND, START, USER } from '../testing/harness.js';
import type { ReceiptEvent, Submission } from './events.js';
import { History } from './history.js';
import { planSubmission } from './plan.js';

const raw = Buffer.from(
  `From: ${USER}\r\nTo: a@x.it\r\nSubject: s\r\nMessage-ID: <1@x>\r\n\r\nt\r\n`,
);

function plan(fates: Readonly<Record<string, Fate>>, seq = 1, delay = 0): Submission {
  const recipients = Object.keys(fates);
  return planSubmission(
    { seq, at: START, user: USER, recipients, head: readHead(raw), raw },
    {
      script: parseScript({
        version: 1,
        recipients: recipients.map((address) => ({ address, fate: fates[address]! })),
      }),
      users: [USER],
      earlier: new History([]),
      acceptanceDelay: delay,
      refusal: null,
    },
  );
}

/** Kind and arrival after the submission, in seconds. */
const told = (submission: Submission): string[] =>
  submission.events
    .filter((event): event is ReceiptEvent => event.type === 'receipt')
    .toSorted((a, b) => a.at - b.at)
    .map(({ kind, at }) => `${kind} ${(at - START) / SECOND}`);

describe('the plan of a submission to one recipient', () => {
  it.each<[Fate, string[]]>([
    [{ do: 'delivered' }, ['acceptance 2', 'delivery 60']],
    [{ do: 'delivered', after: 'PT5M' }, ['acceptance 2', 'delivery 300']],
    [
      { do: 'delivered', takenInCharge: true },
      ['acceptance 2', 'taken-in-charge 55', 'delivery 60'],
    ],
    [{ do: 'not-certified' }, ['acceptance 2']],
    [{ do: 'missing-mailbox' }, ['acceptance 2', 'delivery-failure 60']],
    [{ do: 'missing-domain' }, ['acceptance 2', 'delivery-failure 60']],
    [{ do: 'full' }, ['acceptance 2', 'delivery-failure 60']],
    [
      { do: 'notice-12h-then-delivery' },
      ['acceptance 2', 'delivery-timeout-notice 43200', 'delivery 54000'],
    ],
    [
      { do: 'notice-12h-24h' },
      ['acceptance 2', 'delivery-timeout-notice 43200', 'delivery-timeout-notice 86400'],
    ],
    [{ do: 'virus' }, ['acceptance 2', 'delivery-failure 60']],
    [{ do: 'virus', notice: true }, ['acceptance 2', 'virus-notice 55', 'delivery-failure 60']],
    [{ do: 'no-acceptance' }, []],
    [{ do: 'no-acceptance', delivery: true }, ['delivery 60']],
    [{ do: 'non-acceptance' }, ['non-acceptance 2']],
    [
      { do: 'duplicate-receipts' },
      ['acceptance 2', 'acceptance 3', 'acceptance 7', 'delivery 60', 'delivery 61', 'delivery 65'],
    ],
    [{ do: 'out-of-order-receipts' }, ['delivery 60', 'acceptance 92']],
  ])('%j', (fate, receipts) => {
    expect(told(plan({ 'a@x.it': fate }))).toEqual(receipts);
  });

  it('keeps the time of issue of a receipt that is overtaken: signed at 2 s, there at 92 s', () => {
    const [acceptance] = plan({ 'a@x.it': { do: 'out-of-order-receipts' } }).events;
    expect(acceptance).toMatchObject({ at: START + 92 * SECOND, issuedAt: START + 2 * SECOND });
  });
});

const fates = fc.constantFrom<Fate>(
  { do: 'delivered' },
  { do: 'not-certified' },
  { do: 'missing-mailbox' },
  { do: 'full' },
  { do: 'notice-12h-then-delivery' },
  { do: 'notice-12h-24h' },
  { do: 'virus', notice: true },
  { do: 'duplicate-receipts' },
);

describe('the plan of any submission', () => {
  const campaign = fc
    .array(fates, { minLength: 1, maxLength: 5 })
    .map((list) => Object.fromEntries(list.map((fate, i) => [`c${i}@pec.example`, fate])));

  it('is the same for the same submission, and other for the next one', () => {
    fc.assert(
      fc.property(campaign, fc.integer({ min: 1, max: 1e6 }), (recipients, seq) => {
        expect(plan(recipients, seq)).toEqual(plan(recipients, seq));
        expect(plan(recipients, seq).providerId).not.toBe(plan(recipients, seq + 1).providerId);
      }),
    );
  });

  it('gives every event a name of its own, and nothing arrives before the submission', () => {
    fc.assert(
      fc.property(campaign, fc.integer({ min: 0, max: HOUR }), (recipients, delay) => {
        const { events } = plan(recipients, 7, delay);
        expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
        expect(events.every(({ id, at }) => id.startsWith('7-') && at > START)).toBe(true);
      }),
    );
  });

  it('says one final word about each certified recipient: delivered, failed, or 24 hours over', () => {
    fc.assert(
      fc.property(campaign, (recipients) => {
        const { events } = plan(recipients);
        for (const [address, fate] of Object.entries(recipients)) {
          if (fate.do === 'not-certified') continue;
          const last = new Set(
            events.flatMap((event) =>
              event.type === 'receipt' && event.recipient === address && isFinal(event)
                ? [event.kind]
                : [],
            ),
          );
          expect(last.size).toBe(1);
        }
      }),
    );
  });

  const isFinal = ({ kind, hours }: ReceiptEvent): boolean =>
    kind === 'delivery' ||
    kind === 'delivery-failure' ||
    (kind === 'delivery-timeout-notice' && hours === 24);
});
