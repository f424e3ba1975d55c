import { romeDate } from '@app/domain';
import type { DoubtChoice, DoubtView } from '@app/workflow';
import { momentText } from '../../view/helpers.js';

/** What each choice is called, and what comes of it. */
export const CHOICE_WORDS: Readonly<
  Record<DoubtChoice, { readonly word: string; readonly what: string; readonly button: string }>
> = {
  'has-left': {
    word: 'È partita: tenerla per inviata',
    what: 'La lettera risulta inviata dal momento del tentativo, con il tuo nome. Le ricevute, se arrivano, si registrano come sempre.',
    button: 'Tieni per inviata',
  },
  resend: {
    word: 'Non è partita: rispedirla',
    what: 'La lettera parte di nuovo, come nuovo tentativo collegato al primo e con un altro identificativo. Se anche il primo era partito, il Comune la riceve due volte.',
    button: 'Rispedisci',
  },
  'give-up': {
    word: 'Non importa più: lasciarla perdere',
    what: 'Questa lettera non parte più e risulta ritirata. I gradini successivi seguono il loro calendario.',
    button: 'Lascia perdere',
  },
};

/** In the order of the page: what changes least first. */
const ORDER: readonly DoubtChoice[] = ['has-left', 'resend', 'give-up'];

/** What is known of a letter in doubt, as the person who decides reads it. */
export function doubtPage(view: DoubtView, chosen: DoubtChoice | null) {
  const { attempt, evidence, advice, resendFrom } = view;
  const early = evidence.now < resendFrom;
  return {
    facts: [
      { label: 'Tentativo', text: `n. ${attempt.attempt}, ${momentText(evidence.attemptedAt)}` },
      { label: 'A', text: attempt.toAddress },
      { label: 'Message-ID', text: attempt.messageId },
      { label: 'Che cosa è successo', text: attempt.response ?? 'la connessione è caduta' },
      {
        label: 'Casella letta fino al',
        text:
          evidence.mailboxReadUpTo === null
            ? 'mai letta per intero'
            : momentText(evidence.mailboxReadUpTo),
      },
      ...(evidence.notUnderstood === 0
        ? []
        : [
            {
              label: 'Messaggi non ancora letti o elaborati',
              text: `${evidence.notUnderstood}: tra questi può esserci la ricevuta`,
            },
          ]),
      { label: 'Copia nella posta inviata', text: SENT[String(evidence.sentHasIt)]! },
      {
        label: 'Lettere successive già accettate',
        text: String(evidence.laterAccepted),
      },
    ],
    advice: adviceText(advice),
    asks: advice.act === 'ask-officer',
    early,
    resendFrom,
    resendFromDay: romeDate(resendFrom),
    choices: ORDER.map((value) => ({
      value,
      ...CHOICE_WORDS[value],
      checked: value === chosen,
      disabled: value === 'resend' && early,
    })),
  };
}

const SENT: Readonly<Record<string, string>> = {
  true: 'c’è: il programma l’aveva depositata',
  false: 'non c’è',
  null: 'non si è potuta consultare',
};

function adviceText({ act, reason }: DoubtView['advice']): string {
  if (act === 'wait') return `Per ora il sistema aspetta: ${reason}.`;
  if (act === 'resend') return `Il sistema la rispedirà da solo al prossimo giro: ${reason}.`;
  return `${reason} Controllare la webmail del gestore PEC (posta inviata e ricevute), poi decidere qui.`;
}
