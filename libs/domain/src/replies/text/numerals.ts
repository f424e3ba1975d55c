const UNITS: Readonly<Record<string, number>> = {
  zero: 0,
  due: 2,
  tre: 3,
  quattro: 4,
  cinque: 5,
  sei: 6,
  sette: 7,
  otto: 8,
  nove: 9,
  dieci: 10,
  undici: 11,
  dodici: 12,
  tredici: 13,
  quattordici: 14,
  quindici: 15,
  sedici: 16,
  diciassette: 17,
  diciotto: 18,
  diciannove: 19,
};

const TENS: readonly (readonly [string, number])[] = [
  ['vent', 20],
  ['trent', 30],
  ['quarant', 40],
  ['cinquant', 50],
  ['sessant', 60],
  ['settant', 70],
  ['ottant', 80],
  ['novant', 90],
];

/** "quattrocentocinquantaquattromilaquattrocentocinquantaquattro". */
const LONGEST = 60;

/**
 * The value of an Italian numeral of one folded word up to 999.999; null for another word. "uno", "una" and "sei"
 * (also a verb) count only inside a longer numeral, "sei" alone counts.
 *
 * @example numeral('centoventitre') //=> 123
 */
export function numeral(word: string): number | null {
  if (word.length > LONGEST) return null;
  const thousands = /^(mille|(\p{L}+)mila)(\p{L}*)$/u.exec(word);
  if (thousands !== null) {
    const [, , many, rest = ''] = thousands;
    const times = many === undefined ? 1 : hundreds(many);
    const more = rest === '' ? 0 : hundreds(rest);
    return times === null || more === null ? null : times * 1000 + more;
  }
  return hundreds(word);
}

function hundreds(word: string): number | null {
  const at = word.indexOf('cent');
  if (at < 0) return belowHundred(word);
  const before = word.slice(0, at);
  const after = word.slice(at + 4);
  const times = before === '' ? 1 : (UNITS[before] ?? null);
  const rest = after === 'o' ? 0 : belowHundredAfter(after);
  if (times === null || times > 9 || rest === null) return null;
  return times * 100 + rest;
}

/** "centottanta" keeps one "o" of two, "centodue" has both. */
const belowHundredAfter = (word: string): number | null =>
  belowHundred(word, true) ?? belowHundred(word.replace(/^o/, ''), true);

function belowHundred(word: string, compound = false): number | null {
  if (Object.hasOwn(UNITS, word)) return UNITS[word] ?? null;
  if (compound && word === 'uno') return 1;
  for (const [stem, value] of TENS) {
    if (!word.startsWith(stem)) continue;
    const rest = word.slice(stem.length);
    if (rest === 'i' || rest === 'a') return value;
    if (rest === 'uno' || rest === 'un') return value + 1;
    const unit = UNITS[rest.replace(/^[ia]/, '')] ?? 0;
    if (unit > 1 && unit < 10) return value + unit;
  }
  return null;
}
