import type { DynamicModule, ModuleMetadata } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { LetterRenderer } from '@app/letters';
import { Activity } from './acts/activity.js';
import { ChainCheck } from './acts/chain-check.js';
import { Alerts } from './alerts/alerts.js';
import { Watch } from './alerts/watch.js';
import { Calendars } from './calendar/calendars.js';
import { CalendarMonths } from './calendar/month.js';
import { ClosingDesk } from './calendar/closing-desk.js';
import { CalendarFeeds } from './calendar/feeds.js';
import { Trends } from './queries/trends.js';
import { Engine } from './engine.js';
import { EvidenceFile } from './evidence/evidence-file.js';
import { Batches } from './going-out/batches.js';
import { Candidates } from './going-out/candidates.js';
import { Departures } from './going-out/departures.js';
import { Deputies } from './going-out/deputies.js';
import { GoLive } from './going-out/go-live.js';
import { GoingOut } from './going-out/state.js';
import { Looks } from './going-out/looks.js';
import { Verdicts } from './going-out/verdicts.js';
import { WaitingLetters } from './going-out/waiting.js';
import { FileDesk } from './imports/file-desk.js';
import { Health } from './health/health.js';
import { Importer } from './imports/importer.js';
import { MessageDesk } from './intake/message-desk.js';
import { MessageProcessor } from './intake/processor.js';
import { MailboxReader } from './intake/reader.js';
import { ReceiptHandler } from './intake/receipt-handler.js';
import { ReplyHandler } from './intake/reply-handler.js';
import { Jobs } from './jobs.js';
import { Conclusion } from './outbox/conclusion.js';
import { AccountDesk } from './officer/account-desk.js';
import { Accounts } from './officer/accounts.js';
import { AddressDesk } from './officer/address-desk.js';
import { DoubtDesk } from './officer/doubt-desk.js';
import { MailboxDesk } from './officer/mailbox-desk.js';
import { OfficerDesk } from './officer/officer-desk.js';
import { ReplyDesk } from './officer/reply-desk.js';
import { Overview } from './overview/overview.js';
import { PastOverview } from './overview/past.js';
import { PlanBook } from './overview/plan-book.js';
import { SurveyRules } from './officer/survey-rules.js';
import { Desk } from './queries/desk.js';
import { Plans } from './queries/plans.js';
import { Dispatcher } from './outbox/dispatcher.js';
import { Drain } from './outbox/drain.js';
import { Freezer } from './outbox/freezer.js';
import { Settler } from './outbox/settler.js';
import { Protocols } from './protocol/protocols.js';
import { Letters } from './queries/letters.js';
import { States } from './queries/states.js';
import { Stock } from './queries/stock.js';
import { Recorder } from './recorder/recorder.js';
import { Reference } from './reference.js';
import { DatabaseTemplateSource } from './templates/database-source.js';
import { TemplatePreview } from './templates/preview.js';
import { InstalledLetterRenderer } from './templates/renderer.js';
import { TemplateVersions } from './templates/versions.js';
import { Tick } from './tick/tick.js';

const SERVICES = [
  Reference,
  Recorder,
  Tick,
  DatabaseTemplateSource,
  { provide: LetterRenderer, useClass: InstalledLetterRenderer },
  TemplateVersions,
  TemplatePreview,
  Protocols,
  GoingOut,
  Departures,
  Candidates,
  Looks,
  Verdicts,
  WaitingLetters,
  Batches,
  Deputies,
  GoLive,
  Freezer,
  Conclusion,
  Dispatcher,
  Settler,
  Drain,
  MailboxReader,
  ReceiptHandler,
  ReplyHandler,
  MessageProcessor,
  Jobs,
  MessageDesk,
  Watch,
  Alerts,
  Engine,
  States,
  EvidenceFile,
  Importer,
  FileDesk,
  Stock,
  Letters,
  Accounts,
  AccountDesk,
  Activity,
  ChainCheck,
  Health,
  OfficerDesk,
  DoubtDesk,
  MailboxDesk,
  AddressDesk,
  ReplyDesk,
  Desk,
  Overview,
  PastOverview,
  PlanBook,
  Plans,
  Trends,
  SurveyRules,
  Calendars,
  CalendarMonths,
  CalendarFeeds,
  ClosingDesk,
];

/**
 * The services, over an environment that the application brings: DataSource, Clock, WorkflowSettings,
 * QueueHub, MailSender, Mailbox and TrustAnchors.
 */
@Module({})
export class WorkflowModule {
  static over(environment: NonNullable<ModuleMetadata['imports']>[number]): DynamicModule {
    return {
      module: WorkflowModule,
      imports: [environment],
      providers: SERVICES,
      exports: SERVICES.map((service) => ('provide' in service ? service.provide : service)),
    };
  }
}
