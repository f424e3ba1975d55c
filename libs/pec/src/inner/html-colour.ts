const NAMED: Readonly<Record<string, readonly [number, number, number]>> = {
  black: [0, 0, 0], windowtext: [0, 0, 0], navy: [0, 0, 128], blue: [0, 0, 255], red: [255, 0, 0], green: [0, 128, 0],
  gray: [128, 128, 128], grey: [128, 128, 128], maroon: [128, 0, 0], purple: [128, 0, 128], teal: [0, 128, 128],
  darkblue: [0, 0, 139], darkred: [139, 0, 0], darkgreen: [0, 100, 0], dimgray: [105, 105, 105],
  white: [255, 255, 255],
}; // prettier-ignore

/** 0 (black) to 255 (white); null for a colour that isn't known, or lets another one through. */
function lightness(colour: string): number | null {
  const [r, g, b] = NAMED[colour] ?? channels(colour);
  return r === undefined || g === undefined || b === undefined
    ? null
    : 0.3 * r + 0.59 * g + 0.11 * b;
}

function channels(colour: string): readonly number[] {
  const digits = /^#((?:[\da-f]{3}){1,2})$/.exec(colour)?.[1] ?? /^[\da-f]{6}$/.exec(colour)?.[0];
  if (digits !== undefined) {
    const pairs = digits.length === 3 ? [...digits].map((one) => one + one) : digits.match(/../g);
    return (pairs ?? []).map((pair) => parseInt(pair, 16));
  }
  const rgb = /^rgba?\((\d{1,3}),(\d{1,3}),(\d{1,3})(?:,1(?:\.0)?)?\)$/.exec(colour);
  return rgb === null ? [] : rgb.slice(1, 4).map(Number);
}

/** Whether words in this colour are read on every ground that `isPaleGround` lets pass. @example isDark('#0563c1') //=> true */
export const isDark = (colour: string): boolean =>
  /^(?:auto|currentcolor|inherit|initial)$/.test(colour) || (lightness(colour) ?? 255) <= 150;

/** Whether dark words are read on this ground. @example isPaleGround('#fff2cc') //=> true */
export const isPaleGround = (colour: string): boolean =>
  /^(?:none|transparent|inherit|initial|)$/.test(colour) || (lightness(colour) ?? 0) >= 200;
