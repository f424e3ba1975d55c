import { rungName } from '@app/domain';
import type {
  Fact,
  FactPayloads,
  FactType,
  Instant,
  LocalDate,
  Municipality,
  ObligationState,
  Survey,
} from '@app/domain';
import type { AccountRole } from '@app/persistence';
import type { FieldSpec, FieldValues } from '../../view/fields.js';

/** What an action knows when it is asked for. */
export interface ActionContext {
  readonly survey: Survey;
  readonly state: ObligationState;
  readonly facts: readonly Fact[];
  readonly today: LocalDate;
  /** Who acts. */
  readonly actor: string;
}

/** Whose obligation it is, by whose rules, and when that is asked. */
export interface Standing {
  readonly survey: Survey;
  readonly municipality: Municipality;
  readonly now: Instant;
}

/** One thing that an officer can do with an obligation. */
export interface Action<T extends FactType = FactType> {
  readonly title: string;
  readonly button: string;
  /** What it is for, before the form. */
  readonly lead: string;
  readonly role: AccountRole;
  readonly icon: string;
  readonly type: T;
  /** Whether it is offered; the rules decide again when it is recorded. */
  offered(state: ObligationState, facts: readonly Fact[], on: Standing): boolean;
  fields(context: ActionContext): readonly FieldSpec[];
  /** The day on which it happened; absent: today. */
  day?(values: FieldValues): LocalDate;
  payload(values: FieldValues, context: ActionContext): FactPayloads[T];
}

export const reason: FieldSpec = {
  name: 'motivo',
  label: 'Motivo',
  type: 'textarea',
  required: true,
  hint: 'Resta nel fascicolo, con il tuo nome e la data.',
};
export const when = (label: string, { today }: ActionContext): FieldSpec => ({
  name: 'data',
  label,
  type: 'date',
  required: true,
  initial: today,
});
export const dayOf = (values: FieldValues): LocalDate => values['data'] as LocalDate;
export const isOpen = ({ outcome }: ObligationState): boolean =>
  outcome === 'open' || outcome === 'rejected';
export const isRunning = (state: ObligationState): boolean => isOpen(state) && !state.suspended;

export const rungField = ({ survey }: ActionContext): FieldSpec => ({
  name: 'gradino',
  label: 'Lettera',
  type: 'select',
  required: true,
  options: survey.rungs.map(({ id }) => ({ value: id, word: capital(rungName(survey, id)) })),
});

export const define = <T extends FactType>(action: Action<T>): Action<T> => action;

/** With a capital letter first. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
