import type { DynamicModule, Provider } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { Mailbox, MailSender } from '@app/mail';
import { QueueHub } from '@app/queue';
import {
  Clock,
  ProtocolSystem,
  SimulatedClock,
  SimulatedWorld,
  StaffMailSettings,
  TrustAnchors,
  WorkflowSettings,
} from '@app/workflow';
import { DataSource } from 'typeorm';
import type { Environment } from './environment.js';

/** Hands the opened environment to whoever asks for it by its abstract class. */
@Module({})
export class EnvironmentModule {
  static of(environment: Environment): DynamicModule {
    const providers: Provider[] = [
      { provide: DataSource, useValue: environment.db },
      { provide: QueueHub, useValue: environment.hub },
      { provide: Clock, useValue: environment.clock },
      { provide: WorkflowSettings, useValue: environment.settings },
      { provide: MailSender, useValue: environment.sender },
      { provide: Mailbox, useValue: environment.mailbox },
      { provide: TrustAnchors, useValue: environment.anchors },
      { provide: StaffMailSettings, useValue: environment.staff },
    ];
    if (environment.protocol !== null) {
      providers.push({ provide: ProtocolSystem, useValue: environment.protocol });
    }
    if (environment.sandbox !== null) {
      providers.push(
        { provide: SimulatedClock, useValue: environment.sandbox.clock },
        { provide: SimulatedWorld, useValue: environment.sandbox.world },
      );
    }
    return {
      module: EnvironmentModule,
      global: true,
      providers,
      exports: providers.map((provider) => ('provide' in provider ? provider.provide : provider)),
    };
  }
}
