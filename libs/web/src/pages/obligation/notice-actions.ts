import { stillTrue } from '@app/domain';
import { define, reason } from './action.js';

/** Letters that tell the municipality what the office decided. */
export const NOTICE_ACTIONS = {
  'comunica-proroga': define<'notice-requested'>({
    title: 'Comunica la proroga al Comune',
    button: 'Invia la comunicazione',
    lead: 'Una PEC con la nuova scadenza e il motivo della proroga. Parte alla prossima occasione utile (giorni e ore d’ufficio), una volta sola per ogni scadenza.',
    role: 'operatore',
    icon: 'it-mail',
    type: 'notice-requested',
    offered: (state) => stillTrue('extension-granted', state),
    fields: () => [reason],
    payload: ({ motivo }) => ({ notice: 'extension-granted', reason: motivo! }),
  }),
  'comunica-esonero': define<'notice-requested'>({
    title: 'Comunica l’esonero al Comune',
    button: 'Invia la comunicazione',
    lead: 'Una PEC che dice al Comune che per questo ciclo non deve rispondere, e su che cosa si fonda l’esonero. Parte alla prossima occasione utile (giorni e ore d’ufficio).',
    role: 'operatore',
    icon: 'it-mail',
    type: 'notice-requested',
    offered: (state) => stillTrue('exemption-granted', state),
    fields: () => [reason],
    payload: ({ motivo }) => ({ notice: 'exemption-granted', reason: motivo! }),
  }),
} as const;
