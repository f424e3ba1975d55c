import type { LocalDate } from '@app/domain';
import { failuresToMend, formatDate, rungName, undeliveredLetters } from '@app/domain';
import { capital, define, isRunning, reason, rungField } from './action.js';

/** What the office does with single letters. */
export const LADDER_ACTIONS = {
  'invia-ora': define<'send-requested'>({
    title: 'Invia ora una lettera',
    button: 'Invia la lettera',
    lead: 'La lettera parte alla prossima occasione utile (giorni e ore d’ufficio), senza aspettare il suo giorno.',
    role: 'approvatore',
    icon: 'it-mail',
    type: 'send-requested',
    offered: isRunning,
    fields: (context) => [rungField(context), reason],
    payload: ({ gradino, motivo }) => ({ rung: gradino!, reason: motivo! }),
  }),
  rispedisci: define<'resend-requested'>({
    title: 'Rispedisci una lettera non consegnata',
    button: 'Rispedisci la lettera',
    lead: 'La lettera parte di nuovo, con un identificativo nuovo e collegata alla prima, all’indirizzo PEC che vale in quel momento: se era sbagliato, prima si corregge in «Comune». Parte alla prossima occasione utile (giorni e ore d’ufficio) e si ricontrolla come ogni altra; approvazione e numero di protocollo, dove la ricognizione li chiede, servono anche per questa.',
    role: 'operatore',
    icon: 'it-refresh',
    type: 'resend-requested',
    offered: ({ obligation }, facts, { survey, municipality, now }) => {
      const own = new Set(undeliveredLetters(facts, obligation).map(({ id }) => id));
      if (own.size === 0) return false;
      return failuresToMend(survey, municipality, facts, now).some((id) => own.has(id));
    },
    fields: ({ survey, state, facts }) => [
      {
        name: 'lettera',
        label: 'Lettera non consegnata',
        type: 'select',
        required: true,
        options: undeliveredLetters(facts, state.obligation)
          .map(({ id, rung, day }) => ({
            value: id,
            word: `${capital(rungName(survey, rung))} del ${formatDate(day)}`,
          }))
          .reverse(),
      },
      reason,
    ],
    payload: ({ lettera, motivo }, { state, facts }) => {
      const letter = undeliveredLetters(facts, state.obligation).find(({ id }) => id === lettera);
      return { rung: letter?.rung ?? '', letter: lettera!, reason: motivo! };
    },
  }),
  salta: define<'skip-requested'>({
    title: 'Salta una lettera',
    button: 'Salta la lettera',
    lead: 'La lettera scelta non partirà. Le altre restano.',
    role: 'operatore',
    icon: 'it-ban',
    type: 'skip-requested',
    offered: isRunning,
    fields: (context) => [rungField(context), reason],
    payload: ({ gradino, motivo }) => ({ rung: gradino!, reason: motivo! }),
  }),
  rimanda: define<'postpone-requested'>({
    title: 'Rimanda una lettera',
    button: 'Rimanda la lettera',
    lead: 'La lettera scelta non partirà prima del giorno indicato.',
    role: 'operatore',
    icon: 'it-clock',
    type: 'postpone-requested',
    offered: isRunning,
    fields: (context) => [
      rungField(context),
      { name: 'fino', label: 'Non prima del', type: 'date', required: true },
      reason,
    ],
    payload: ({ gradino, fino, motivo }) => ({
      rung: gradino!,
      until: fino as LocalDate,
      reason: motivo!,
    }),
  }),
  riapertura: define<'correction-requested'>({
    title: 'Invia la lettera di riapertura',
    button: 'Invia la lettera di riapertura',
    lead: 'Spiega al Comune perché l’adempimento è di nuovo aperto, prima che i solleciti riprendano.',
    role: 'operatore',
    icon: 'it-refresh',
    type: 'correction-requested',
    offered: (state) => state.reopened !== null && isRunning(state),
    fields: () => [reason],
    payload: ({ motivo }) => ({ reason: motivo! }),
  }),
  diffida: define<'unlocked'>({
    title: 'Sblocca la diffida',
    button: 'Sblocca la diffida',
    lead: 'La diffida parte solo con una base giuridica, una firma competente, un atto e un numero di protocollo, e solo se un sollecito dopo la scadenza risulta consegnato.',
    role: 'approvatore',
    icon: 'it-unlocked',
    type: 'unlocked',
    offered: isRunning,
    fields: () => [
      {
        name: 'base',
        label: 'Base giuridica',
        type: 'textarea',
        required: true,
        hint: 'La norma che dà il potere di diffidare. Sollecito non ne presume nessuna.',
      },
      { name: 'firma', label: 'Firmatario competente', type: 'text', required: true },
      {
        name: 'atto',
        label: 'Atto',
        type: 'text',
        required: true,
        hint: 'Per esempio: determinazione dirigenziale n. 45 del 02/05/2022',
      },
      { name: 'protocollo', label: 'Numero di protocollo', type: 'text', required: true },
    ],
    payload: ({ base, firma, atto, protocollo }, { survey }) => ({
      rung:
        survey.rungs.find(({ template }) => template === 'formal-notice')?.id ?? 'formal-notice',
      legalBasis: base!,
      signer: firma!,
      act: atto!,
      protocol: protocollo!,
    }),
  }),
} as const;
