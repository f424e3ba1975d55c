import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newMessageId } from '@app/pec';
import type { Kind } from '@app/pec-sandbox';
import { addressHealth } from '@app/persistence';
import { EvidenceFile } from '../evidence/evidence-file.js';
import { Bench } from '../testing/bench.js';
import type { ReceiptOptions } from '../testing/provider.js';
import { TestProvider } from '../testing/provider.js';
import { andria, ROUND } from '../testing/samples.js';

/** Minutes after the submission. */
type Step = readonly [minutes: number, kind: Kind, options?: ReceiptOptions];

const HOUR = 60;
const TWELVE: ReceiptOptions = { hours: 12, error: 'altro', detail: '5.4.1 - prime dodici ore' };
const UNSAID: ReceiptOptions = { hours: 12, error: 'altro', detail: '5.4.1 - tempo massimo' };
const FULL: ReceiptOptions = { error: 'altro', detail: '5.2.2 - casella piena' };

const STORIES: readonly (readonly [what: string, state: string, told: string[], steps: Step[]])[] =
  [
    [
      'delivered',
      'delivered',
      ['accepted', 'delivered'],
      [
        [0, 'acceptance'],
        [1, 'delivery'],
      ],
    ],
    [
      'a full mailbox',
      'failed',
      ['accepted', 'delivery-failed retry-later final'],
      [
        [0, 'acceptance'],
        [2, 'delivery-failure', FULL],
      ],
    ],
    [
      'a late delivery after the notice of 12 hours',
      'delivered',
      ['accepted', 'delivered', 'delivery-failed retry-later provisional'],
      [
        [0, 'acceptance'],
        [12 * HOUR, 'delivery-timeout-notice', TWELVE],
        [15 * HOUR, 'delivery'],
      ],
    ],
    [
      'two notices whose words say neither 12 nor 24: the second is final',
      'failed',
      [
        'accepted',
        'delivery-failed other-channel final',
        'delivery-failed retry-later provisional',
        'delivery-failed retry-later provisional',
      ],
      [
        [0, 'acceptance'],
        [12 * HOUR, 'delivery-timeout-notice', UNSAID],
        [24 * HOUR, 'delivery-timeout-notice', UNSAID],
      ],
    ],
    [
      'not accepted',
      'failed',
      ['delivery-failed look final'],
      [[0, 'non-acceptance', { error: 'altro', detail: 'controlli formali' }]],
    ],
    [
      'an address that is no PEC',
      'failed',
      ['accepted', 'delivery-failed fix-address final'],
      [[0, 'acceptance', { external: true }]],
    ],
    [
      'a failure and a delivery, which contradict each other',
      'delivered',
      ['accepted', 'delivered', 'delivery-failed retry-later final'],
      [
        [0, 'acceptance'],
        [1, 'delivery-failure', FULL],
        [2, 'delivery'],
      ],
    ],
  ];

