import { afterEach, describe, expect, it } from '@jest/globals';
import type { Instant, LocalDate } from '@app/domain';
import { plan } from '@app/domain';
import { loadFacts } from '@app/persistence';
import { defaultMunicipalities } from '@app/contract';
import { Alerts } from '../alerts/alerts.js';
import { Protocols } from '../protocol/protocols.js';
import { Desk } from '../queries/desk.js';
import { Letters } from '../queries/letters.js';
import { Recorder } from '../recorder/recorder.js';
import { Reference } from '../reference.js';
import { Tick } from '../tick/tick.js';
import type { BatchScope } from './batches.js';
import { Batches } from './batches.js';
import type { Office } from './testing/office.js';
import { anOffice, MONDAY } from './testing/office.js';
import { toDoText, WaitingLetters } from './waiting.js';

const ROUND = '2021-12-31' as LocalDate;

describe('letters that wait for somebody', () => {
  let office: Office;
  afterEach(() => office.close());

  const codes = async (): Promise<string[]> =>
    (await office.get(WaitingLetters).list()).map(({ hold }) => hold.code);

  it('are seen wherever one looks, with what they wait for, until they may leave', async () => {
    office = await anOffice({ survey: { requiresFourEyes: true, requiresProtocol: true } });
    const survey = (await office.get(Reference).load()).surveys.get('push-erp')!;
    const waiting = office.get(WaitingLetters);
    const [planned] = plan({
      ...{
        survey,
        municipalities: [...(await office.get(Reference).load()).municipalities.values()],
      },
      ...{ factsOf: () => [], assumeDelivery: true },
      ...{ from: '2022-02-14' as LocalDate, to: '2022-02-14' as LocalDate },
    });
    const toDo = async (): Promise<string | null> =>
      toDoText((await waiting.toDoBefore(survey))(planned!));
    expect(await toDo()).toBe(
      'Prima servono l’approvazione di una seconda persona e il numero di protocollo.',
    );
    await office.send();
    const { id } = await office.letter();
    expect(await codes()).toEqual(['unapproved']);
    expect(await waiting.count()).toBe(1);
    expect((await office.get(Desk).view()).waiting.map(({ letter }) => letter.id)).toEqual([id]);
    expect((await office.get(Letters).named([id])).get(id)?.hold?.code).toBe('unapproved');

    // The next morning's digest.
    office.clock.moveTo('2022-02-15T07:00:00.000Z' as Instant);
    await office.get(Alerts).run(office.clock.now());
    expect((await office.get(Alerts).lastDigest())?.text).toContain(
      '• Lettere che non partono da sole: 1 in attesa di approvazione',
    );

    office.clock.moveTo('2022-02-15T08:00:00.000Z' as Instant);
    const batches = office.get(Batches);
    const scope = { kind: 'day', survey: 'push-erp', day: '2022-02-14' as LocalDate } as const;
    const prepared = await batches.prepare(scope, 'rossi');
    if ('refused' in prepared) throw new Error(prepared.message);
    await batches.approve(prepared.batch.id, { id: 'bianchi', approver: true }, new Set());
    expect(await toDo()).toBe('Prima serve il numero di protocollo.');
    await office.send();
    expect(await codes()).toEqual(['protocol-missing']);

    const origin = { by: 'rossi', source: 'officer', awaitSigned: true } as const;
    const number = { number: '0001', date: '15/02/2022', aoo: '' };
    await office.get(Protocols).record(id, number, origin);
    await office.send();
    expect(await codes()).toEqual(['signature-missing']);
    expect(office.sent).toEqual([]);
  });

  it('a letter sent once more asks anew for its approval and its number', async () => {
    office = await anOffice({ survey: { requiresFourEyes: true } });
    const facts = async () => (await loadFacts(office.db, ['110001'])).get('110001') ?? [];
    const approve = async (day: string): Promise<void> => {
      const scope = { kind: 'day', survey: 'push-erp', day: day as LocalDate } as const;
      const prepared = await office.get(Batches).prepare(scope, 'rossi');
      if ('refused' in prepared) throw new Error(prepared.message);
      const who = { id: 'bianchi', approver: true };
      await office.get(Batches).approve(prepared.batch.id, who, new Set());
    };
    await office.send();
    await approve('2022-02-14');
    await office.send();
    expect(office.sent).toHaveLength(1);
    const first = await office.letter();
    const own = { survey: 'push-erp', municipality: '110001', round: '2021-12-31' as LocalDate };
    const common = { ...own, actor: 'rossi', evidence: null };
    const when = (at: string) => ({ occurredAt: at as Instant, recordedAt: at as Instant });
    await office.get(Recorder).record([
      {
        ...{ ...common, ...when('2022-02-14T09:00:00.000Z'), id: 'f', source: 'pec' },
        type: 'delivery-failed',
        payload: { rung: 'opening', letter: first.id, class: 'retry-later', final: true },
      },
      {
        ...{ ...common, ...when('2022-02-15T07:30:00.000Z'), id: 'r', source: 'officer' },
        type: 'resend-requested',
        payload: { rung: 'opening', letter: first.id, reason: 'Casella svuotata' },
      },
    ]);
    office.clock.moveTo('2022-02-15T08:00:00.000Z' as Instant);
    await office.send();
    expect(office.sent).toHaveLength(1);
    expect(await codes()).toEqual(['unapproved']);
    await approve('2022-02-15');
    await office.send();
    expect(office.sent).toHaveLength(2);
    expect((await facts()).at(-1)).toMatchObject({
      type: 'sent',
      payload: { letter: 'push-erp/110001/2022-02-15', repeats: first.id },
    });
  });

  it('outside sending hours wait as before until what lets them go, and keep their beginning; the approved ones are said to leave', async () => {
    office = await anOffice({
      survey: { requiresFourEyes: true },
      municipalities: defaultMunicipalities().slice(0, 3),
    });
    const waiting = office.get(WaitingLetters);
    const batches = office.get(Batches);
    const approve = async (scope: BatchScope): Promise<void> => {
      const prepared = await batches.prepare(scope, 'rossi');
      if ('refused' in prepared) throw new Error(prepared.message);
      await batches.approve(prepared.batch.id, { id: 'bianchi', approver: true }, new Set());
    };
    const seen = async () =>
      (await waiting.queued()).map(({ letter, hold, leaves }) => [
        letter.municipality,
        hold?.code ?? leaves,
        hold?.since ?? null,
      ]);
    // Decided by the tick; nothing has looked at the letters yet, the mailbox may be suspended.
    await office.get(Tick).run(office.clock.now());
    const unapproved = (istat: string) => [istat, 'unapproved', MONDAY];
    expect(await seen()).toEqual(['110001', '110002', '110003'].map(unapproved));
    expect(await waiting.count()).toBe(3);
    await office.send();
    expect(await seen()).toEqual(['110001', '110002', '110003'].map(unapproved));

    // Friday at six: the window is closed until Monday. One letter of the rung is prepared, the others are not.
    office.clock.moveTo('2022-02-18T17:00:00.000Z' as Instant);
    await office.db.query(`update letter set rung = 'reminder-1' where municipality <> '110001'`);
    await approve({ kind: 'rung', survey: 'push-erp', round: ROUND, rung: 'opening' });
    await office.db.query(`update letter set rung = 'opening'`);
    const andria = ['110001', '2022-02-21T07:30:00.000Z', null];
    expect(await seen()).toEqual([andria, unapproved('110002'), unapproved('110003')]);
    await office.send();
    expect(await seen()).toEqual([andria, unapproved('110002'), unapproved('110003')]);
    expect(await waiting.count()).toBe(2);
    expect((await office.get(Desk).view()).waiting).toHaveLength(2);
    expect((await office.get(Desk).view()).leaving).toHaveLength(1);

    // Whoever answers meanwhile is waited for no longer.
    const when = '2022-02-19T08:00:00.000Z' as Instant;
    office.clock.moveTo(when);
    await office.get(Recorder).record([
      {
        ...{ id: 't', survey: 'push-erp', municipality: '110002', round: ROUND, actor: 'rossi' },
        ...{ evidence: null, occurredAt: when, recordedAt: when, source: 'officer' },
        ...{ type: 'transmitted', payload: { mode: 'flow' } },
      },
    ]);
    expect(await seen()).toEqual([andria, unapproved('110003')]);
    office.clock.moveTo('2022-02-21T07:30:00.000Z' as Instant);
    await office.send();
    expect(office.sent).toHaveLength(1);
    expect(await seen()).toEqual([unapproved('110003')]);
  });

  it('for a number are not forgotten when one asks for the numbers again', async () => {
    office = await anOffice({ survey: { requiresProtocol: true } });
    await office.send();
    office.clock.moveTo('2022-02-18T17:00:00.000Z' as Instant);
    await office.get(Protocols).retry();
    expect(await codes()).toEqual(['protocol-missing']);
  });
});
