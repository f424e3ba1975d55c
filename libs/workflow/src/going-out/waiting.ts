import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Decision, Survey } from '@app/domain';
import type { LetterHoldRow, LetterRow } from '@app/persistence';
import { countHeldLetters, heldLetters, lettersById, lettersInBatches } from '@app/persistence';
import { Protocols } from '../protocol/protocols.js';
import { TemplateVersions } from '../templates/versions.js';
import { isCovered } from './covered.js';
import { WAITING_WORDS } from './may-leave.js';

/** A letter that is decided and does not leave before somebody acts, with what it waits for. */
export interface WaitingLetter {
  readonly letter: LetterRow;
  readonly hold: LetterHoldRow;
}

/** What somebody has still to do before a planned letter leaves, after «serve»; empty: it leaves by itself. */
export type ToDoBefore = (letter: Decision) => readonly string[];

/** The one source of what waits for somebody before it leaves, and for what: pages, menu, digest and plan read it here. */
@Injectable()
export class WaitingLetters {
  constructor(
    private readonly db: DataSource,
    private readonly protocols: Protocols,
    private readonly templates: TemplateVersions,
  ) {}

  /** Those that wait now, the longest first. */
  async list(): Promise<WaitingLetter[]> {
    const holds = await heldLetters(this.db);
    const letters = new Map(
      (
        await lettersById(
          this.db,
          holds.map(({ letter }) => letter),
        )
      ).map((letter) => [letter.id, letter]),
    );
    return holds.flatMap((hold) => {
      const letter = letters.get(hold.letter);
      return letter === undefined ? [] : [{ letter, hold }];
    });
  }

  async count(): Promise<number> {
    return countHeldLetters(this.db);
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