describe('receipts', () => {
  let provider: TestProvider;
  let bench: Bench;

  beforeAll(async () => {
    provider = await TestProvider.open();
  });
  afterAll(() => provider.close());
  afterEach(() => bench.close());

  const later = (minutes: number): string =>
    new Date(Date.parse('2022-02-14T08:00:05.000Z') + minutes * 60_000).toISOString();

  /** The letters have been taken by the provider. */
  async function sent(istats: readonly string[] = ['110001']): Promise<void> {
    const municipalities = istats.map((istat) => andria({ istat }));
    bench = await Bench.open(provider, { municipalities });
    for (const { id } of await bench.letters()) await bench.dispatcher.dispatch(id);
  }

  const about = async (steps: readonly Step[]): Promise<Buffer[]> => {
    const attempt = await bench.attempt();
    return Promise.all(
      steps.map(([minutes, kind, options]) =>
        provider.receipt(kind, attempt, later(minutes), options),
      ),
    );
  };

  /** Facts of the receipts, sorted: their order of recording is the order of arrival. */
  const proofs = async (istat?: string): Promise<string[]> =>
    (await bench.told(istat)).filter((one) => !['queued', 'sent'].includes(one)).sort();

  /** What an evidence file finds wrong when it makes the facts again from the receipts. */
  async function doubts(istat = '110001'): Promise<readonly string[]> {
    const made = await new EvidenceFile(bench.db).write({
      ...{ municipality: istat, round: ROUND, at: bench.clock.now() },
      anchors: [provider.anchor],
    });
    if (made === null || 'refused' in made) return made?.faults ?? ['no file'];
    return made.report.problems.map(({ message }) => message);
  }

  it.each(STORIES)('tell of a letter: %s', async (_what, state, told, steps) => {
    await sent();
    await bench.arrive(...(await about(steps)));
    expect(await bench.attempt()).toMatchObject({ state });
    expect(await proofs()).toEqual(told);
    expect(await bench.letter()).toMatchObject({ state });
    expect(await doubts()).toEqual([]);
  });

  it('in any order, delayed and doubled, give the same record', async () => {
    const istats = STORIES.map((_, n) => String(110_001 + n));
    const order = fc.array(fc.tuple(fc.nat(), fc.boolean()), { minLength: 40, maxLength: 40 });
    const runs: string[] = [];
    await fc.assert(
      fc.asyncProperty(order, async (seeds) => {
        if (runs.length > 0) await bench.close();
        await sent(istats);
        const attempts = (await bench.db.query(
          `select d.message_id as "messageId", from_address as "fromAddress", to_address as "toAddress"
           from dispatch d join letter l on l.id = d.letter order by l.municipality`,
        )) as { messageId: string; fromAddress: string; toAddress: string }[];
        const messages = await Promise.all(
          STORIES.flatMap(([, , , steps], n) =>
            steps.map(([minutes, kind, options]) =>
              provider.receipt(kind, attempts[n]!, later(minutes), {
                ...options,
                // The same receipts in every run: their ids follow from what they say.
                messageId: `${kind}.${n}.${minutes}@pec.gestore-a.example`,
              }),
            ),
          ),
        );
        const shuffled = messages
          .flatMap((raw, at) => {
            const [weight = 0, twice = false] = seeds[at % seeds.length] ?? [];
            const again = Buffer.concat([Buffer.from('X-Copia: 2\r\n'), raw]);
            return twice
              ? [
                  { raw, weight },
                  { raw: again, weight: weight ^ 0x5a5a },
                ]
              : [{ raw, weight }];
          })
          .sort((a, b) => a.weight - b.weight);
        for (const { raw } of shuffled) await bench.arrive(raw);
        const record = await bench.db.query(`
          select l.municipality, l.state as letter, d.state, d.accepted_at, d.settled_at, d.failure, d.conflict,
            (select jsonb_agg(jsonb_build_array(f.type, f.occurred_at, f.payload) order by f.type, f.occurred_at, f.payload::text)
             from fact f where f.municipality = l.municipality and f.type not in ('queued', 'sent')) as facts
          from letter l join dispatch d on d.letter = l.id order by 1`);
        const [open] = await bench.db.query(
          `select count(*)::int as count from raw_message where state <> 'processed'`,
        );
        expect(open.count).toBe(0);
        for (const istat of istats) expect(await doubts(istat)).toEqual([]);
        runs.push(JSON.stringify(record));
        expect(runs.at(-1)).toBe(runs[0]);
      }),
      { numRuns: 6 },
    );
    const states = (JSON.parse(runs[0]!) as { state: string }[]).map(({ state }) => state);
    expect(states).toEqual(STORIES.map(([, state]) => state));
  }, 120_000);

  it('processed by two workers at once become one fact', async () => {
    await sent();
    bench.mailbox.messages.push(
      ...(await about([
        [0, 'acceptance'],
        [1, 'delivery'],
      ])),
    );
    const found = await bench.reader.poll();
    await Promise.all([...found, ...found].map((sha256) => bench.processor.process(sha256)));
    expect(await proofs()).toEqual(['accepted', 'delivered']);
    expect(await bench.attempt()).toMatchObject({ state: 'delivered' });
  });

  it('of a failed delivery raise one alert that says what to do, which a late delivery settles', async () => {
    await sent();
    const [acceptance, failure, delivery] = await about([
      [0, 'acceptance'],
      [1, 'delivery-failure', FULL],
      [2, 'delivery'],
    ]);
    await bench.arrive(acceptance!, failure!);
    expect(await bench.alerts()).toMatchObject([
      {
        kind: 'delivery-failed',
        message: expect.stringContaining('Una casella piena non è una consegna'),
      },
    ]);
    await bench.arrive(delivery!);
    expect((await bench.alerts()).map(({ kind }) => kind)).toEqual(['receipts-conflict']);
  });

  it('show how an address answers, without keeping any letter from it', async () => {
    await sent();
    await bench.arrive(...(await about([[0, 'acceptance', { external: true }]])));
    expect(await addressHealth(bench.db)).toMatchObject([{ state: 'not-pec' }]);
    await bench.arrive(...(await about([[3, 'delivery']])));
    expect(await addressHealth(bench.db)).toMatchObject([{ state: 'working', failure: null }]);
  });

  describe('that may change nothing', () => {
    beforeEach(() => sent());

    async function changesNothing(raw: Buffer, state: string): Promise<string | null> {
      const before = [await bench.attempt(), await bench.letter(), await bench.told()];
      await bench.arrive(raw);
      expect([await bench.attempt(), await bench.letter(), await bench.told()]).toEqual(before);
      const [kept] = await bench.db.query(`select state, problem from raw_message`);
      expect(kept.state).toBe(state);
      return kept.problem as string | null;
    }

    it('are those signed by a stranger’s authority, kept in quarantine with an alert', async () => {
      const stranger = await TestProvider.open();
      const raw = await stranger.receipt('delivery', await bench.attempt(), later(1));
      stranger.close();
      expect(await changesNothing(raw, 'quarantined')).toContain('untrusted');
      expect(await bench.alerts()).toMatchObject([{ kind: 'receipt-refused' }]);
    });

    it('are those with one byte changed', async () => {
      const raw = await provider.receipt('delivery', await bench.attempt(), later(1));
      const text = raw.toString('latin1').replace('Ricognizione', 'ricognizione');
      const body = text.indexOf('\r\n\r\n');
      const inside = raw.indexOf('text/plain', body);
      const changed = Buffer.from(raw);
      changed[inside] = (changed[inside] ?? 0) ^ 0x20;
      expect(await changesNothing(changed, 'quarantined')).toContain('invalid');
    });

    it('are those about an id that we never issued: stray, kept unmatched', async () => {
      const stray = { messageId: 'scritta-a-mano@pec.regione.example' };
      const raw = await provider.receipt('delivery', await bench.attempt(), later(1), {
        about: stray,
      });
      expect(await changesNothing(raw, 'processed')).toContain('non ha inviato');
      expect(await bench.alerts()).toEqual([]);
    });

    it('are those about an id with our tag that was never used', async () => {
      const messageId = newMessageId('bench', 'abcdef0123456789', 'pec.regione.example');
      const raw = await provider.receipt('delivery', await bench.attempt(), later(1), {
        about: { messageId },
      });
      await changesNothing(raw, 'processed');
    });

    it('are those about another sender or recipient', async () => {
      const raw = await provider.receipt('delivery', await bench.attempt(), later(1), {
        about: { toAddress: 'altro@pec.it' },
      });
      expect(await changesNothing(raw, 'quarantined')).toContain('altro@pec.it');
    });

    it('are receipts inside a reply: only the outer message speaks', async () => {
      const attempt = await bench.attempt();
      const inner = await provider.receipt('delivery', attempt, later(1));
      const raw = await provider.receipt('envelope', attempt, later(2), { attached: inner });
      await changesNothing(raw, 'processed');
    });
  });
});
