import { capital } from './words.js';

/** The Italian forms of the name of a body, as letters need them. */
export interface NameForms {
  /** "Comune di Andria" */
  readonly conTitolo: string;
  /** "il Comune di Andria", "la Città di Trani" */
  readonly il: string;
  /** "al Comune di Andria" */
  readonly al: string;
  /** "Al Comune di Andria", for the addressee. */
  readonly Al: string;
  readonly del: string;
  readonly dal: string;
  /** "codesto Comune", "codesta Città" */
  readonly codesto: string;
  readonly femminile: boolean;
}

type Article = 'il' | 'lo' | 'la' | 'l’';

const CONTRACTED: Record<'a' | 'di' | 'da', Record<Article, string>> = {
  a: { il: 'al ', lo: 'allo ', la: 'alla ', 'l’': 'all’' },
  di: { il: 'del ', lo: 'dello ', la: 'della ', 'l’': 'dell’' },
  da: { il: 'dal ', lo: 'dallo ', la: 'dalla ', 'l’': 'dall’' },
};

/** First words whose gender the ending doesn't tell. */
const GENDER: Record<string, 'm' | 'f'> = {
  comune: 'm',
  città: 'f',
  unione: 'f',
  agenzia: 'f',
  ente: 'm',
  regione: 'f',
};

const isFeminine = (word: string): boolean => {
  const lower = word.toLowerCase();
  return GENDER[lower] === 'f' || (GENDER[lower] === undefined && /(a|à|zione|sione)$/.test(lower));
};

const articleOf = (word: string, feminine: boolean): Article => {
  const plain = word.normalize('NFD').toLowerCase();
  if (/^[aeiou]/.test(plain)) return 'l’';
  if (feminine) return 'la';
  return /^(s[^aeiou]|z|gn|ps|pn|x|y)/.test(plain) ? 'lo' : 'il';
};

/** "ad Andria" but "a Trani": the d that keeps two equal vowels apart. */
const toTown = (name: string): string => (/^a/i.test(name.normalize('NFD')) ? 'ad ' : 'a ') + name;

const untitled = (name: string): NameForms => ({
  conTitolo: name,
  il: name,
  al: toTown(name),
  Al: capital(toTown(name)),
  del: `di ${name}`,
  dal: `da ${name}`,
  codesto: 'codesto Ente',
  femminile: false,
});

/**
 * Article and prepositions of a body's name, from its title ("Comune di", "Città di") and name.
 * An empty title gives the forms of a town's bare name.
 *
 * @example nameForms('Città di', 'Trani').al //=> 'alla Città di Trani'
 */
export const nameForms = (title: string, name: string): NameForms => {
  const head = title.trim();
  if (head === '') return untitled(name);
  const conTitolo = /[’']$/.test(head) ? head + name : `${head} ${name}`;
  const word = head.split(/\s+/)[0] ?? head;
  const femminile = isFeminine(word);
  const article = articleOf(word, femminile);
  const al = CONTRACTED.a[article] + conTitolo;
  return {
    conTitolo,
    il: (article === 'l’' ? article : `${article} `) + conTitolo,
    al,
    Al: capital(al),
    del: CONTRACTED.di[article] + conTitolo,
    dal: CONTRACTED.da[article] + conTitolo,
    codesto: `${femminile ? 'codesta' : 'codesto'} ${word}`,
    femminile,
  };
};
