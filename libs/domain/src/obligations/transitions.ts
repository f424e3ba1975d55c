import type { FactType, Outcome } from './types.js';

/**
 * Where an obligation stands. As `Outcome`, with the nil return carried over from an earlier survey apart from one given in
 * the round: other facts may follow.
 */
export type Standing = Outcome | 'carried-nil';

/** The facts that the outcome depends on; all others (letters, receipts, addresses …) leave it where it is. */
export const STATUS_FACTS = [
  'transmitted',
  'validated',
  'rejected',
  'typed',
  'nil-declared',
  'no-change-declared',
  'exempted',
  'exemption-granted',
  'exemption-lapsed',
  'nil-carried',
  'nil-lapsed',
  'contested',
  'contest-resolved',
  'extended',
  'suspended',
  'resumed',
  'cancelled',
] as const satisfies readonly FactType[];

export type StatusFactType = (typeof STATUS_FACTS)[number];

/** Why a move is illegal: stable codes, Italian sentences in `REFUSALS`. */
export type TransitionRefusal =
  | 'already-answered'
  | 'already-cancelled'
  | 'already-exempt'
  | 'already-rejected'
  | 'already-validated'
  | 'answer-rejected'
  | 'cancelled'
  | 'nil-already-carried'
  | 'nil-needs-no-validation'
  | 'nil-of-another-round'
  | 'not-carried'
  | 'not-exempt'
  | 'nothing-to-reject'
  | 'nothing-to-validate'
  | 'not-running';

/** The next standing, `same`, or the code of the refusal. */
export type Move = Standing | 'same' | { readonly refuse: TransitionRefusal };

const no = (refuse: TransitionRefusal): Move => ({ refuse });
const CANCELLED = no('cancelled');
const ANSWERED = no('already-answered');

