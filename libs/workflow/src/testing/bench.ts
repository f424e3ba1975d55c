import { createHash, randomBytes } from 'node:crypto';
import { defaultSurvey } from '@app/contract';
import type { Fact, Instant, Municipality, Survey } from '@app/domain';
import { composeMime } from '@app/mail';
import { newMessageId } from '@app/pec';
import type { AlertRow, DispatchSummary, LetterRow } from '@app/persistence';
import {
  addDispatch,
  allLetters,
  dataSource,
  dispatchesOf,
  loadFacts,
  migrate,
  openAlerts,
} from '@app/persistence';
import type { DataSource } from 'typeorm';
import type { TestDatabase } from '../../../../test/support/postgres.js';
import { testDatabase } from '../../../../test/support/postgres.js';
import { SimulatedClock } from '../clock.js';
import type { Departures } from '../going-out/departures.js';
import { install } from '../installation.js';
import { MessageProcessor, type TrustAnchors } from '../intake/processor.js';
import { MailboxReader } from '../intake/reader.js';
import { ReceiptHandler } from '../intake/receipt-handler.js';
import { ReplyHandler } from '../intake/reply-handler.js';
import { Conclusion } from '../outbox/conclusion.js';
import { Dispatcher } from '../outbox/dispatcher.js';
import { Drain } from '../outbox/drain.js';
import type { Freezer, ToFreeze } from '../outbox/freezer.js';
import { Settler } from '../outbox/settler.js';
import { Recorder } from '../recorder/recorder.js';
import { Reference } from '../reference.js';
import type { WorkflowSettings } from '../settings.js';
import { Tick } from '../tick/tick.js';
import type { TestProvider } from './provider.js';
import { andria, MONDAY } from './samples.js';
import { MemoryMailbox, ScriptedSender } from './twins.js';

export const FROM = 'ufficio@pec.regione.example';

export interface BenchOptions {
  readonly at?: Instant;
  readonly municipalities?: readonly Municipality[];
  readonly survey?: Partial<Survey>;
  readonly settings?: Partial<WorkflowSettings>;
  readonly freezer?: (bench: Bench) => Freezer;
  /** What small letters carry. */
  readonly pdf?: Uint8Array;
}

/** An installation on a database of its own, with the provider, its mailbox and the clock in the test's hand. */
export class Bench {
  readonly sender = new ScriptedSender();
  readonly mailbox = new MemoryMailbox();
  readonly clock: SimulatedClock;
  readonly settings: WorkflowSettings;
  readonly reference: Reference;
  readonly recorder: Recorder;
  readonly tick: Tick;
  readonly conclusion: Conclusion;
  readonly dispatcher: Dispatcher;
  readonly settler: Settler;
  readonly drain: Drain;
  readonly reader: MailboxReader;
  readonly processor: MessageProcessor;

  private constructor(
    private readonly database: TestDatabase,
    readonly db: DataSource,
    readonly provider: TestProvider,
    private readonly options: BenchOptions,
  ) {
    this.clock = new SimulatedClock(options.at ?? MONDAY);
    this.settings = {
      sandbox: true,
      from: FROM,
      fromName: 'Regione',
      mailbox: FROM,
      secret: 'bench',
      ratePerMinute: 1000,
      ratePerDay: 10_000,
      ...options.settings,
    };
    const { clock, settings, sender, mailbox } = this;
    this.reference = new Reference(db);
    this.recorder = new Recorder(db, this.reference);
    this.tick = new Tick(db, this.reference);
    this.conclusion = new Conclusion(db, clock, settings, this.recorder, mailbox);
    const freezer = options.freezer?.(this) ?? (this.#plainFreezer() as Freezer);
    this.dispatcher = this.#dispatcher(freezer, sender);
    this.settler = new Settler(db, clock, settings, this.reference, mailbox);
    this.drain = new Drain(db, clock, settings, this.settler, this.dispatcher);
    this.reader = new MailboxReader(db, clock, settings, mailbox);
    const receipts = new ReceiptHandler(db, this.reference);
    const replies = new ReplyHandler(db, this.reference);
    const anchors = provider.trust as TrustAnchors;
    this.processor = new MessageProcessor(db, clock, settings, anchors, receipts, replies);
  }

  static async open(provider: TestProvider, options: BenchOptions = {}): Promise<Bench> {
    const database = await testDatabase();
    const db = await dataSource(database.url, 6).initialize();
    await migrate(db);
    const bench = new Bench(database, db, provider, options);
    const municipalities = options.municipalities ?? [andria()];
    const survey = { ...defaultSurvey(), ...options.survey };
    const wanted = { mode: 'sandbox', createdAt: bench.clock.now() } as const;
    await install(db, wanted, { municipalities, survey });
    return bench;
  }

  async close(): Promise<void> {
    await this.db.destroy();
    await this.database.drop();
  }

  /** Another worker's dispatcher, over a sender of its own. */
  otherDispatcher(sender: ScriptedSender): Dispatcher {
    return this.#dispatcher(this.#plainFreezer() as Freezer, sender);
  }

  /** Another worker's turns at the mailbox. */
  otherDrain(sender: ScriptedSender): Drain {
    const { db, clock, settings, settler } = this;
    return new Drain(db, clock, settings, settler, this.otherDispatcher(sender));
  }

  #dispatcher(freezer: Freezer, sender: ScriptedSender): Dispatcher {
    const departures = {
      check: async () => ({ go: true, protocols: new Map(), papers: [] }),
    } as unknown as Departures;
    const { db, clock, settings, reference, recorder, conclusion } = this;
    return new Dispatcher(
      db,
      clock,
      settings,
      reference,
      recorder,
      departures,
      freezer,
      sender,
      conclusion,
    );
  }

