import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Decision, Instant, Municipality, Survey } from '@app/domain';
import { guarded, withRecordedClosures } from '@app/domain';
import type { LetterHoldRow, LetterRow } from '@app/persistence';
import { heldLetters, lettersInBatches, waitingToLeave } from '@app/persistence';
import { Clock } from '../clock.js';
import { leavesFrom, sendingOpensAt } from '../outbox/sending-window.js';
import { Protocols } from '../protocol/protocols.js';
import { WorkflowSettings } from '../settings.js';
import { TemplateVersions } from '../templates/versions.js';
import { isCovered } from './covered.js';
import { Looks } from './looks.js';
import type { MayLeave, WaitingWord } from './may-leave.js';
import { WAITING_WORDS } from './may-leave.js';
import { Verdicts } from './verdicts.js';

/** A letter that is decided and has not begun to leave. */
export interface QueuedLetter {
  readonly letter: LetterRow;
  /** What it waits for; null: it leaves by itself. */
  readonly hold: LetterHoldRow | null;
  /** The first moment at which it may leave by itself; null: not before somebody acts, here or on a suspended mailbox. */
  readonly leaves: Instant | null;
}

/** A letter that is decided and does not leave before somebody acts, with what it waits for. */
export interface WaitingLetter extends QueuedLetter {
  readonly hold: LetterHoldRow;
}

/** What somebody has still to do before a planned letter leaves, after «serve»; empty: it leaves by itself. */
export type ToDoBefore = (letter: Decision) => readonly string[];

/** Whether a queued letter waits for somebody. */
export const isWaiting = (one: QueuedLetter): one is WaitingLetter => one.hold !== null;

/**
 * The one source of what is decided and has not left, and of what waits for somebody before it leaves, and for what: pages, menu,
 * digest and plan read it here. It is reckoned from the rules and the record, whether or not the sender has looked at the letters.
 */
@Injectable()
export class WaitingLetters {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly settings: WorkflowSettings,
    private readonly looks: Looks,
    private readonly verdicts: Verdicts,
    private readonly protocols: Protocols,
    private readonly templates: TemplateVersions,
  ) {}

  /** All that are decided and have not begun to leave, the longest first; those that will be withdrawn at the next look left out. */
  async queued(): Promise<QueuedLetter[]> {
    const letters = await waitingToLeave(this.db);
    if (letters.length === 0) return [];
    const now = this.clock.now();
    const looked = (await this.looks.at(letters, now)).filter(
      ({ check }) => check.go || check.ends === 'stopped',
    );
    const due = looked.flatMap(({ check, ...one }) => (check.go ? [{ ...one, check }] : []));
    const verdicts = await this.verdicts.of(due);
    const noted = new Map((await heldLetters(this.db)).map((hold) => [hold.letter, hold]));
    const opens = await sendingOpensAt(this.db, this.settings, now);
    return looked.map(({ letter, survey, municipality, facts, check }) => {
      const verdict = verdicts.get(letter.id) ?? (check as Exclude<MayLeave, { go: true }>);
      const last = noted.get(letter.id);
      const hold = this.#holdOf(letter, verdict, last);
      if (hold !== null || opens === null) return { letter, hold, leaves: null };
      const from = latest(now, opens, letter.notBefore, last?.retryAt);
      const there = withRecordedClosures(municipality, facts);
      return { letter, hold, leaves: opensFor(survey, there, from) };
    });
  }

  /** Those that wait now, the longest first. */
  async list(): Promise<WaitingLetter[]> {
    return (await this.queued()).filter(isWaiting);
  }

  async count(): Promise<number> {
    return (await this.list()).length;
  }

  /** What a letter waits for. Where numbers are asked of a system, somebody is waited for only once that has failed. */
  #holdOf(
    letter: LetterRow,
    verdict: MayLeave,
    last: LetterHoldRow | undefined,
  ): LetterHoldRow | null {
    if (verdict.go) return null;
    const { reason } = verdict;
    const code: WaitingWord = verdict.ends === 'stopped' ? 'cannot-leave' : verdict.code;
    if (code === 'protocol-missing' && this.protocols.isAutomatic) {
      return last?.code.startsWith('protocol-') === true ? last : null;
    }
    const since = last?.since ?? letter.decidedAt;
    return { letter: letter.id, code, reason, since, retryAt: last?.retryAt ?? null };
  }

  /** What the planned letters of a survey will wait for: by its rules, and by what is approved already. */
  async toDoBefore(survey: Survey): Promise<ToDoBefore> {
    const number = survey.requiresProtocol && !this.protocols.isAutomatic ? [NUMBER] : [];
    if (!survey.requiresFourEyes) return () => number;
    const batches = await lettersInBatches(this.db, survey.id);
    const approved = batches.filter(({ state }) => state === 'approved');
    const inForce = new Map(
      (await this.templates.inForce()).map(({ template, digest }) => [template, digest]),
    );
    return (letter) =>
      letter.repeats === undefined && isCovered(letter, approved, inForce)
        ? number
        : [APPROVAL, ...number];
  }
}

const latest = (now: Instant, ...others: readonly (Instant | null | undefined)[]): Instant =>
  others.reduce<Instant>((a, b) => (b && b > a ? b : a), now);

function opensFor(survey: Survey, there: Municipality, from: Instant): Instant | null {
  return guarded(
    there,
    () => leavesFrom(survey, there, from),
    () => undefined,
  );
}

const APPROVAL = 'l’approvazione di una seconda persona';
const NUMBER = 'il numero di protocollo';

/**
 * How many letters wait for what.
 *
 * @example waitingText([unapproved, unapproved, unregistered]) //=> '2 in attesa di approvazione, 1 in attesa di protocollo'
 */
export function waitingText(waiting: readonly Pick<WaitingLetter, 'hold'>[]): string {
  const counts = new Map<string, number>();
  for (const { hold } of waiting) {
    const words: Readonly<Record<string, string>> = WAITING_WORDS;
    const word = (words[hold.code] ?? 'In attesa').toLowerCase().replace('pdf', 'PDF');
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].map(([word, count]) => `${count} ${word}`).join(', ');
}

/** @example toDoText(['il numero di protocollo']) //=> 'Prima serve il numero di protocollo.' */
export function toDoText(toDo: readonly string[]): string | null {
  if (toDo.length === 0) return null;
  return `Prima ${toDo.length === 1 ? 'serve' : 'servono'} ${toDo.join(' e ')}.`;
}
