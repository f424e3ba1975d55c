import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  addDays,
  closingDaysFault,
  formatDate,
  plan,
  recordedClosures,
  romeDate,
} from '@app/domain';
import { withRecordedClosures } from '@app/domain';
import type {
  Fact,
  FactOf,
  Instant,
  IstatCode,
  LocalDate,
  Municipality,
  Refusal,
  Survey,
} from '@app/domain';
import {
  loadClosings,
  loadFacts,
  lockClosingDays,
  noteReferenceAct,
  saveClosingDays,
} from '@app/persistence';
import { Clock } from '../clock.js';
import { officerFact } from '../officer/officer-desk.js';
import type { PlanChange } from '../officer/plan-change.js';
import { planChanges } from '../officer/plan-change.js';
import { Recorder } from '../recorder/recorder.js';
import { TOLD } from '../queries/plans.js';
import { isAddressee, Reference } from '../reference.js';

/** How far ahead a closing day's effect is looked for: a year, so that a yearly one shows. */
const HORIZON_DAYS = 370;

/** A day on which a municipality is closed: of one year, or `MM-DD` of every year. */
export interface ClosingDay {
  readonly municipality: IstatCode;
  readonly day: string;
  readonly yearly: boolean;
  /** Who recorded it; null: it came with the list of municipalities. */
  readonly by: string | null;
  readonly at: Instant | null;
}

/** What an officer wants of a closing day. */
export interface ClosingChange {
  readonly action: 'add' | 'remove';
  readonly municipality: IstatCode;
  /** A day, or `MM-DD` for every year. */
  readonly day: string;
  /** Why it is taken back; of no use when it is added. */
  readonly reason: string;
}

/** What the change would do to the letters, survey by survey. */
export interface ClosingPreview {
  readonly survey: Survey;
  readonly changes: readonly PlanChange[];
}

/** Closing days of municipalities: they delay the sending and never a term. */
@Injectable()
export class ClosingDesk {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly reference: Reference,
    private readonly recorder: Recorder,
  ) {}

  /** Every closing day, by municipality and day. */
  async list(): Promise<readonly ClosingDay[]> {
    const { municipalities } = await this.reference.load();
    const facts = await loadClosings(this.db);
    return [...municipalities.values()].flatMap((one) =>
      closingsOf(one, facts.get(one.istat) ?? []),
    );
  }

  /** The difference that it would make, or why it may not be. Nothing is recorded. */
  async preview(change: ClosingChange): Promise<readonly ClosingPreview[] | Refusal> {
    const found = await this.#find(change);
    if ('refused' in found) return found;
    const today = romeDate(this.clock.now());
    const next = changed(found.municipality, change);
    return found.surveys.map((survey) => {
      const own = found.facts.filter((fact) => fact.survey === survey.id);
      const kept = own.filter((fact) => !isClosing(fact, change.day));
      const of = (municipality: Municipality, facts: readonly Fact[]) =>
        plan({
          survey,
          municipalities: [municipality],
          factsOf: () => facts,
          ...{ from: today, to: addDays(today, HORIZON_DAYS), assumeDelivery: true },
          // One that can't be planned has no letters before: taking days back is how it is mended.
          onFault: TOLD,
        });
      const after = of(next, change.action === 'remove' ? kept : own);
      return { survey, changes: planChanges(of(found.municipality, own), after) };
    });
  }

  /** Records the change under the person's name; null, or why it may not be. */
  async apply(change: ClosingChange, by: string): Promise<Refusal | null> {
    const found = await this.#find(change);
    if ('refused' in found) return found;
    const facts = closingFacts(change, found, by, this.clock.now());
    const result = await this.recorder.record(facts, (tx) => this.#changeOwn(tx, change, by));
    return 'refused' in result ? (result.refused[0]?.refusal ?? null) : null;
  }

  /** What the municipality has of its own, with an act that says what stood before. */
  async #changeOwn(
    tx: Parameters<typeof lockClosingDays>[0],
    { action, municipality, day, reason }: ClosingChange,
    by: string,
  ): Promise<void> {
    if (action === 'add' && day.length !== 5) return;
    const before = (await lockClosingDays(tx, municipality)) ?? [];
    const without = before.filter((one) => one !== day);
    const after = action === 'add' ? [...without, day].sort() : without;
    if (after.length === before.length) return;
    await saveClosingDays(tx, municipality, after);
    await noteReferenceAct(tx, {
      at: this.clock.now(),
      actor: by,
      act: action === 'add' ? 'closing-day-added' : 'closing-day-removed',
      subject: municipality,
      detail: { day, reason, before, after },
    });
  }

  async #find(change: ClosingChange): Promise<Found | Refusal> {
    const { surveys, municipalities } = await this.reference.load();
    const municipality = municipalities.get(change.municipality);
    if (municipality === undefined) return refusal('unknown-municipality', 'Il Comune non esiste.');
    const istat = municipality.istat;
    const facts = (await loadFacts(this.db, [istat])).get(istat) ?? [];
    const own = [...surveys.values()].filter((survey) => isAddressee(survey, istat));
    const refused = refusalOf(change, municipality, facts, romeDate(this.clock.now()));
    return refused ?? { municipality, facts, surveys: own };
  }
}

