import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DispatchEvent, DispatchReceipt, DispatchState } from './correlate.js';
import { advance, failureOfDispatch, QUEUED, verifiedReceipt } from './correlate.js';
import { readMessage } from './read-message.js';
import { daticertXml } from './testing/mail.js';
import { makeWorld } from './testing/world.js';
import type { PecKind } from './types.js';
import { verifyMessage } from './verify-message.js';

const receipt = (kind: PecKind, at: string, detail = ''): DispatchReceipt => ({
  type: 'receipt',
  kind,
  at: `2022-03-${at}:00.000Z`,
  error: detail === '' ? null : { code: detail.slice(0, 5), class: 'look', detail },
  certified: true,
});
const after = (...events: readonly DispatchEvent[]): DispatchState =>
  events.reduce((state, event) => advance(state, event).state, QUEUED);

const SUBMITTING = { type: 'submitting' } as const;
const SUBMITTED = { type: 'submitted' } as const;
const IN_DOUBT = { type: 'in-doubt' } as const;
const ACCEPTED = receipt('acceptance', '10T09:00');
const DELIVERED = receipt('delivery', '10T09:01');
const FAILED = receipt('delivery-failure', '10T09:02', '5.1.1 - indirizzo non valido');
const NOTICE = receipt('delivery-timeout-notice', '10T21:00', '5.4.1 - dodici ore');
const SECOND = receipt('delivery-timeout-notice', '11T06:59', '5.4.1 - superamento');
const FINAL = receipt('delivery-timeout-notice', '11T09:00', '5.4.1 - ventiquattro ore');
const REFUSED = receipt('non-acceptance', '10T09:00', '5.5.1 - virus');

describe('the way of one letter to one recipient', () => {
  it.each<[string, readonly DispatchEvent[], string]>([
    ['before anything', [], 'queued'],
    ['MAIL FROM is about to be said', [SUBMITTING], 'submitting'],
    ['250 after the dot is no acceptance', [SUBMITTING, SUBMITTED], 'submitted'],
    ['the connection was lost after the dot', [SUBMITTING, IN_DOUBT], 'in-doubt'],
    ['in doubt until any receipt names it', [SUBMITTING, IN_DOUBT, ACCEPTED], 'accepted'],
    [
      'in doubt and then delivered, the acceptance lost',
      [SUBMITTING, IN_DOUBT, DELIVERED],
      'delivered',
    ],
    ['accepted', [SUBMITTING, SUBMITTED, ACCEPTED], 'accepted'],
    [
      'taken in charge counts as accepted',
      [SUBMITTED, receipt('taken-in-charge', '10T09:01')],
      'accepted',
    ],
    ['refused', [SUBMITTED, REFUSED], 'failed'],
    [
      'rejected by SMTP',
      [
        SUBMITTING,
        { type: 'rejected', at: '2022-03-10T09:00:00.000Z', class: 'look', code: '550' },
      ],
      'failed',
    ],
    ['12 hours: still waiting', [ACCEPTED, NOTICE], 'accepted'],
    ['12 hours and then delivered', [ACCEPTED, NOTICE, DELIVERED], 'delivered'],
    ['a second notice is final', [NOTICE, SECOND], 'failed'],
    ['a copy of the first is no second', [ACCEPTED, NOTICE, NOTICE], 'accepted'],
    ['a notice that says twenty-four is final', [FINAL], 'failed'],
    [
      'a notice 22 hours after the acceptance is final',
      [ACCEPTED, receipt('delivery-timeout-notice', '11T07:00')],
      'failed',
    ],
    [
      'a notice just before that is not',
      [ACCEPTED, receipt('delivery-timeout-notice', '11T06:59')],
      'accepted',
    ],
    [
      'a late delivery reopens',
      [ACCEPTED, NOTICE, FINAL, receipt('delivery', '12T09:00')],
      'delivered',
    ],
    ['an envelope tells nothing', [SUBMITTED, receipt('envelope', '10T09:00')], 'submitted'],
    ['an anomaly tells nothing', [SUBMITTED, receipt('anomaly', '10T09:00')], 'submitted'],
    [
      'an unknown receipt tells nothing',
      [SUBMITTED, receipt('unknown-receipt', '10T09:00')],
      'submitted',
    ],
  ])('%s', (_, events, status) => {
    expect(after(...events).status).toBe(status);
  });

  it('shows a failure beside a delivery as a conflict, whichever came first', () => {
    expect(advance(after(ACCEPTED, DELIVERED), FAILED)).toMatchObject({
      changed: true,
      conflict: 'failure-and-delivery',
      state: { status: 'delivered' },
    });
    expect(advance(after(ACCEPTED, FAILED), DELIVERED)).toMatchObject({
      conflict: 'failure-and-delivery',
      state: { status: 'delivered' },
    });
  });
  it('marks a delivery after the 24 hours as reopened, without conflict', () => {
    expect(after(FINAL, receipt('delivery', '12T09:00'))).toMatchObject({
      reopened: true,
      conflict: null,
    });
  });
  it('shows a refusal beside an acceptance as a conflict', () => {
    expect(after(ACCEPTED, REFUSED).conflict).toBe('refusal-and-acceptance');
  });
  it('says why it failed', () => {
    expect(failureOfDispatch(after(FAILED))).toMatchObject({
      kind: 'delivery-failure',
      code: '5.1.1',
    });
    expect(failureOfDispatch(after(NOTICE, FINAL))).toMatchObject({
      kind: 'delivery-timeout-notice',
      class: 'other-channel',
    });
    expect(failureOfDispatch(after(FAILED, DELIVERED))).toBeNull();
  });
  it('says that nothing changed when nothing did, and keeps the same state', () => {
    const state = after(ACCEPTED, DELIVERED);
    expect(advance(state, ACCEPTED)).toEqual({ state, changed: false, conflict: null });
    expect(advance(state, SUBMITTED).state.status).toBe('delivered');
  });
});

