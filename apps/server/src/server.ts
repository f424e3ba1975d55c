import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { defaultMunicipalities, defaultSurvey } from '@app/contract';
import { prepareWeb } from '@app/web';
import {
  Accounts,
  Engine,
  install,
  noteActNow,
  QUEUES,
  Recorder,
  Reference,
  SandboxRestart,
  TimeMachine,
} from '@app/workflow';
import type { INestApplicationContext } from '@nestjs/common';
import { AppModule, PARTS } from './app.module.js';
import type { Environment } from './environment.js';
import { openEnvironment } from './environment.js';
import type { Handler } from './front-door.js';
import { FrontDoor } from './front-door.js';
import type { ServerOptions } from './options.js';
import { isLostConnection } from './queue-complaints.js';
import { askRestart } from './restart.js';
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

/** What runs behind the front door, from one start to the next. */
interface House extends Pick<Server, 'app' | 'environment' | 'firstLink' | 'resumed'> {
  /** Answers the requests; null for roles without pages. */
  readonly handler: Handler | null;
  close(): Promise<void>;
}

/**
 * Starts Sollecito.
 *
 * @example const server = await startServer(options); server.port //=> 3000
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  const door = new FrontDoor();
  try {
    return await new RunningServer(options, door).start();
  } catch (error) {
    await door.close();
    throw error;
  }
}

/** A server that can begin anew behind its open door. */
class RunningServer extends SandboxRestart implements Server {
  port: number | null = null;
  #house!: House;
  /** A new beginning under way; whoever closes waits for it. */
  #restarting: Promise<void> = Promise.resolve();

  constructor(
    private readonly options: ServerOptions,
    private readonly door: FrontDoor,
  ) {
    super();
  }

  get app(): INestApplicationContext {
    return this.#house.app;
  }

  get environment(): Environment {
    return this.#house.environment;
  }

  get firstLink(): string | null {
    return this.#house.firstLink;
  }

  get resumed(): Promise<void> {
    return this.#house.resumed;
  }

  async start(): Promise<this> {
    const { options, door } = this;
    await this.#build();
    if (!PARTS[options.role].web) return this;
    try {
      this.port = await door.open(
        options.port,
        options.publicUrl === null ? '127.0.0.1' : '0.0.0.0',
      );
    } catch (error) {
      await this.#house.close();
      throw error;
    }
    return this;
  }

  async ask(by: string): Promise<void> {
    await askRestart(this.options.dataDir, by);
  }

  begin(): void {
    this.#restarting = this.#restarting.then(() => this.#restart());
    this.#restarting.catch((error: unknown) => {
      process.stderr.write(`La prova non ricomincia: ${String(error)}\n`);
    });
  }

  /** Lets what runs come to an end, takes it down, and builds it anew: nothing in memory outlives the old campaign. */
  async #restart(): Promise<void> {
    this.door.hold();
    const { app, environment } = this.#house;
    // The move that runs ends at its next stop: where it was going is of no interest any more.
    await app.get(TimeMachine, { strict: false }).halt();
    for (const queue of Object.values(QUEUES)) await environment.hub.drain(queue);
    await this.#house.close();
    await this.#build();
  }

  /** Requests go to the new house only when it stands. */
  async #build(): Promise<void> {
    this.#house = await build(this.options, this);
    if (this.#house.handler !== null) this.door.serve(this.#house.handler);
  }

  async close(): Promise<void> {
    await this.#restarting.catch(() => undefined);
    await this.door.close();
    await this.#house.close();
  }
}

async function build(options: ServerOptions, restart: SandboxRestart): Promise<House> {
  const environment = await openEnvironment(options);
  try {
    const { db, clock, restartedBy } = environment;
    const at = clock.now();
    await install(
      db,
      { mode: options.mode, createdAt: at },
      { municipalities: defaultMunicipalities(), survey: defaultSurvey() },
    );
    if (restartedBy !== null) {
      const act = { act: 'sandbox-restarted', subject: 'prova', detail: {} } as const;
      await noteActNow(db, { at, actor: restartedBy, ...act });
    }
    return await startApplication(options, environment, restart);
  } catch (error) {
    await environment.close();
    throw error;
  }
}

async function startApplication(
  options: ServerOptions,
  environment: Environment,
  restart: SandboxRestart,
): Promise<House> {
  const parts = PARTS[options.role];
  // Where several processes share a sandbox, none of them alone can begin anew.
  const canRestart = environment.sandbox !== null && options.role === 'all';
  const root = AppModule.of(environment, options.role, canRestart ? restart : null);
  const logger = ['error', 'warn'] as ('error' | 'warn')[];
  let app: INestApplicationContext;
  let handler: Handler | null = null;
  let firstLink: string | null = null;
  if (parts.web) {
    const web = await NestFactory.create<NestExpressApplication>(root, { logger });
    const { publicUrl, trustProxy = [] } = options;
    await prepareWeb(web, { canRestart, publicUrl, trustProxy });
    await web.init();
    handler = web.getHttpAdapter().getInstance() as Handler;
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
  const takeDown = async (): Promise<void> => {
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
  let down: Promise<void> | null = null;
  const close = (): Promise<void> => (down ??= takeDown());
  return { app, environment, handler, firstLink, resumed, close };
}

/** Takes up what the last run left: in the sandbox until the standing moment has nothing more to bring. */
async function resume(app: INestApplicationContext, environment: Environment): Promise<void> {
  if (environment.sandbox === null) return app.get(Engine, { strict: false }).reconcile();
  const machine = app.get(TimeMachine, { strict: false });
  await machine.moveTo(machine.now());
}
