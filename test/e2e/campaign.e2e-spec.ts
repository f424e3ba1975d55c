import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Fact, Instant, LocalDate } from '@app/domain';
import { foldMunicipality, localDate, plan } from '@app/domain';
import { defaultMunicipalities, defaultSurvey } from '@app/contract';
import { loadFacts } from '@app/persistence';
import type { Server } from '@app/server';
import { EvidenceFile, States, TimeMachine } from '@app/workflow';
import { startSandboxServer, temporaryFolder } from '../support/sandbox-server.js';

const SURVEY = defaultSurvey();
const MUNICIPALITIES = defaultMunicipalities();
const END = '2022-10-31T17:00:00.000Z' as Instant;

/** Facts that the engine makes by itself: the planner must come to the same ones from the others. */
const ENGINE = new Set<Fact['type']>([
  'queued',
  'sent',
  'folded',
  'dropped',
  'skipped',
  'withdrawn',
]);

describe('the campaign of the letter, from Monday 14 February to Monday 31 October 2022, lived in the sandbox', () => {
  const folder = temporaryFolder('campaign');
  let server: Server;
  let facts: Map<string, Fact[]>;

  beforeAll(async () => {
    server = await startSandboxServer(folder.path);
    await server.app.get(TimeMachine, { strict: false }).moveTo(END);
    const istats = MUNICIPALITIES.map((m) => m.istat);
    facts = (await loadFacts(server.environment.db, istats)) as unknown as Map<string, Fact[]>;
  }, 300_000);

  afterAll(async () => {
    await server.close();
    folder.remove();
  }, 60_000);

  it('sends the letters that the pure planner plans from the same events, letter by letter', async () => {
    const planned = plan({
      survey: SURVEY,
      municipalities: MUNICIPALITIES,
      factsOf: (istat) => (facts.get(istat) ?? []).filter((fact) => !ENGINE.has(fact.type)),
      from: localDate('2022-02-14'),
      to: localDate('2022-10-31'),
      assumeDelivery: true,
    })
      .filter((decision) => decision.action === 'send')
      .map(({ day, municipality, rung, obligations }) =>
        [day, municipality, rung, ...obligations].join(' '),
      );
    const sent = (await server.environment.db.query(
      `select to_char(decided_at at time zone 'Europe/Rome', 'YYYY-MM-DD') as day, municipality, rung, obligations
       from letter where state in ('sent', 'delivered', 'failed')`,
    )) as { day: LocalDate; municipality: string; rung: string; obligations: string[] }[];
    const left = sent.map(({ day, municipality, rung, obligations }) =>
      [day, municipality, rung, ...obligations].join(' '),
    );
    expect(left.sort()).toEqual([...planned].sort());
    expect(left.length).toBeGreaterThan(50);
  });

  it('shows the statuses that a fold of the events gives', async () => {
    const asOf = localDate('2022-10-31');
    const shown = await server.app.get(States, { strict: false }).standings(SURVEY, { asOf });
    for (const { municipality, obligations } of shown) {
      const own = facts.get(municipality.istat) ?? [];
      expect(obligations).toEqual(foldMunicipality(SURVEY, municipality, own, { asOf }));
    }
  });

  it('leaves no letter in doubt, no message unread and no unverified receipt', async () => {
    const [open] = await server.environment.db.query(`
      select (select count(*) from letter where state in ('queued', 'stopped'))::int as letters,
        (select count(*) from dispatch where state in ('in-doubt', 'submitting', 'queued'))::int as attempts,
        (select count(*) from raw_message where state <> 'processed')::int as messages,
        (select count(*) from raw_message where verdict is distinct from 'valid')::int as unverified`);
    expect(open).toEqual({ letters: 0, attempts: 0, messages: 0, unverified: 0 });
  });

  it('keeps number and day under which Trinitapoli registered each letter', () => {
    const registered = (facts.get('110010') ?? []).flatMap((fact) =>
      fact.type === 'reply-received' && fact.payload.kind === 'protocol-confirmation'
        ? [fact.payload.registered]
        : [],
    );
    expect(registered.length).toBeGreaterThan(1);
    for (const one of registered) {
      expect(one).toEqual({
        number: expect.stringMatching(/^\d{4,}$/),
        date: expect.stringMatching(/^2022-/),
      });
    }
  });

  it('has facts by PEC that each follow again from the originals of an evidence file', async () => {
    const evidence = server.app.get(EvidenceFile, { strict: false });
    const anchors = [server.environment.sandbox?.caPem ?? ''];
    const round = localDate('2021-12-31');
    for (const { istat: municipality } of MUNICIPALITIES) {
      const made = await evidence.write({ municipality, round, at: END, anchors });
      expect(made).not.toHaveProperty('faults');
    }
  }, 60_000);

  it('applies one closed sentence, files what programmes mark as theirs, and leaves the rest to a person', async () => {
    const found: { line: string }[] = await server.environment.db.query(`
      select distinct municipality || ' ' || kind || ': ' || state as line from reply order by line`);
    expect(found.map(({ line }) => line)).toEqual([
      '110002 transmission-notice: held',
      '110003 automatic: filed',
      '110003 question: held',
      '110004 no-change: applied',
      '110005 question: held',
      '110006 nil-return: applied',
      '110009 extension-request: held',
      '110010 protocol-confirmation: filed',
      '110010 transmission-notice: held',
    ]);
  });

  it('has every letter on record with its acceptance', async () => {
    const [counts] = await server.environment.db.query(`
      select count(*)::int as letters, count(accepted_at)::int as accepted from dispatch`);
    expect(counts.accepted).toBe(counts.letters);
  });
});
