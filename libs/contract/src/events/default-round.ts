import type { Fact, FactType, LocalDate, Round, Survey } from '@app/domain';
import { addDays, isReferenceDate, romeDate, roundOf, roundsOf } from '@app/domain';
import type { EventLine } from './read-line.js';
import { MUNICIPALITY_WIDE } from './payload-schemas.js';
import { LineFault } from './types.js';

/** Types that may name a round of an earlier survey: they can be the base of an exemption. */
const OF_EARLIER_SURVEYS: ReadonlySet<FactType> = new Set<FactType>([
  'transmitted',
  'validated',
  'rejected',
  'nil-declared',
]);

/** The round that the line names. @throws LineFault when the survey has no such reference date */
export function statedRound(survey: Survey, event: EventLine): LocalDate | null {
  const { round } = event;
  if (round === null) return null;
  if (round < survey.firstReference) {
    if (OF_EARLIER_SURVEYS.has(event.type as FactType)) return round;
  } else if (isReferenceDate(survey, round)) return round;
  const days = survey.referenceDays.map((day) => `${day.slice(3)}/${day.slice(0, 2)}`).join(' o ');
  const expected = `una data di riferimento della ricognizione: ${survey.firstReference}, poi il ${days} di ogni anno`;
  throw new LineFault('round', round, expected);
}

/**
 * The round of a line that names none: the one that its type and its day fit. Null for types about the municipality.
 *
 * @param earlier facts of the same municipality that came before, for answers that follow a transmission
 * @throws LineFault when no round is open on that day
 */
export function defaultRound(
  survey: Survey,
  event: EventLine,
  type: FactType,
  earlier: readonly Fact[],
): LocalDate | null {
  if (MUNICIPALITY_WIDE.has(type)) return null;
  if (type === 'nil-declared') return nilRound(survey, event);
  if (type === 'validated' || type === 'rejected') {
    const answered = lastTransmitted(earlier, event);
    if (answered !== undefined) return answered.round;
  }
  const day = romeDate(event.at);
  const open = roundsOf(survey, day);
  const latest = open.at(-1);
  if (latest === undefined) {
    const expected = 'la data di riferimento del ciclo: in quel giorno nessun ciclo è aperto';
    throw new LineFault('round', undefined, expected);
  }
  return (rungRound(survey, open, type, event, day) ?? latest).reference;
}

/** A nil return is of the round whose reference it states; one stated for another day is of an earlier survey. */
function nilRound(survey: Survey, event: EventLine): LocalDate | null {
  const reference = event.fields['reference'] as LocalDate;
  return roundOf(survey, reference) === null ? null : reference;
}

/** The Region validates or rejects what was transmitted last. */
function lastTransmitted(earlier: readonly Fact[], event: EventLine): Fact | undefined {
  return earlier
    .filter(({ type, occurredAt }) => isAnswer(type) && occurredAt <= event.at)
    .sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1))
    .at(-1);
}

function isAnswer(type: FactType): boolean {
  return type === 'transmitted' || type === 'nil-declared';
}

/**
 * Of the open rounds, the one whose ladder stands at that rung: the latest whose target day has come. What an officer
 * enters for a rung (unlock) concerns the round that is overdue, and the latest one while none is. An extension concerns
 * the latest round that it prolongs: one that is given in July until the end of July is of the round that is late.
 */
function rungRound(
  survey: Survey,
  open: readonly Round[],
  type: FactType,
  event: EventLine,
  day: LocalDate,
): Round | undefined {
  if (type === 'extended') {
    return open.filter(({ due }) => due.due < String(event.fields['due'])).at(-1);
  }
  if (type === 'unlocked') return open.filter(({ due }) => due.due < day).at(-1);
  const rung = survey.rungs.find(({ id }) => id === event.fields['rung']);
  if (rung === undefined) return undefined;
  // Offsets up to 0 roll back to a working day, over long week-ends by at most a few days.
  const slack = rung.offset <= 0 ? -5 : 0;
  return open.filter(({ due }) => addDays(due.due, rung.offset + slack) <= day).at(-1);
}
