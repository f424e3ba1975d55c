import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Refusal } from '@app/domain';
import type { GoingOutActRow, GoingOutState } from '@app/persistence';
import { goingOutActs, goingOutState, noteAct, replaceGoingOutState } from '@app/persistence';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import { Reference } from '../reference.js';
import type { Candidate } from './candidates.js';
import { Candidates } from './candidates.js';
import { GoingOut } from './state.js';

/** What going live would let leave in the first seven days. */
export interface FirstWeek {
  readonly letters: readonly Candidate[];
  /** Stands for the list: going live names the list that was read. */
  readonly digest: string;
}

const DAYS = 7;
const MOST_ADDRESSES = 200;
const ADDRESS = /^[^\s@<>",;:()[\]\\]{1,64}@[^\s@<>",;:()[\]\\]{1,255}$/;

const refusal = (code: string, message: string): Refusal => ({ refused: true, code, message });

const meanwhile = (): Refusal =>
  refusal(
    'changed-meanwhile',
    'Nel frattempo un’altra persona ha cambiato lo stato: ricaricare la pagina.',
  );

/** Trial mode, its allow-list, and the act that ends it. Every change is written down with who and when. */
@Injectable()
export class GoLive {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly reference: Reference,
    private readonly candidates: Candidates,
    private readonly goingOut: GoingOut,
  ) {}

  async state(): Promise<GoingOutState> {
    return this.goingOut.state();
  }

  async acts(limit = 200): Promise<GoingOutActRow[]> {
    return goingOutActs(this.db, limit);
  }

  /** All letters of all surveys that would leave from today to six days on. */
  async firstWeek(): Promise<FirstWeek> {
    const letters: Candidate[] = [];
    for (const survey of (await this.reference.load()).surveys.values()) {
      letters.push(...(await this.candidates.of(survey, DAYS)));
    }
    return { letters, digest: digestOf(letters) };
  }

  /**
   * Switches trial off, in one statement. Letters that trial has stopped stay stopped: each is released by hand.
   *
   * @param seen digest of the first week as the person read it; another one is refused, so that nobody lets go what was not shown
   */
  async goLive(by: string, seen: string): Promise<GoingOutState | Refusal> {
    const before = await goingOutState(this.db);
    const state = before ?? this.goingOut.installed();
    if (!state.trial) return refusal('live-already', 'L’invio è già in esercizio.');
    const week = await this.firstWeek();
    if (week.digest !== seen) {
      const message =
        'L’elenco di ciò che partirebbe è cambiato da quando è stato letto: rileggerlo e confermare di nuovo.';
      return refusal('list-changed', message);
    }
    const detail = { firstWeek: week.letters.length, digest: seen, allowList: state.allowList };
    return this.#change(before, { ...state, trial: false }, by, 'went-live', detail);
  }

  /** Goes back to trial: from the next letter on only allowed addresses get anything. */
  async backToTrial(by: string, reason: string): Promise<GoingOutState | Refusal> {
    const why = reason.trim();
    if (why === '') return refusal('no-reason', 'Serve un motivo, che resta agli atti.');
    const before = await goingOutState(this.db);
    const state = before ?? this.goingOut.installed();
    if (state.trial) return refusal('trial-already', 'L’invio è già in collaudo.');
    return this.#change(before, { ...state, trial: true }, by, 'back-to-trial', { reason: why });
  }

  /** Replaces the list of the addresses that get letters in trial. */
  async allowOnly(addresses: readonly string[], by: string): Promise<GoingOutState | Refusal> {
    const list = [...new Set(addresses.map((one) => one.trim().toLowerCase()))]
      .filter(Boolean)
      .sort();
    const bad = list.filter((one) => !ADDRESS.test(one));
    if (bad.length > 0) {
      return refusal(
        'not-an-address',
        `Non sono indirizzi di posta: ${bad.slice(0, 5).join(', ')}.`,
      );
    }
    if (list.length > MOST_ADDRESSES) {
      return refusal(
        'too-many',
        `Al massimo ${MOST_ADDRESSES} indirizzi: ${list.length} sono troppi per un collaudo.`,
      );
    }
    const before = await goingOutState(this.db);
    const state = before ?? this.goingOut.installed();
    if (list.join() === [...state.allowList].sort().join()) {
      return refusal('same-list', 'L’elenco è già questo: non c’è nulla da cambiare.');
    }
    return this.#change(before, { ...state, allowList: list }, by, 'allow-list', {
      allowList: list,
    });
  }

  async #change(
    before: GoingOutState | null,
    next: GoingOutState,
    by: string,
    act: string,
    detail: object,
  ): Promise<GoingOutState | Refusal> {
    const at = this.clock.now();
    const written = { ...next, changedAt: at, changedBy: by };
    const done = await this.db.transaction(async (tx) => {
      if (!(await replaceGoingOutState(tx, before, written))) return false;
      await noteAct(tx, { at, actor: by, act, detail });
      return true;
    });
    return done ? written : meanwhile();
  }
}

function digestOf(letters: readonly Candidate[]): string {
  const keys = letters.map(({ municipality, obligations, rung, dueVersion, day }) =>
    [municipality, rung, dueVersion, day, ...obligations].join(' '),
  );
  return createHash('sha256').update(keys.sort().join('\n')).digest('hex').slice(0, 16);
}
