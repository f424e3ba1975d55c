import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ContractIssue } from '@app/contract';
import { ContractError, parseSurvey, surveyFileText } from '@app/contract';
import { addDays, plan, romeDate } from '@app/domain';
import type { Refusal, Survey, SurveyId } from '@app/domain';
import type { SurveyVersionSummary } from '@app/persistence';
import {
  addSurveyVersionAfter,
  noteReferenceAct,
  surveyDefinition,
  surveyVersions,
  waitingToLeave,
} from '@app/persistence';
import { Clock } from '../clock.js';
import { Plans, TOLD } from '../queries/plans.js';
import { isAddressee, Reference } from '../reference.js';
import type { OrderPreview } from './officer-desk.js';
import { foldOrNone } from './officer-desk.js';
import { planChanges } from './plan-change.js';

/** How far ahead the difference of the plan is looked for: past the last rung of a ladder. */
const HORIZON_DAYS = 240;

/** Changed rules that were read and may be recorded, with what they would move. */
export interface RulesPreview {
  readonly survey: Survey;
  readonly preview: OrderPreview;
  /** Top-level fields that differ from the version in force. */
  readonly fields: readonly string[];
  /** What letters would wait for from now on, or no longer: sentences. */
  readonly waits: readonly string[];
}

export type RulesReading = RulesPreview | { readonly issues: readonly ContractIssue[] } | Refusal;

const refusal = (code: string, message: string): Refusal => ({ refused: true, code, message });

/** The rules of a survey: read as a file, tried on the record, and recorded as a new version under somebody's name. */
@Injectable()
export class SurveyRules {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly reference: Reference,
    private readonly plans: Plans,
  ) {}

  /** The versions of a survey, the one in force first. */
  async versions(id: SurveyId): Promise<readonly SurveyVersionSummary[]> {
    return [...(await surveyVersions(this.db, id))].reverse();
  }

  /** The rules of one version, or null. */
  async version(id: SurveyId, version: number): Promise<Survey | null> {
    return surveyDefinition(this.db, id, version);
  }

  /** Reads a file and shows what it would move. Nothing is recorded. */
  async preview(id: SurveyId, text: string): Promise<RulesReading> {
    const current = (await this.reference.load()).surveys.get(id);
    if (current === undefined) return refusal('unknown-survey', 'La ricognizione non esiste.');
    const read = this.#read(current, text);
    if ('issues' in read || 'refused' in read) return read;
    const fields = changedFields(current, read);
    if (fields.length === 0) {
      return refusal(
        'same-rules',
        'Il file dice le stesse regole già in vigore: non c’è nulla da cambiare.',
      );
    }
    const queued = (await waitingToLeave(this.db)).filter(({ survey }) => survey === id).length;
    const waits = waitChanges(current, read, queued);
    return { survey: read, preview: await this.#difference(current, read), fields, waits };
  }

  /**
   * Records the file as the version after `seen`; null, or why it may not be. Of two that change the same version one succeeds.
   *
   * @param note why the rules change; it stays on record
   */
  async record(
    change: {
      readonly id: SurveyId;
      readonly text: string;
      readonly seen: number;
      readonly note: string;
    },
    by: string,
  ): Promise<Refusal | null> {
    const current = (await this.reference.load()).surveys.get(change.id);
    if (current === undefined) return refusal('unknown-survey', 'La ricognizione non esiste.');
    const read = this.#read(current, change.text);
    if ('refused' in read) return read;
    if ('issues' in read)
      return refusal('invalid-survey', 'Il file non è più leggibile: ricaricarlo.');
    const at = this.clock.now();
    const added = await this.db.transaction(async (tx) => {
      const next = { ...read, version: change.seen + 1 };
      if (!(await addSurveyVersionAfter(tx, next, change.seen, at, by))) return false;
      const detail = {
        version: next.version,
        note: change.note,
        fields: changedFields(current, read),
      };
      await noteReferenceAct(tx, {
        at,
        actor: by,
        act: 'survey-changed',
        subject: change.id,
        detail,
      });
      return true;
    });
    return added
      ? null
      : refusal(
          'changed-meanwhile',
          'Nel frattempo un’altra persona ha cambiato le regole: ricaricare la pagina e riprovare.',
        );
  }

  #read(current: Survey, text: string): Survey | { issues: readonly ContractIssue[] } | Refusal {
    try {
      const read = parseSurvey(text);
      if (read.id !== current.id) {
        const message = `Il file è della ricognizione «${read.id}»: qui si cambia «${current.id}».`;
        return refusal('other-survey', message);
      }
      return { ...read, version: current.version };
    } catch (error) {
      if (error instanceof ContractError) return { issues: error.issues };
      throw error;
    }
  }

  async #difference(current: Survey, next: Survey): Promise<OrderPreview> {
    const now = this.clock.now();
    const today = romeDate(now);
    const { municipalities, facts } = await this.plans.record(current);
    const factsOf = (istat: string) => facts.get(istat) ?? [];
    const planned = (survey: Survey) =>
      plan({
        ...{ survey, factsOf, from: today, to: addDays(today, HORIZON_DAYS) },
        municipalities: municipalities.filter(({ istat }) => isAddressee(survey, istat)),
        assumeDelivery: true,
        onFault: TOLD,
      });
    return {
      refusals: [],
      changes: planChanges(planned(current), planned(next)),
      states: municipalities.map((municipality) => {
        const own = factsOf(municipality.istat);
        return {
          municipality: municipality.istat,
          before: foldOrNone(current, municipality, own, now),
          after: foldOrNone(next, municipality, own, now),
        };
      }),
    };
  }
}

/** What people have to do before a letter leaves, by the rule that asks for it. */
const ASKED = [
  ['requiresFourEyes', 'l’approvazione di una seconda persona'],
  ['requiresProtocol', 'il numero di protocollo'],
] as const;

/**
 * What letters begin or cease to wait for when the rules change, though no line of the plan moves.
 *
 * @param queued letters that are decided and have not left
 * @example waitChanges(without, withFourEyes, 0)
 *   //=> ['Da ora ogni lettera, prima di partire aspetta l’approvazione di una seconda persona.']
 */
export function waitChanges(before: Survey, after: Survey, queued: number): string[] {
  return ASKED.flatMap(([rule, what]) => {
    if (before[rule] === after[rule]) return [];
    const decided =
      queued === 1
        ? ', compresa 1 già decisa e non partita'
        : `, comprese ${queued} già decise e non partite`;
    const own = queued === 0 ? '' : decided;
    return after[rule]
      ? [`Da ora ogni lettera${own}, prima di partire aspetta ${what}.`]
      : [`Da ora le lettere${own} non aspettano più ${what}.`];
  });
}

/** The fields of the file that differ, by their names in it. */
export function changedFields(before: Survey, after: Survey): string[] {
  const [old, fresh] = [before, after].map(
    (survey) => JSON.parse(surveyFileText(survey)) as Record<string, unknown>,
  );
  return Object.keys({ ...old, ...fresh }).filter(
    (key) => key !== 'version' && JSON.stringify(old?.[key]) !== JSON.stringify(fresh?.[key]),
  );
}
