import type { Sentence } from '../text/sentences.js';
import type { Token } from '../text/tokens.js';
import { isAcknowledgement, isCoverNote, isPolite } from './notices.js';
import { phraseOf, turns } from './phrase.js';
import { offersHelp } from './requests.js';
import { IS, MUNICIPALITY, OWNS } from './words.js';

/** Turns of office prose that tell nothing of the stock: a law cited, an act signed, what follows from a zero. */
const formula = turns(`
  consapevol* …6 responsabilita|sanzion*|conseguenz*
  dichiarazion* sostitutiv* di? atto|certificazione|notorieta|notorio|art|articolo|resa|ai
  ai|agli sensi|effetti …3 art|artt|articolo|articoli|dpr|decreto|legge|normativa|cad|dlgs|d
  documento|atto|nota|originale|copia|comunicazione|presente …2 inviat*|trasmess* …3 sistema|tramite|mezzo|via
  documento|atto|nota|originale|copia|presente …4 sottoscritt*|firmat*|generat*
  firma|sottoscrizione …3 digital*|elettronic*|autograf*|sostituita|omessa
  presente|tale comunicazione|dichiarazione|nota si|è|viene …2 res*|rilasci*
  presente comunicazione|dichiarazione|nota è|viene …2 res*|rilasci*
  la presente comunicazione? dichiarazione? nota? vale|costituisce …1 comunicazione|dichiarazione|riscontro|adempimento
  si? invia|trasmette|inoltra la presente
  nulla|niente da|altro …2 comunicare|dichiarare|trasmettere|aggiungere|segnalare|caricare
  non vi|ci sono …3 dati|informazioni|flussi|elementi …1 da
  non si? è? …2 procede*|provvede*|procedera|provvedera|effettua|effettuera|proceduto|provveduto|effettuato …4 trasmissione|caricamento|popolamento|invio|inserimento|aggiornamento
  non occorre|necessita|serve …4 trasmissione|caricamento|popolamento|invio|inserimento|aggiornamento
  si? chied* …2 esonero|esenzione
  trasmissione|invio a|via|tramite mezzo? pec|posta
  quanto segue
  seguente prospetto|tabella|schema|comunicazione|dichiarazione
  conferma quanto sopra
  tanto per|dovevasi
  come da|richiesto
  inviat* da|dal iphone|android|outlook|mobile|mio
`);

/** Who signs a letter. */
const TITLE =
  'dichiarante|istante|responsabil[ei]|dirigent[ei]|sindac[oa]|segretari[oa]|vice[^ ]{0,10}|commissari[oa]|commissione|prefett[oa]|assessor[ea]|funzionari[oa]|istruttor[ei]|istruttrice|direttor[ei]|direttrice|cap[oi]|referente|rup|r|tecnic[oa]|president[ei]|sottoscritt[oa]|dott[^ ]{0,4}|arch|ing|geom|avv|rag|sig';
const ARTICLE = '(?:il|lo|la|l|i|gli|le)';
/** "Il Responsabile" signs, "la palazzina" is spoken of. */
const THING = new RegExp(`^ ${ARTICLE} (?!(?:${TITLE}) )`);
/** "Per la Commissione straordinaria", "Trani, lì 10/03/2022", "Data di riferimento: 31/12/2021". */
const LABEL = new RegExp(
  `^ (?:per ${ARTICLE} (?:${TITLE}) |(?:[^ ]{1,40} ){0,2}(?:l[iì] |data |data di riferimento )?#day $|(?:ente|denominazione) #?comune )`,
);
/** To whom, or of whom, a letter is. */
const OFFICE =
  /^ (?:dipartimento|direzione|assessorato|provincia|unita organizzativa|u o|p o|palazzo|sede) /;
/** What is answered. */
const OPENING =
  /^ (?:(?:facendo|fa|faccio) seguito|(?:con|in|a) (?:riferimento|riscontro|relazione|risposta|seguito|esito|evasione)|vist[aio]|premess[aio]|richiamat[aio]) /;
