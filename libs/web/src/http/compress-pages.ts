import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { RequestHandler } from 'express';
import { encodingFor } from '../assets/asset-store.js';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
/** Below this a header costs more than compression saves. */
const SMALLEST = 1_000;
const TEXT = /^(?:text\/|application\/(?:json|problem\+json))/;

/**
 * Compresses what a page sends at once. The CSRF token in a page is different for every session and never
 * stands beside text that a stranger chose in the same answer's secret part (BREACH): see `csrfToken`, which masks it.
 */
export function compressPages(): RequestHandler {
  return (request, response, next) => {
    const encoding = encodingFor(request.get('accept-encoding'));
    const send = response.send.bind(response);
    response.send = ((body: unknown) => {
      const type = String(response.getHeader('content-type') ?? 'text/html');
      const text = typeof body === 'string' && TEXT.test(type) ? Buffer.from(body) : null;
      if (encoding === 'identity' || text === null || text.length < SMALLEST) return send(body);
      response.vary('Accept-Encoding');
      if (response.getHeader('content-type') === undefined) response.type('html');
      const compressed =
        encoding === 'br'
          ? brotli(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
          : zip(text, { level: 6 });
      void compressed.then(
        (bytes) => {
          response.setHeader('Content-Encoding', encoding);
          send(bytes);
        },
        () => send(body),
      );
      return response;
    }) as typeof response.send;
    next();
  };
}
