import type { DynamicModule, Provider } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { WebModule } from '@app/web';
import { SandboxRestart, TimeMachine, WorkflowModule } from '@app/workflow';
import type { Environment } from './environment.js';
import { EnvironmentModule } from './environment.module.js';
import type { Role } from './options.js';
import { Schedules } from './schedules.js';
import { Workers } from './workers.js';

/** Which parts a role starts. Any role may run any number of times on any number of machines. */
export const PARTS: Readonly<Record<Role, { web: boolean; schedules: boolean; workers: boolean }>> =
  {
    all: { web: true, schedules: true, workers: true },
    api: { web: true, schedules: false, workers: false },
    scheduler: { web: false, schedules: true, workers: false },
    mailbox: { web: false, schedules: true, workers: false },
    worker: { web: false, schedules: false, workers: true },
  };

/** The application of one role over an opened environment. */
@Module({})
export class AppModule {
  static of(
    environment: Environment,
    role: Role,
    restart: SandboxRestart | null = null,
  ): DynamicModule {
    const parts = PARTS[role];
    const environmentModule = EnvironmentModule.of(environment);
    const workflow = WorkflowModule.over(environmentModule);
    const sandbox: Provider[] = [
      ...(environment.sandbox === null ? [] : [TimeMachine]),
      ...(restart === null ? [] : [{ provide: SandboxRestart, useValue: restart }]),
    ];
    const sandboxModule: DynamicModule = {
      module: class SandboxModule {},
      imports: [workflow],
      providers: sandbox,
      exports: sandbox.map((one) => ('provide' in one ? one.provide : one)),
    };
    return {
      module: AppModule,
      imports: [
        environmentModule,
        workflow,
        sandboxModule,
        ...(parts.schedules ? [ScheduleModule.forRoot()] : []),
        ...(parts.web ? [WebModule.over(workflow, sandboxModule)] : []),
      ],
      providers: [...(parts.schedules ? [Schedules] : []), ...(parts.workers ? [Workers] : [])],
    };
  }
}
