import { type DynamicModule, type FactoryProvider, Module } from '@nestjs/common';
import { QueueHub } from './hub.js';
import { openQueues } from './open-queues.js';
import type { QueueOptions } from './types.js';

/** Where the options come from, in NestJS's terms. */
export interface QueueModuleOptions {
  readonly imports?: DynamicModule['imports'];
  readonly inject?: FactoryProvider['inject'];
  // The parameters are whatever `inject` names.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  useFactory(...dependencies: any[]): QueueOptions | Promise<QueueOptions>;
}

/** Provides the QueueHub to the whole application; whoever opened it closes it, after its users. */
@Module({})
export class QueueModule {
  static forRootAsync(options: QueueModuleOptions): DynamicModule {
    const provider: FactoryProvider<QueueHub> = {
      provide: QueueHub,
      inject: options.inject ?? [],
      useFactory: async (...dependencies: unknown[]) =>
        openQueues(await options.useFactory(...dependencies)),
    };
    return {
      module: QueueModule,
      global: true,
      imports: options.imports ?? [],
      providers: [provider],
      exports: [QueueHub],
    };
  }
}
