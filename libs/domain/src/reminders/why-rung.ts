import { formatDate, formatInstant, LAST_DAY, romeDate, romeInstant } from '../calendar/index.js';
import type { Instant, LocalDate } from '../calendar/types.js';
import type { Municipality } from '../municipalities/types.js';
import { calendarOf } from '../obligations/due.js';
import type { Fact, ObligationState } from '../obligations/types.js';
import type { Survey } from '../surveys/types.js';
import { withClosedDays } from './board.js';
import { decideBoard } from './decide.js';
import { decideTick } from './decide-tick.js';
import { momentOf } from './moment.js';
import { readBoard, readRecord } from './read-board.js';
import { whereOnLadder } from './reasons.js';
import { isCorrection, isNotice, rungName } from './rung-name.js';
import { rungById, targetDay } from './target-day.js';
import type { Decision } from './types.js';
import { tellReceipts, tellRequests } from './why-receipts.js';
import type { RungAnswer, RungOutcome } from './why.js';

/** What an explanation looks at. */
export interface WhyContext {
  readonly survey: Survey;
  readonly municipality: Municipality;
  /** Everything on record by the moment asked about. */
  readonly known: readonly Fact[];
  readonly state: ObligationState;
  readonly at: Instant;
}

type EndFact = Extract<
  Fact,
  { type: 'sent' | 'queued' | 'withdrawn' | 'folded' | 'dropped' | 'skipped' }
>;

const ENDS: ReadonlySet<Fact['type']> = new Set<Fact['type']>([
  'sent',
  'queued',
  'withdrawn',
  'folded',
  'dropped',
  'skipped',
]);

/** The answers for one rung, or for all that the record or the ladder knows; those of earlier due dates first. */
export function explainRung(context: WhyContext, rung: string | undefined): readonly RungAnswer[] {
  const { survey, state, known } = context;
  if (rung !== undefined && !standsApart(rung)) rungById(survey, rung);
  const ends = lastEnds(
    known.filter((fact): fact is EndFact => ENDS.has(fact.type) && fact.round === state.round),
  );
  const answers = ends.map((end) => ended(context, end));
  const live = waiting(context);
  const { version } = state.due;
  for (const { id } of [...survey.rungs, ...apart(live)]) {
    const step = survey.rungs.find((one) => one.id === id);
    const own = ends.filter((end) => repeatedBy(end) === undefined);
    const has = (v: number): boolean =>
      own.some(({ payload }) => payload.rung === id && payload.dueVersion === v);
    const done = has(version) || (step?.once === true && own.some(leftOnce(id)));
    if (!done) answers.push(notEnded(context, id, live));
  }
  for (const one of live) if (one.repeats !== undefined) answers.push(decided(context, one));
  const order = (id: string): number => survey.rungs.findIndex((one) => one.id === id);
  return answers
    .filter((answer) => rung === undefined || answer.rung === rung)
    .sort((a, b) => a.dueVersion - b.dueVersion || order(a.rung) - order(b.rung));
}

/** Letters after a reopening, and those that tell of a decision, stand on no ladder. */
const standsApart = (rung: string): boolean => isCorrection(rung) || isNotice(rung);

/** Those of them that wait. */
function apart(live: readonly Decision[]): readonly { readonly id: string }[] {
  return live
    .filter(({ rung, repeats }) => standsApart(rung) && repeats === undefined)
    .map(({ rung }) => ({ id: rung }));
}

function leftOnce(id: string): (end: EndFact) => boolean {
  return ({ type, payload }) =>
    payload.rung === id && (type === 'sent' || type === 'queued' || type === 'folded');
}

/** The letter, not delivered, that an ending is the repetition of; undefined: it ended the rung itself. */
const repeatedBy = ({ payload }: EndFact): string | undefined =>
  'repeats' in payload ? payload.repeats : undefined;

/** The last word of the record on each rung and due date, and on each letter that was to be repeated. */
function lastEnds(ends: readonly EndFact[]): readonly EndFact[] {
  const last = new Map<string, EndFact>();
  for (const end of ends) {
    const { rung, dueVersion } = end.payload;
    last.set(`${rung}|${dueVersion}|${repeatedBy(end) ?? ''}`, end);
  }
  return [...last.values()];
}

/** What a tick at the moment asked about would leave waiting. */
function waiting({ survey, municipality, known, state, at }: WhyContext): readonly Decision[] {
  const board = readBoard(survey, municipality, known, at);
  // In the sending window of that day: at night every rung would only wait for the morning.
  const moment = momentOf(board.calendar, romeInstant(romeDate(at), survey.sendTime));
  return decideBoard(board, moment).filter(({ obligation }) => obligation === state.obligation);
}

