import type { Request, RequestHandler, Response } from 'express';
import type { AccountRow } from '@app/persistence';
import type { Accounts } from '@app/workflow';

/** Who is signed in on a request. */
export interface Visitor {
  readonly account: AccountRow;
  /** The session's secret: what forms' tokens are bound to. */
  readonly secret: string;
}

const COOKIE = 'sollecito';

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
    const secret = cookieOf(request.get('cookie'), COOKIE);
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
export function keepSession(request: Request, response: Response, secret: string): void {
  response.cookie(COOKIE, secret, {
    httpOnly: true,
    sameSite: 'lax',
    secure: request.secure,
    path: '/',
  });
}

export function dropSession(response: Response): void {
  response.clearCookie(COOKIE, { path: '/' });
}
