import { formatDate } from '../calendar/format.js';
import type { Course } from '../obligations/course.js';
import type { Fact, FactId, FactOf } from '../obligations/types.js';
import { isEmptyDiff } from '../stock/diff.js';
import { dayOf, describeDiff } from './describe.js';
import type { SnapshotPair } from './snapshots.js';
import type { ExemptionVerdict } from './types.js';

/** All that a kind of evidence is judged by. */
export interface Case {
  readonly course: Course;
  readonly presumeNoChange: boolean;
  readonly pair: SnapshotPair | null;
  /** The registered variations inside the window. */
  readonly variations: readonly FactOf<'variation'>[];
  /** The base is a nil return, and this says that a dwelling came in since. */
  readonly dwelling: Fact | null;
}

/** What one kind of evidence says: it holds by these facts, or not. The sentence is made when somebody reads it. */
export interface Finding {
  readonly ground: NonNullable<ExemptionVerdict['ground']>;
  readonly holds: boolean;
  readonly evidence: readonly FactId[];
  reason(): string;
}

/** A statement and the diff that contradicts it: an officer decides. */
export interface Contradiction {
  readonly statement: FactOf<'no-change-declared'>;
  readonly pair: SnapshotPair;
}

/** The statement that the snapshots contradict and for which no officer has decided; null when there is none. */
export function contradictionOf(all: Case): Contradiction | null {
  const statement = statementOf(all.course);
  if (statement === null || all.pair === null || isEmptyDiff(all.pair.diff)) return null;
  return confirmationOf(all, statement.id) === null ? { statement, pair: all.pair } : null;
}

/** What on record refuses any statement of no change outright; a difference of the snapshots only contests it. */
export function againstStatement({
  variations,
  dwelling,
}: Pick<Case, 'variations' | 'dwelling'>): 'variations' | 'dwelling' | null {
  if (variations.length > 0) return 'variations';
  return dwelling === null ? null : 'dwelling';
}

/** The municipality's own statement for the round, unless the register or the snapshots contradict it. */
export function byStatement(all: Case): Finding {
  const { statement: given } = all.course;
  const make = finding('statement');
  if (given === null) {
    return make([], () => 'Il Comune non ha dichiarato l’assenza di variazioni.');
  }
  const name = (): string => `Dichiarazione di nessuna variazione del ${dayOf(given)}`;
  if (statementOf(all.course) === null) {
    return make([], () => `${name()}: superata, non vale per il ciclo.`);
  }
  switch (againstStatement(all)) {
    case 'variations':
      return make([], () => `${name()}: smentita dal registro delle variazioni.`);
    case 'dwelling':
      return make(
        [],
        () => `${name()}: smentita, dopo la consistenza nulla è entrato un alloggio.`,
      );
  }
  if (contradictionOf(all) !== null) {
    return make([], () => `${name()}: contestata dal confronto degli stati patrimoniali.`);
  }
  const confirmation = confirmationOf(all, given.id);
  const evidence = confirmation === null ? [given.id] : [confirmation.id, given.id];
  return make(evidence, () => `${name()}: vale come prova.`, true);
}

/** Two frozen snapshots without any difference by unit key. Equal counts prove nothing. */
export function bySnapshots({ pair, variations, course }: Case): Finding {
  const make = finding('snapshots');
  if (pair === null) return make([], () => 'Mancano due stati patrimoniali da confrontare.');
  const { before, after, diff } = pair;
  const name = (): string =>
    `Stati patrimoniali al ${formatDate(before.payload.reference)} e al ${formatDate(after.payload.reference)}`;
  if (!isEmptyDiff(diff)) {
    return make([], () => `${name()}: il confronto per unità mostra ${describeDiff(diff)}.`);
  }
  if (!pair.proves) {
    return make([], () => `${name()}: la stessa unità compare con stati diversi, nulla è provato.`);
  }
  if (variations.length > 0) {
    return make([], () => `${name()}: uguali, ma il registro riporta variazioni.`);
  }
  if (course.rejection !== null) {
    return make([], () => `${name()}: uguali, ma la risposta del ciclo è stata respinta.`);
  }
  return make([before.id, after.id], () => `${name()}: uguali unità per unità.`, true);
}

