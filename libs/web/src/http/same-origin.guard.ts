import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { siteOf } from './site.js';
import { Refused } from './refused.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses state-changing requests that a page of another origin started (OWASP ASVS 5.0 3.5). Browsers say
 * so in Sec-Fetch-Site, to hosts that they trust, and in Origin, which must be the site's own: what `Host` says does not count. A
 * request with neither comes from no page at all.
 */
@Injectable()
export class SameOriginGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    if (SAFE.has(request.method)) return true;
    const site = request.get('sec-fetch-site');
    const origin = request.get('origin');
    const ours = siteOf(context.switchToHttp().getResponse<Response>());
    const foreign =
      (site !== undefined && site !== 'same-origin' && site !== 'none') ||
      (origin !== undefined && !ours.isOwn(origin, request, site === 'same-origin'));
    if (foreign) throw new Refused(403, 'Richiesta partita da un altro sito: rifiutata.');
    return true;
  }
}
