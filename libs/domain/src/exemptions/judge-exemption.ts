import { formatDate } from '../calendar/format.js';
import { romeDate } from '../calendar/rome.js';
import type { Course } from '../obligations/course.js';
import type { Dossier } from '../obligations/dossier.js';
import type { Fact, FactId, FactOf } from '../obligations/types.js';
import { isEmptyDiff } from '../stock/diff.js';
import type { Round } from '../surveys/types.js';
import { type Base, exemptionBase } from './base.js';
import { type SnapshotPair, snapshotPair } from './snapshots.js';
import type { ExemptionVerdict } from './types.js';
import { VARIATION_NAMES, variationsWithin } from './variations.js';

/** A statement and the diff that contradicts it: an officer decides. */
export interface Contradiction {
  readonly statement: FactOf<'no-change-declared'>;
  readonly pair: SnapshotPair;
}

/** The verdict with what `react` needs beyond it. */
export interface Judgement extends ExemptionVerdict {
  readonly contradiction: Contradiction | null;
  /** The difference between the snapshots, when there are two. */
  readonly pair: SnapshotPair | null;
}

/** What each kind of evidence says: it holds by these facts, or not, because. */
interface Finding {
  readonly ground: NonNullable<ExemptionVerdict['ground']>;
  readonly holds: boolean;
  readonly evidence: readonly FactId[];
  readonly reason: string;
}

/** All that a kind of evidence is judged by. */
interface Case {
  readonly dossier: Dossier;
  readonly course: Course;
  readonly pair: SnapshotPair | null;
  readonly variations: readonly FactOf<'variation'>[];
}

/**
 * The exemption rule on one round: a base, and evidence of no variation in (base reference, round reference]. The first
 * kind of evidence that holds is the ground: statement, snapshots, decision, presumption.
 */
export function judgeExemption(dossier: Dossier, round: Round, course: Course): Judgement {
  if (round.number === 1) {
    return none(['Primo ciclo della ricognizione: l’esonero è possibile solo dal secondo.']);
  }
  const base = exemptionBase(dossier, round.reference);
  if (base === null) {
    return none([
      'Manca la base: nessuna trasmissione ufficiale o consistenza nulla, non respinta, per un ciclo precedente.',
    ]);
  }
  const { reference } = base;
  const pair = snapshotPair(dossier.snapshots, reference, round.reference);
  const variations = variationsWithin(dossier.variations, reference, round.reference);
  const all: Case = { dossier, course, pair, variations };
  const findings = [byStatement(all), bySnapshots(all), byDecision(all), byPresumption(all)];
  const found = findings.find(({ holds }) => holds);
  const window = `dopo il ${formatDate(reference)} e fino al ${formatDate(round.reference)}`;
  return {
    exempt: found !== undefined,
    ground: found?.ground ?? null,
    base: { fact: base.fact.id, reference },
    evidence: found?.evidence ?? [],
    against: found === undefined ? variations.map(({ id }) => id) : [],
    reasons: [
      describeBase(base),
      ...variations.map((one) => `${describeVariation(one)}: cade nella finestra (${window}).`),
      ...findings.map(({ reason }) => reason),
    ],
    contradiction: contradictionOf(all),
    pair,
  };
}

function none(reasons: readonly string[]): Judgement {
  return {
    exempt: false,
    ground: null,
    base: null,
    evidence: [],
    against: [],
    reasons,
    contradiction: null,
    pair: null,
  };
}

/** The statement that counts, unless an officer has preferred the diff to it, or the Region rejected an answer after it. */
function statementOf({ course }: Case): FactOf<'no-change-declared'> | null {
  const { statement } = course;
  if (statement === null || isBeforeRejection(course, statement)) return null;
  const dismissed = course.contests.some(
    ({ fact, resolution }) =>
      fact.payload.statement === statement.id && resolution?.payload.accepted === 'diff',
  );
  return dismissed ? null : statement;
}

/** What the municipality or an officer said before the Region rejected the round's answer doesn't settle it. */
function isBeforeRejection(course: Course, fact: Fact): boolean {
  return course.rejection !== null && fact.recordedAt <= course.rejection.recordedAt;
}

/** The officer's decision for the statement and against this very pair of snapshots. */
function confirmationOf({ course, pair }: Case): FactOf<'contest-resolved'> | null {
  if (pair === null) return null;
  const last = pair.before.recordedAt > pair.after.recordedAt ? pair.before : pair.after;
  const found = course.contests.findLast(
    ({ fact, resolution }) =>
      fact.payload.statement === course.statement?.id &&
      resolution?.payload.accepted === 'statement' &&
      last.recordedAt <= resolution.recordedAt,
  );
  return found?.resolution ?? null;
}

function contradictionOf(all: Case): Contradiction | null {
  const statement = statementOf(all);
  if (statement === null || all.pair === null || isEmptyDiff(all.pair.diff)) return null;
  return confirmationOf(all) === null ? { statement, pair: all.pair } : null;
}