const ourLetter = turns(
  'nota|note|richiesta|oggetto|pec|comunicazione|lettera|sollecito|circolare|ricognizione|vs|vostra|protocollo|prot|quanto',
);
/** Whoever states says more than an opening. */
const states = turns('comunica*|comunico|dichiar*|attest*|informa*|segnala*|precis*|rappresenta*');
const means = turns('tel|telefono|cell|cellulare|fax|centralino|cap|piva|p iva|cf|c f');
/** A list of something is no cover note, whether or not it is attached. */
const list = turns(
  'elenc*|prospett*|tabell*|lista|inventari*|canon*|assegnatar*|inquilin*|contratt*',
);

/**
 * Whether a sentence may stand beside a declaration that is applied without a person: it greets, refers, points to the
 * declaration, cites a law or signs. Narrow on purpose: what no rule knows is read by a person.
 *
 * @example isIdle(sentence('Facendo seguito alla nota in oggetto.')) //=> true
 * @example isIdle(sentence('Ieri pioveva.')) //=> false
 */
export function isIdle(sentence: Sentence): boolean {
  if (sentence.asks || sentence.tokens.some((_, at, all) => counts(all, at))) return false;
  const phrase = phraseOf(sentence);
  if (formula(phrase) || offersHelp(sentence) || LABEL.test(phrase)) return true;
  if (hasVerb(phrase) || list(phrase)) return false;
  return (
    isNames(sentence) ||
    (OFFICE.test(phrase) && !states(phrase)) ||
    isContact(sentence, phrase) ||
    (isPolite(sentence) && !THING.test(phrase)) ||
    isCoverNote(sentence) ||
    isAcknowledgement(sentence) ||
    (OPENING.test(phrase) && ourLetter(phrase) && !states(phrase))
  );
}

/**
 * Whether a sentence below the greetings says nothing: names, offices, addresses, notes of a programme. Wider than
 * `isIdle`, for nobody knows what people sign with; but whoever states, counts or adds a postscript is read by a person.
 *
 * @example isSignature(sentence('Anna Maria De Santis, IV Settore')) //=> true
 */
export function isSignature(sentence: Sentence): boolean {
  if (isIdle(sentence)) return true;
  const phrase = phraseOf(sentence);
  const silent = !sentence.asks && !hasVerb(phrase) && !states(phrase) && !POSTSCRIPT.test(phrase);
  return silent && !sentence.tokens.some((_, at, all) => counts(all, at));
}

const POSTSCRIPT = /^ (?:p ?s|n ?b|post scriptum|nota bene) /;

/** "Centralino 0883 581111", "Sito: www.comune.trani.bt.it". */
function isContact({ tokens }: Sentence, phrase: string): boolean {
  const words = tokens.filter(({ kind }) => kind === 'word');
  const site = tokens.some(({ raw }) => /@|^www\.|^https?:/.test(raw));
  const number = tokens.some(({ raw }) => /\d/.test(raw));
  return words.length <= 4 && (site || (number && means(phrase)));
}

/** "Anna Maria De Santis", "Palazzo di Città": capitals in every word, none of them throughout. */
function isNames({ tokens }: Sentence): boolean {
  const words = tokens.filter(({ kind }) => kind === 'word');
  const few = words.length > 0 && words.length <= 6;
  return few && words.every(({ raw, is }) => NAME.test(raw) || PARTICLES.has(is));
}

const NAME = /^(?:\p{Lu}\p{Ll}*|\p{Lu}{2,3})$/u;

const PARTICLES = new Set(['d', 'da', 'de', 'dei', 'del', 'della', 'di', 'e', 'la', MUNICIPALITY]);

/** "dodici", "12 nuclei", a line with "12" alone: not an act's number, a day, a telephone. */
function counts(tokens: readonly Token[], at: number): boolean {
  const { kind, value = 0, raw } = tokens[at] as Token;
  if (!/^\d/.test(raw)) return value > 1;
  if (tokens.length === 1) return value > 0;
  const next = tokens[at + 1];
  return kind === 'number' && next?.kind === 'word' && !AFTER_ACTS.has(next.is);
}

/** What may follow the number of an act, a paragraph, a house or a telephone. */
const AFTER_ACTS = new Set(
  'del dell al e ed ai di della dei bis ter quater dpr dlgs d int fax tel cell pec mail email #comune comma co c lett art artt n nr prot a in da'.split(
    ' ',
  ),
);

/** Of being or having: "tre palazzine sono comunali" is no courtesy. */
const hasVerb = (phrase: string): boolean =>
  phrase.split(' ').some((word) => word !== 'e' && (IS.has(word) || OWNS.has(word)));
