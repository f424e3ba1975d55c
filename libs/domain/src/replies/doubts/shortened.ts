const MOST = 120;

/** A name or a line as a reason quotes it, at most 120 characters. */
export const shortened = (text: string): string =>
  text.length <= MOST ? text : `${text.slice(0, MOST).trimEnd()}…`;
