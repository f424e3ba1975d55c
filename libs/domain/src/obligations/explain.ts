import { formatDate } from '../calendar/format.js';
import { romeDate } from '../calendar/rome.js';
import { dayOf, describeDiff } from '../exemptions/describe.js';
import {
  type Answer,
  type Course,
  firstValidAnswer,
  lastValidAnswer,
  openContest,
} from './course.js';
import { elide } from './elide.js';
import { describeDue, trimEnd } from './explain-due.js';
import { describeSuccessor, type Merger } from './existence.js';
import type { Fact, FactId, Timeliness } from './types.js';

/** What a sentence needs beyond the course. */
export interface Telling {
  readonly timeliness: Timeliness;
  /** Set when the end of the municipality cancelled the obligation. */
  readonly merged: Merger | null;
  /** The record, to name the facts that others rest on. */
  readonly facts: readonly Fact[];
}

/**
 * One Italian sentence that says why the obligation stands where it stands, made from the facts, dates as 31/03/2022.
 *
 * @example 'Nessuna risposta registrata per il 31/12/2021: la scadenza del 31/03/2022 è trascorsa.'
 */
export function explain(course: Course, telling: Telling): string {
  return elide(tell(course, telling));
}

function tell(course: Course, telling: Telling): string {
  if (telling.merged !== null) return explainMerger(telling.merged);
  switch (course.standing) {
    case 'open':
    case 'rejected':
      return explainOpen(course, telling);
    case 'transmitted':
    case 'validated':
      return explainTransmission(course, telling);
    case 'nil':
      return explainNil(course, telling);
    case 'carried-nil':
      return explainCarriedNil(course, telling);
    case 'exempt':
      return explainExemption(course, telling);
    case 'cancelled':
      return `Adempimento annullato il ${formatDate(course.since)}: ${trimEnd(course.cancellation?.payload.reason ?? '')}.`;
  }
}

function explainMerger(merger: Merger): string {
  const { on, fact } = merger;
  const reason = fact === null ? '' : ` (${trimEnd(fact.payload.reason)})`;
  return `Adempimento annullato: dal ${formatDate(on)} il Comune non esiste più e gli obblighi sono passati ${describeSuccessor(merger)}${reason}.`;
}

function explainOpen(course: Course, { timeliness }: Telling): string {
  const due = describeDue(course);
  const term =
    timeliness === 'overdue' ? `la scadenza del ${due} è trascorsa` : `la scadenza è il ${due}`;
  const parts = [`${whyOpen(course)}: ${term}`];
  if (course.suspension !== null) {
    const reason = course.suspension.payload.reason;
    const why = reason === undefined ? '' : ` (${trimEnd(reason)})`;
    parts.push(`adempimento sospeso dal ${dayOf(course.suspension)}${why}`);
  }
  if (course.typed !== null) {
    parts.push(`i dati digitati in PUSH il ${dayOf(course.typed)} non sono ancora trasmessi`);
  }
  return `${parts.join('; ')}.`;
}

function whyOpen(course: Course): string {
  const contest = openContest(course);
  if (contest !== null) {
    const differences = describeDiff(contest.payload.diff);
    return `Dichiarazione di nessuna variazione contestata il ${dayOf(contest)} dal confronto degli stati patrimoniali (${differences}), in attesa della decisione dell’ufficio`;
  }
  if (course.standing === 'rejected' && course.rejection !== null) {
    const answer = course.answers.findLast(({ state }) => state === 'rejected');
    const what =
      answer?.fact.type === 'nil-declared' ? 'Comunicazione di consistenza nulla' : 'Trasmissione';
    const of = answer === undefined ? '' : ` del ${dayOf(answer.fact)}`;
    return `${what}${of} respinta il ${dayOf(course.rejection)} (${trimEnd(course.rejection.payload.reason)})`;
  }
  if (course.lapse !== null) {
    const what =
      course.lapse.type === 'nil-lapsed'
        ? 'Consistenza nulla non più valida dal'
        : 'Esonero decaduto il';
    return `${what} ${dayOf(course.lapse)} – ${trimEnd(course.lapse.payload.reason)} – e adempimento riaperto`;
  }
  const none = `Nessuna risposta registrata per il ${formatDate(course.reference)}`;
  if (course.takenBack === null) return none;
  const { fact, by } = course.takenBack;
  const reason = ` – ${trimEnd(by.payload.reason)} –`;
  return `${none}, dopo la rettifica del ${dayOf(by)}${reason} che annulla quella del ${dayOf(fact)}`;
}