/** The whole machine: fact type × where the obligation stands → where it goes, or why it may not. */
export const TRANSITIONS: Readonly<Record<StatusFactType, Readonly<Record<Standing, Move>>>> = {
  transmitted: {
    open: 'transmitted',
    // Content by the last: a new transmission is to be validated anew.
    transmitted: 'transmitted',
    validated: 'transmitted',
    rejected: 'transmitted',
    nil: 'transmitted',
    'carried-nil': 'transmitted',
    exempt: 'transmitted',
    cancelled: CANCELLED,
  },
  validated: {
    open: no('nothing-to-validate'),
    transmitted: 'validated',
    validated: no('already-validated'),
    rejected: no('nothing-to-validate'),
    nil: no('nil-needs-no-validation'),
    'carried-nil': no('nil-needs-no-validation'),
    exempt: no('nothing-to-validate'),
    cancelled: CANCELLED,
  },
  rejected: {
    open: no('nothing-to-reject'),
    transmitted: 'rejected',
    // The Region may go back on its own validation.
    validated: 'rejected',
    rejected: no('already-rejected'),
    nil: 'rejected',
    'carried-nil': no('nil-of-another-round'),
    exempt: no('nothing-to-reject'),
    cancelled: CANCELLED,
  },
  typed: {
    open: 'same',
    transmitted: 'same',
    validated: 'same',
    rejected: 'same',
    nil: 'same',
    'carried-nil': 'same',
    exempt: 'same',
    cancelled: 'same',
  },
  'nil-declared': {
    open: 'nil',
    transmitted: ANSWERED,
    validated: ANSWERED,
    rejected: 'nil',
    nil: 'nil',
    'carried-nil': 'nil',
    exempt: 'nil',
    cancelled: CANCELLED,
  },
  'no-change-declared': {
    open: 'same',
    transmitted: 'same',
    validated: 'same',
    rejected: 'same',
    nil: 'same',
    'carried-nil': 'same',
    exempt: 'same',
    cancelled: CANCELLED,
  },
  // The decision alone exempts nobody: the rule grants on it (`exemption-granted`), if a base stands.
  exempted: {
    open: 'same',
    transmitted: ANSWERED,
    validated: ANSWERED,
    rejected: 'same',
    nil: ANSWERED,
    'carried-nil': no('nil-already-carried'),
    exempt: no('already-exempt'),
    cancelled: CANCELLED,
  },
  'exemption-granted': {
    open: 'exempt',
    transmitted: ANSWERED,
    validated: ANSWERED,
    rejected: 'exempt',
    nil: ANSWERED,
    'carried-nil': no('nil-already-carried'),
    // Linked anew: another base or better evidence.
    exempt: 'exempt',
    cancelled: CANCELLED,
  },
  'exemption-lapsed': {
    open: no('not-exempt'),
    transmitted: no('not-exempt'),
    validated: no('not-exempt'),
    rejected: no('not-exempt'),
    nil: no('not-exempt'),
    'carried-nil': no('not-exempt'),
    exempt: 'open',
    cancelled: CANCELLED,
  },
  'nil-carried': {
    open: 'carried-nil',
    transmitted: ANSWERED,
    validated: ANSWERED,
    rejected: no('answer-rejected'),
    nil: ANSWERED,
    // Linked anew to another return.
    'carried-nil': 'carried-nil',
    exempt: no('already-exempt'),
    cancelled: CANCELLED,
  },
  'nil-lapsed': {
    open: no('not-carried'),
    transmitted: no('not-carried'),
    validated: no('not-carried'),
    rejected: no('not-carried'),
    nil: no('not-carried'),
    'carried-nil': 'open',
    exempt: no('not-carried'),
    cancelled: CANCELLED,
  },
  contested: {
    open: 'same',
    transmitted: ANSWERED,
    validated: ANSWERED,
    rejected: 'same',
    nil: ANSWERED,
    'carried-nil': ANSWERED,
    exempt: 'same',
    cancelled: CANCELLED,
  },
  'contest-resolved': {
    open: 'same',
    transmitted: 'same',
    validated: 'same',
    rejected: 'same',
    nil: 'same',
    'carried-nil': 'same',
    exempt: 'same',
    cancelled: CANCELLED,
  },
  extended: {
    open: 'same',
    transmitted: 'same',
    validated: 'same',
    rejected: 'same',
    nil: 'same',
    'carried-nil': 'same',
    exempt: 'same',
    cancelled: CANCELLED,
  },
  suspended: {
    open: 'same',
    transmitted: ANSWERED,
    validated: ANSWERED,
    rejected: 'same',
    nil: ANSWERED,
    'carried-nil': no('not-running'),
    exempt: no('not-running'),
    cancelled: CANCELLED,
  },
  // Also after an answer that came during the suspension.
  resumed: {
    open: 'same',
    transmitted: 'same',
    validated: 'same',
    rejected: 'same',
    nil: 'same',
    'carried-nil': 'same',
    exempt: 'same',
    cancelled: CANCELLED,
  },
  cancelled: {
    open: 'cancelled',
    transmitted: ANSWERED,
    validated: ANSWERED,
    rejected: 'cancelled',
    nil: ANSWERED,
    'carried-nil': 'cancelled',
    exempt: 'cancelled',
    cancelled: no('already-cancelled'),
  },
};

/** Whether the outcome of an obligation may depend on a fact of that type. */
export function isStatusFact(type: FactType): type is StatusFactType {
  return Object.hasOwn(TRANSITIONS, type);
}

/** The facts that the rules derive (`react`); nobody records them by hand or takes them back. */
export const DERIVED_FACTS = [
  'exemption-granted',
  'exemption-lapsed',
  'nil-carried',
  'nil-lapsed',
  'contested',
] as const satisfies readonly FactType[];

export type DerivedFactType = (typeof DERIVED_FACTS)[number];

/** Whether a fact of that type is derived by the rules. */
export function isDerived(type: FactType): type is DerivedFactType {
  return (DERIVED_FACTS as readonly FactType[]).includes(type);
}

/** The answers of a municipality for a round: what the acceptance cut-off closes. */
export const ANSWER_FACTS = [
  'transmitted',
  'nil-declared',
  'no-change-declared',
] as const satisfies readonly FactType[];

export type AnswerFactType = (typeof ANSWER_FACTS)[number];

/** Whether a fact of that type is an answer for a round. */
export function isAnswer(type: FactType): type is AnswerFactType {
  return (ANSWER_FACTS as readonly FactType[]).includes(type);
}
