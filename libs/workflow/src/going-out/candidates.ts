import { Injectable } from '@nestjs/common';
import type { Decision, IstatCode, LocalDate, Survey, SurveyId, TemplateId } from '@app/domain';
import { addDays, plan, romeDate, roundOfObligation } from '@app/domain';
import type { LetterHoldRow, LetterRow } from '@app/persistence';
import { loadFacts } from '@app/persistence';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import { TOLD } from '../queries/plans.js';
import { isAddressee, Reference } from '../reference.js';
import { WaitingLetters } from './waiting.js';

/** A letter that would leave: already decided, or planned from the record as it stands. */
export interface Candidate {
  readonly survey: SurveyId;
  readonly municipality: IstatCode;
  readonly name: string;
  readonly obligation: string;
  readonly round: LocalDate;
  readonly rung: string;
  readonly dueVersion: number;
  readonly obligations: readonly string[];
  readonly template: TemplateId;
  /** The day on which it leaves, or was to leave. */
  readonly day: LocalDate;
  /** The letter's id when it is decided; null while it is planned. */
  readonly letter: string | null;
  readonly reason: string;
  /** What it waits for; null: nothing, or it is not decided yet. */
  readonly hold: LetterHoldRow | null;
}

/** How far ahead a batch may be prepared: within it little changes, and an absence can be bridged. */
export const HORIZON_DAYS = 21;

/** What would leave in the days to come, by the pure planner and from the letters already decided. */
@Injectable()
export class Candidates {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly reference: Reference,
    private readonly waiting: WaitingLetters,
  ) {}

  /** Letters of a survey waiting now, and those that would leave within `days` days, by day and municipality. */
  async of(survey: Survey, days = HORIZON_DAYS): Promise<Candidate[]> {
    const { municipalities } = await this.reference.load();
    const nameOf = (istat: IstatCode): string => municipalities.get(istat)?.name ?? istat;
    const waiting = (await this.waiting.queued())
      .filter(({ letter }) => letter.survey === survey.id)
      .map(({ letter, hold }) => ofLetter(letter, nameOf, hold));
    const planned = (await this.#planned(survey, days)).map((one) =>
      ofDecision(survey, one, nameOf),
    );
    return [...waiting, ...planned].sort(
      (a, b) => a.day.localeCompare(b.day) || a.name.localeCompare(b.name, 'it'),
    );
  }

  async #planned(survey: Survey, days: number): Promise<Decision[]> {
    const { municipalities } = await this.reference.load();
    const addressees = [...municipalities.values()].filter(({ istat }) =>
      isAddressee(survey, istat),
    );
    const facts = await loadFacts(
      this.db,
      addressees.map(({ istat }) => istat),
    );
    const from = romeDate(this.clock.now());
    const decisions = plan({
      survey,
      municipalities: addressees,
      factsOf: (istat) => (facts.get(istat) ?? []).filter((fact) => fact.survey === survey.id),
      from,
      to: addDays(from, days - 1),
      assumeDelivery: true,
      onFault: TOLD,
    });
    return decisions.filter(({ action }) => action === 'send');
  }
}

function ofLetter(
  letter: LetterRow,
  nameOf: (istat: IstatCode) => string,
  hold: LetterHoldRow | null,
): Candidate {
  const { survey, municipality, obligation, rung, dueVersion, obligations, template } = letter;
  return {
    ...{ survey, municipality, obligation, rung, dueVersion, obligations, template, hold },
    name: nameOf(municipality),
    round: roundOfObligation(obligation),
    day: romeDate(letter.decidedAt),
    letter: letter.id,
    reason: letter.reason ?? '',
  };
}

function ofDecision(
  survey: Survey,
  decision: Decision,
  nameOf: (istat: IstatCode) => string,
): Candidate {
  const { municipality, obligation, rung, dueVersion, obligations, template, day, reason } =
    decision;
  return {
    ...{ municipality, obligation, rung, dueVersion, obligations, template, day, reason },
    survey: survey.id,
    name: nameOf(municipality),
    round: roundOfObligation(obligation),
    letter: null,
    hold: null,
  };
}
