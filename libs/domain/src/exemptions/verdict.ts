import type { Instant, LocalDate } from '../calendar/types.js';
import type { Municipality } from '../municipalities/types.js';
import { openDossier } from '../obligations/dossier.js';
import { elide } from '../obligations/elide.js';
import { momentOf } from '../obligations/ledger.js';
import type { Fact } from '../obligations/types.js';
import type { Survey } from '../surveys/types.js';
import { judgeExemption } from './judge-exemption.js';
import type { ExemptionVerdict } from './types.js';

/**
 * What the exemption rule says of one municipality in one round, from the facts on record at a moment: both conditions
 * with the facts behind them, and an Italian sentence for each. It changes nothing: `react` derives the facts.
 *
 * @param round reference date of the round
 * @param at a day stands for its last moment
 * @example exemptionVerdict(survey, andria, facts, localDate('2022-06-30'), at).ground //=> 'statement'
 */
export function exemptionVerdict(
  survey: Survey,
  municipality: Municipality,
  facts: readonly Fact[],
  round: LocalDate,
  at: LocalDate | Instant,
): ExemptionVerdict {
  const moment = momentOf(at);
  const dossier = openDossier(survey, municipality, facts, { asOf: moment, knownOn: moment });
  const found = dossier.rounds.find(({ reference }) => reference === round);
  const course = dossier.courses.get(round);
  if (found === undefined || course === undefined) {
    const reasons = ['Il Comune non ha un adempimento aperto per questo ciclo.'];
    return { exempt: false, ground: null, base: null, evidence: [], against: [], reasons };
  }
  const judgement = judgeExemption(dossier, found, course);
  const { exempt, ground, base, evidence, against } = judgement;
  return { exempt, ground, base, evidence, against, reasons: judgement.reasons().map(elide) };
}
