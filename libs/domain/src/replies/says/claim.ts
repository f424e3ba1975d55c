import type { Token } from '../text/tokens.js';
import {
  DECLARES,
  IS,
  isDwelling,
  isEstate,
  isOtherClaim,
  OPENERS,
  OWNS,
  qualifies,
} from './words.js';

/** `sure`: nothing else can be meant. `likely`: a person reads it. */
export type Claim = 'sure' | 'likely';

/** Words of one claim reach no farther than this. */
export const FAR = 24;

export const word = (list: readonly Token[], at: number): string => list[at]?.is ?? '';

/** The weaker of two claims; none when either is none. */
export const weaker = (a: Claim | null, b: Claim | null): Claim | null =>
  a === null || b === null ? null : a === 'sure' && b === 'sure' ? 'sure' : 'likely';

/** The stronger of several. */
export function strongest(claims: readonly (Claim | null)[]): Claim | null {
  if (claims.includes('sure')) return 'sure';
  return claims.includes('likely') ? 'likely' : null;
}

const CONDITIONS = new Set(
  'se qualora ove laddove purche caso ipotesi eventuale eventualmente quando allorche'.split(' '),
);

/** "se il Comune non possiede alloggi", "in caso di patrimonio nullo": a case, not a statement. */
export const isConditional = (list: readonly Token[]): boolean =>
  list.some((token) => CONDITIONS.has(token.is));

/** The dwelling or estate that these words qualify; null when another thing comes first. */
export function nounFrom(list: readonly Token[], from: number): number | null {
  for (let at = from; at < Math.min(list.length, from + FAR); at += 1) {
    const token = list[at] as Token;
    if (isDwelling(token)) return at;
    if (isEstate(token) && (token.is !== 'proprieta' || ownsProperty(list, at))) return at;
    if (!qualifies(token)) return null;
  }
  return null;
}

/** "non ha proprietà ERP", not "non ha in proprietà alloggi". */
const ownsProperty = (list: readonly Token[], at: number): boolean =>
  !['in', 'di', 'della'].includes(word(list, at - 1)) && word(list, at + 1) !== 'di';

/** What follows a claim up to the end of its clause must not narrow it. */
export function tail(list: readonly Token[], from: number): Claim | null {
  let claim: Claim = 'sure';
  for (let at = from; at < list.length; at += 1) {
    const token = list[at] as Token;
    if (token.is === ',' || token.is === ':' || JOINS.has(token.is)) return claim;
    if (isOtherClaim(token)) return null;
    if (!qualifies(token) && !saysOwned(list, at)) claim = 'likely';
  }
  return claim;
}

/** "nessun alloggio ERP è di proprietà del Comune". */
const saysOwned = (list: readonly Token[], at: number): boolean =>
  IS.has(word(list, at)) && list.slice(at, at + 8).some((token) => token.is === 'proprieta');

/** Words that open another clause of the same sentence. */
const JOINS = new Set(['pertanto', 'quindi', 'dunque', 'poiche', 'giacche', 'percio', 'come']);

/** What stands before a claim in its clause. */
export function head(list: readonly Token[], from: number): Claim | null {
  let claim: Claim = 'sure';
  for (let at = from; at >= Math.max(0, from - FAR); at -= 1) {
    const token = list[at] as Token;
    if (token.is === ':' || token.is === ',' || token.is === 'che') return claim;
    if (isOtherClaim(token)) return null;
    const known =
      DECLARES.has(token.is) || OPENERS.has(token.is) || OWNS.has(token.is) || IS.has(token.is);
    const adverb = token.is.endsWith('mente');
    if (!known && !adverb && !qualifies(token) && token.is !== 'non') claim = 'likely';
  }
  return claim;
}

const OWNER = new Set(['comune', '#comune', 'ente', 'amministrazione', 'citta', 'scrivente']);
/** Who writes for a municipality. */
const WRITERS = new Set(
  'sottoscritto sottoscritta responsabile dirigente sindaco segretario ufficio settore servizio'.split(
    ' ',
  ),
);
const ARTICLES = new Set('il lo la l i gli le un uno una'.split(' '));
/** Where a clause ends before a verb. */
const ENDS = new Set([',', ':', 'che']);
const THIS = new Set(['questo', 'questa', 'quest', 'codesto', 'codesta']);
const OF = new Set(['del', 'dell', 'della', 'di', 'dei', 'dal', 'dall', 'dalla']);

/**
 * Whether the one who owns nothing, named before a verb, is the municipality: "la società in house non possiede" is
 * about somebody else. No subject at all is the writer.
 */
export function subjectIsOwner(list: readonly Token[], verb: number): Claim {
  for (let at = verb - 1; at >= Math.max(0, verb - FAR); at -= 1) {
    const token = list[at] as Token;
    if (OWNER.has(token.is) && !isGenitive(list, at)) return 'sure';
    if (ENDS.has(token.is) || DECLARES.has(token.is)) return openedBy(list);
    if (!qualifies(token) && !OPENERS.has(token.is)) return 'likely';
  }
  return 'sure';
}

/** Whose sentence it is, from its first words: "La società, si sa, non possiede" is not the writer's. */
function openedBy(list: readonly Token[]): Claim {
  const noun = list[1];
  const named = ARTICLES.has(word(list, 0)) && noun !== undefined;
  return !named || WRITERS.has(noun.is) || OWNER.has(noun.is) || qualifies(noun)
    ? 'sure'
    : 'likely';
}

/** "del Comune", "di questo Ente": the owner of the one who is spoken of. */
function isGenitive(list: readonly Token[], at: number): boolean {
  const before = THIS.has(word(list, at - 1)) ? at - 2 : at - 1;
  return OF.has(word(list, before));
}
