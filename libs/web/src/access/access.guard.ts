import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { isCsrfToken } from './csrf.js';
import type { Access } from './roles.js';
import { ACCESS, mayAct, ROLE_WORDS } from './roles.js';
import { visitorOf } from './visitor.js';
import { Refused } from '../http/refused.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Rights on the server, for every handler: what declares nobody is refused to everybody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const needed = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (needed === 'public') return true;
    if (needed === undefined) throw new Refused(403, 'Questa pagina non è aperta a nessuno.');
    const request = context.switchToHttp().getRequest<Request>();
    const visitor = visitorOf(context.switchToHttp().getResponse<Response>());
    if (visitor === null) throw new Refused(401, 'Per questa pagina occorre accedere.');
    if (!mayAct(visitor.account.role, needed)) {
      throw new Refused(
        403,
        `Serve il ruolo «${ROLE_WORDS[needed].word}»: il tuo è «${ROLE_WORDS[visitor.account.role].word}». ` +
          'Se ti serve, chiedilo a un amministratore.',
      );
    }
    if (!SAFE.has(request.method) && !isCsrfToken(visitor.secret, tokenIn(request))) {
      throw new Refused(
        403,
        'Il modulo è scaduto o non viene da questa sessione. Torna indietro, ricarica la pagina e riprova.',
      );
    }
    return true;
  }
}

function tokenIn(request: Request): unknown {
  const body = request.body as Record<string, unknown> | undefined;
  return request.get('x-csrf-token') ?? body?.['_csrf'];
}
