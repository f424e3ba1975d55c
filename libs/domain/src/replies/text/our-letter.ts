import type { Sentence } from './sentences.js';

/**
 * Turns of phrase of the survey's letters, folded, signs left out. A sentence that holds one was written by the office,
 * however a programme quoted it: its "consistenza nulla" says nothing of the municipality that writes.
 */
const OURS: readonly string[] = [
  'con patrimonio erp in proprieta nullo',
  'comunicare obbligatoriamente la consistenza nulla',
  'a meno che non lo abbiano',
  'a meno che non l abbiano',
  'essere esonerati dall aggiornamento',
  'dichiarando espressamente nel testo',
  'a tal fine si utilizza',
  'a tal fine occorre far pervenire',
  'tale comunicazione dovra essere effettuata',
  'patrimonio agli atti',
  'ne la comunicazione di consistenza nulla',
  'con la comunicazione di consistenza nulla',
  'si invita codesto comune',
  'si invita pertanto codesto comune',
  'si invitano i comuni',
  'si sollecita pertanto codesto',
  'si sollecitano tutti gli enti',
  'proprietari di patrimonio erp adempiono',
  'cadenza almeno semestrale',
  'per qualsiasi chiarimento o segnalazione di malfunzionamento',
  'nelle risposte si prega di riportare',
  'riferimento da citare nelle risposte',
  'dall aggiornamento della banca dati',
  'possono essere esonerati',
  'enti il cui patrimonio',
  'venuto meno l esonero',
  'reca nell oggetto',
  'recano nell oggetto',
  'esonero vale soltanto per la data',
  'esonero non si rinnova',
  'possono far pervenire una nuova dichiarazione',
  'base dell esonero',
  'assenza di variazioni dichiarazione',
  'un incarico di ricerca',
  'risulta nuovamente aperto per il motivo',
  'la lettera in formato pdf è allegata',
  'obiettivo strategico push',
  'inseriti in piattaforma ma non ancora trasmessi ufficialmente',
  'se nel frattempo vi si è gia provveduto',
  'qualora vi si fosse gia provveduto',
  'alloggi patrimonio storico',
  'motivo della proroga',
  'il termine originario era',
  'che considerasse concluso l adempimento',
  'secondo le modalita di seguito richiamate',
  'stato prorogato al',
  'resta ferma la data di riferimento',
  'termine non piu dovuto',
  'regolarmente consegnate alla casella',
  'ricevuta di avvenuta consegna del',
];

/** Headings and forms of ours: they count as such only beside a sentence that is surely ours. */
const HEADINGS: readonly RegExp[] = [
  /^patrimonio (?:nullo|senza variazioni)$/,
  /dichiarazione di nessuna variazione del patrimonio immobiliare erp alla data del day$/,
  /^(?:motivo|dati riferiti al day)/,
];

/** Whether a sentence stands in a letter of ours. */
export function isOurSentence(sentence: Sentence): boolean {
  const text = wordsOf(sentence);
  return OURS.some((phrase) => text.includes(phrase));
}

/** The sentences that are the writer's: without those of a letter of ours that a programme pasted unmarked. */
export function ownSentences(all: readonly Sentence[]): readonly Sentence[] {
  const own = all.filter((sentence) => !isOurSentence(sentence));
  if (own.length === all.length) return own;
  return own.filter((sentence) => {
    const text = wordsOf(sentence);
    return !HEADINGS.some((heading) => heading.test(text));
  });
}

const wordsOf = ({ tokens }: Sentence): string =>
  tokens
    .filter((token) => token.kind !== 'sign')
    .map((token) => token.is)
    .join(' ');
