import { Injectable } from '@nestjs/common';
import type { PecAddress, Survey, TemplateId } from '@app/domain';
import type { LetterRow } from '@app/persistence';
import { approvalsOf, dispatchesOfLetters, papersOfLetters, protocolsOf } from '@app/persistence';
import { DataSource } from 'typeorm';
import { groupBy } from '../group-by.js';
import { DatabaseTemplateSource } from '../templates/database-source.js';
import type { MayLeave } from './may-leave.js';
import { mayLeave } from './may-leave.js';
import { GoingOut } from './state.js';

/** A queued letter whose duties are still open, with what it names and where it goes now. */
export interface Due {
  readonly letter: LetterRow;
  readonly survey: Survey;
  readonly check: { readonly obligations: readonly string[]; readonly address: PecAddress };
}

/**
 * What the record says of letters that are due: the same answer for the page that shows what waits and for the last look before
 * one leaves. Nothing is kept: an approval, a number, a changed rule count as soon as they are on record.
 */
@Injectable()
export class Verdicts {
  constructor(
    private readonly db: DataSource,
    private readonly goingOut: GoingOut,
    private readonly templates: DatabaseTemplateSource,
  ) {}

  /**
   * Whether each may leave, by the letter's id.
   *
   * @example (await verdicts.of([due])).get(due.letter.id) //=> { go: false, ends: 'waiting', code: 'unapproved', … }
   */
  async of(due: readonly Due[]): Promise<ReadonlyMap<string, MayLeave>> {
    const ids = due.map(({ letter }) => letter.id);
    const { trial, allowList } = await this.goingOut.state();
    const asksApproval = due.some(({ survey }) => survey.requiresFourEyes);
    const approvals = groupBy(
      asksApproval ? await approvalsOf(this.db, ids) : [],
      ({ letter }) => letter,
    );
    const protocols = await protocolsOf(this.db, ids);
    const papers = groupBy(await papersOfLetters(this.db, ids), ({ letter }) => letter);
    const attempts = await dispatchesOfLetters(this.db, ids);
    const frozen = new Set(
      attempts.filter(({ state }) => state === 'queued').map(({ letter }) => letter),
    );
    const inForce = new Map<TemplateId, string>();
    for (const template of new Set(due.map(({ letter }) => letter.template))) {
      inForce.set(template, (await this.templates.current(template)).digest);
    }
    return new Map(
      due.map(({ letter, survey, check }) => {
        const written = frozen.has(letter.id) ? letter.templateVersion : null;
        const departure = {
          ...{ survey, letter, obligations: check.obligations, to: check.address.address },
          ...{ trial, allowList, approvals: approvals.get(letter.id) ?? [] },
          templateVersion: written ?? inForce.get(letter.template)!,
          protocol: protocols.get(letter.id) ?? null,
          papers: (papers.get(letter.id) ?? []).map(({ kind }) => kind),
        };
        return [letter.id, mayLeave(departure)];
      }),
    );
  }
}
