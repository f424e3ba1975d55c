import type { DynamicModule } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { defaultMunicipalities, defaultSurvey } from '@app/contract';
import type { Instant, Municipality, Survey } from '@app/domain';
import type { OutgoingMessage } from '@app/mail';
import { Mailbox, MailSender, RecordingSender } from '@app/mail';
import type { LetterRow } from '@app/persistence';
import { allLetters, dataSource, migrate } from '@app/persistence';
import { QueueHub } from '@app/queue';
import { DataSource } from 'typeorm';
import type { TestDatabase } from '../../../../../test/support/postgres.js';
import { testDatabase } from '../../../../../test/support/postgres.js';
import { Clock, SimulatedClock } from '../../clock.js';
import { install } from '../../installation.js';
import { TrustAnchors } from '../../intake/processor.js';
import { Dispatcher } from '../../outbox/dispatcher.js';
import { ProtocolSystem } from '../../protocol/system.js';
import { WorkflowSettings } from '../../settings.js';
import { Tick } from '../../tick/tick.js';
import { WorkflowModule } from '../../workflow.module.js';

/** Monday 14 February 2022, 09:00 in Rome: the opening letters are due. */
export const MONDAY = '2022-02-14T08:00:00.000Z' as Instant;

/** The services over a real database, with a provider that records and a queue that only remembers what it was given. */
export interface Office {
  readonly db: DataSource;
  readonly clock: SimulatedClock;
  readonly sent: readonly OutgoingMessage[];
  /** The container, for whoever opens pages over it. */
  readonly module: TestingModule;
  /** Queues on which a single job was put since the last look: the sender's, once for each time that it was woken. */
  woken(): string[];
  get<T>(service: abstract new (...args: never[]) => T): T;
  /** Runs the tick at the clock's instant and looks at every letter that it started, or that waits. */
  send(): Promise<void>;
  letters(): Promise<LetterRow[]>;
  /** The letter to Andria, the first municipality of the list. */
  letter(): Promise<LetterRow>;
  close(): Promise<void>;
}

export interface OfficeOptions {
  readonly survey?: Partial<Survey>;
  readonly municipalities?: readonly Municipality[];
  readonly sandbox?: boolean;
  readonly protocol?: ProtocolSystem;
  readonly at?: Instant;
  /** Modules over the services: the pages. */
  readonly over?: (workflow: DynamicModule) => readonly DynamicModule[];
}

const FROM = 'ufficio@pec.regione.example';

/** An installation of one municipality, unless others are given, in which the opening letters are due. */
export async function anOffice(options: OfficeOptions = {}): Promise<Office> {
  const database: TestDatabase = await testDatabase();
  const db = await dataSource(database.url, 4).initialize();
  await migrate(db);
  const clock = new SimulatedClock(options.at ?? MONDAY);
  await install(
    db,
    { mode: options.sandbox === false ? 'live' : 'sandbox', createdAt: clock.now() },
    {
      municipalities: options.municipalities ?? defaultMunicipalities().slice(0, 1),
      survey: { ...defaultSurvey(), ...options.survey },
    },
  );
  const sender = new RecordingSender();
  const woken: string[] = [];
  const environment = environmentOf(db, clock, sender, woken, options);
  const workflow = WorkflowModule.over(environment);
  const app = await Test.createTestingModule({
    imports: [environment, workflow, ...(options.over?.(workflow) ?? [])],
  }).compile();
  const letters = (): Promise<LetterRow[]> => allLetters(db, 1000);
  return {
    db,
    clock,
    sent: sender.sent,
    module: app,
    woken: () => woken.splice(0),
    get: (service) => app.get(service as never, { strict: false }),
    async send() {
      await app.get(Tick, { strict: false }).run(clock.now());
      for (const { id, state } of await letters()) {
        if (state === 'queued') await app.get(Dispatcher, { strict: false }).dispatch(id);
      }
    },
    letters,
    async letter() {
      const found = (await letters()).find((one) => one.municipality === '110001');
      if (found === undefined) throw new Error('no letter to Andria');
      return found;
    },
    async close() {
      await app.close();
      if (db.isInitialized) await db.destroy();
      await database.drop();
    },
  };
}

function environmentOf(
  db: DataSource,
  clock: SimulatedClock,
  sender: MailSender,
  woken: string[],
  { sandbox = true, protocol }: OfficeOptions,
): DynamicModule {
  const settings: WorkflowSettings = {
    sandbox,
    from: FROM,
    fromName: 'Regione',
    mailbox: FROM,
    secret: 'a-secret-of-the-test-office',
    ratePerMinute: 1000,
    ratePerDay: 100_000,
  };
  const hub = {
    add: async (queue: string) => void woken.push(queue),
    addBulk: async () => undefined,
  };
  const mailbox = { sentHas: async () => true, appendSent: async () => undefined };
  const providers = [
    { provide: DataSource, useValue: db },
    { provide: QueueHub, useValue: hub },
    { provide: Clock, useValue: clock },
    { provide: WorkflowSettings, useValue: settings },
    { provide: MailSender, useValue: sender },
    { provide: Mailbox, useValue: mailbox },
    { provide: TrustAnchors, useValue: {} },
    ...(protocol === undefined ? [] : [{ provide: ProtocolSystem, useValue: protocol }]),
  ];
  return {
    module: class OfficeEnvironment {},
    global: true,
    providers,
    exports: providers.map(({ provide }) => provide),
  };
}
