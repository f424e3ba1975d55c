import type { WorldScheduled } from './queue/events.js';
import type { Action } from './script/rules.js';

type WorldAction = Extract<
  Action,
  { do: 'transmit' | 'typed' | 'validate' | 'reject' | 'variation' | 'snapshot' }
>;

/** Something that the scripted world does outside the mail, in the words of the events file. */
export type WorldEvent = {
  /** The same after a restart: record it once. */
  readonly id: string;
  /** Epoch ms. */
  readonly at: number;
  readonly municipality: string;
  /** Reference date of the round, or null where the script names none. */
  readonly round: string | null;
} & (
  | { readonly type: 'transmitted'; readonly mode: 'manual' | 'flow'; readonly units?: number }
  | { readonly type: 'typed' }
  | { readonly type: 'validated' }
  | { readonly type: 'rejected'; readonly reason: string }
  | {
      readonly type: 'variation';
      readonly kind: Extract<WorldAction, { do: 'variation' }>['kind'];
      readonly date: string;
      readonly units: number;
    }
  | {
      readonly type: 'snapshot';
      readonly reference: string;
      readonly units: readonly { readonly key: string; readonly status: string }[];
    }
);

/** The event that a scheduled action stands for. */
export function worldEventOf(scheduled: WorldScheduled): WorldEvent {
  const { id, at, municipality } = scheduled;
  const action = scheduled.action as WorldAction;
  const round = 'reference' in action ? (action.reference ?? null) : null;
  const common = { id, at, municipality, round };
  switch (action.do) {
    case 'transmit':
      return {
        ...common,
        type: 'transmitted',
        mode: action.mode,
        ...(action.units === undefined ? {} : { units: action.units }),
      };
    case 'typed':
      return { ...common, type: 'typed' };
    case 'validate':
      return { ...common, type: 'validated' };
    case 'reject':
      return { ...common, type: 'rejected', reason: action.reason };
    case 'variation':
      return {
        ...common,
        type: 'variation',
        kind: action.kind,
        date: action.date,
        units: action.units,
      };
    case 'snapshot':
      return { ...common, type: 'snapshot', reference: action.reference, units: action.units };
  }
}
