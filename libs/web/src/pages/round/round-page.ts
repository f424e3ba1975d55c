import { measure, roundOf } from '@app/domain';
import type { LocalDate, Survey } from '@app/domain';
import type { Standing } from '@app/workflow';
import { links } from '../../view/links.js';
import { obligationWord } from '../../vocabulary.js';

/** Everything that the page of one round shows; null when nobody has an obligation in it. */
export function roundPage(survey: Survey, reference: LocalDate, standings: readonly Standing[]) {
  const lines = standings.flatMap(({ municipality, obligations }) => {
    const state = obligations.find(({ round }) => round === reference);
    return state === undefined ? [] : [{ municipality, state }];
  });
  const first = lines[0]?.state;
  if (first === undefined) return null;
  const round = roundOf(survey, reference);
  const missing = lines.filter(
    ({ state }) => state.outcome === 'open' || state.outcome === 'rejected',
  );
  const extended = lines.filter(({ state }) => state.due.version > 1);
  return {
    obligation: first.obligation,
    reference,
    number: first.roundNumber,
    opensOn: first.opensOn,
    due: round?.due.due ?? first.due.date,
    steps: round?.due.steps ?? first.due.steps,
    readings: survey.readings.filter(({ readAs }) =>
      reference.endsWith(readAs.split('/').reverse().join('-')),
    ),
    cutOff: first.acceptanceCutOff,
    lock: first.lock,
    measure: measure(lines.map(({ state }) => state)),
    missing: missing.map(({ municipality, state }) => ({
      name: municipality.name,
      href: links.obligation(municipality.istat, state.obligation),
      status: obligationWord(state),
      due: state.due.date,
    })),
    extended: extended.map(({ municipality, state }) => ({
      name: municipality.name,
      href: links.obligation(municipality.istat, state.obligation),
      due: state.due.date,
    })),
    open: missing.map(({ municipality }) => municipality.istat),
  };
}
