import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Decision, Fact, Instant, IstatCode, Municipality, Survey } from '@app/domain';
import {
  addDays,
  decideTick,
  faultReason,
  faultSentence,
  isFinal,
  romeDate,
  romeInstant,
} from '@app/domain';
import { factHash } from '@app/evidence';
import {
  addLetters,
  addReminders,
  appendFacts,
  closeAlertsOn,
  consideredOf,
  loadFacts,
  lockChains,
  markConsidered,
  raiseAlert,
  unconsidered,
} from '@app/persistence';
import { followFailures } from '../alerts/failures.js';
import { Timeline } from '../recorder/recorder.js';
import type { ReferenceData } from '../reference.js';
import { isAddressee, Reference } from '../reference.js';
import { decisionFact, newLetter, reminderRow } from './decision-records.js';

/** The kind of the alert on a municipality that can't be planned. */
const UNPLANNED = 'municipality-unplanned';

/** Municipalities in one transaction: enough to be quick, few enough not to hold others up. */
const BATCH = 100;

export interface TickReport {
  readonly considered: number;
  /** Ids of the letters that this tick started. */
  readonly letters: readonly string[];
}

/**
 * The heartbeat: lets the planner decide for every municipality that has something new, and records
 * decisions, facts and letters in one transaction. Twice at once does it once: chains are locked, keys unique.
 */
@Injectable()
export class Tick {
  constructor(
    private readonly db: DataSource,
    private readonly reference: Reference,
  ) {}

  async run(at: Instant): Promise<TickReport> {
    const reference = await this.reference.load();
    const since = lastBoundary([...reference.surveys.values()], at);
    const istats = await unconsidered(this.db, since);
    const letters: string[] = [];
    for (let index = 0; index < istats.length; index += BATCH) {
      letters.push(...(await this.#batch(reference, istats.slice(index, index + BATCH), at)));
    }
    return { considered: istats.length, letters };
  }

  /** Many in one transaction; when that fails, each in its own, so that one keeps no other from its letters. */
  async #batch(reference: ReferenceData, batch: IstatCode[], at: Instant): Promise<string[]> {
    try {
      return await this.#consider(reference, batch, at);
    } catch {
      const letters: string[] = [];
      for (const istat of batch) letters.push(...(await this.#alone(reference, istat, at)));
      return letters;
    }
  }

  /** One that fails is told, and looked at again at the next tick: it may be mended without a new fact. */
  async #alone(reference: ReferenceData, istat: IstatCode, at: Instant): Promise<string[]> {
    try {
      return await this.#consider(reference, [istat], at);
    } catch (error) {
      const municipality = reference.municipalities.get(istat);
      if (municipality === undefined) throw error;
      const message = faultSentence({ municipality, reason: faultReason(error) });
      const reason = createHash('sha256').update(message).digest('hex').slice(0, 16);
      await raiseAlert(this.db, {
        id: `${UNPLANNED}/${istat}/${reason}`,
        ...{ kind: UNPLANNED, message, subject: istat, raisedAt: at },
      });
      return [];
    }
  }

  async #consider(
    reference: ReferenceData,
    istats: readonly IstatCode[],
    at: Instant,
  ): Promise<string[]> {
    return this.db.transaction(async (tx) => {
      await lockChains(tx, istats);
      const onRecord = await loadFacts(tx, istats);
      const considered = await consideredOf(tx, istats);
      const decisions: Decided[] = [];
      for (const istat of istats) {
        const timeline = new Timeline(reference, istat, onRecord.get(istat) ?? []);
        const seen = considered.get(istat) ?? { length: 0, at: null };
        decisions.push(...decideAll(reference, timeline, istat, { at, seen }));
        await appendFacts(tx, istat, timeline.added, factHash);
      }
      const final = decisions.filter(({ decision }) => isFinal(decision));
      const sends = final.filter(({ decision }) => decision.action === 'send');
      const letters = sends.map(({ survey, municipality, decision }) =>
        newLetter(survey, municipality, decision),
      );
      await addReminders(
        tx,
        final.map(({ decision }) => reminderRow(decision)),
      );
      await addLetters(tx, letters);
      await markConsidered(tx, istats, at);
      await closeAlertsOn(tx, UNPLANNED, istats, at);
      await followFailures(tx, reference, istats, at);
      return letters.map((letter) => letter.id);
    });
  }
}

interface Decided {
  readonly survey: Survey;
  readonly municipality: Municipality;
  readonly decision: Decision;
}

/** One look at a municipality: when, and how far the last one had seen. */
interface Look {
  readonly at: Instant;
  readonly seen: { readonly length: number; readonly at: Instant | null };
}

/** An officer's click is done at once, inside the window; everything else at the day's own hour. */
const CLICKS: ReadonlySet<Fact['type']> = new Set([
  'send-requested',
  'resend-requested',
  'correction-requested',
  'notice-requested',
]);

/** Whether a fact is an officer's click: the tick follows at once. */
export const isClick = (type: Fact['type']): boolean => CLICKS.has(type);

/**
 * The planner decides once a day, at the survey's hour or as soon as the engine is back after it: the running
 * system's plan is the pure one, whatever is recorded in the hours between.
 */
function isTime(survey: Survey, timeline: Timeline, { at, seen }: Look): boolean {
  const hour = romeInstant(romeDate(at), survey.sendTime);
  if (at >= hour && (seen.at === null || seen.at < hour)) return true;
  return timeline.facts.slice(Math.max(0, seen.length)).some(({ type }) => CLICKS.has(type));
}

function decideAll(
  reference: ReferenceData,
  timeline: Timeline,
  istat: IstatCode,
  { at, seen }: Look,
): Decided[] {
  const municipality = reference.municipalities.get(istat);
  if (municipality === undefined) return [];
  const decided: Decided[] = [];
  for (const survey of reference.surveys.values()) {
    if (!isAddressee(survey, istat)) continue;
    timeline.derive(survey, at);
    if (!isTime(survey, timeline, { at, seen })) continue;
    for (const decision of decideTick(survey, municipality, timeline.factsOf(survey), at)) {
      const fact = decisionFact(survey, decision);
      if (fact !== null) timeline.push(fact);
      decided.push({ survey, municipality, decision });
    }
  }
  return decided;
}

/**
 * The last moment at which the day's work could change: the latest send time, or midnight, at or before `at`.
 * A municipality considered since then, with no new fact, has nothing to decide.
 */
function lastBoundary(surveys: readonly Survey[], at: Instant): Instant {
  const today = romeDate(at);
  const moments = [addDays(today, -1), today].flatMap((day) => [
    romeInstant(day, '00:00'),
    ...surveys.map((survey) => romeInstant(day, survey.sendTime)),
  ]);
  return moments.filter((moment) => moment <= at).reduce((a, b) => (a > b ? a : b));
}