const instants = ['10T09:00', '10T09:30', '10T21:00', '11T07:00', '11T09:00', '12T09:00'];
const kinds: readonly PecKind[] = [
  'acceptance',
  'non-acceptance',
  'taken-in-charge',
  'delivery',
  'delivery-failure',
  'delivery-timeout-notice',
  'virus-notice',
  'envelope',
];
const details = ['', '5.4.1 - dodici ore', '5.4.1 - ventiquattro ore', '5.1.1 - inesistente'];
const event: fc.Arbitrary<DispatchEvent> = fc.oneof(
  fc.constantFrom<DispatchEvent>(SUBMITTING, SUBMITTED, IN_DOUBT),
  fc
    .tuple(fc.constantFrom(...kinds), fc.constantFrom(...instants), fc.constantFrom(...details))
    .map(([kind, at, detail]) => receipt(kind, at, detail)),
);
const RANK: Readonly<Record<string, number>> = {
  queued: 0,
  submitting: 1,
  'in-doubt': 2,
  submitted: 3,
  accepted: 4,
  failed: 5,
  delivered: 6,
};

describe('order, repetition and delay', () => {
  it('never change the end: any permutation with any repetition gives the same state', () => {
    const runs = fc
      .array(event, { maxLength: 8 })
      .chain((events) =>
        fc.tuple(
          fc.constant(events),
          fc.shuffledSubarray(events, { minLength: events.length }),
          events.length === 0
            ? fc.constant([])
            : fc.array(fc.constantFrom(...events), { maxLength: 6 }),
        ),
      );
    fc.assert(
      fc.property(runs, ([events, shuffled, repeated]) => {
        expect(after(...shuffled, ...repeated)).toEqual(after(...events));
        expect(after(...repeated, ...shuffled)).toEqual(after(...events));
      }),
      { numRuns: 2000 },
    );
  });
  it('only ever move a letter forward', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 10 }), event, (events, next) => {
        const state = after(...events);
        const { state: then } = advance(state, next);
        expect(RANK[then.status]).toBeGreaterThanOrEqual(RANK[state.status] as number);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('only a verified receipt about this recipient counts', () => {
  const world = makeWorld();
  const made = (raw: Buffer, recipient: string) => {
    const message = readMessage(raw);
    return verifiedReceipt(message, verifyMessage(raw, message, world.trust), recipient);
  };
  const delivery = (from?: string) =>
    world.mail({
      header: 'X-Ricevuta: avvenuta-consegna',
      daticert: daticertXml({
        tipo: 'avvenuta-consegna',
        consegna: 'uno@pec.it',
        destinatari: [
          ['uno@pec.it', 'certificato'],
          ['due@pec.it', 'certificato'],
        ],
      }),
      ...(from === undefined ? {} : { from }),
    });

  it('a delivery speaks of one, in any case', () => {
    expect(made(delivery(), 'UNO@pec.it')).toMatchObject({
      kind: 'delivery',
      at: '2022-03-10T09:00:00.000Z',
    });
    expect(made(delivery(), 'due@pec.it')).toBeNull();
  });
  it('a forged one speaks of none', () => {
    expect(made(delivery('altro@gestore.it'), 'uno@pec.it')).toBeNull();
  });
  it('an acceptance speaks of all it lists, and marks who has no PEC', () => {
    const raw = world.mail({
      header: 'X-Ricevuta: accettazione',
      daticert: daticertXml({
        tipo: 'accettazione',
        destinatari: [
          ['uno@pec.it', 'certificato'],
          ['due@gmail.com', 'esterno'],
        ],
      }),
    });
    expect(made(raw, 'uno@pec.it')).toMatchObject({ kind: 'acceptance', certified: true });
    expect(made(raw, 'due@gmail.com')).toMatchObject({ certified: false });
    expect(made(raw, 'tre@pec.it')).toBeNull();
  });
  it('an id that stands only in the header, outside the signature, is none', () => {
    const raw = world.mail({
      header: 'X-Ricevuta: accettazione',
      daticert: daticertXml({ tipo: 'accettazione' }).replace(/<msgid>.*<\/msgid>/, ''),
    });
    expect(made(raw, 'comune@pec.comune.it')).toBeNull();
  });
  it('an envelope is no receipt, whatever its headers cite', () => {
    expect(
      made(world.mail({ header: 'X-Trasporto: posta-certificata' }), 'comune@pec.comune.it'),
    ).toBeNull();
  });
});
