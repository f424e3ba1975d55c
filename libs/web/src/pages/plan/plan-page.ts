import type { Decision, LocalDate, Municipality, PlanAction, Survey } from '@app/domain';
import { links } from '../../view/links.js';
import { withQuery } from '../../view/paging.js';
import { ACTION_WORDS } from '../../vocabulary.js';
import { rungWord } from '../obligation/actions.js';

export interface PlanFilter {
  readonly action?: PlanAction | undefined;
  readonly municipality?: string | undefined;
}

/** One line of the plan as the page shows it. */
function planLine(line: Decision, survey: Survey, nameOf: (istat: string) => string) {
  const reference = line.obligation.slice(-10);
  return {
    name: nameOf(line.municipality),
    rung: rungWord(survey, line.rung),
    reference,
    others: line.obligations.length - 1,
    time: line.time,
    day: line.day,
    target: line.target,
    status: ACTION_WORDS[line.action],
    reason: line.reason,
    href: links.obligation(line.municipality, line.obligation),
    preview: withQuery('/piano/anteprima', {
      comune: line.municipality,
      modello: line.template,
      ricognizione: survey.id,
      ciclo: reference,
      giorno: line.day,
    }),
  };
}

/** The letters that will leave, day by day, and everything that will not, with its reason. */
export function planPage(
  plan: readonly Decision[],
  survey: Survey,
  municipalities: readonly Municipality[],
  filter: PlanFilter,
) {
  const names = new Map(municipalities.map(({ istat, name }) => [istat, name]));
  const nameOf = (istat: string): string => names.get(istat) ?? istat;
  const wanted = plan.filter(
    (line) =>
      (filter.action === undefined || line.action === filter.action) &&
      (filter.municipality === undefined || line.municipality === filter.municipality),
  );
  const sends = wanted.filter(({ action }) => action === 'send');
  const days = new Map<LocalDate, ReturnType<typeof planLine>[]>();
  for (const line of sends) {
    const list = days.get(line.day) ?? [];
    list.push(planLine(line, survey, nameOf));
    days.set(line.day, list);
  }
  return {
    days: [...days].map(([day, lines]) => ({ day, lines })),
    sendCount: sends.length,
    others: wanted
      .filter(({ action }) => action !== 'send')
      .map((line) => planLine(line, survey, nameOf)),
  };
}
