import { measure, roundOf } from '@app/domain';
import type { LocalDate, Survey } from '@app/domain';
import type { OverviewEntry } from '@app/workflow';
import { links } from '../../view/links.js';
import { paging } from '../../view/paging.js';
import { obligationWord } from '../../vocabulary.js';

/** Municipalities of a list on one page. */
const ROWS = 50;

/** Everything that the page of one round shows, with one page of those that are missing; null when nobody has an obligation in it. */
export function roundPage(
  survey: Survey,
  reference: LocalDate,
  entries: readonly OverviewEntry[],
  wanted = 1,
) {
  const lines = entries.flatMap(({ municipality, obligations }) => {
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
  const pages = paging(missing.length, wanted, ROWS, links.round(first.obligation), {});
  return {
    obligation: first.obligation,
    reference,
    number: first.roundNumber,
    opensOn: first.opensOn,
    due: round?.due.due ?? first.due.date,
    steps: round?.due.steps ?? [],
    readings: survey.readings.filter(({ readAs }) =>
      reference.endsWith(readAs.split('/').reverse().join('-')),
    ),
    cutOff: first.acceptanceCutOff,
    lock: first.lock,
    measure: measure(lines.map(({ state }) => state)),
    missingCount: missing.length,
    missingPages: pages,
    missing: missing
      .slice((pages.page - 1) * ROWS, pages.page * ROWS)
      .map(({ municipality, state }) => ({
        name: municipality.name,
        href: links.obligation(municipality.istat, state.obligation),
        status: obligationWord(state),
        due: state.due.date,
      })),
    moreExtended: Math.max(0, extended.length - ROWS),
    extended: extended.slice(0, ROWS).map(({ municipality, state }) => ({
      name: municipality.name,
      href: links.obligation(municipality.istat, state.obligation),
      due: state.due.date,
    })),
    open: missing.map(({ municipality: { istat }, state: { due } }) => ({ istat, due })),
  };
}
