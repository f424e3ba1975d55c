import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instant } from '@app/domain';
import { closeAlert, raiseAlert } from '@app/persistence';
import { Looks } from '../going-out/looks.js';
import { GoingOut } from '../going-out/state.js';
import { Verdicts } from '../going-out/verdicts.js';
import { WaitingLetters } from '../going-out/waiting.js';
import type { DatabaseTemplateSource } from '../templates/database-source.js';
import type { Protocols } from '../protocol/protocols.js';
import type { TemplateVersions } from '../templates/versions.js';
import { Bench } from '../testing/bench.js';
import { TestProvider } from '../testing/provider.js';
import { aFact } from '../testing/samples.js';
import { ScriptedSender } from '../testing/twins.js';
import { Alerts } from './alerts.js';
import { Watch } from './watch.js';

describe('telling staff', () => {
  let provider: TestProvider;
  let bench: Bench;
  let staff: ScriptedSender;
  let alerts: Alerts;

  beforeAll(async () => {
    provider = await TestProvider.open();
  });
  afterAll(() => provider.close());
  afterEach(() => bench.close());

  /** Wednesday 16 February 2022 unless told; the letter to Andria has been taken. */
  async function open(at = '2022-02-16T08:00:00.000Z', to = ['capo@ente.it']): Promise<void> {
    bench = await Bench.open(provider, { at: at as Instant });
    staff = new ScriptedSender();
    const watch = new Watch(bench.db, bench.settings, bench.mailbox);
    const settings = { sender: staff, from: 'sollecito@ente.it', to, publicUrl: null };
    // No survey here asks for an approval or a number.
    const protocols = { isAutomatic: false } as Protocols;
    const templates = {
      current: async () => ({ digest: 'd' }),
    } as unknown as DatabaseTemplateSource;
    const { db, clock, settings: own, reference } = bench;
    const waiting = new WaitingLetters(
      ...([db, clock, own, new Looks(db, reference)] as const),
      new Verdicts(db, new GoingOut(db, own), templates),
      ...([protocols, {} as TemplateVersions] as const),
    );
    alerts = new Alerts(bench.db, bench.reference, watch, waiting, settings);
  }

  const run = (): Promise<void> => alerts.run(bench.clock.now());
  const subjects = (): string[] =>
    staff.sent.map(({ raw }) => {
      const text = Buffer.from(raw).toString('latin1');
      return /^Subject: (.*)$/m.exec(text)?.[1]?.trim() ?? '';
    });
  const raise = (id: string) =>
    raiseAlert(bench.db, {
      id,
      kind: 'letter-stopped',
      message: 'perché sì',
      subject: 'x',
      raisedAt: bench.clock.now(),
    });

  it('mails an alert once to everybody, as ordinary mail', async () => {
    await open(undefined, ['capo@ente.it', 'ufficio@ente.it']);
    await alerts.run('2022-02-16T05:00:00.000Z' as Instant);
    await raise('a');
    await alerts.run('2022-02-16T05:01:00.000Z' as Instant);
    await alerts.run('2022-02-16T06:01:00.000Z' as Instant);
    expect(staff.sent.map(({ to }) => to)).toEqual(['capo@ente.it', 'ufficio@ente.it']);
    expect(subjects()).toEqual(['Sollecito: lettera ferma', 'Sollecito: lettera ferma']);
    expect(Buffer.from(staff.sent[0]!.raw).toString('latin1')).not.toContain('X-TipoRicevuta');
  });

  it('tells those that come in a row together, ten minutes later', async () => {
    await open('2022-02-16T05:00:00.000Z');
    await raise('a');
    await run();
    await raise('b');
    await raise('c');
    bench.minutes(9);
    await run();
    expect(staff.sent).toHaveLength(1);
    bench.minutes(1);
    await run();
    expect(subjects()[1]).toContain('2 questioni');
  });

  it('tells again what the mail server did not take', async () => {
    await open('2022-02-16T05:00:00.000Z');
    staff.next({ outcome: 'retry', code: 421, response: '421', throttled: true });
    await raise('a');
    await run();
    expect(staff.sent).toEqual([]);
    bench.minutes(10);
    await run();
    expect(staff.sent).toHaveLength(1);
  });

  it('by two processes at once, once', async () => {
    await open('2022-02-16T05:00:00.000Z');
    await raise('a');
    await Promise.all([run(), run(), run()]);
    expect(staff.sent).toHaveLength(1);
  });

  it('writes the digest once a working day from 07:30 on, with what leaves that day', async () => {
    await open('2022-02-14T06:29:00.000Z');
    await run();
    expect(await alerts.lastDigest()).toBeNull();
    bench.minutes(1);
    await run();
    await run();
    bench.minutes(120);
    await run();
    expect(subjects()).toEqual(['Sollecito: situazione del 14/02/2022']);
    const digest = await alerts.lastDigest();
    expect(digest).toMatchObject({ day: '2022-02-14', sent: true });
    expect(digest?.text).toContain('• lettera di avvio, 1: Andria');
  });

  it('writes none on Saturday 19 February, and on Monday what happened since', async () => {
    await open('2022-02-18T07:00:00.000Z');
    await bench.letters();
    await run();
    await bench.recorder.record([
      aFact('transmitted', '2022-02-19T10:00:00+01:00', { mode: 'flow' }),
    ]);
    bench.clock.moveTo('2022-02-19T10:00:00.000Z' as Instant);
    await run();
    expect((await alerts.lastDigest())?.day).toBe('2022-02-18');
    bench.clock.moveTo('2022-02-21T07:00:00.000Z' as Instant);
    await run();
    expect((await alerts.lastDigest())?.text).toContain('1 trasmissione in PUSH: Andria');
  });

  it('is silent when there is nothing, and doesn’t ask again that day', async () => {
    await open('2022-02-10T07:00:00.000Z');
    await run();
    expect(staff.sent).toHaveLength(0);
    expect(await alerts.lastDigest()).toMatchObject({ day: '2022-02-10', text: null, sent: false });
  });

  it.each([
    ['29 minutes', 29, []],
    ['30 minutes', 30, ['no-acceptance']],
  ])('raises a letter without acceptance after %s: %s', async (_what, minutes, kinds) => {
    await open();
    for (const { id } of await bench.letters()) await bench.dispatcher.dispatch(id);
    bench.minutes(minutes);
    await run();
    await run();
    const told = await bench.alerts();
    expect(told.map(({ kind }) => kind)).toEqual(kinds);
    // A person has seen to it: the same silence is no news.
    for (const { id } of told) await closeAlert(bench.db, id, bench.clock.now());
    await run();
    expect(await bench.alerts()).toEqual([]);
  });

  it('raises an accepted letter without an end after 24 hours, and settles it when the end comes', async () => {
    await open();
    for (const { id } of await bench.letters()) await bench.dispatcher.dispatch(id);
    const attempt = await bench.attempt();
    await bench.arrive(await provider.receipt('acceptance', attempt, bench.clock.now()));
    bench.minutes(24 * 60 - 1);
    await run();
    expect(await bench.alerts()).toEqual([]);
    bench.minutes(1);
    await run();
    expect((await bench.alerts()).map(({ kind }) => kind)).toEqual(['no-end']);
    await bench.arrive(await provider.receipt('delivery', attempt, bench.clock.now()));
    expect(await bench.alerts()).toEqual([]);
  });

  it('raises a mailbox that is nearly full', async () => {
    await open();
    const watch = new Watch(bench.db, bench.settings, bench.mailbox);
    bench.mailbox.used = { usedBytes: 89, limitBytes: 100, usedShare: 0.89 };
    await watch.quota(bench.clock.now());
    expect(await bench.alerts()).toEqual([]);
    bench.mailbox.used = { usedBytes: 90, limitBytes: 100, usedShare: 0.9 };
    await watch.quota(bench.clock.now());
    await watch.quota(bench.clock.now());
    expect(await bench.alerts()).toMatchObject([{ kind: 'mailbox-full' }]);
    // Emptied days later, and full again: settled, then told anew.
    const full = bench.mailbox.used;
    bench.minutes(3 * 24 * 60);
    bench.mailbox.used = { usedBytes: 10, limitBytes: 100, usedShare: 0.1 };
    await watch.quota(bench.clock.now());
    expect(await bench.alerts()).toEqual([]);
    bench.minutes(1);
    bench.mailbox.used = full;
    await watch.quota(bench.clock.now());
    expect(await bench.alerts()).toMatchObject([{ raisedAt: bench.clock.now(), toldAt: null }]);
  });

  it('leaves a municipality that is unknown to the survey out of what leaves today', async () => {
    await open('2022-02-14T07:00:00.000Z');
    await bench.db.query(
      `update survey set definition = definition || '{"addressees":["110009"]}'`,
    );
    await run();
    expect((await alerts.lastDigest())?.text ?? null).toBeNull();
  });
});
