import helmet from 'helmet';
import type { RequestHandler } from 'express';
import type { Site } from './site.js';

const YEAR_SECONDS = 365 * 24 * 3600;

/**
 * Nothing is fetched from outside, nothing runs inline: `default-src 'none'` and our own files. Behind TLS browsers never come in
 * clear again (HSTS); names below ours are told the same only where the host is ours alone, which a path prefix denies.
 */
export function securityHeaders(site: Site): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        frameSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity:
      site.secure && site.isNamed
        ? { maxAge: YEAR_SECONDS, includeSubDomains: site.prefix === '' }
        : false,
  });
}
