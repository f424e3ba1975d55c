import { describeTerm, formatDate } from '@app/domain';
import type { DatedText, LocalDate, Rung, RungNeed, Survey, Term } from '@app/domain';
import { rungWord } from '../obligation/actions.js';

const NEEDS: Readonly<Record<RungNeed, string>> = {
  'delivery-of-any': 'la ricevuta di consegna di almeno una lettera precedente',
  'delivery-of-overdue': 'la ricevuta di consegna di un sollecito dopo la scadenza',
  unlock: 'lo sblocco di un approvatore, con base giuridica, firma, atto e protocollo',
};

/** One rule in plain words. */
export interface RuleLine {
  readonly label: string;
  readonly text: string;
}

const term = (value: Term | null, never: string): string =>
  value === null ? never : `${describeTerm(value)} dopo la data di riferimento`;

const days = (count: number): string => (count === 1 ? '1 giorno' : `${count} giorni`);

/** When a rung leaves, from the due date. @example offsetText(-15) //=> '15 giorni prima della scadenza' */
export function offsetText(offset: number): string {
  if (offset === 0) return 'il giorno della scadenza';
  return offset < 0 ? `${days(-offset)} prima della scadenza` : `${days(offset)} dopo la scadenza`;
}

function rungLine(survey: Survey, rung: Rung) {
  const extra = [
    ...rung.needs.map((need) => `aspetta ${NEEDS[need]}`),
    ...(rung.once ? ['parte una volta sola per adempimento, anche dopo una proroga'] : []),
    ...(rung.respectsGap ? [] : ['non aspetta l’intervallo dall’ultima lettera']),
    ...(rung.term === null
      ? []
      : [
          `dà un termine di ${describeTerm(rung.term)} dalla ricevuta di consegna di ciascun Comune`,
        ]),
    ...(rung.whenInDoubt === 'ask-officer' ? ['se l’invio resta incerto decide una persona'] : []),
  ];
  return {
    name: rungWord(survey, rung.id),
    when: offsetText(rung.offset),
    template: rung.template,
    extra: extra.length === 0 ? 'nessuna condizione' : extra.join('; '),
  };
}

const dayMonth = (day: string): string => day.split('-').reverse().join('/');

/** The rules of a survey as an officer would tell them. */
export function rulesOf(survey: Survey) {
  const dates: RuleLine[] = [
    { label: 'Primo ciclo', text: `dati al ${formatDate(survey.firstReference)}` },
    {
      label: 'Date di riferimento',
      text: `${survey.referenceDays.map(dayMonth).join(' e ')} di ogni anno`,
    },
    { label: 'Scadenza', text: term(survey.dueOffset, '') },
    {
      label: 'Risposte accettate fino a',
      text: term(survey.acceptanceOffset, 'sempre: nessun termine'),
    },
    { label: 'Correzioni fino a', text: term(survey.lockOffset, 'sempre: nessun termine') },
    {
      label: 'Il sabato',
      text: survey.saturday === 'working' ? 'non è festivo' : 'vale come festivo',
    },
    {
      label: 'Cicli seguiti',
      text:
        survey.trackingStartsOn === null
          ? 'tutti'
          : `quelli che scadono dal ${formatDate(survey.trackingStartsOn)}`,
    },
  ];
  const sending: RuleLine[] = [
    { label: 'Ora di invio', text: `${survey.sendTime}, nei giorni lavorativi dell’ufficio` },
    { label: 'Fascia di invio', text: `dalle ${survey.windowFrom} alle ${survey.windowTo}` },
    {
      label: 'Fra due lettere',
      text: `almeno ${survey.gapWorkingDays} giorni lavorativi`,
    },
    { label: 'Lettera vecchia', text: `cade dopo ${days(survey.staleAfterDays)}` },
    {
      label: 'Lettera di riapertura',
      text:
        survey.correction === 'click'
          ? 'parte quando un funzionario la conferma'
          : 'parte da sola, prima del sollecito seguente',
    },
    {
      label: 'Protocollo',
      text: survey.requiresProtocol ? 'obbligatorio prima dell’invio' : 'non richiesto',
    },
    {
      label: 'Approvazione',
      text: survey.requiresFourEyes
        ? 'due persone diverse: chi prepara e chi approva'
        : 'non richiesta',
    },
  ];
  const answers: RuleLine[] = [
    {
      label: 'Esonero',
      text: 'se agli atti c’è una trasmissione ufficiale o una consistenza nulla precedente e c’è la prova che da allora il patrimonio non è variato',
    },
    {
      label: 'Esonero presunto',
      text: survey.presumeNoChange
        ? 'sì: basta che nessuna variazione sia registrata (è mostrato a parte)'
        : 'no: serve una dichiarazione, due fotografie uguali o una decisione motivata',
    },
    { label: 'Se l’esonero decade', text: `nuovo termine di ${days(survey.lapseDays)}` },
    { label: 'Oggetto della consistenza nulla', text: survey.nilSubject },
    { label: 'Oggetto della dichiarazione di nessuna variazione', text: survey.noChangeSubject },
  ];
  return {
    ...{ dates, sending, answers },
    rungs: survey.rungs.map((rung) => rungLine(survey, rung)),
    addressees:
      survey.addressees === 'all' ? 'tutti i Comuni' : `${survey.addressees.length} Comuni scelti`,
    people: [
      ...dated('Base giuridica', survey.legalBasis),
      ...dated('Firma', survey.signatories),
      ...dated('A chi chiedere', survey.contacts),
    ],
  };
}

const dated = (label: string, texts: readonly DatedText[]): RuleLine[] =>
  texts.map(({ text, validFrom, validTo }) => ({
    label,
    text: `${text.replaceAll('\n', ' – ')} (${validity(validFrom, validTo)})`,
  }));

const validity = (from: LocalDate, to: LocalDate | null): string =>
  `dal ${formatDate(from)}${to === null ? '' : ` al ${formatDate(to)}`}`;
