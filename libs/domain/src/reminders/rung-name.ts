import type { NoticeKind, Survey, TemplateId } from '../surveys/types.js';

const NAMES: Readonly<Record<TemplateId, string>> = {
  opening: 'lettera di avvio',
  reminder: 'sollecito',
  'last-call': 'ultimo avviso',
  overdue: 'sollecito dopo la scadenza',
  'formal-notice': 'diffida',
  correction: 'lettera di riapertura',
  'exemption-granted': 'comunicazione di esonero',
  'exemption-lapsed': 'comunicazione di decadenza dall’esonero',
  'extension-granted': 'comunicazione di proroga',
};
const ORDINALS = ['primo', 'secondo', 'terzo', 'quarto', 'quinto', 'sesto', 'settimo', 'ottavo'];

/**
 * A rung as people call it: its letter, with the ordinal where the ladder has several of that kind.
 *
 * @example rungName(pushErp, 'reminder-2') //=> 'secondo sollecito'
 * @example rungName(pushErp, 'last-call') //=> 'ultimo avviso'
 */
export function rungName(survey: Pick<Survey, 'rungs'>, rung: string): string {
  const template = templateOf(survey, rung);
  if (template === null) return `gradino «${rung}»`;
  const alike = survey.rungs.filter((other) => other.template === template);
  if (alike.length < 2) return NAMES[template];
  const n = alike.findIndex(({ id }) => id === rung);
  const ordinal = ORDINALS[n];
  return ordinal === undefined ? `${NAMES[template]} n. ${n + 1}` : `${ordinal} ${NAMES[template]}`;
}

function templateOf(survey: Pick<Survey, 'rungs'>, rung: string): TemplateId | null {
  if (isCorrection(rung)) return 'correction';
  if (isNotice(rung)) return rung;
  return survey.rungs.find(({ id }) => id === rung)?.template ?? null;
}

/** Whether a rung is a letter after a reopening: `correction`, `correction-2` … beside the ladder. */
export function isCorrection(rung: string): boolean {
  return rung === 'correction' || /^correction-\d+$/.test(rung);
}

/**
 * Whether a rung is a letter that tells what the office decided, beside the ladder.
 *
 * @example isNotice('extension-granted') //=> true
 */
export function isNotice(rung: string): rung is NoticeKind {
  return rung === 'exemption-granted' || rung === 'extension-granted';
}