interface Found {
  readonly municipality: Municipality;
  readonly facts: readonly Fact[];
  readonly surveys: readonly Survey[];
}

const refusal = (code: string, message: string): Refusal => ({ refused: true, code, message });

const isClosing = (fact: Fact, day: string): fact is FactOf<'closed-day'> =>
  fact.type === 'closed-day' && fact.payload.day === day;

function refusalOf(
  { action, day }: ClosingChange,
  municipality: Municipality,
  facts: readonly Fact[],
  today: LocalDate,
): Refusal | null {
  const { name } = municipality;
  if (action === 'remove') {
    const known = closingsOf(municipality, facts).some((one) => one.day === day);
    const message = `Fra i giorni di chiusura di ${name} quello non c’è: forse è già stato tolto.`;
    return known ? null : refusal('no-such-closing', message);
  }
  const { closingDays } = withRecordedClosures(municipality, facts);
  const yearly = day.length === 5;
  if (!yearly && day < today) {
    const message = `Il ${formatDate(day as LocalDate)} è passato: non può più rimandare nessuna lettera.`;
    return refusal('past-day', message);
  }
  if (closingDays.includes(day) || (!yearly && closingDays.includes(day.slice(5)))) {
    const when = yearly ? 'in quel giorno di ogni anno' : `il ${formatDate(day as LocalDate)}`;
    return refusal('already-closed', `${name} è già chiuso ${when}.`);
  }
  const fault = closingDaysFault([...closingDays, day]);
  return fault === null ? null : refusal('too-many', `Non si può aggiungere: ${fault}.`);
}

/** The closing days of a municipality: its own, then those on record, each day once. */
export function closingsOf(
  { istat: municipality, closingDays }: Municipality,
  facts: readonly Fact[],
): ClosingDay[] {
  const found = new Map<string, ClosingDay>();
  for (const { payload, actor: by, recordedAt: at } of recordedClosures(facts)) {
    found.set(payload.day, { municipality, day: payload.day, yearly: false, by, at });
  }
  for (const day of closingDays) {
    found.set(day, { municipality, day, yearly: day.length === 5, by: null, at: null });
  }
  return [...found.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

function changed(municipality: Municipality, { action, day }: ClosingChange): Municipality {
  const without = municipality.closingDays.filter((one) => one !== day);
  return { ...municipality, closingDays: action === 'add' ? [...without, day] : without };
}

function closingFacts(
  { action, municipality, day, reason }: ClosingChange,
  { facts, surveys }: Found,
  by: string,
  now: Instant,
): Fact[] {
  if (day.length === 5) return [];
  const standing = recordedClosures(facts).filter((fact) => fact.payload.day === day);
  if (action === 'remove') {
    return standing.map((fact) => {
      const payload = { fact: fact.id, reason };
      const order = { type: 'corrected', survey: fact.survey, municipality, round: null, payload };
      return officerFact(order as Parameters<typeof officerFact>[0], by, now);
    });
  }
  return surveys.map((survey) => {
    const payload = { day: day as LocalDate };
    const order = { type: 'closed-day', survey: survey.id, municipality, round: null, payload };
    return officerFact(order as Parameters<typeof officerFact>[0], by, now);
  });
}
