import type { RequestHandler } from 'express';
import type { AssetStore } from './asset-store.js';
import { encodingFor } from './asset-store.js';

/** Serves the assets. An address never changes its content, so browsers keep it for a year. */
export function serveAssets(store: AssetStore): RequestHandler {
  return async (request, response, next) => {
    const asset = store.at(request.path);
    if (asset === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) {
      next();
      return;
    }
    const encoding = asset.type.startsWith('font/')
      ? 'identity'
      : encodingFor(request.get('accept-encoding'));
    const body = await asset.body(encoding);
    response.setHeader('Content-Type', asset.type);
    response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
    response.setHeader('Vary', 'Accept-Encoding');
    if (encoding !== 'identity') response.setHeader('Content-Encoding', encoding);
    response.setHeader('Content-Length', body.length);
    response.end(request.method === 'HEAD' ? undefined : body);
  };
}
