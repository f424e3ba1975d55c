import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import type { Fact, Instant, LocalDate, SurveyId } from '@app/domain';
import { roundsOf, romeDate } from '@app/domain';
import type { Sandbox, WorldEvent } from '@app/pec-sandbox';
import { batScript, startSandbox } from '@app/pec-sandbox';
import { saveSetting, secretOf, setting } from '@app/persistence';
import type { Recorder, Reference } from '@app/workflow';
import { SimulatedClock, SimulatedWorld } from '@app/workflow';
import type { ServerOptions } from './options.js';
import { SANDBOX_ADDRESS, SANDBOX_START } from './options.js';

/** The simulated provider with its clock, as the rest of the process sees it. */
export interface RunningSandbox {
  readonly clock: SimulatedClock;
  readonly world: SimulatedWorld;
  readonly smtpUrl: string;
  readonly caPem: string;
  readonly maildir: string;
  /** From now on what happens in PUSH goes to the record. */
  feed(recorder: Recorder, reference: Reference): void;
  stop(): Promise<void>;
}

/** Starts the provider and its scripted municipalities where the clock stood when the last run ended. */
export async function startSandboxWorld(
  options: ServerOptions,
  db: DataSource,
): Promise<RunningSandbox> {
  const stored = await setting<{ now: Instant }>(db, 'clock');
  const clock = new SimulatedClock(stored?.now ?? options.sandboxClock ?? SANDBOX_START);
  if (stored === null) await saveSetting(db, 'clock', { now: clock.now() });
  const password = secretOf(options.dataDir, 'sandbox-mailbox');
  const sandbox = await startSandbox({
    dir: join(options.dataDir, 'sandbox'),
    smtpPort: 0,
    clock: { now: () => Date.parse(clock.now()) },
    users: [{ address: SANDBOX_ADDRESS, password }],
    script: options.sandboxScript ?? batScript(),
  });
  const login = `${encodeURIComponent(SANDBOX_ADDRESS)}:${encodeURIComponent(password)}`;
  return {
    clock,
    world: new ProviderWorld(sandbox),
    smtpUrl: `smtp://${login}@127.0.0.1:${sandbox.smtpPort}`,
    caPem: sandbox.caPem,
    maildir: sandbox.maildirOf(SANDBOX_ADDRESS),
    feed: (recorder, reference) => {
      sandbox.onWorldEvent(async (event) => recordWorldEvent(recorder, reference, event));
    },
    stop: () => sandbox.stop(),
  };
}

class ProviderWorld extends SimulatedWorld {
  constructor(private readonly sandbox: Sandbox) {
    super();
  }

  async nextEvent(after: Instant): Promise<Instant | null> {
    const due = this.sandbox.due(Date.parse(after));
    return due === null ? null : (new Date(due).toISOString() as Instant);
  }

  async advanceTo(instant: Instant): Promise<void> {
    await this.sandbox.advanceTo(Date.parse(instant));
  }
}

/** What happens in PUSH reaches the record as an import would; told twice it is recorded once. */
async function recordWorldEvent(
  recorder: Recorder,
  reference: Reference,
  event: WorldEvent,
): Promise<void> {
  const survey = [...(await reference.load()).surveys.values()][0];
  if (survey === undefined) return;
  const at = new Date(event.at).toISOString() as Instant;
  const openRound = roundsOf(survey, romeDate(at)).at(-1)?.reference ?? null;
  const result = await recorder.record([worldFact(event, survey.id, openRound, at)]);
  if ('refused' in result) {
    const why = result.refused.map(({ refusal }) => refusal.message).join('; ');
    process.stderr.write(`sandbox: evento ${event.id} rifiutato: ${why}\n`);
  }
}

const MUNICIPALITY_WIDE = new Set<WorldEvent['type']>(['variation', 'snapshot']);

function worldFact(
  event: WorldEvent,
  survey: SurveyId,
  openRound: LocalDate | null,
  at: Instant,
): Fact {
  const { id, at: _at, municipality, round, type, ...payload } = event;
  const own = MUNICIPALITY_WIDE.has(type) ? null : ((round as LocalDate | null) ?? openRound);
  return {
    id: `push/${id}`,
    type,
    survey,
    municipality,
    round: own,
    occurredAt: at,
    recordedAt: at,
    actor: 'PUSH (sandbox)',
    source: 'sandbox',
    evidence: null,
    payload,
  } as unknown as Fact;
}
