import type { DynamicModule, ModuleMetadata } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { Engine } from './engine.js';
import { EvidenceFile } from './evidence/evidence-file.js';
import { MessageProcessor } from './intake/processor.js';
import { MailboxReader } from './intake/reader.js';
import { ReceiptHandler } from './intake/receipt-handler.js';
import { ReplyHandler } from './intake/reply-handler.js';
import { Jobs } from './jobs.js';
import { Conclusion } from './outbox/conclusion.js';
import { Dispatcher } from './outbox/dispatcher.js';
import { Freezer } from './outbox/freezer.js';
import { Settler } from './outbox/settler.js';
import { Letters } from './queries/letters.js';
import { States } from './queries/states.js';
import { Recorder } from './recorder/recorder.js';
import { Reference } from './reference.js';
import { Tick } from './tick/tick.js';

const SERVICES = [
  Reference,
  Recorder,
  Tick,
  Freezer,
  Conclusion,
  Dispatcher,
  Settler,
  MailboxReader,
  ReceiptHandler,
  ReplyHandler,
  MessageProcessor,
  Jobs,
  Engine,
  States,
  EvidenceFile,
  Letters,
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
      exports: SERVICES,
    };
  }
}
