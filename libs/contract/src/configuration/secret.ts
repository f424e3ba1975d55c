import { inspect } from 'node:util';

/**
 * A value that must not end up in a log: printing, JSON and the debugger show `shown`, and only
 * `reveal()` gives it.
 */
export class Secret {
  readonly #value: string;
  readonly #shown: string;

  constructor(value: string, shown = '***') {
    this.#value = value;
    this.#shown = shown;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return this.#shown;
  }

  toJSON(): string {
    return this.#shown;
  }

  [inspect.custom](): string {
    return this.#shown;
  }
}

/**
 * A URL without what is secret in it: password and query.
 *
 * @example redactUrl('postgres://app:pw@db/x?sslkey=k') //=> 'postgres://app:***@db/x?***'
 */
export function redactUrl(text: string): string {
  const url = parseUrl(text);
  if (url === null) return '***';
  if (url.password !== '') url.password = '***';
  if (url.search !== '') url.search = '?***';
  return url.href;
}

/** `new URL` that gives null for what is no URL (URL.parse came with Node 22). */
export function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
