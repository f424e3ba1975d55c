import type { Sentence } from '../text/sentences.js';
import type { Token } from '../text/tokens.js';
import { isDwelling, isEstate, NONE, qualifies } from './words.js';
import type { Claim } from './claim.js';
import { isConditional, strongest, word } from './claim.js';

const CHANGE =
  /^(?:variazion[ei]|variaz|modific(?:a|he|azione|azioni)|cambiament[oi]|mutament[oi]|aggiornament[oi])$/;
const CHANGED = /^(?:variat|modificat|cambiat|mutat)[oaie]$/;
/** Things that stay the same and are no stock. */
const OTHER_TOPIC =
  /^(?:canon|nucle|assegnatar|reddit|referent|indirizz|pec$|nominativ|recapit|contatt|credenzial|personal|tariff|morosit|graduator)/;
const SAME = /^(?:invariat|immutat|inalterat|invariabil)[oaie]$/;

/** What may stand between "non" and "variazioni", and after them, without narrowing the statement. */
const AROUND = new Set(
  `ha hanno abbia abbiano aver avere avendo è sono sia siano era erano stato stata stati state essere si vi ci ne subito subita subite registrato presentato riscontrato rilevato verificato avuto evidenziato evidenzia evidenziano intervenute essendo essendosi essendovi essendoci intervenuto intervenuta intervenute intervenuti intercorse intercorsa
   verificata verificate verificatasi verificatesi avvenuta avvenute registrata registrate registrano registra riscontrata riscontrate rilevata rilevate presenta presentano risulta risultano risultavano risultando apportata
   apportate segnalare comunicare dichiarare rispetto ultima ultimo ultime trasmissione trasmesso trasmessa trasmessi trasmesse ufficiale precedente precedenti comunicazione comunicato comunicata
   comunicati dichiarato dichiarata dichiarati gia semestre fino sino periodo compreso intercorso successivamente tra fra dal dalla dall dalle situazione stock elenco
   rimasto rimasta rimasti rimane resta rimangono permane permangono risultante alcuna alcun sorta consistenza detto tale predetto quanto quella quello quelle quelli scorso scorsa effettuata effettuato inviata inviato
   inviati invio caricata caricato caricati caricamento flusso flussi xml senza corso nel corrente suo sua suoi loro patrimoniali patrimoniale da trasmettere segnaliamo sopra citata citato data
   push banca dati storica piattaforma ricognizioni rilevazioni censimenti precedentemente approvata validata validati validato agli atti attualmente oggi stessa stesse stessi medesime`
    .trim()
    .split(/\s+/),
);

const around = (token: Token): boolean => AROUND.has(token.is) || qualifies(token);

/**
 * Whether a sentence states that nothing changed in the stock: "non ha subito variazioni", "nessuna variazione",
 * "il patrimonio è rimasto invariato".
 *
 * @example statesNoChange(sentences('Il patrimonio è invariato.')[0]) //=> 'sure'
 */
export function statesNoChange({ tokens, asks }: Sentence): Claim | null {
  if (asks || isConditional(tokens)) return null;
  if (tokens.some((token) => OTHER_TOPIC.test(token.is))) return null;
  return strongest(
    tokens.map((_, at) => denies(tokens, at) ?? none(tokens, at) ?? same(tokens, at)),
  );
}

/** Whether a sentence speaks of changes at all. */
export const speaksOfChange = ({ tokens }: Sentence): boolean =>
  tokens.some((token) => CHANGE.test(token.is) || CHANGED.test(token.is));

/** "non sono intervenute variazioni", "non è variata". */
function denies(list: readonly Token[], at: number): Claim | null {
  if (word(list, at) !== 'non') return null;
  for (let next = at + 1; next < Math.min(list.length, at + 12); next += 1) {
    const token = list[next] as Token;
    if (CHANGED.test(token.is)) return weaken(tail(list, next + 1), namesStock(list, at));
    if (CHANGE.test(token.is)) return tail(list, next + 1);
    if (!around(token)) return null;
  }
  return null;
}

/** "nessuna variazione", "senza variazioni", "assenza di variazioni". */
function none(list: readonly Token[], at: number): Claim | null {
  const token = list[at] as Token;
  const opens = NONE.has(token.is) || ['senza', 'assenza'].includes(token.is) || token.value === 0;
  if (!opens) return null;
  let next = at + 1;
  while (['di', 'alcuna', 'alcun', 'intervenute', 'qualsiasi'].includes(word(list, next)))
    next += 1;
  return CHANGE.test(word(list, next)) ? tail(list, next + 1) : null;
}

/** "il patrimonio è rimasto invariato". */
function same(list: readonly Token[], at: number): Claim | null {
  if (!SAME.test(word(list, at)) || isDenied(list, at)) return null;
  return weaken(tail(list, at + 1), namesStock(list, at));
}

/** "non è rimasta invariata". */
function isDenied(list: readonly Token[], at: number): boolean {
  let back = at - 1;
  while (/^(?:è|e|sia|sono|stat[oaie]|rimast[oaie]|rimane|resta|risulta)$/.test(word(list, back)))
    back -= 1;
  return word(list, back) === 'non';
}

const weaken = (claim: Claim, sure: boolean): Claim => (sure ? claim : 'likely');

/** Whether the subject of a verb is the stock: "i canoni sono invariati" is something else. */
function namesStock(list: readonly Token[], at: number): boolean {
  for (let back = at - 1; back >= Math.max(0, at - 24); back -= 1) {
    const token = list[back] as Token;
    if (token.is === 'che' || token.is === ':') return false;
    if (isDwelling(token) || isEstate(token) || /^(?:stock|situazione|dat[oi])$/.test(token.is)) {
      return true;
    }
  }
  return false;
}

function tail(list: readonly Token[], from: number): Claim {
  for (let at = from; at < list.length; at += 1) {
    const token = list[at] as Token;
    if (token.is === ',' || token.is === ':' || token.is === '(') return 'sure';
    if (token.kind !== 'number' && !around(token)) return 'likely';
  }
  return 'sure';
}
