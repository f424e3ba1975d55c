import { daysBetween, formatDate, romeDate } from '@app/domain';
import type {
  Fact,
  Instant,
  Municipality,
  ObligationState,
  RungAnswer,
  Survey,
  WhyAnswer,
} from '@app/domain';
import type { AccountRole } from '@app/persistence';
import type { LetterWithReceipts } from '@app/workflow';
import { mayAct } from '../../access/roles.js';
import { timelineLine } from '../../view/fact-words.js';
import { links } from '../../view/links.js';
import type { StatusWord } from '../../vocabulary.js';
import { letterWord, obligationWord } from '../../vocabulary.js';
import { whenText } from '../dashboard/dashboard.js';
import { ACTIONS, rungWord } from './actions.js';

const OUTCOMES: Readonly<Record<RungAnswer['outcome'], StatusWord>> = {
  sent: { word: 'Inviata', icon: 'it-mail', tone: 'success' },
  queued: { word: 'In partenza', icon: 'it-clock', tone: 'primary' },
  withdrawn: { word: 'Ritirata', icon: 'it-minus-circle', tone: 'secondary' },
  postponed: { word: 'Rimandata', icon: 'it-clock', tone: 'warning' },
  folded: { word: 'Assorbita', icon: 'it-collapse', tone: 'secondary' },
  dropped: { word: 'Lasciata cadere', icon: 'it-close-circle', tone: 'secondary' },
  skipped: { word: 'Non serve', icon: 'it-minus-circle', tone: 'secondary' },
  locked: { word: 'Bloccata', icon: 'it-locked', tone: 'warning' },
  expected: { word: 'Prevista', icon: 'it-calendar', tone: 'primary' },
  unknown: { word: 'Senza traccia', icon: 'it-help-circle', tone: 'warning' },
};

export interface ObligationMaterial {
  readonly survey: Survey;
  readonly municipality: Municipality;
  readonly state: ObligationState;
  readonly facts: readonly Fact[];
  readonly answer: WhyAnswer;
  /** The letters that the answer's rungs name, by id. */
  readonly letters: ReadonlyMap<string, LetterWithReceipts>;
  readonly now: Instant;
  readonly role: AccountRole;
}

/** Everything that the page of one obligation shows. */
export function obligationPage(material: ObligationMaterial) {
  const { survey, municipality, state, facts, now } = material;
  const { istat } = municipality;
  const own = facts.filter(
    (fact) => fact.round === state.round || (fact.round === null && about(fact, state)),
  );
  const days = daysBetween(romeDate(now), state.due.date);
  const owing = state.outcome === 'open' || state.outcome === 'rejected';
  return {
    name: municipality.name,
    municipalityHref: links.municipality(istat),
    roundHref: links.round(state.obligation),
    reference: state.round,
    obligation: state.obligation,
    survey: survey.shortTitle,
    status: obligationWord(state),
    explanation: state.explanation,
    since: state.since,
    due: state.due.date,
    extended: state.due.version > 1,
    when: owing ? whenText(days) : null,
    steps: state.due.steps.map(({ from, to, rule, norm }) => ({ from, to, rule, norm })),
    cutOff: state.acceptanceCutOff,
    lock: state.lock,
    basis: state.basis.flatMap((id) =>
      own.filter((fact) => fact.id === id).map((fact) => timelineLine(survey, fact)),
    ),
    rungs: rungLines(material),
    actions: actionLines(material),
    timeline: own.map((fact) => timelineLine(survey, fact)).sort((a, b) => (a.at < b.at ? 1 : -1)),
    evidenceHref: `${links.obligation(istat, state.obligation)}/fascicolo`,
    evidenceZip: `${links.obligation(istat, state.obligation)}/fascicolo.zip`,
  };
}

/** Facts of the municipality that also speak of this round: changes of the stock and of the address. */
function about(fact: Fact, state: ObligationState): boolean {
  if (fact.type === 'snapshot') return fact.payload.reference <= state.round;
  if (fact.type === 'variation') return fact.payload.date <= state.round;
  return romeDate(fact.occurredAt) >= state.opensOn;
}

/** Each rung with the letter that its own fact names: a later letter of the same rung, of whatever round, is another one. */
function rungLines({ survey, answer, letters }: ObligationMaterial) {
  return answer.rungs.map((rung) => {
    const letter = rung.letter === null ? undefined : letters.get(rung.letter);
    const name = rungWord(survey, rung.rung);
    return {
      name: rung.repeats === null ? name : `${name}, di nuovo`,
      target: rung.target,
      at: rung.at,
      status: letter === undefined ? OUTCOMES[rung.outcome] : letterWord(letter),
      reason: rung.reason,
      lines: rung.lines,
      underOldDue: rung.dueVersion < answer.state.due.version,
      href: letter === undefined ? null : links.letter(letter.letter.id),
    };
  });
}

/** What this person may do now; and what is possible for others, said and not hidden. */
function actionLines(material: ObligationMaterial) {
  const { state, facts, role } = material;
  const { istat } = material.municipality;
  const offered = Object.entries(ACTIONS).filter(([, action]) =>
    action.offered(state, facts, material),
  );
  return {
    mine: offered
      .filter(([, action]) => mayAct(role, action.role))
      .map(([name, { title, icon }]) => ({
        title,
        icon,
        href: links.action(istat, state.obligation, name),
      })),
    others: offered
      .filter(([, action]) => !mayAct(role, action.role))
      .map(([, { title, role: needs }]) => ({ title, needs })),
  };
}

/** @example titleOf(andria, state) //=> 'Andria – dati al 31/12/2021' */
export function titleOf(municipality: Municipality, state: Pick<ObligationState, 'round'>): string {
  return `${municipality.name} – dati al ${formatDate(state.round)}`;
}
