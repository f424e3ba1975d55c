import {
  addDays,
  decideTick,
  foldMunicipality,
  guarded,
  rehearse,
  romeDate,
  roundsOf,
} from '@app/domain';
import type {
  Decision,
  EffectiveDue,
  Fact,
  Instant,
  LocalDate,
  Municipality,
  MunicipalityFault,
  MunicipalityPlan,
  ObligationState,
  Survey,
  Wait,
} from '@app/domain';

/** How far ahead an entry knows the plan: what pages ask of a plan by themselves, and a month beyond. */
export const KNOWN_DAYS = 75;

/** Days of the plan that an entry must still know to be of use. */
export const NEEDED_DAYS = 45;

/** An obligation's state without its sentences: all that lists, counts and filters need. */
export type ObligationBrief = Omit<ObligationState, 'explanation' | 'basis' | 'due'> & {
  readonly due: Pick<EffectiveDue, 'version' | 'date' | 'nominal'>;
};

/** What is known of one municipality for one survey, and how long it holds if no fact comes. */
export interface OverviewEntry {
  readonly municipality: Municipality;
  readonly obligations: readonly ObligationBrief[];
  /** The plan's lines from the day of the entry on, for `KNOWN_DAYS`. */
  readonly plan: readonly Decision[];
  /** What waits for a time within those days. */
  readonly waited: readonly Wait[];
  /** Rungs that wait for somebody now. */
  readonly locked: readonly Decision[];
  /** Why it can't be planned: then what it owes is empty too where not even that can be told. Null: it can. */
  readonly fault: string | null;
  /** The day on which it was made. */
  readonly day: LocalDate;
  /** The last day on which it is still true without a new fact. */
  readonly holdsThrough: LocalDate;
}

/**
 * Folds and plans some municipalities for one survey. What nobody owes any more is planned too: a rejection may reopen it only by a
 * fact, and facts make a new entry.
 *
 * @example entriesOf(pushErp, [andria], factsOf, now)[0]?.obligations[0]?.outcome //=> 'open'
 */
export function entriesOf(
  survey: Survey,
  municipalities: readonly Municipality[],
  factsOf: (istat: string) => readonly Fact[],
  at: Instant,
): OverviewEntry[] {
  const day = romeDate(at);
  const opening = nextOpening(survey, day);
  const faults: MunicipalityFault[] = [];
  const onFault = (fault: MunicipalityFault): number => faults.push(fault);
  const plans = rehearse({
    ...{ survey, municipalities, factsOf, onFault },
    ...{ from: day, to: addDays(day, KNOWN_DAYS), assumeDelivery: true },
  });
  const entries: OverviewEntry[] = [];
  for (const plan of plans) {
    const facts = factsOf(plan.municipality.istat);
    const make = (): OverviewEntry => entryOf(survey, plan, facts, at, opening);
    const entry = guarded(plan.municipality, make, onFault);
    if (entry !== null) entries.push(entry);
  }
  return [...entries, ...faults.map((fault) => faultyEntry(survey, fault, factsOf, at))];
}

function entryOf(
  survey: Survey,
  { municipality, decisions, waited }: MunicipalityPlan,
  facts: readonly Fact[],
  at: Instant,
  opening: LocalDate,
): OverviewEntry {
  const day = romeDate(at);
  const states = foldMunicipality(survey, municipality, facts, { asOf: at, explain: false });
  const owes = states.some(({ outcome }) => outcome === 'open' || outcome === 'rejected');
  const locked = owes
    ? decideTick(survey, municipality, facts, at).filter(({ action }) => action === 'locked')
    : [];
  const obligations = states.map(briefOf);
  const turns = [opening, ...turningDays(municipality, facts, day)];
  const entry = { municipality, obligations, plan: decisions, waited, locked, day, fault: null };
  // A fact of later today: looked at again until its moment has come.
  const unsettled = facts.some(({ occurredAt }) => occurredAt > at && romeDate(occurredAt) === day);
  return { ...entry, holdsThrough: unsettled ? addDays(day, -1) : holdsThrough(entry, turns) };
}

/** What can be told of one that can't be planned: what it owes, where its record can be read. Looked at anew each day. */
function faultyEntry(
  survey: Survey,
  { municipality, reason: fault }: MunicipalityFault,
  factsOf: (istat: string) => readonly Fact[],
  at: Instant,
): OverviewEntry {
  const day = romeDate(at);
  const fold = () =>
    foldMunicipality(survey, municipality, factsOf(municipality.istat), {
      asOf: at,
      explain: false,
    }).map(briefOf);
  const obligations = guarded(municipality, fold, () => undefined) ?? [];
  const nothing = { plan: [], waited: [], locked: [] };
  return { municipality, obligations, ...nothing, fault, day, holdsThrough: day };
}

/** A state without its sentences and steps. */
export function briefOf({
  explanation: _words,
  basis: _facts,
  due,
  ...state
}: ObligationState): ObligationBrief {
  const { version, date, nominal } = due;
  return { ...state, due: { version, date, nominal } };
}

/** The first day on which a round opens that is not open yet; far away when there is none in sight. */
function nextOpening(survey: Survey, day: LocalDate): LocalDate {
  const horizon = addDays(day, KNOWN_DAYS);
  const opens = roundsOf(survey, horizon).map(({ opensOn }) => opensOn);
  return opens.filter((one) => one > day).sort()[0] ?? horizon;
}

/** Days on which the record means something else though nothing is added to it. */
function turningDays(
  { existsFrom, existsTo }: Municipality,
  facts: readonly Fact[],
  day: LocalDate,
): LocalDate[] {
  const ahead = facts.flatMap((fact) => [
    romeDate(fact.occurredAt),
    ...(fact.type === 'merged' ? [fact.payload.on] : []),
    ...(fact.type === 'variation' ? [fact.payload.date] : []),
  ]);
  return [existsFrom, existsTo, ...ahead].filter(
    (one): one is LocalDate => one !== null && one > day,
  );
}

/** The day before the first on which a duty falls overdue, a line of the plan comes due, or the record turns. */
function holdsThrough(
  { obligations, plan, waited, locked, day }: Omit<OverviewEntry, 'holdsThrough'>,
  turns: readonly LocalDate[],
): LocalDate {
  if (locked.length > 0) return day;
  const lines = [...plan, ...waited.map(({ line }) => line)].map((line) =>
    line.target < line.day ? line.target : line.day,
  );
  const dues = obligations
    .filter(({ timeliness }) => timeliness === 'pending')
    .map(({ due }) => addDays(due.date, 1));
  const known = addDays(day, KNOWN_DAYS - NEEDED_DAYS + 1);
  const first = [...turns, ...lines, ...dues, known].reduce((a, b) => (a < b ? a : b));
  return first > day ? addDays(first, -1) : day;
}