function byStatement(all: Case): Finding {
  const finding = (holds: boolean, evidence: readonly FactId[], reason: string): Finding => ({
    ground: 'statement',
    holds,
    evidence,
    reason,
  });
  const { statement: given } = all.course;
  const statement = statementOf(all);
  if (given === null)
    return finding(false, [], 'Il Comune non ha dichiarato l’assenza di variazioni.');
  const name = `Dichiarazione di nessuna variazione del ${formatDate(romeDate(given.occurredAt))}`;
  if (statement === null) return finding(false, [], `${name}: superata, non vale per il ciclo.`);
  if (all.variations.length > 0) {
    return finding(false, [], `${name}: smentita dal registro delle variazioni.`);
  }
  if (contradictionOf(all) !== null) {
    return finding(false, [], `${name}: contestata dal confronto degli stati patrimoniali.`);
  }
  const confirmed = confirmationOf(all);
  const evidence = confirmed === null ? [statement.id] : [confirmed.id, statement.id];
  return finding(true, evidence, `${name}: vale come prova.`);
}

function bySnapshots({ pair, variations, course }: Case): Finding {
  const finding = (holds: boolean, reason: string): Finding => ({
    ground: 'snapshots',
    holds,
    evidence: holds && pair !== null ? [pair.before.id, pair.after.id] : [],
    reason,
  });
  if (pair === null) return finding(false, 'Mancano due stati patrimoniali da confrontare.');
  const days = `${formatDate(pair.before.payload.reference)} e ${formatDate(pair.after.payload.reference)}`;
  const name = `Stati patrimoniali al ${days}`;
  if (!isEmptyDiff(pair.diff)) {
    const { vanished } = pair.diff;
    const anomaly =
      vanished.length === 0
        ? ''
        : ` (anomalia: ${vanished.length} unità scomparse da una banca dati storica)`;
    return finding(false, `${name}: il confronto per unità mostra differenze${anomaly}.`);
  }
  if (!pair.proves) {
    return finding(false, `${name}: la stessa unità compare con stati diversi, nulla è provato.`);
  }
  if (variations.length > 0) {
    return finding(false, `${name}: uguali, ma il registro riporta variazioni.`);
  }
  if (course.rejection !== null) {
    return finding(false, `${name}: uguali, ma la risposta del ciclo è stata respinta.`);
  }
  return finding(true, `${name}: uguali unità per unità.`);
}

/** An officer decides knowing what is on record: only what was recorded afterwards stands against the decision. */
function byDecision({ course, pair, variations }: Case): Finding {
  const { decision } = course;
  const finding = (holds: boolean, reason: string): Finding => ({
    ground: 'decision',
    holds,
    evidence: holds && decision !== null ? [decision.id] : [],
    reason,
  });
  if (decision === null) return finding(false, 'Nessuna decisione dell’ufficio.');
  const name = `Decisione del ${formatDate(romeDate(decision.occurredAt))}`;
  if (isBeforeRejection(course, decision)) {
    return finding(false, `${name}: anteriore al rigetto della risposta.`);
  }
  const isLater = (fact: Fact): boolean => fact.recordedAt > decision.recordedAt;
  if (variations.some(isLater)) return finding(false, `${name}: superata da una variazione.`);
  const differs = pair !== null && !isEmptyDiff(pair.diff);
  if (differs && (isLater(pair.before) || isLater(pair.after))) {
    return finding(false, `${name}: superata da uno stato patrimoniale che mostra differenze.`);
  }
  return finding(true, `${name}, approvata da ${decision.payload.approver}: vale come prova.`);
}

function byPresumption({ dossier, course, pair, variations }: Case): Finding {
  const finding = (holds: boolean, reason: string): Finding => ({
    ground: 'presumed',
    holds,
    evidence: [],
    reason,
  });
  if (!dossier.survey.presumeNoChange) {
    return finding(false, 'La ricognizione non presume l’assenza di variazioni.');
  }
  if (variations.length > 0) return finding(false, 'Il registro delle variazioni non è vuoto.');
  if (pair !== null && !isEmptyDiff(pair.diff)) {
    return finding(false, 'Il confronto degli stati patrimoniali esclude la presunzione.');
  }
  if (course.rejection !== null) {
    return finding(false, 'La risposta del ciclo è stata respinta: nulla si presume.');
  }
  return finding(true, 'Registro delle variazioni vuoto: esonero presunto.');
}

function describeBase({ fact, reference }: Base): string {
  const what = fact.type === 'nil-declared' ? 'consistenza nulla' : 'trasmissione ufficiale';
  return `Base: ${what} del ${formatDate(romeDate(fact.occurredAt))} riferita al ${formatDate(reference)}.`;
}

/** As reasons and letters name it: "Variazione del 15/04/2022 (acquisizione, 3 alloggi) registrata il 10/05/2022". */
export function describeVariation(fact: FactOf<'variation'>): string {
  const { kind, date, units } = fact.payload;
  const count = units === 1 ? '1 alloggio' : `${units} alloggi`;
  return `Variazione del ${formatDate(date)} (${VARIATION_NAMES[kind]}, ${count}) registrata il ${formatDate(romeDate(fact.recordedAt))}`;
}
