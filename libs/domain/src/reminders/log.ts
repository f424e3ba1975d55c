import type { Instant } from '../calendar/types.js';
import type { Fact, FactOf } from '../obligations/types.js';
import type { SurveyId } from '../surveys/types.js';
import { assumedDelivery } from './assume-delivery.js';
import { factOfDecision } from './decision-facts.js';
import type { Letter } from './letters.js';
import type { Decision } from './types.js';

/** A letter taken as delivered at a moment. */
export interface AssumedDelivery {
  readonly decision: Decision;
  /** The letter as the rehearsal's record has it. */
  readonly letter: Letter;
  readonly at: Instant;
}

export type Entry = Fact | Decision | AssumedDelivery;

/**
 * What became known to one municipality's rehearsal, in order. Decisions stay what they are until somebody asks for the
 * facts: a plan alone never does.
 */
export class Log {
  private readonly entries: Entry[] = [];

  constructor(private readonly survey: SurveyId) {}

  add(entry: Entry): void {
    this.entries.push(entry);
  }

  /** As facts; `municipality` takes the place of the one that was rehearsed. */
  facts(municipality: string): readonly Fact[] {
    return this.entries.flatMap((entry) => this.factsOf(entry, municipality));
  }

  private factsOf(entry: Entry, municipality: string): readonly Fact[] {
    if ('type' in entry) return [entry];
    if ('letter' in entry) {
      const sent = factOfDecision(this.survey, { ...entry.decision, municipality });
      return [assumedDelivery(sent as FactOf<'sent'>, entry.at)];
    }
    const fact = factOfDecision(this.survey, { ...entry, municipality });
    return fact === null ? [] : [fact];
  }
}
