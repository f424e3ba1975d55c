import type { Action } from '../script/rules.js';
import { italianDay, italianDays } from './subjects.js';

/** What a text may name. */
export interface TextFacts {
  readonly name: string;
  /** Day of writing, `dd/mm/yyyy`. */
  readonly today: string;
  /** Registration in the municipality's protocol. */
  readonly protocol: { readonly number: string; readonly day: string };
  readonly letterSubject: string | null;
}

const STATED = {
  '0': 'il numero di alloggi ERP in proprietà è pari a 0',
  zero: 'il numero di alloggi ERP in proprietà è pari a zero',
  nulla: 'la consistenza del patrimonio ERP in proprietà è nulla',
  'nessun alloggio': 'questo Ente non possiede nessun alloggio ERP in proprietà',
} as const;

type Text<K extends Action['do']> = (
  action: Extract<Action, { do: K }>,
  facts: TextFacts,
) => readonly string[];

const TEXTS: { readonly [K in Action['do']]?: Text<K> } = {
  'nil-return': (action, { name }) => {
    const days = italianDays(action.references);
    const stated = action.stated === undefined ? '0' : action.stated;
    return [
      'Spett.le Regione Puglia – Sezione Politiche Abitative,',
      '',
      stated === null
        ? `in riscontro alla Vostra nota si trasmette la comunicazione relativa alla consistenza del patrimonio immobiliare del Comune di ${name} alla data del ${days}.`
        : `in riscontro alla Vostra nota si comunica che alla data del ${days} ${STATED[stated]}.`,
      '',
      'Distinti saluti.',
      `Il Responsabile del Servizio – Comune di ${name}`,
    ];
  },
  'no-change': (action, { name }) => [
    'Spett.le Sezione Politiche Abitative,',
    '',
    `si dichiara che il patrimonio immobiliare ERP del Comune di ${name} non ha subito alcuna variazione dall'ultima trasmissione ufficiale in PUSH fino alla data del ${italianDays(action.references)}.`,
    '',
    'Distinti saluti.',
    `Il Dirigente – Comune di ${name}`,
  ],
  'transmission-notice': (action, { name }) => [
    'Si comunica che in data odierna questo Ente ha provveduto alla trasmissione ufficiale, tramite la Piattaforma PUSH,',
    `del patrimonio immobiliare ERP riferito alla data del ${italianDays(action.references)}.`,
    '',
    'Cordiali saluti.',
    `Ufficio Patrimonio – Comune di ${name}`,
  ],
  'extension-request': (action, { name }) => [
    'Buongiorno,',
    '',
    `con riferimento alla ricognizione al ${italianDays(action.references)}, considerata la carenza di personale e la necessità di`,
    `completare la verifica degli alloggi alienati, si chiede una proroga di ${action.days ?? 30} giorni del termine assegnato.`,
    '',
    'In attesa di cortese riscontro si porgono distinti saluti.',
    `Settore Servizi Sociali e Casa – Comune di ${name}`,
  ],
  question: (_action, { name }) => [
    'Buongiorno,',
    '',
    'si chiede se nella banca dati storica debbano essere inseriti anche gli alloggi alienati prima del 2000',
    'e a quale paragrafo del manuale utente occorra fare riferimento.',
    '',
    'Grazie e cordiali saluti.',
    `Ufficio Casa – Comune di ${name}`,
  ],
  reply: (action) => [action.text],
  conferma: (_action, { name, protocol, letterSubject }) => [
    `Il messaggio con oggetto "${letterSubject ?? ''}" è stato ricevuto e registrato`,
    `al protocollo generale del Comune di ${name} con il n. ${protocol.number} del ${protocol.day}.`,
    '',
    'Messaggio generato automaticamente dal sistema di protocollo informatico.',
  ],
  aggiornamento: (action, { name, protocol }) => [
    `Si comunica l'aggiornamento della registrazione n. ${protocol.number} del ${protocol.day} al protocollo del Comune di ${name}.`,
    action.reason ?? 'Il documento è stato assegnato al Settore competente.',
    '',
    'Messaggio generato automaticamente dal sistema di protocollo informatico.',
  ],
  eccezione: (action, { name }) => [
    `Il sistema di protocollo del Comune di ${name} non ha potuto registrare il messaggio ricevuto.`,
    `Motivo: ${action.reason ?? 'il documento principale non è leggibile'}.`,
    '',
    'Messaggio generato automaticamente dal sistema di protocollo informatico.',
  ],
  annullamento: (action, { name, protocol }) => [
    `La registrazione n. ${protocol.number} del ${protocol.day} al protocollo del Comune di ${name} è stata annullata.`,
    `Motivo: ${action.reason ?? 'registrazione eseguita per errore'}.`,
    '',
    'Messaggio generato automaticamente dal sistema di protocollo informatico.',
  ],
  'out-of-office': (action, { name }) => [
    'Gentile mittente,',
    '',
    action.until === undefined
      ? "l'ufficio è momentaneamente chiuso."
      : `l'ufficio è chiuso fino al ${italianDay(action.until)}.`,
    'Il messaggio sarà letto alla riapertura. Per urgenze rivolgersi al protocollo generale.',
    '',
    'Questa è una risposta automatica.',
    `Comune di ${name}`,
  ],
};

/** The text of a message: as scripted, else as its kind is usually written. */
export function textFor(action: Action, facts: TextFacts): string {
  if ('text' in action && action.text !== undefined) return action.text;
  const write = TEXTS[action.do] as Text<Action['do']> | undefined;
  return write === undefined ? '' : write(action as never, facts).join('\n');
}
