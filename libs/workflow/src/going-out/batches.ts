import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { LocalDate, Refusal, SurveyId } from '@app/domain';
import { romeDate } from '@app/domain';
import type { BatchLetterRow, DepartureBatchRow } from '@app/persistence';
import {
  addBatch,
  batchById,
  decideBatch,
  deputiesFrom,
  latestBatches,
  lettersOfBatch,
  noteAct,
  wakeHeld,
} from '@app/persistence';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import { Jobs } from '../jobs.js';
import { Reference } from '../reference.js';
import { DatabaseTemplateSource } from '../templates/database-source.js';
import type { Candidate } from './candidates.js';
import { Candidates } from './candidates.js';
import type { Decider } from './four-eyes.js';
import { mayApprove } from './four-eyes.js';

/** What one approval is about: a rung of a round, or a day. */
export type BatchScope =
  | {
      readonly kind: 'rung';
      readonly survey: SurveyId;
      readonly round: LocalDate;
      readonly rung: string;
    }
  | { readonly kind: 'day'; readonly survey: SurveyId; readonly day: LocalDate };

export interface BatchWithLetters {
  readonly batch: DepartureBatchRow;
  readonly letters: readonly BatchLetterRow[];
}

const refusal = (code: string, message: string): Refusal => ({ refused: true, code, message });

/** @example scopeText({ kind: 'day', survey: 'push-erp', day }) //=> 'push-erp/2022-03-16' */
export const scopeText = (scope: BatchScope): string =>
  scope.kind === 'day'
    ? `${scope.survey}/${scope.day}`
    : `${scope.survey}/${scope.round}/${scope.rung}`;

/** Whether a letter belongs to what is approved at once. */
export function inScope(candidate: Candidate, scope: BatchScope): boolean {
  if (candidate.survey !== scope.survey) return false;
  if (scope.kind === 'day') return candidate.day === scope.day;
  return candidate.round === scope.round && candidate.rung === scope.rung;
}

/** Approval by two people: one prepares what is to leave, another lets it go. */
@Injectable()
export class Batches {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly reference: Reference,
    private readonly candidates: Candidates,
    private readonly templates: DatabaseTemplateSource,
    private readonly jobs: Jobs,
  ) {}

  async latest(limit = 100): Promise<DepartureBatchRow[]> {
    return latestBatches(this.db, limit);
  }

  async byId(id: string): Promise<BatchWithLetters | null> {
    const batch = await batchById(this.db, id);
    return batch === null ? null : { batch, letters: await lettersOfBatch(this.db, id) };
  }

  /**
   * Prepares what would leave: exactly the letters that stand in the scope now, each with its duties and the template in force. One
   * prepared before for the same scope is superseded.
   */
  async prepare(scope: BatchScope, by: string): Promise<BatchWithLetters | Refusal> {
    const survey = (await this.reference.load()).surveys.get(scope.survey);
    if (survey === undefined) {
      return refusal('unknown-survey', `Ricognizione sconosciuta: ${scope.survey}.`);
    }
    const found = (await this.candidates.of(survey)).filter((one) => inScope(one, scope));
    if (found.length === 0) {
      return refusal('nothing-to-send', 'Non c’è nessuna lettera da preparare: nulla partirebbe.');
    }
    const letters: Omit<BatchLetterRow, 'batch'>[] = [];
    for (const one of found) {
      const { municipality, obligation, rung, dueVersion, obligations, template } = one;
      const templateVersion = (await this.templates.current(template)).digest;
      letters.push({
        municipality,
        obligation,
        rung,
        dueVersion,
        obligations,
        template,
        templateVersion,
      });
    }
    const id = randomUUID();
    const at = this.clock.now();
    await this.db.transaction(async (tx) => {
      const own = { id, scope: scopeText(scope), survey: survey.id, ...partsOf(scope) };
      await addBatch(tx, { ...own, preparedBy: by, preparedAt: at }, letters);
      const detail = { batch: id, scope: scopeText(scope), letters: letters.length };
      await noteAct(tx, { at, actor: by, act: 'batch-prepared', detail });
    });
    return (await this.byId(id)) ?? refusal('not-found', 'L’invio preparato non si trova più.');
  }

  /**
   * Lets a prepared batch go.
   *
   * @param approvers ids of those who may approve in an own right, for whom a deputy may stand in
   */
  async approve(
    id: string,
    decider: Decider,
    approvers: ReadonlySet<string>,
  ): Promise<DepartureBatchRow | Refusal> {
    const batch = await batchById(this.db, id);
    if (batch === null) return refusal('not-found', 'Questo invio non esiste.');
    const at = this.clock.now();
    const day = romeDate(at);
    const right = mayApprove(batch, decider, await deputiesFrom(this.db, day), approvers, day);
    if ('refused' in right) return right;
    const { onBehalfOf } = right;
    const decision = { state: 'approved', by: decider.id, onBehalfOf, at, reason: null } as const;
    const released = await this.db.transaction(async (tx) => {
      if (!(await decideBatch(tx, id, 'prepared', decision))) return null;
      const detail = { batch: id, scope: batch.scope, onBehalfOf, preparedBy: batch.preparedBy };
      await noteAct(tx, { at, actor: decider.id, act: 'batch-approved', detail });
      // All are looked at again; those that nobody approved wait on.
      return wakeHeld(tx, ['unapproved', 'approval-outdated'], at, batch.survey);
    });
    if (released === null) {
      return refusal('not-prepared', 'Nel frattempo un’altra persona ha deciso su questo invio.');
    }
    await this.jobs.wakeSender();
    return (await batchById(this.db, id)) ?? batch;
  }

  /** Sends a prepared batch back, with the reason. Whoever prepared it may take it back so too. */
  async refuse(id: string, by: string, reason: string): Promise<DepartureBatchRow | Refusal> {
    return this.#end(id, 'prepared', 'refused', by, reason);
  }

  /** Takes an approval back: what has not left of it waits again. */
  async revoke(id: string, by: string, reason: string): Promise<DepartureBatchRow | Refusal> {
    return this.#end(id, 'approved', 'revoked', by, reason);
  }

  async #end(
    id: string,
    from: 'prepared' | 'approved',
    state: 'refused' | 'revoked',
    by: string,
    why: string,
  ): Promise<DepartureBatchRow | Refusal> {
    const reason = why.trim();
    if (reason === '') return refusal('no-reason', 'Serve un motivo, che resta agli atti.');
    const at = this.clock.now();
    const ended = await this.db.transaction(async (tx) => {
      const decision = { state, by, onBehalfOf: null, at, reason };
      if (!(await decideBatch(tx, id, from, decision))) return false;
      await noteAct(tx, { at, actor: by, act: `batch-${state}`, detail: { batch: id, reason } });
      return true;
    });
    const batch = await batchById(this.db, id);
    if (batch === null) return refusal('not-found', 'Questo invio non esiste.');
    return ended
      ? batch
      : refusal('changed-meanwhile', 'Nel frattempo è cambiato: ricaricare la pagina.');
  }
}

function partsOf(scope: BatchScope): Pick<DepartureBatchRow, 'round' | 'rung' | 'day'> {
  if (scope.kind === 'day') return { round: null, rung: null, day: scope.day };
  return { round: scope.round, rung: scope.rung, day: null };
}
