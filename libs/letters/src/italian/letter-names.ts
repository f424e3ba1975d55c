import type { TemplateId } from '@app/domain';

/** What a letter of each kind is called where another cites it, and in its own subject when that has to be short. */
export const LETTER_NAMES: Readonly<Record<TemplateId, string>> = {
  opening: 'nota di avvio',
  reminder: 'promemoria',
  'last-call': 'promemoria di scadenza imminente',
  overdue: 'sollecito',
  'formal-notice': 'diffida',
  correction: 'nota di riapertura dell’adempimento',
  'exemption-granted': 'nota di esonero',
  'exemption-lapsed': 'nota di decadenza dall’esonero',
  'extension-granted': 'nota di proroga',
};
