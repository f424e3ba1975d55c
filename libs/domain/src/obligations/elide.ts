const ARTICLES: Readonly<Record<string, string>> = {
  il: 'l’',
  del: 'dell’',
  dal: 'dall’',
  al: 'all’',
  sul: 'sull’',
  nel: 'nell’',
};
const BEFORE_EIGHT_OR_ELEVEN = /\b(il|del|dal|al|sul|nel) (?=(?:08|11)\/\d\d\/\d{4})/giu;

/**
 * Articles before the days whose name begins with a vowel: the 8th and the 11th.
 *
 * @example elide('scaduto il 11/04/2022') //=> 'scaduto l’11/04/2022'
 */
export function elide(sentence: string): string {
  return sentence.replace(BEFORE_EIGHT_OR_ELEVEN, (_, article: string) => {
    const elided = ARTICLES[article.toLowerCase()] ?? `${article} `;
    const isCapital = article.charAt(0) !== article.charAt(0).toLowerCase();
    return isCapital ? elided.charAt(0).toUpperCase() + elided.slice(1) : elided;
  });
}
