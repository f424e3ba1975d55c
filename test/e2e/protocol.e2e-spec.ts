import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultSurvey } from '@app/contract';
import type { Instant } from '@app/domain';
import { addSurveyVersion } from '@app/persistence';
import type { Server } from '@app/server';
import { Batches, TimeMachine } from '@app/workflow';
import { startSandboxServer, temporaryFolder } from '../support/sandbox-server.js';

const TUESDAY = '2022-03-15T17:00:00.000Z' as Instant;
const WEDNESDAY = '2022-03-16T17:00:00.000Z' as Instant;

describe('a survey that requires protocol numbers and four eyes, lived in the sandbox', () => {
  const folder = temporaryFolder('protocol');
  let server: Server;
  const survey = defaultSurvey();

  beforeAll(async () => {
    server = await startSandboxServer(folder.path);
    await server.app.get(TimeMachine, { strict: false }).moveTo(TUESDAY);
    const asking = {
      ...survey,
      version: survey.version + 1,
      requiresProtocol: true,
      requiresFourEyes: true,
    };
    await addSurveyVersion(server.environment.db, asking, TUESDAY, 'admin');
  }, 480_000);

  afterAll(async () => {
    await server.close();
    folder.remove();
  }, 60_000);

  const reminders = async (): Promise<
    { state: string; subject: string | null; number: string | null }[]
  > =>
    server.environment.db.query(
      `select l.state, l.subject, p.number from letter l left join protocol_entry p on p.letter = l.id
       where l.rung = 'reminder-1' order by l.id`,
    );

  it('sends nothing unapproved, and the clock goes on', async () => {
    await server.app.get(TimeMachine, { strict: false }).moveTo(WEDNESDAY);
    const waiting = await reminders();
    expect(waiting.length).toBeGreaterThan(3);
    expect(new Set(waiting.map(({ state }) => state))).toEqual(new Set(['queued']));
    expect(waiting.every(({ number }) => number === null)).toBe(true);
  });

  it('sends what two people let go, each letter with a number of its own from the simulated register', async () => {
    const batches = server.app.get(Batches, { strict: false });
    const scope = { kind: 'rung', survey: survey.id, round: '2021-12-31', rung: 'reminder-1' };
    const prepared = await batches.prepare(scope as never, 'rossi');
    if ('refused' in prepared) throw new Error(prepared.message);
    await batches.approve(prepared.batch.id, { id: 'bianchi', approver: true }, new Set());
    const machine = server.app.get(TimeMachine, { strict: false });
    await machine.moveTo('2022-03-17T17:00:00.000Z' as Instant);
    const sent = (await reminders()).filter(({ state }) => state !== 'withdrawn');
    expect(sent.length).toBeGreaterThan(3);
    expect(sent.filter(({ state }) => state === 'queued')).toEqual([]);
    for (const { subject, number } of sent) {
      expect(number).toMatch(/^\d{7}$/);
      expect(subject).toContain(`Prot. n. ${number}`);
    }
    expect(new Set(sent.map(({ number }) => number)).size).toBe(sent.length);
  }, 300_000);
});
