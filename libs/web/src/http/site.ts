import type { Request, Response } from 'express';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Attributes of our pages that hold an address of ours. Texts of people can't look like one: their quotes are escaped. */
const ADDRESS = /(\s(?:href|action|formaction|src|hx-get|hx-post)=")\/(?!\/)/g;

/** How a cookie of ours is called and kept. */
export interface CookiePlace {
  readonly name: string;
  readonly options: {
    readonly httpOnly: true;
    readonly sameSite: 'lax';
    readonly secure: boolean;
    readonly path: string;
  };
}

/**
 * Where browsers find the pages: `PUBLIC_URL`, or this very machine without one. Scheme, host and path prefix of links, redirects
 * and cookies come from here; what a request says of itself (`Host`, `X-Forwarded-Host`, `X-Forwarded-Proto`) never counts.
 *
 * Inside, every path is written without the prefix: it is put in front where an address leaves, in one place each (`html` for
 * pages, `href` for headers, `url` for what is read elsewhere), and taken off where a request comes in.
 */
export class Site {
  /** @example new Site('https://servizi.ente.it/sollecito').prefix //=> '/sollecito' */
  readonly prefix: string;
  readonly secure: boolean;
  readonly #origin: string | null;

  /** @param publicUrl checked by the configuration; null: only this machine reads the pages */
  constructor(publicUrl: string | null) {
    const url = publicUrl === null ? null : new URL(publicUrl);
    this.prefix = url === null ? '' : url.pathname.replace(/\/+$/, '');
    this.secure = url?.protocol === 'https:';
    this.#origin = url?.origin ?? null;
  }

  /** Whether the host has a name of its own: under `localhost` there may be anything, on any port. */
  get isNamed(): boolean {
    return this.#origin !== null && !LOOPBACK.has(new URL(this.#origin).hostname);
  }

  /** An address to be read elsewhere: in a mail, by a calendar program, by a colleague. */
  url(path: string, request: Request): string {
    return `${this.#origin ?? `http://localhost:${request.socket.localPort}`}${this.prefix}${path}`;
  }

  /** A path of ours as a browser asks for it. @example site.href('/piano') //=> '/sollecito/piano' */
  href(path: string): string {
    return `${this.prefix}${path}`;
  }

  /** A page of ours with its addresses as browsers ask for them. */
  html(page: string): string {
    return this.prefix === '' ? page : page.replaceAll(ADDRESS, `$1${this.prefix}/`);
  }

  /** A path as it was asked for, without the prefix; one that does not have it came through a proxy that took it off. */
  inside(path: string): string {
    if (this.prefix === '' || path === this.prefix) return this.prefix === '' ? path : '/';
    return path.startsWith(`${this.prefix}/`) ? path.slice(this.prefix.length) : path;
  }

  /**
   * Whether a page of this origin is ours. Without a `PUBLIC_URL`: the names of this machine, at the port that was asked; at any
   * (a tunnel has its own) when the browser itself says that the page is of the same origin.
   */
  isOwn(origin: string, request: Request, saidByBrowser: boolean): boolean {
    if (!URL.canParse(origin)) return false;
    if (this.#origin !== null) return new URL(origin).origin === this.#origin;
    const { protocol, hostname, port } = new URL(origin);
    const ours = request.socket.localPort;
    return (
      protocol === 'http:' &&
      LOOPBACK.has(hostname) &&
      (saidByBrowser || Number(port || 80) === ours)
    );
  }

  /**
   * A cookie under a name that browsers guard: `__Host-` binds it to this very host over TLS, `__Secure-` to TLS and our prefix
   * (RFC 6265bis 4.1.3). In clear, on this machine, neither is possible.
   */
  cookie(name: string): CookiePlace {
    const guard = !this.secure ? '' : this.prefix === '' ? '__Host-' : '__Secure-';
    const path = this.prefix === '' ? '/' : this.prefix;
    return {
      name: `${guard}${name}`,
      options: { httpOnly: true, sameSite: 'lax', secure: this.secure, path },
    };
  }
}

/** The site on which an answer is given. */
export function siteOf(response: Response): Site {
  const site = response.locals['site'] as Site | undefined;
  if (site === undefined) throw new Error('a request met no site: prepareWeb stands before all');
  return site;
}
