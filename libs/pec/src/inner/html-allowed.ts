import { isDark, isPaleGround } from './html-colour.js';

/** Elements whose words stand on the page as they stand in the text. */
const ELEMENTS = new Set(
  `html head body meta title style p div span br b strong i em u font a table thead tbody tfoot tr td th caption col colgroup
   ul ol li hr img blockquote pre center h1 h2 h3 h4 h5 h6 o:p wbr code tt sub sup small big cite address`.split(
    /\s+/,
  ),
);
/** Attributes that hide and move nothing; `style`, colours and directions are looked at by their values. */
const ATTRIBUTES =
  /^(?:align|valign|border|cellpadding|cellspacing|class|id|lang|xml:lang|href|src|alt|title|name|face|type|cite|width|height|content|http-equiv|charset|target|rel|clear|noshade|nowrap|colspan|rowspan|xmlns(?::\w+)?|data-[\w-]+|moz-do-not-send|[vo]:\w+)$/;
const COLOURS = new Set('color text link vlink alink'.split(' '));

const LENGTH = String.raw`\+?(?:\d{1,3}(?:\.\d{1,4})?|\.\d{1,4})(?:pt|px|em|ex|rem|in|cm|mm|%)?`;
const SIDES = new RegExp(`^(?:(?:${LENGTH}|auto)(?: |$)){1,4}$`);
const ANY = /^[\w\s.,"'%#()+/-]*$/;
/** Properties with the values that leave every word where and as it is. Any may be `normal`, `inherit` or `initial`. */
const PROPERTIES: readonly (readonly [RegExp, RegExp | ((value: string) => boolean)])[] = [
  [/^(?:color|caret-color)$/, isDark],
  [/^background(?:-color)?$/, isPaleGround],
  [/^font-family$|^panose-1$/, ANY],
  [/^font-style$/, /^(?:italic|oblique)$/],
  [/^font-weight$/, /^(?:bold|bolder|lighter|[1-9]00)$/],
  [/^font-size$/, (value) => isReadable(value)],
  [/^font$/, (value) => value.split(/[ /]/).every((one) => !/^[\d.]/.test(one) || isReadable(one)) && ANY.test(value)],
  [/^(?:margin|padding|border-spacing)(?:-(?:top|right|bottom|left))?$/, SIDES],
  [/^text-indent$/, SIDES],
  [/^text-align$/, /^(?:left|right|center|justify|start|end|-webkit-auto)$/],
  [/^text-decoration(?:-line)?$/, /^(?:none|underline)$/],
  [/^text-transform$/, /^(?:none|uppercase|capitalize)$/],
  [/^vertical-align$/, /^(?:baseline|top|middle|bottom|sub|super|text-top|text-bottom)$/],
  [/^line-height$/, (value) => /^1\d{0,2}%$/.test(value) || /^[1-3](?:\.\d+)?$/.test(value) || isReadable(value)],
  [/^white-space$/, /^(?:pre|pre-wrap|pre-line|nowrap)$/],
  [/^(?:letter|word)-spacing$/, /^0(?:px|pt|em)?$/],
  [/^border(?:-(?:top|right|bottom|left))?(?:-(?:style|width|color|collapse))?$/, ANY],
  [/^(?:width|max-width|height|min-height|min-width)$/, /^(?:auto|none|100%|\d{2,4}(?:\.\d+)?(?:px|pt)|[2-9]\d(?:\.\d+)?%)$/],
  [/^display$/, /^(?:block|inline|inline-block)$/],
  [/^direction$/, /^ltr$/],
  [/^list-style(?:-type|-position)?$/, ANY],
  [/^page-break-(?:before|after|inside)$|^orphans$|^widows$|^size$/, ANY],
  [/^(?:word-wrap|word-break|overflow-wrap|hyphens)$/, ANY],
  [/^(?:-webkit-|-ms-)?text-size-adjust$/, /^(?:100%|auto|none)$/],
  [/^-webkit-(?:text-stroke-width|font-smoothing|line-break|nbsp-mode)$|^line-break$/, /^(?:0px|antialiased|after-white-space|space)$/],
  [/^mso-(?!hide|element|text-raise|char-|shading|highlight|color|special|field|break|ruby|text-animation)[\w-]+$/, ANY],
  [/^page$|^tab-(?:interval|stops)$|^text-underline$/, ANY],
]; // prettier-ignore

const PLAIN = /^(?:normal|inherit|initial)$/;

/** A size that an eye reads. @example isReadable('11.0pt') //=> true */
function isReadable(value: string): boolean {
  if (/^(?:x-small|small|medium|large|x-large|xx-large|smaller|larger)$/.test(value)) return true;
  const [, number = '', unit = ''] =
    /^(\d{1,3}(?:\.\d{1,4})?|\.\d{1,4})(pt|px|em|rem|%)$/.exec(value) ?? [];
  const least: Readonly<Record<string, number>> = { pt: 6, px: 8, em: 0.6, rem: 0.6, '%': 60 };
  const most: Readonly<Record<string, number>> = { pt: 72, px: 96, em: 6, rem: 6, '%': 600 };
  return (
    number !== '' && Number(number) >= (least[unit] ?? 0) && Number(number) <= (most[unit] ?? 0)
  );
}

/** Whether every declaration of a style, squeezed and lower case, leaves words in sight. */
export const isHarmless = (declarations: string): boolean =>
  declarations.split(';').every((one) => {
    const colon = one.indexOf(':');
    const name = one.slice(0, colon).trim();
    const value = one
      .slice(colon + 1)
      .trim()
      .replace(/ ?!important$/, '');
    if (one.trim() === '') return true;
    if (colon < 0) return false;
    const known = PROPERTIES.find(([names]) => names.test(name))?.[1];
    if (known === undefined) return false;
    return PLAIN.test(value) || (typeof known === 'function' ? known(value) : known.test(value));
  });

const ATTRIBUTE = /([^\s=>"'/]{1,40})(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']*))?/g;

/**
 * Whether an element and its attributes are of those that mail programmes write text with: nothing of theirs hides,
 * moves, strikes or adds a word.
 *
 * @param tag the start tag as it stands in the source
 * @param read resolves entities of a value, lower case, without comments and blanks around signs
 * @example isAllowed('p', '<p align="left">', read) //=> true
 * @example isAllowed('dialog', '<dialog>', read) //=> false
 */
export function isAllowed(name: string, tag: string, read: (value: string) => string): boolean {
  if (!ELEMENTS.has(name)) return false;
  const inside = tag.replace(/\/?>$/, '').slice(name.length + 1);
  if (inside.length > 4000) return false;
  const left = inside.replace(ATTRIBUTE, '');
  if (/[^\s/]/.test(left)) return false;
  return [...inside.matchAll(ATTRIBUTE)].every(([, attribute = '', quoted = '']) => {
    const key = attribute.toLowerCase();
    const value = read(quoted.replace(/^["']|["']$/g, '')).trim();
    if (key === 'style') return isHarmless(value);
    if (COLOURS.has(key)) return isDark(value);
    if (key === 'bgcolor') return isPaleGround(value);
    if (key === 'dir') return value === 'ltr' || value === '';
    if (/^(?:width|height)$/.test(key) && name !== 'img')
      return /^(?:[1-9]\d{1,3}(?:px)?|[1-9]\d?\d?%)$/.test(value);
    if (key === 'size') return name === 'hr' || /^[+-]?[1-7]$/.test(value);
    return ATTRIBUTES.test(key);
  });
}

/** Whether a style sheet, squeezed and lower case, with or without its end tag, has only rules that leave words in sight. */
export function isHarmlessSheet(css: string): boolean {
  const pieces = css.replace(/<!--|-->|<\/style\b[^<>]*>?$/g, ' ').split('}');
  return pieces.every((piece, at) => {
    const open = piece.indexOf('{');
    if (open < 0) return at === pieces.length - 1 && piece.trim() === '';
    const selector = piece.slice(0, open).trim();
    const rule = piece.slice(open + 1);
    if (/::|:(?:before|after|first)|@(?!font-face|page|list)/.test(selector)) return false;
    if (/^@font-face/.test(selector)) return true;
    return !rule.includes('{') && isHarmless(rule);
  });
}
