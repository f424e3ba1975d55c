/** A subject without what programs put before it. */
export interface BareSubject {
  readonly text: string;
  readonly answers: boolean;
  readonly forwards: boolean;
  /** Registration that a protocol system wrote in front; day as written. */
  readonly protocol: { readonly number: string; readonly day: string | null } | null;
}

const TRANSPORT = /^(?:posta certificata|anomalia messaggio|per conto di|oggetto|ogg)\s*[:.]\s*/i;
const ANSWER = /^(?:re|r|rif|ris|risp|risposta|aw)\s*(?:\[\d{1,3}\]|\(\d{1,3}\))?\s*:\s*/i;
const FORWARD = /^(?:i|fw|fwd|inoltro|inoltra|tr|wg)\s*(?:\[\d{1,3}\]|\(\d{1,3}\))?\s*:\s*/i;
/** Figures with a year, an area, a letter that tells in from out: no word is part of a number. */
const NUMBER = String.raw`(?<number>(?:aoo_?\d{1,6}[/.-])?\d{1,12}(?:[./-]\d{1,12}){0,3}(?:[./-][a-z])?(?:\([a-z]\))?)(?![\p{L}\d_])`;
const DAY = String.raw`(?:\s*(?:del|in data|-|,)?\s*(?<day>\d{1,2}[./-]\d{1,2}[./-]\d{2,4}))?`;
const END = String.raw`[/.-]*\s*[\])]?\s*(?:[-:,|;.]\s*)*`;
/** What a system writes between its administration and the number: register, area, direction. */
const REGISTER = String.raw`(?:reg(?:istro)?[_ ](?:ufficiale|generale)|prot(?:ocollo)?(?:[_ ](?:generale|unico))?|pg|ru|aoo_?\d{0,6}|uscita|u)`;
const PROTOCOLS: readonly RegExp[] = [
  new RegExp(
    String.raw`^[[(]?\s*(?:rif\.?\s*)?(?:prot(?:ocollo)?|prt|pg|p\.g)\b\.?\s*(?:gen(?:erale)?\b\.?\s*)?(?:uscita\s*)?(?:(?:nr|num|numero|n)\b\s*[.°:]?\s*)?[:.]?\s*${NUMBER}${DAY}${END}`,
    'iu',
  ),
  new RegExp(
    String.raw`^[[(]?(?<number>\d{4}-[a-z]{1,2}_[a-z]?\d{1,6}-\d{1,12}\s?(?:\([a-z]\))?)${DAY}${END}`,
    'iu',
  ),
  new RegExp(
    String.raw`^[[(]?[a-z]_[a-z]\d{3}(?:[./ -]{1,3}${REGISTER}){0,3}[./ -]{1,3}(?<number>\d{4,12})[./ -]{1,3}(?<day>\d{1,2}[./-]\d{1,2}[./-]\d{4})(?:\.[a-z]\b)?${END}`,
    'iu',
  ),
  new RegExp(
    String.raw`^[[(]?(?:nr|num|n)\s*[.°]?\s*(?<number>\d{1,12}\/\d{2,4})${DAY}\s*[\])]?\s*[-:,|]\s*`,
    'iu',
  ),
];
const BRACKETS = /^\[[^\]\n]{1,24}\]\s*[-:]?\s*/;

/**
 * Takes `POSTA CERTIFICATA:`, `Re:`, `I:`, `Fwd:`, protocol numbers and bracketed marks from the front of a cleaned
 * subject, in any order and number.
 *
 * @example bareSubject('R: Prot. N.0001234/2022 - Comune di Trani').text //=> 'Comune di Trani'
 */
export function bareSubject(subject: string): BareSubject {
  let text = subject.slice(0, 1000).replace(/\s+/g, ' ').trim();
  let answers = false;
  let forwards = false;
  let protocol: BareSubject['protocol'] = null;
  for (let turn = 0; turn < 16; turn += 1) {
    const before = text;
    text = text.replace(TRANSPORT, '');
    if (ANSWER.test(text)) {
      answers = true;
      text = text.replace(ANSWER, '');
    }
    if (FORWARD.test(text)) {
      forwards = true;
      text = text.replace(FORWARD, '');
    }
    for (const pattern of PROTOCOLS) {
      const found = pattern.exec(text);
      if (found === null) continue;
      const { number = '', day } = found.groups ?? {};
      protocol ??= { number: number.replace(/[-./]+$/, ''), day: day ?? null };
      text = text.slice(found[0].length);
      break;
    }
    text = text.replace(BRACKETS, '');
    if (text === before) break;
  }
  return { text, answers, forwards, protocol };
}