/** An officer decides knowing what is on record: only what was recorded afterwards stands against the decision. */
export function byDecision({ course, pair, variations, dwelling }: Case): Finding {
  const make = finding('decision');
  const { decision } = course;
  if (decision === null) return make([], () => 'Nessuna decisione dell’ufficio.');
  const name = (): string => `Decisione del ${dayOf(decision)}`;
  if (isBeforeRejection(course, decision)) {
    return make([], () => `${name()}: anteriore al rigetto della risposta.`);
  }
  const isLater = (fact: Fact): boolean => fact.recordedAt > decision.recordedAt;
  if (variations.some(isLater)) return make([], () => `${name()}: superata da una variazione.`);
  if (dwelling !== null && isLater(dwelling)) {
    return make([], () => `${name()}: superata, dopo la consistenza nulla è entrato un alloggio.`);
  }
  const differs = pair !== null && !isEmptyDiff(pair.diff);
  if (differs && (isLater(pair.before) || isLater(pair.after))) {
    return make(
      [],
      () => `${name()}: superata da uno stato patrimoniale che mostra ${describeDiff(pair.diff)}.`,
    );
  }
  const { approver } = decision.payload;
  return make([decision.id], () => `${name()}, approvata da ${approver}: vale come prova.`, true);
}

/** Where the survey says so: an empty register of variations. Shown apart, as presumed. */
export function byPresumption({
  presumeNoChange,
  course,
  pair,
  variations,
  dwelling,
}: Case): Finding {
  const make = finding('presumed');
  if (!presumeNoChange) {
    return make([], () => 'La ricognizione non presume l’assenza di variazioni.');
  }
  if (variations.length > 0) return make([], () => 'Il registro delle variazioni non è vuoto.');
  if (dwelling !== null) {
    return make([], () => 'Dopo la consistenza nulla è entrato un alloggio: nulla si presume.');
  }
  if (pair !== null && !isEmptyDiff(pair.diff)) {
    return make([], () => 'Il confronto degli stati patrimoniali esclude la presunzione.');
  }
  if (course.rejection !== null) {
    return make([], () => 'La risposta del ciclo è stata respinta: nulla si presume.');
  }
  return make([], () => 'Registro delle variazioni vuoto: esonero presunto.', true);
}

function finding(
  ground: Finding['ground'],
): (evidence: readonly FactId[], reason: () => string, holds?: boolean) => Finding {
  return (evidence, reason, holds = false) => ({ ground, holds, evidence, reason });
}

/** The statement that counts, unless an officer preferred the diff to it, or the Region rejected an answer after it. */
function statementOf(course: Course): FactOf<'no-change-declared'> | null {
  const { statement } = course;
  if (statement === null || isBeforeRejection(course, statement)) return null;
  const dismissed = course.contests.some(
    ({ fact, resolution }) =>
      fact.payload.statement === statement.id && resolution?.payload.accepted === 'diff',
  );
  return dismissed ? null : statement;
}

/** What was said before the Region rejected the round's answer doesn't settle it. */
function isBeforeRejection(course: Course, fact: Fact): boolean {
  return course.rejection !== null && fact.recordedAt <= course.rejection.recordedAt;
}

/** The officer's decision for a statement and against this very pair of snapshots. */
function confirmationOf(
  { course, pair }: Case,
  statement: FactId,
): FactOf<'contest-resolved'> | null {
  if (pair === null) return null;
  const { before, after } = pair;
  const found = course.contests.findLast(
    ({ fact, resolution }) =>
      fact.payload.statement === statement &&
      resolution?.payload.accepted === 'statement' &&
      before.recordedAt <= resolution.recordedAt &&
      after.recordedAt <= resolution.recordedAt,
  );
  return found?.resolution ?? null;
}
