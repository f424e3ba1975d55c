import { faultSentence, formatDate, romeDate, romeTime } from '@app/domain';
import type { Decision, Instant, LocalDate, Municipality, PlanAction, Survey } from '@app/domain';
import type { OverviewEntry } from '@app/workflow';
import type { QueuedLetter, ToDoBefore } from '@app/workflow';
import { isWaiting, toDoText } from '@app/workflow';
import { links } from '../../view/links.js';
import { paging, withQuery } from '../../view/paging.js';
import { plainText } from '../../view/plain-text.js';
import { ACTION_WORDS, waitingWord } from '../../vocabulary.js';
import { rungWord } from '../obligation/actions.js';

export interface PlanFilter {
  readonly action?: PlanAction | undefined;
  /** ISTAT codes; undefined: all. */
  readonly municipalities?: ReadonlySet<string> | undefined;
}

/** Where one stands in the two lists of the page, and what the address says else. */
export interface PlanPlace {
  readonly rows: number;
  readonly sends: number;
  readonly others: number;
  readonly query: Readonly<Record<string, string | undefined>>;
}

/** What the plan alone does not tell: letters that are decided and have not left, and what those of the plan will wait for. */
export interface HeldBack {
  readonly queued: readonly QueuedLetter[];
  readonly toDoBefore: ToDoBefore;
}

/** The letters of a survey that are decided and have not left, as far as the filter asks for what leaves. */
export function queuedWanted(
  queued: readonly QueuedLetter[],
  survey: Pick<Survey, 'id'>,
  { action, municipalities }: PlanFilter,
): readonly QueuedLetter[] {
  return queued.filter(
    ({ letter }) =>
      letter.survey === survey.id &&
      (action === undefined || action === 'send') &&
      (municipalities === undefined || municipalities.has(letter.municipality)),
  );
}

/** One line of the plan as the page shows it. */
function planLine(
  line: Decision,
  survey: Survey,
  nameOf: (istat: string) => string,
  toDoBefore: ToDoBefore,
) {
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
    toDo: line.action === 'send' ? toDoText(toDoBefore(line)) : null,
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

/** The lines that the filter leaves, in the order of the plan. */
export function planLinesWanted(
  plan: readonly Decision[],
  { action, municipalities }: PlanFilter,
): readonly Decision[] {
  return plan.filter(
    (line) =>
      (action === undefined || line.action === action) &&
      (municipalities === undefined || municipalities.has(line.municipality)),
  );
}

/** The letters that will leave, day by day, and everything that will not, with its reason; a page of each. */
export function planPage(
  plan: readonly Decision[],
  survey: Survey,
  municipalities: ReadonlyMap<string, Pick<Municipality, 'name'>>,
  filter: PlanFilter,
  place: PlanPlace,
  held: HeldBack,
) {
  const nameOf = (istat: string): string => municipalities.get(istat)?.name ?? istat;
  const wanted = planLinesWanted(plan, filter);
  const sends = wanted.filter(({ action }) => action === 'send');
  const others = wanted.filter(({ action }) => action !== 'send');
  const { rows, query } = place;
  const sendPages = paging(sends.length, place.sends, rows, '/piano', query);
  const otherPages = paging(others.length, place.others, rows, '/piano', query, 'altre');
  const line = (one: Decision) => planLine(one, survey, nameOf, held.toDoBefore);
  const queued = queuedWanted(held.queued, survey, filter);
  const letterLine = ({ letter }: QueuedLetter) => ({
    name: nameOf(letter.municipality),
    rung: rungWord(survey, letter.rung),
    reference: letter.obligation.slice(-10),
    href: links.letter(letter.id),
  });
  const leaving = queued.filter((one) => !isWaiting(one));
  return {
    leaving: leavingNow(leaving, survey),
    leavingLines: leaving.map((one) => ({ ...letterLine(one), from: fromText(one.leaves) })),
    waiting: queued.filter(isWaiting).map(({ hold, ...one }) => ({
      ...letterLine({ hold, ...one }),
      since: hold.since,
      status: waitingWord(hold.code),
      reason: hold.reason,
    })),
    days: byDay(pageOf(sends, sendPages.page, rows).map(line)),
    calendar: sendPages.pages > 1 ? countsByDay(sends, query) : [],
    sendCount: sends.length,
    sendPages,
    others: pageOf(others, otherPages.page, rows).map(line),
    otherCount: others.length,
    otherPages,
  };
}

/** @example fromText('2022-02-28T07:30:00.000Z') //=> 'dal 28/02/2022, ore 08:30' */
export const fromText = (leaves: Instant | null): string =>
  leaves === null
    ? 'quando la casella riprende a inviare'
    : `dal ${formatDate(romeDate(leaves))}, ore ${romeTime(leaves)}`;

/**
 * The letters of a survey that are decided and leave by themselves, as a sentence; null: none.
 *
 * @example leavingNow(leaving, survey)?.text //=> '2 lettere in partenza, dal 28/02/2022, ore 08:30'
 */
export function leavingNow(leaving: readonly QueuedLetter[], survey: Pick<Survey, 'id'>) {
  const own = leaving.filter(({ letter }) => letter.survey === survey.id);
  if (own.length === 0) return null;
  const moments = own.flatMap(({ leaves }) => leaves ?? []).sort();
  const count = own.length === 1 ? '1 lettera' : `${own.length} lettere`;
  return { count: own.length, text: `${count} in partenza, ${fromText(moments[0] ?? null)}` };
}

const pageOf = <T>(list: readonly T[], page: number, rows: number): readonly T[] =>
  list.slice((page - 1) * rows, page * rows);

function byDay<T extends { readonly day: LocalDate }>(lines: readonly T[]) {
  const days = new Map<LocalDate, T[]>();
  for (const line of lines) {
    const list = days.get(line.day);
    if (list === undefined) days.set(line.day, [line]);
    else list.push(line);
  }
  return [...days].map(([day, list]) => ({ day, lines: list }));
}

/** How many letters leave on each day, with the way there: for plans that no page holds. */
function countsByDay(sends: readonly Decision[], query: PlanPlace['query']) {
  const counts = new Map<LocalDate, number>();
  for (const { day } of sends) counts.set(day, (counts.get(day) ?? 0) + 1);
  return [...counts].map(([day, count]) => ({
    day,
    count,
    href: withQuery('/piano', { ...query, da: day, a: day }),
  }));
}

/** The municipalities of whom the plan says nothing, since they can't be planned, and why. */
export function faultLines(
  entries: readonly Pick<OverviewEntry, 'municipality' | 'fault'>[],
  municipalities: ReadonlySet<string> | undefined,
): readonly { readonly istat: string; readonly text: string; readonly href: string }[] {
  return entries.flatMap(({ municipality, fault: reason }) =>
    reason === null || municipalities?.has(municipality.istat) === false
      ? []
      : [
          {
            istat: municipality.istat,
            text: faultSentence({ municipality, reason }),
            href: links.municipality(municipality.istat),
          },
        ],
  );
}

/** Municipalities by ISTAT code or part of their name; undefined when nobody is asked for. */
export function municipalitiesNamed(
  municipalities: Iterable<Pick<Municipality, 'istat' | 'name'>>,
  text: string | undefined,
): ReadonlySet<string> | undefined {
  if (text === undefined) return undefined;
  const part = plainText(text);
  const all = [...municipalities];
  const found = all.filter(({ istat }) => istat === text);
  const named = found.length > 0 ? found : all.filter(({ name }) => plainText(name).includes(part));
  return new Set(named.map(({ istat }) => istat));
}
