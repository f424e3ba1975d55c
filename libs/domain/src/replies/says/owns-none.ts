import type { Token } from '../text/tokens.js';
import type { Claim } from './claim.js';
import { FAR, nounFrom, subjectIsOwner, tail, weaker, word } from './claim.js';
import { DECLARES, isDwelling, OWNERS, OWNS } from './words.js';

/** "non possiede alloggi", "non è proprietario di alcun alloggio", "è privo di alloggi", "assenza di alloggi". */
export function ownsNone(list: readonly Token[], at: number): Claim | null {
  if (word(list, at) === 'non') return deniesOwning(list, at);
  if (/^(?:priv[oai]|sprovvist[oai])$/.test(word(list, at)) && word(list, at + 1) === 'di') {
    return isDenied(list, at) ? null : weaker(of(list, at + 1), subjectIsOwner(list, at - 1));
  }
  if (/^(?:assenza|inesistenza|mancanza)$/.test(word(list, at))) {
    const declared = list.slice(Math.max(0, at - 6), at).some((one) => DECLARES.has(one.is));
    return isDenied(list, at) ? null : weaker(of(list, at + 1), declared ? 'sure' : 'likely');
  }
  return null;
}

/** The dwellings that follow, with nothing that narrows them. */
function of(list: readonly Token[], from: number): Claim | null {
  const noun = nounFrom(list, from);
  return noun === null ? null : tail(list, noun + 1);
}

const isDenied = (list: readonly Token[], at: number): boolean =>
  list.slice(Math.max(0, at - 6), at).some((token) => token.is === 'non');

function deniesOwning(list: readonly Token[], at: number): Claim | null {
  let next = at + 1;
  while (['vi', 'ci', 'si', 'ne', 've', 'ce'].includes(word(list, next))) next += 1;
  if (!OWNS.has(word(list, next))) return null;
  const verb = word(list, next);
  next += 1;
  if (foundNone(list, next)) return 'likely';
  // "non possiede più": it did, and the historical stock holds what was sold.
  if (word(list, next) === 'piu') return nounFrom(list, next + 1) === null ? null : 'likely';
  if (word(list, next) === 'essere') next += 1;
  if (word(list, next) === 'in' && OWNERS.has(word(list, next + 1))) next += 1;
  if (OWNERS.has(word(list, next))) next += 1;
  const claim = of(list, next);
  if (claim === null) return namedBefore(list, at, next) ? 'likely' : null;
  // Several who own nothing are not the municipality that writes.
  if (PLURAL.has(verb)) return weaker(claim, 'likely');
  // "non dispone di alloggi" may mean that none is free.
  const disposes = list.slice(at, next).some((token) => token.is.startsWith('dispon'));
  const owned = list.some((token) => /^propri/.test(token.is));
  return weaker(weaker(claim, subjectIsOwner(list, at)), disposes && !owned ? 'likely' : 'sure');
}

/** "non sono stati trovati alloggi". */
function foundNone(list: readonly Token[], from: number): boolean {
  const next = /^stat[ie]$/.test(word(list, from)) ? from + 1 : from;
  const found = /^(?:trovat|rinvenut|individuat|rilevat|riscontrat|reperit)[ie]$/;
  return found.test(word(list, next)) && nounFrom(list, next + 1) !== null;
}

const PLURAL = new Set(['possiedono', 'detengono', 'hanno', 'dispongono', 'possedevano']);

/** "alloggi di proprietà non ve ne sono": what is denied stands before, or in another sentence. */
function namedBefore(list: readonly Token[], at: number, end: number): boolean {
  const ne = list.slice(at, end).some((token) => token.is === 'ne');
  if (ne && /^(?:poss|det)/.test(word(list, end - 1))) return true;
  return ne && list.slice(Math.max(0, at - FAR), at).some(isDwelling);
}
