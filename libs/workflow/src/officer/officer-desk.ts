import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type {
  Fact,
  FactPayloads,
  FactType,
  Instant,
  IstatCode,
  LocalDate,
  Municipality,
  ObligationState,
  PlanInput,
  Refusal,
  Survey,
} from '@app/domain';
import { addDays, foldMunicipality, guarded, plan, romeDate, romeInstant } from '@app/domain';
import { Clock } from '../clock.js';
import { Plans, TOLD } from '../queries/plans.js';
import type { RecordResult } from '../recorder/recorder.js';
import { Recorder, Timeline } from '../recorder/recorder.js';
import { Reference } from '../reference.js';
import { isClick } from '../tick/tick.js';
import type { PlanChange } from './plan-change.js';
import { planChanges } from './plan-change.js';

/** How far ahead the difference of the plan is looked for: past the last rung of the ladder. */
const HORIZON_DAYS = 240;

/** What an officer wants to put on record. */
export interface OfficerOrder<T extends FactType = FactType> {
  readonly type: T;
  readonly survey: string;
  readonly municipality: IstatCode;
  readonly round: LocalDate | null;
  /** The day on which it happened; today unless told. */
  readonly day?: LocalDate | undefined;
  readonly payload: FactPayloads[T];
  /** SHA-256 of a message that proves it. */
  readonly evidence?: string | undefined;
}

/** What would come of an order, before anything is recorded. */
export interface OrderPreview {
  readonly refusals: readonly Refusal[];
  readonly changes: readonly PlanChange[];
  readonly states: readonly {
    readonly municipality: IstatCode;
    readonly before: readonly ObligationState[];
    readonly after: readonly ObligationState[];
  }[];
}

/** An officer's fact: timed by the day that is told, recorded now, under the officer's own name. */
export function officerFact(order: OfficerOrder, by: string, now: Instant): Fact {
  const day = order.day ?? romeDate(now);
  return {
    id: `ufficio/${randomUUID()}`,
    type: order.type,
    survey: order.survey,
    municipality: order.municipality,
    round: order.round,
    occurredAt: day === romeDate(now) ? now : romeInstant(day, '12:00'),
    recordedAt: now,
    actor: by,
    source: 'officer',
    evidence: order.evidence ?? null,
    payload: order.payload,
  } as Fact;
}

/** What a municipality owes now; nothing where its record can't be read, which is told elsewhere. */
export function foldOrNone(
  survey: Survey,
  municipality: Municipality,
  facts: readonly Fact[],
  asOf: Instant,
): readonly ObligationState[] {
  return (
    guarded(municipality, () => foldMunicipality(survey, municipality, facts, { asOf }), TOLD) ?? []
  );
}

/** What officers do: seen before it is done, and then put on record under their name. */
@Injectable()
export class OfficerDesk {
  constructor(
    private readonly clock: Clock,
    private readonly reference: Reference,
    private readonly plans: Plans,
    private readonly recorder: Recorder,
  ) {}

  /** What these orders would change. Nothing is recorded. */
  async preview(
    survey: Survey,
    orders: readonly OfficerOrder[],
    by: string,
  ): Promise<OrderPreview> {
    const now = this.clock.now();
    const today = romeDate(now);
    const istats = [...new Set(orders.map((order) => order.municipality))];
    const reference = await this.reference.load();
    const { municipalities, facts } = await this.plans.record(survey, istats);
    const timelines = new Map(
      municipalities.map(({ istat }) => [
        istat,
        new Timeline(reference, istat, facts.get(istat) ?? []),
      ]),
    );
    const refusals = orders.flatMap((order) => {
      const refusal = timelines.get(order.municipality)?.add(officerFact(order, by, now)) ?? null;
      return refusal === null ? [] : [refusal];
    });
    // What an officer asks for leaves at once, in sending hours: not at the next day's hour.
    const tickNow = orders.some(({ type }) => isClick(type)) ? [{ from: now, until: now }] : [];
    const planOver = (
      factsOf: (istat: IstatCode) => readonly Fact[],
      downtimes: PlanInput['downtimes'],
    ) =>
      plan({
        survey,
        municipalities,
        factsOf,
        from: today,
        to: addDays(today, HORIZON_DAYS),
        assumeDelivery: true,
        onFault: TOLD,
        downtimes,
      });
    const statesOf = (municipality: Municipality, factsOf: (istat: IstatCode) => readonly Fact[]) =>
      foldOrNone(survey, municipality, factsOf(municipality.istat), now);
    const before = (istat: IstatCode): readonly Fact[] => facts.get(istat) ?? [];
    const after = (istat: IstatCode): readonly Fact[] => timelines.get(istat)?.facts ?? [];
    return {
      refusals,
      changes: planChanges(planOver(before, []), planOver(after, tickNow)),
      states: municipalities.map((municipality) => ({
        municipality: municipality.istat,
        before: statesOf(municipality, before),
        after: statesOf(municipality, after),
      })),
    };
  }

  /** Why an order would be refused now; null: it would be taken. */
  async refusalOf(order: OfficerOrder, by: string): Promise<Refusal | null> {
    const reference = await this.reference.load();
    const survey = reference.surveys.get(order.survey);
    if (survey === undefined) throw new Error(`unknown survey ${order.survey}`);
    const { facts } = await this.plans.record(survey, [order.municipality]);
    const known = facts.get(order.municipality) ?? [];
    const timeline = new Timeline(reference, order.municipality, known);
    return timeline.add(officerFact(order, by, this.clock.now()));
  }

  /** Records the orders, all or none. */
  async record(orders: readonly OfficerOrder[], by: string): Promise<RecordResult> {
    const now = this.clock.now();
    return this.recorder.record(orders.map((order) => officerFact(order, by, now)));
  }
}
