import type { DynamicModule, ModuleMetadata } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { SameOriginGuard } from './http/same-origin.guard.js';
import { HomeController } from './pages/home.controller.js';
import { SandboxClockController } from './pages/sandbox-clock.controller.js';
import { StatusController } from './pages/status.controller.js';

/** Pages and API over the services that the application brings. */
@Module({})
export class WebModule {
  static over(...imports: NonNullable<ModuleMetadata['imports']>): DynamicModule {
    return {
      module: WebModule,
      imports,
      controllers: [HomeController, SandboxClockController, StatusController],
      providers: [{ provide: APP_GUARD, useClass: SameOriginGuard }],
    };
  }
}
