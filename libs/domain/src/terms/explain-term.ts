import { civilOf, civilToLocalDate, daysInMonth } from '../calendar/day-number.js';
import { DomainError } from '../calendar/errors.js';
import { formatDate, weekdayName } from '../calendar/format.js';
import { isHoliday } from '../calendar/day-kind.js';
import { addDays, weekday } from '../calendar/local-date.js';
import type { Calendar, Holiday, LocalDate } from '../calendar/types.js';
import { addWorkingDays } from '../calendar/working-days.js';
import { describeTerm } from './term.js';
import type { ExplainedDate, Step, Term } from './types.js';

export type Direction = 'forward' | 'backward';

const ROLL_NORM: Readonly<Record<Direction, string>> = {
  forward: 'art. 155 c. 4 c.p.c.; art. 2963 c. 3 c.c.',
  backward: 'art. 155 c. 4 c.p.c., applicato a ritroso (Cass. 14767/2014)',
};

/**
 * The day on which a term ends and every step to it. Forward: the day after the reference is the first counted, and an
 * end on a holiday rolls to the next day that is none. Backward ("at least N days before"): counted and rolled back.
 *
 * @throws DomainError `date-out-of-range` when the end lies beyond the years 1583–9999
 * @example explainTerm(localDate('2023-12-31'), parseTerm('P3M'), italianCalendar({})).due //=> '2024-04-02'
 */
export function explainTerm(
  reference: LocalDate,
  term: Term,
  calendar: Calendar,
  { direction = 'forward' }: { readonly direction?: Direction } = {},
): ExplainedDate {
  const counted = countStep(reference, term, calendar, direction);
  const rolled = rollSteps(counted.to, calendar, direction);
  const due = rolled.at(-1)?.to ?? counted.to;
  return { reference, nominal: counted.to, due, steps: [counted, ...rolled] };
}

/** The steps by which an end on a holiday moves to the first day that is none; one for each day left. */
export function rollSteps(
  nominal: LocalDate,
  calendar: Calendar,
  direction: Direction = 'forward',
): readonly Step[] {
  const steps: Step[] = [];
  let day = nominal;
  while (isHoliday(calendar, day)) {
    const to = addDays(day, direction === 'forward' ? 1 : -1);
    steps.push(rollStep(day, to, calendar.holidayOn(day), direction));
    day = to;
  }
  if (weekday(day) === 6) steps.push(saturdayStep(day));
  return steps;
}

function rollStep(
  from: LocalDate,
  to: LocalDate,
  holiday: Holiday | null,
  direction: Direction,
): Step {
  const next = direction === 'forward' ? 'al giorno seguente' : 'al giorno precedente';
  const on = `${formatDate(from)} è ${weekdayName(from)}`;
  if (holiday === null) {
    return {
      from,
      to,
      rule: `${on}, festivo secondo l’impostazione della ricognizione: si passa ${next}`,
      norm: `art. 155 c. 5 c.p.c.; ${ROLL_NORM[direction]}`,
    };
  }
  const name = holiday.name === 'domenica' ? '' : `, ${holiday.name}`;
  const rule = `${on}${name}, giorno festivo: si passa ${next}`;
  return { from, to, rule, norm: `${ROLL_NORM[direction]}; ${holiday.norm}` };
}

/** Shown because people expect Saturday to move the term: it does not, and the reader sees why. */
function saturdayStep(day: LocalDate): Step {
  return {
    from: day,
    to: day,
    rule: `${formatDate(day)} è sabato, giorno non festivo per i termini amministrativi: resta fermo`,
    norm: 'art. 2963 c. 3 c.c.; l’art. 155 c. 5 c.p.c. vale per i soli atti processuali',
  };
}

function countStep(from: LocalDate, term: Term, calendar: Calendar, direction: Direction): Step {
  if (term.count === 0) {
    const rule = `termine di ${describeTerm(term)}: scade il giorno stesso`;
    return { from, to: from, rule, norm: 'art. 2963 c. 2 c.c.' };
  }
  const sign = direction === 'forward' ? 1 : -1;
  const lead = direction === 'forward' ? 'più' : 'meno';
  const initial = 'il giorno iniziale non si conta';
  switch (term.unit) {
    case 'days':
      return {
        from,
        to: addDays(from, sign * term.count),
        rule: `${lead} ${describeTerm(term)} di calendario, ${initial}`,
        norm: 'art. 155 cc. 1 e 3 c.p.c.; art. 2963 c. 2 c.c.',
      };
    case 'working-days':
      return {
        from,
        to: addWorkingDays(calendar, from, sign * term.count),
        rule: `${lead} ${describeTerm(term)} (dal lunedì al venerdì, esclusi i festivi), ${initial}`,
        norm: 'art. 155 c. 1 c.p.c.; art. 2963 c. 2 c.c.; art. 2 Reg. (CEE, Euratom) 1182/71',
      };
    case 'months':
    case 'years':
      return monthStep(from, term, sign, lead);
  }
}

/** Same day number of the month reached, or its last day where there is none (art. 2963 cc. 4 and 5 c.c.). */
function monthStep(from: LocalDate, term: Term, sign: 1 | -1, lead: string): Step {
  const { year, month, day } = civilOf(from);
  const months = year * 12 + (month - 1) + sign * term.count * (term.unit === 'years' ? 12 : 1);
  const toYear = Math.floor(months / 12);
  const toMonth = months - toYear * 12 + 1;
  if (toYear < 1583 || toYear > 9999) {
    const found = `${from} ${lead} ${describeTerm(term)}`;
    throw new DomainError('date-out-of-range', 'data', found, 'un anno da 1583 a 9999');
  }
  const length = daysInMonth(toYear, toMonth);
  const clamped = day > length;
  return {
    from,
    to: civilToLocalDate(toYear, toMonth, Math.min(day, length)),
    rule: clamped
      ? `${lead} ${describeTerm(term)}; il mese non ha il giorno ${day}: vale il suo ultimo giorno`
      : `${lead} ${describeTerm(term)}, stesso giorno del mese`,
    norm: `art. 155 c. 2 c.p.c.; art. 2963 c. ${clamped ? 5 : 4} c.c.`,
  };
}
