import type { RequestHandler } from 'express';
import { localPath } from '../access/local-path.js';
import { plainAddress } from './plain-address.js';
import type { Site } from './site.js';
import { Refused } from './refused.js';

/**
 * What every request meets first. From here on its address is in one form and without the site's prefix, for routes, guards and
 * whatever else compares it; and no redirect, whoever asks for it, leads out of the site.
 */
export function receiveRequest(site: Site): RequestHandler {
  return (request, response, next) => {
    const plain = plainAddress(request.url);
    if (!('fault' in plain) && !request.url.startsWith('/')) {
      // The router has noted scheme and host, and would cut every path under its mounts by their length: once more from the start.
      request.url = request.originalUrl = `${plain.path}${plain.query}`;
      return void request.app(request, response);
    }
    response.locals['site'] = site;
    const location = response.location.bind(response);
    response.location = (address) => location(site.href(localPath(address)));
    if ('fault' in plain) {
      request.url = request.originalUrl = '/';
      return next(new Refused(400, plain.fault));
    }
    request.url = request.originalUrl = `${site.inside(plain.path)}${plain.query}`;
    return next();
  };
}