  minutes(count: number): Instant {
    const at = new Date(Date.parse(this.clock.now()) + count * 60_000).toISOString() as Instant;
    this.clock.moveTo(at);
    return at;
  }

  /** The letters that the tick of this moment starts. */
  async letters(): Promise<LetterRow[]> {
    await this.tick.run(this.clock.now());
    return (await allLetters(this.db)).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** The letter to Andria. */
  async letter(): Promise<LetterRow> {
    const found = (await allLetters(this.db)).find(({ municipality }) => municipality === '110001');
    if (found === undefined) throw new Error('no letter to Andria');
    return found;
  }

  async attempts(): Promise<DispatchSummary[]> {
    return dispatchesOf(this.db, (await this.letter()).id);
  }

  /** The last attempt at the letter to Andria. */
  async attempt(): Promise<DispatchSummary> {
    const found = (await this.attempts()).at(-1);
    if (found === undefined) throw new Error('no attempt');
    return found;
  }

  async facts(istat = '110001'): Promise<Fact[]> {
    return (await loadFacts(this.db, [istat])).get(istat) ?? [];
  }

  /** Facts as `type` or, for failures, `type class final`, in order. */
  async told(istat = '110001'): Promise<string[]> {
    return (await this.facts(istat)).map((fact) =>
      fact.type === 'delivery-failed'
        ? `${fact.type} ${fact.payload.class} ${fact.payload.final === false ? 'provisional' : 'final'}`
        : fact.type,
    );
  }

  async alerts(): Promise<AlertRow[]> {
    return openAlerts(this.db);
  }

  /** Lets messages arrive, be read and be processed. */
  async arrive(...messages: readonly Uint8Array[]): Promise<void> {
    this.mailbox.messages.push(...messages);
    for (const sha256 of await this.reader.poll()) await this.processor.process(sha256);
  }

  /** Writes small letters: what they say is not what is tried here. */
  #plainFreezer(): Pick<Freezer, 'freeze'> {
    const { db, settings } = this;
    const { pdf } = this.options;
    const attachments =
      pdf === undefined
        ? []
        : [{ name: 'lettera.pdf', contentType: 'application/pdf', content: pdf }];
    return {
      async freeze({ letter, check, earlier, now }: ToFreeze) {
        const domain = settings.from.slice(settings.from.indexOf('@') + 1);
        const opaque = randomBytes(12).toString('hex');
        const messageId = newMessageId(settings.secret, opaque, domain);
        const raw = await composeMime({
          from: settings.from,
          to: check.address.address,
          subject: letter.id,
          text: letter.token,
          attachments,
          messageId,
          date: now,
        });
        await addDispatch(db, {
          messageId,
          letter: letter.id,
          attempt: earlier.length + 1,
          fromAddress: settings.from,
          toAddress: check.address.address,
          addressSource: check.address.source,
          raw: Buffer.from(raw),
          sha256: createHash('sha256').update(raw).digest('hex'),
          createdAt: now,
          obligations: check.obligations,
          note: null,
        });
        const frozen = (await dispatchesOf(db, letter.id)).at(-1);
        if (frozen === undefined) throw new Error('not frozen');
        return frozen;
      },
    };
  }
}