function explainTransmission(course: Course, { timeliness }: Telling): string {
  const first = firstValidAnswer(course);
  const last = lastValidAnswer(course);
  if (first === null || last === null) return '';
  const parts = [`${describeAnswer(first)}, ${within(course, timeliness)}`];
  if (last !== first)
    parts.push(`vale il contenuto dell’ultimo invio: ${lower(describeAnswer(last))}`);
  parts.push(
    course.standing === 'validated' && course.validation !== null
      ? `validata dalla Regione il ${dayOf(course.validation)}`
      : 'non ancora validata dalla Regione',
  );
  return `${parts.join('; ')}.`;
}

function explainNil(course: Course, { timeliness }: Telling): string {
  const first = firstValidAnswer(course);
  return first === null ? '' : `${describeAnswer(first)}, ${within(course, timeliness)}.`;
}

function explainCarriedNil(course: Course, { facts }: Telling): string {
  const base = find(facts, course.carried?.payload.base);
  const what =
    base?.type === 'nil-declared'
      ? `la consistenza nulla alla data del ${formatDate(base.payload.reference)} comunicata il ${dayOf(base)}`
      : 'una consistenza nulla comunicata in precedenza';
  return `Vale ${what}: da allora non risulta entrato alcun alloggio.`;
}

const GROUNDS = {
  statement: 'dichiarazione del Comune',
  snapshots: 'confronto di due stati patrimoniali, senza alcuna differenza',
  decision: 'decisione motivata',
  presumed: 'registro delle variazioni vuoto',
} as const;

function explainExemption(course: Course, { facts }: Telling): string {
  const { grant } = course;
  if (grant === null) return '';
  const { ground, from, to, evidence } = grant.payload;
  const proof = find(facts, evidence.at(-1));
  const when = proof === undefined || ground === 'presumed' ? '' : ` del ${dayOf(proof)}`;
  const decision =
    proof?.type === 'exempted'
      ? ` (${trimEnd(proof.payload.reason)}; approvata da ${proof.payload.approver})`
      : '';
  const title = ground === 'presumed' ? 'Esonero presunto' : 'Esonerato';
  const base = find(facts, grant.payload.base);
  const rests =
    base === undefined
      ? ''
      : `; base: ${base.type === 'nil-declared' ? 'consistenza nulla' : 'trasmissione ufficiale'} del ${dayOf(base)} riferita al ${formatDate(grant.payload.baseReference)}`;
  return `${title}: nessuna variazione dopo il ${formatDate(from)} e fino al ${formatDate(to)}, per ${GROUNDS[ground]}${ground === 'snapshots' ? '' : when}${decision}${rests}.`;
}

function describeAnswer({ fact }: Answer): string {
  const late = romeDate(fact.recordedAt);
  const recorded = late === romeDate(fact.occurredAt) ? '' : ` (registrata il ${formatDate(late)})`;
  if (fact.type === 'nil-declared') {
    return `Consistenza nulla alla data del ${formatDate(fact.payload.reference)} comunicata il ${dayOf(fact)}${recorded}`;
  }
  const { mode, units } = fact.payload;
  const how = mode === 'flow' ? 'tramite flusso' : 'con caricamento manuale';
  return `Trasmissione ufficiale ${how} del ${dayOf(fact)}${recorded}${describeUnits(units)}`;
}

function describeUnits(units: number | undefined): string {
  if (units === undefined) return '';
  if (units === 0) return ' con zero alloggi (non è una comunicazione di consistenza nulla)';
  return units === 1 ? ' con 1 alloggio' : ` con ${units} alloggi`;
}

function within(course: Course, timeliness: Timeliness): string {
  return `${timeliness === 'late' ? 'oltre' : 'entro'} la scadenza del ${describeDue(course)}`;
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function find(facts: readonly Fact[], id: FactId | undefined): Fact | undefined {
  return facts.find((fact) => fact.id === id);
}
