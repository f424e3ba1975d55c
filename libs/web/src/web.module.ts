import type { DynamicModule, ModuleMetadata } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access/access.guard.js';
import { InputGuard } from './http/input.guard.js';
import { SameOriginGuard } from './http/same-origin.guard.js';
import { CONTROLLERS } from './controllers.js';
import { Happenings } from './pages/clock/happenings.js';
import { FindObligation } from './pages/obligation/find-obligation.js';

/** Pages and API over the services that the application brings. */
@Module({})
export class WebModule {
  static over(...imports: NonNullable<ModuleMetadata['imports']>): DynamicModule {
    return {
      module: WebModule,
      imports,
      controllers: [...CONTROLLERS],
      providers: [
        Happenings,
        FindObligation,
        { provide: APP_GUARD, useClass: InputGuard },
        { provide: APP_GUARD, useClass: SameOriginGuard },
        { provide: APP_GUARD, useClass: AccessGuard },
      ],
    };
  }
}
