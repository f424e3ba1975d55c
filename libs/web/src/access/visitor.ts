import type { Request, RequestHandler, Response } from 'express';
import type { AccountRow } from '@app/persistence';
import type { Accounts } from '@app/workflow';
import { siteOf } from '../http/site.js';

/** Who is signed in on a request. */
export interface Visitor {
  readonly account: AccountRow;
  /** The session's secret: what forms' tokens are bound to. */
  readonly secret: string;
}

const COOKIE = 'sollecito';
const DEVICE = 'sollecito-dispositivo';
const DEVICE_DAYS = 180;

export function visitorOf(response: Response): Visitor | null {
  return (response.locals['visitor'] as Visitor | undefined) ?? null;
}

/** The name that stands on what the visitor records. */
export function actorOf(response: Response): string {
  const visitor = visitorOf(response);
  if (visitor === null) throw new Error('an action without a visitor passed the guard');
  return visitor.account.id;
}

/** Finds the visitor of every request by the session's cookie. */
export function findVisitor(accounts: Accounts): RequestHandler {
  return async (request, response, next) => {
    const secret = cookieOf(request.get('cookie'), siteOf(response).cookie(COOKIE).name);
    if (secret !== null) {
      const account = await accounts.accountOf(secret);
      if (account !== null) response.locals['visitor'] = { account, secret } satisfies Visitor;
    }
    next();
  };
}

/** The value of a cookie. @example cookieOf('a=1; b=2', 'b') //=> '2' */
export function cookieOf(header: string | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const [key, ...value] = part.trim().split('=');
    if (key === name) return value.join('=');
  }
  return null;
}

/** The cookie of a session: not for scripts, not for other sites, and only over TLS where there is TLS. */
export function keepSession(response: Response, secret: string): void {
  const { name, options } = siteOf(response).cookie(COOKIE);
  response.cookie(name, secret, options);
}

export function dropSession(response: Response): void {
  const { name, options } = siteOf(response).cookie(COOKIE);
  response.clearCookie(name, options);
}

/** The secret by which a browser is known that signed in before; null for one that did not. */
export function deviceOf(request: Request, response: Response): string | null {
  return cookieOf(request.get('cookie'), siteOf(response).cookie(DEVICE).name);
}

/** The cookie of a browser that signed in: failures of others do not make it wait. It opens no session. */
export function keepDevice(response: Response, secret: string): void {
  const { name, options } = siteOf(response).cookie(DEVICE);
  response.cookie(name, secret, { ...options, maxAge: DEVICE_DAYS * 24 * 3_600_000 });
}
