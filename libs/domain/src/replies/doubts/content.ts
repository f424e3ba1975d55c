import type { Doubt, Read } from '../decide.js';
import { isCover } from '../kind.js';
import { readDay, standsAside } from '../rounds.js';
import { mayCount } from '../says/amounts.js';
import { hazardsOf, speaksOfToday } from '../says/hazards.js';
import { isIdle, isSignature } from '../says/idle.js';
import { statesNoChange } from '../says/no-change.js';
import { phraseOf, turns } from '../says/phrase.js';
import { isDwelling, qualifies, IS, OWNS } from '../says/words.js';
import { statesZero } from '../says/zero.js';
import type { Sentence } from '../text/sentences.js';
import type { Token } from '../text/tokens.js';

/**
 * Whether the statement is plain, and nothing beside it takes it back, narrows it or says something else. What no rule
 * finds fault with may still be what no rule knows: then it is read by a person too.
 */
export function contentDoubts(read: Read): readonly Doubt[] {
  const { body, all, attached } = read.material;
  const known = knownDoubts(read);
  const claims = (one: Sentence): boolean =>
    statesZero(one) !== null || statesNoChange(one) !== null;
  const unknown =
    [...body, ...attached].some((one) => !claims(one) && !isIdle(one)) ||
    all.some((one) => !claims(one) && !isSignature(one));
  const faultless = known.every(([holds]) => !holds);
  return [
    ...known,
    [faultless && unknown, 'il testo dice anche altro, che nessuna regola riconosce'],
  ];
}

function knownDoubts(read: Read): readonly Doubt[] {
  const { material, says, when } = read;
  const nil = says.kind === 'nil-return';
  const written = [...material.all, ...material.attached];
  const everything = [material.ownSubject, ...written];
  const states = nil ? statesZero : statesNoChange;
  const claims = everything.filter((one) => states(one) !== null);
  const hazards = hazardsOf(everything, (one) => statesNoChange(one) !== null);
  return [
    [
      (nil ? says.zero : says.noChange) !== 'sure',
      'la dichiarazione non è espressa in modo univoco',
    ],
    [
      !says.inText && !says.forwarded && !material.body.every(isCover),
      'la dichiarazione sta solo nell’oggetto e il testo dice altro',
    ],
    [says.forwarded, 'la dichiarazione sta in un messaggio inoltrato di altri'],
    [says.maybe.some((one) => !nil || one !== 'no-change'), 'la risposta dice più cose'],
    [says.deniesZero, 'il testo nega che la consistenza sia nulla'],
    [
      nil && everything.some((one) => mayCount(one.tokens)),
      'il testo indica un numero che può essere di alloggi',
    ],
    [
      !nil && says.zero !== null,
      'il testo dichiara insieme consistenza nulla e nessuna variazione',
    ],
    [
      written.some((one) => states(one) === null && speaksOfDwellings(one)),
      'il testo parla di alloggi anche in altro modo',
    ],
    [
      claims.some((one) => namesOtherDay(one, read)),
      'la dichiarazione indica una data che non è quella dell’oggetto',
    ],
    [
      when.inText.length === 0 && claims.some(speaksOfToday),
      'il testo parla di oggi, non della data di riferimento',
    ],
    ...hazards.map((reason): Doubt => [true, reason]),
    [material.stockAttached, 'è allegato un elenco o un flusso di dati'],
    [material.truncated, 'il testo è troppo lungo per essere letto per intero'],
  ];
}

/** The request that is answered, and the prescribed subject written again, are no statements of the writer. */
const refers = turns(`
  nota|oggetto|ricognizione|richiesta|sollecito|riscontro|riferimento|seguito|pec|comunicazione|circolare
  numero alloggi erp in proprieta alla data
  trasmissione consistenza patrimonio
`);

/** Whether a sentence that states nothing speaks of dwellings all the same, other than to refer or to size the stock. */
function speaksOfDwellings(sentence: Sentence): boolean {
  const { tokens } = sentence;
  if (!tokens.some((one, at) => isDwelling(one) && !isOffice(tokens, at))) return false;
  if (refers(sentence) && !owns(sentence)) return false;
  return !tokens.every(
    (one) => qualifies(one) || one.kind === 'number' || one.kind === 'sign' || IS.has(one.is),
  );
}

/** "Ufficio Alloggi". */
const isOffice = (list: readonly Token[], at: number): boolean =>
  list
    .slice(Math.max(0, at - 3), at)
    .some((one) => /^(?:ufficio|settore|servizio|servizi|area|assessorato|sezione)$/.test(one.is));

const owns = (sentence: Sentence): boolean =>
  phraseOf(sentence)
    .split(' ')
    .some((one) => OWNS.has(one) && !IS.has(one));

/** A day in a statement is the subject's, or stands for an act or an earlier transmission. */
function namesOtherDay({ tokens }: Sentence, { material, says, context }: Read): boolean {
  const declared = material.compared.find((one) => one.kind === says.kind)?.days ?? [];
  return tokens.some((token, at) => {
    if (token.day === undefined || standsAside(tokens, at)) return false;
    const { day } = readDay(token.day, context.survey);
    return day === null || !declared.includes(day);
  });
}
