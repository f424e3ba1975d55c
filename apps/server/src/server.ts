import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { defaultMunicipalities, defaultSurvey } from '@app/contract';
import { prepareWeb } from '@app/web';
import { Accounts, Engine, install, Recorder, Reference, TimeMachine } from '@app/workflow';
import type { INestApplicationContext } from '@nestjs/common';
import { AppModule, PARTS } from './app.module.js';
import type { Environment } from './environment.js';
import { openEnvironment } from './environment.js';
import type { ServerOptions } from './options.js';
import { isLostConnection } from './queue-complaints.js';
import { Workers } from './workers.js';

/** A running process of one role. */
export interface Server {
  readonly app: INestApplicationContext;
  readonly environment: Environment;
  /** The port that pages answer on; null for roles without pages. */
  readonly port: number | null;
  /** Token of the first administrator's one-time link, while no administrator has a password. */
  readonly firstLink: string | null;
  /** Resolves when everything that the last run left open has been taken up again (sandbox). */
  readonly resumed: Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts Sollecito.
 *
 * @example const server = await startServer(options); server.port //=> 3000
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  const environment = await openEnvironment(options);
  try {
    const createdAt = environment.clock.now();
    await install(
      environment.db,
      { mode: options.mode, createdAt },
      { municipalities: defaultMunicipalities(), survey: defaultSurvey() },
    );
    return await startApplication(options, environment);
  } catch (error) {
    await environment.close();
    throw error;
  }
}

async function startApplication(options: ServerOptions, environment: Environment): Promise<Server> {
  const parts = PARTS[options.role];
  const root = AppModule.of(environment, options.role);
  const logger = ['error', 'warn'] as ('error' | 'warn')[];
  let app: INestApplicationContext;
  let port: number | null = null;
  let firstLink: string | null = null;
  if (parts.web) {
    const web = await NestFactory.create<NestExpressApplication>(root, { logger });
    await prepareWeb(web);
    await web.listen(options.port, options.publicUrl === null ? '127.0.0.1' : '0.0.0.0');
    port = (web.getHttpServer().address() as { port: number }).port;
    app = web;
    firstLink = await web.get(Accounts, { strict: false }).firstLink();
  } else {
    app = await NestFactory.createApplicationContext(root, { logger });
  }
  if (parts.workers) await app.get(Workers).start();
  environment.sandbox?.feed(
    app.get(Recorder, { strict: false }),
    app.get(Reference, { strict: false }),
  );
  const resumed = parts.workers ? resume(app, environment) : Promise.resolve();
  const close = async (): Promise<void> => {
    environment.hush();
    if (parts.workers) app.get(Workers).hush();
    if (environment.sandbox !== null) await app.get(TimeMachine, { strict: false }).halt();
    await resumed.catch(() => undefined);
    try {
      await app.close();
    } catch (error) {
      if (!isLostConnection(error)) throw error;
    } finally {
      await environment.close();
    }
  };
  return { app, environment, port, firstLink, resumed, close };
}

/** Takes up what the last run left: in the sandbox until the standing moment has nothing more to bring. */
async function resume(app: INestApplicationContext, environment: Environment): Promise<void> {
  if (environment.sandbox === null) return app.get(Engine, { strict: false }).reconcile();
  const machine = app.get(TimeMachine, { strict: false });
  await machine.moveTo(machine.now());
}
