import { isCorrection, rungName } from '@app/domain';
import type { Survey } from '@app/domain';
import type { Action } from './action.js';
import { capital } from './action.js';
import { ANSWER_ACTIONS } from './answers.js';
import { DECISION_ACTIONS } from './decisions.js';
import { LADDER_ACTIONS } from './ladder-actions.js';
import { NOTICE_ACTIONS } from './notice-actions.js';

/** Everything that the page of an obligation offers, by its name in addresses. */
export const ACTIONS = {
  ...ANSWER_ACTIONS,
  ...LADDER_ACTIONS,
  ...NOTICE_ACTIONS,
  ...DECISION_ACTIONS,
} as const;

export type ActionName = keyof typeof ACTIONS;

/** An action by its name in an address, whatever fact it records. */
export function actionNamed(name: string): Action | null {
  return Object.hasOwn(ACTIONS, name) ? (ACTIONS[name as ActionName] as unknown as Action) : null;
}

/** @example rungWord(survey, 'last-call') //=> 'Ultimo avviso' */
export function rungWord(survey: Pick<Survey, 'rungs'>, rung: string): string {
  const name = capital(rungName(survey, rung));
  const turn = isCorrection(rung) ? (/\d+$/.exec(rung)?.[0] ?? null) : null;
  return turn === null ? name : `${name} (${turn})`;
}
