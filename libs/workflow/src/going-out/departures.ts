import { Injectable } from '@nestjs/common';
import type { Instant } from '@app/domain';
import { addDays, romeDate, romeInstant } from '@app/domain';
import type { LetterModel, Protocol } from '@app/letters';
import { LetterError, LetterRenderer, notReady } from '@app/letters';
import type { LetterPaperRow } from '@app/persistence';
import { holdLetter, paperBytes, papersOf, protocolsTo, releaseLetters } from '@app/persistence';
import { DataSource } from 'typeorm';
import { Protocols } from '../protocol/protocols.js';
import { WorkflowSettings } from '../settings.js';
import type { Departing } from './departing-model.js';
import { departingModel } from './departing-model.js';
import type { MayLeave, WaitingCode } from './may-leave.js';
import { Verdicts } from './verdicts.js';

/** What a letter leaves with besides its own words. */
export interface Enclosures {
  /** Of this letter and of those that it may cite, by the letter's id. */
  readonly protocols: ReadonlyMap<string, Protocol>;
  readonly papers: readonly LetterPaperRow[];
}

export type DepartureReport =
  | ({ readonly go: true } & Enclosures)
  | { readonly go: false; readonly ends: 'stopped'; readonly code: string; readonly reason: string }
  | {
      readonly go: false;
      readonly ends: 'waiting';
      readonly code: WaitingCode | 'protocol-failed';
      readonly reason: string;
      readonly retryAt: Instant;
    };

/** The last look at people's acts before a letter leaves: trial, approval, protocol, signature. */
@Injectable()
export class Departures {
  constructor(
    private readonly db: DataSource,
    private readonly settings: WorkflowSettings,
    private readonly protocols: Protocols,
    private readonly verdicts: Verdicts,
    private readonly renderer: LetterRenderer,
  ) {}

  /** Whether the letter may leave. What it waits for is noted, so that pages say it and nobody looks in vain. */
  async check(departing: Departing): Promise<DepartureReport> {
    const report = await this.#check(departing);
    const { letter } = departing;
    if (!report.go && report.ends === 'waiting') {
      const { code, reason, retryAt } = report;
      await holdLetter(this.db, {
        letter: letter.id,
        code,
        reason,
        since: letter.decidedAt,
        retryAt,
      });
    } else await releaseLetters(this.db, [letter.id]);
    return report;
  }

  async #check(departing: Departing): Promise<DepartureReport> {
    const { letter } = departing;
    let protocols = await protocolsTo(this.db, letter.municipality);
    let verdict = await this.#verdict(departing);
    if (!verdict.go && verdict.code === 'protocol-missing') {
      const failure = await this.#obtain(departing, protocols);
      if (failure !== null) return failure;
      protocols = await protocolsTo(this.db, letter.municipality);
      verdict = await this.#verdict(departing);
    }
    if (verdict.go) return { go: true, protocols, papers: await this.#contents(letter.id) };
    if (verdict.ends === 'stopped') return verdict;
    return { ...verdict, retryAt: tomorrow(departing) };
  }

  async #verdict(departing: Departing): Promise<MayLeave> {
    return (await this.verdicts.of([departing])).get(departing.letter.id)!;
  }

  /** Asks for the number of a letter that is complete but for it. Null: it has one now, or none can be asked for. */
  async #obtain(
    departing: Departing,
    protocols: ReadonlyMap<string, Protocol>,
  ): Promise<DepartureReport | null> {
    if (!this.protocols.isAutomatic) return null;
    const model = departingModel(departing, this.settings, protocols);
    const other = notReady(model).filter(({ code }) => code !== 'protocol-missing');
    const subject = other.length > 0 ? null : await this.#subject(model);
    if (typeof subject !== 'string') {
      const reason = other.map(({ message }) => message).join(' ') || (subject?.message ?? '');
      return { go: false, ends: 'stopped', code: other[0]?.code ?? 'letter-incomplete', reason };
    }
    const obtained = await this.protocols.obtain(
      requestOf(departing, model, subject, this.settings),
    );
    if (obtained === null || 'entry' in obtained) return null;
    const reason = `In attesa di protocollo: il sistema di protocollo ${obtained.failed}. Si riprova da sé; il numero si può anche inserire a mano.`;
    const retryAt = obtained.retryAt ?? tomorrow(departing);
    return { go: false, ends: 'waiting', code: 'protocol-failed', reason, retryAt };
  }

  async #subject(model: LetterModel): Promise<string | { readonly message: string }> {
    try {
      return await this.renderer.subject(model);
    } catch (error) {
      if (!(error instanceof LetterError)) throw error;
      return { message: `La lettera non si può scrivere. ${error.sentence}` };
    }
  }

  async #contents(letter: string): Promise<LetterPaperRow[]> {
    const papers: LetterPaperRow[] = [];
    for (const { kind } of await papersOf(this.db, letter)) {
      const paper = await paperBytes(this.db, letter, kind);
      if (paper !== null) papers.push(paper);
    }
    return papers;
  }
}

/** Waiting letters are looked at again every day at the survey's hour: one may be needed no longer. */
function tomorrow({ survey, now }: Departing): Instant {
  return romeInstant(addDays(romeDate(now), 1), survey.sendTime);
}

function requestOf(
  { letter, now }: Departing,
  model: LetterModel,
  subject: string,
  { from, fromName }: WorkflowSettings,
) {
  const { istat, name } = model.municipality;
  return {
    id: letter.id,
    direction: 'uscita',
    subject,
    day: romeDate(now),
    sender: { address: from, name: fromName },
    recipient: { istat, name, address: model.to },
  } as const;
}
