import type { RequestHandler } from 'express';
import type { Clock, WorkflowSettings } from '@app/workflow';
import { csrfToken } from '../access/csrf.js';
import { ROLE_WORDS } from '../access/roles.js';
import { visitorOf } from '../access/visitor.js';
import { navigationFor } from './navigation.js';

/** What every page shows around its content. */
export function pageContext(clock: Clock, settings: WorkflowSettings): RequestHandler {
  return (request, response, next) => {
    const visitor = visitorOf(response);
    Object.assign(response.locals, {
      now: clock.now(),
      sandbox: settings.sandbox,
      here: request.originalUrl,
      htmx: request.get('hx-request') === 'true',
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
        navigation: navigationFor(role, request.path),
      });
    }
    response.setHeader('Cache-Control', 'no-store');
    next();
  };
}