/** A decision on record, taken again on what was known just before it. */
function retake({ survey, municipality, known, state }: WhyContext, end: EndFact): Decision | null {
  const { rung } = end.payload;
  const repeats = repeatedBy(end);
  const queued =
    end.type !== 'sent'
      ? undefined
      : known.find(
          (fact) =>
            fact.type === 'queued' &&
            fact.round === end.round &&
            fact.payload.letter === end.payload.letter,
        );
  const at = queued?.occurredAt ?? end.occurredAt;
  const before = known.filter((fact) => !(ENDS.has(fact.type) && fact.occurredAt >= at));
  const again = decideTick(survey, municipality, before, at);
  const same = (one: Decision): boolean =>
    one.obligation === state.obligation && one.rung === rung && one.repeats === repeats;
  return again.find(same) ?? null;
}

function ended(context: WhyContext, end: EndFact): RungAnswer {
  const { survey } = context;
  const { rung, dueVersion, target } = end.payload;
  const decision = retake(context, end);
  const own = 'reason' in end.payload ? end.payload.reason : null;
  const reason = own ?? decision?.reason ?? 'La decisione è agli atti senza altro motivo.';
  const outcome: RungOutcome = end.type;
  const lines = [
    `${PAST[end.type]} ${formatInstant(end.occurredAt)} (previsto per il ${formatDate(target)}): ${reason}`,
    ...tellRequests(context.known, end.round, rung, repeatedBy(end) !== undefined),
    ...(end.type === 'sent' || end.type === 'queued' ? tellReceipts(context.known, end) : []),
  ];
  return {
    rung,
    name: rungName(survey, rung),
    dueVersion,
    letter: 'letter' in end.payload ? end.payload.letter : null,
    repeats: repeatedBy(end) ?? null,
    target,
    outcome,
    at: end.occurredAt,
    code: decision?.code ?? end.type,
    reason,
    because: [end.id, ...(decision?.because ?? [])],
    lines,
  };
}

const PAST: Readonly<Record<EndFact['type'], string>> = {
  sent: 'Inviato il',
  queued: 'Messo in partenza il',
  withdrawn: 'Fermato all’ultimo controllo il',
  folded: 'Assorbito in un’altra lettera il',
  dropped: 'Scartato il',
  skipped: 'Saltato il',
};

function notEnded(context: WhyContext, rung: string, live: readonly Decision[]): RungAnswer {
  const { survey, state, known } = context;
  const decision = live.find((one) => one.rung === rung && one.repeats === undefined);
  if (decision !== undefined) return decided(context, decision);
  const name = rungName(survey, rung);
  const { version: dueVersion, date: due } = state.due;
  const requests = tellRequests(known, state.round, rung);
  const target = targetOf(context, rung);
  const { offset } = rungById(survey, rung);
  const reason = `Previsto per il ${formatDate(target)} (${whereOnLadder(offset, due)}): il giorno non è ancora arrivato.`;
  const lines = [reason, ...requests];
  const because = state.due.cause === null ? [] : [state.due.cause];
  const expected = { outcome: 'expected', at: null, code: 'not-yet' } as const;
  const none = { letter: null, repeats: null };
  return { rung, name, dueVersion, ...none, target, ...expected, reason, because, lines };
}

/** What a tick at the moment asked about would decide. */
function decided({ survey, state, known, at }: WhyContext, decision: Decision): RungAnswer {
  const { rung, dueVersion, action, code, reason, because, target, repeats = null } = decision;
  const outcome = action === 'send' ? 'expected' : action;
  const requests = tellRequests(known, state.round, rung, repeats !== null);
  const lines = [`${PRESENT[outcome]}${reason}`, ...requests];
  const own = { rung, name: rungName(survey, rung), dueVersion, letter: null, repeats };
  return { ...own, target, outcome, at, code, reason, because, lines };
}

const PRESENT: Readonly<Record<Exclude<Decision['action'], 'send'> | 'expected', string>> = {
  expected: 'In partenza. ',
  postponed: 'In attesa. ',
  locked: '',
  folded: 'Sarà assorbito in un’altra lettera. ',
  dropped: 'Sarà scartato. ',
  skipped: 'Sarà saltato. ',
};

function targetOf({ survey, municipality, known, state, at }: WhyContext, rung: string): LocalDate {
  const { closures } = readRecord(survey, municipality, known, at);
  const here = withClosedDays(municipality, closures);
  return targetDay(survey, calendarOf(survey, LAST_DAY), here, rung, state.due.date);
}
