// A worker in a process of its own: the role `worker` of the server, over the provider and the stores that it is told.
import 'reflect-metadata';
import { once } from 'node:events';
import { NestFactory } from '@nestjs/core';
import { Drain } from '@app/workflow';
import { AppModule } from '../../apps/server/dist/app.module.js';
import { Workers } from '../../apps/server/dist/workers.js';
import { openEnvironment } from './environment.mjs';

const config = JSON.parse(process.argv[2]);

async function ask() {
  const answer = once(process, 'message');
  process.send({ submitting: true });
  await answer;
}

const environment = await openEnvironment(config, { name: process.pid, ask });
const app = await NestFactory.createApplicationContext(AppModule.of(environment, 'worker'), {
  logger: false,
});
const drain = app.get(Drain, { strict: false });
const turn = drain.turn.bind(drain);
drain.turn = async () => {
  const next = await turn(config.turnMs);
  process.send({ turn: next });
  return next;
};
await app.get(Workers).start();
process.on('disconnect', async () => {
  await app.close();
  await environment.close();
  process.exit(0);
});
process.send({ ready: true });
