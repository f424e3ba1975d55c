import type { Request, RequestHandler, Response } from 'express';
import type { Clock, WaitingLetters, WorkflowSettings } from '@app/workflow';
import { csrfToken } from '../access/csrf.js';
import { cookieOf, visitorOf } from '../access/visitor.js';
import { mayAct, ROLE_WORDS } from '../access/roles.js';
import { navigationFor } from './navigation.js';
import { siteOf } from './site.js';

/** What every page shows around its content. */
export function pageContext(
  clock: Clock,
  settings: WorkflowSettings,
  waiting: WaitingLetters,
  canRestart = false,
): RequestHandler {
  return async (request, response, next) => {
    const visitor = visitorOf(response);
    Object.assign(response.locals, {
      now: clock.now(),
      sandbox: settings.sandbox,
      here: request.originalUrl,
      htmx: request.get('hx-request') === 'true',
      visit: settings.sandbox ? visitOf(request, response) : null,
    });
    if (visitor !== null) {
      const { id, name, role } = visitor.account;
      Object.assign(response.locals, {
        user: {
          id,
          name,
          role,
          roleWord: ROLE_WORDS[role].word,
          hasPassword: visitor.account.passwordHash !== null,
        },
        csrf: csrfToken(visitor.secret),
        navigation: navigationFor(role, request.path, await waiting.count()),
        canRestart: canRestart && mayAct(role, 'operatore'),
      });
    }
    response.setHeader('Cache-Control', 'no-store');
    next();
  };
}

/** The cookie that remembers, until the browser is closed, that the guided visit was put away. */
export const VISIT_COOKIE = 'visita';

/** Whether the guided visit is shown: until it is put away, and again when it is asked for. */
function visitOf(request: Request, response: Response): 'shown' | 'away' {
  if (request.query['visita'] === 'si') return 'shown';
  return cookieOf(request.get('cookie'), siteOf(response).cookie(VISIT_COOKIE).name) === 'chiusa'
    ? 'away'
    : 'shown';
}
