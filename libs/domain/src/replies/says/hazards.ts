import type { Sentence } from '../text/sentences.js';
import { turns } from './phrase.js';

const takesBack = turns(`
  rettific*|annulla|annullare|annullat*|annullamento|revoc*|smentisc*|smentire|refuso|erroneament*|erronea|erroneo|contest*|contrariamente|falso
  non tenere|tener|tenga|considerare
  errata corrige
  per|mero errore
  sostituisce|sostituire|sostituzione
  non è|e|sia …1 vero|corretto|esatto|corrispondente
  non corrisponde|risponde
  non è|e cosi
`);
const otherOwner = turns(`
  arca|iacp|aler|ater|demanio|cooperativ*|inps|invimit
  istituto autonomo
  agenzia …3 casa
  altro|diverso ente|soggetto
  altri|diversi enti|soggetti
`);

/** Another owner of dwellings in the municipality: its numbers are not the municipality's. */
export const namesOtherOwner = (sentence: Sentence): boolean => otherOwner(sentence);
/** Whether a sentence takes back what was said. */
export const retracts = (sentence: Sentence): boolean => takesBack(sentence);
