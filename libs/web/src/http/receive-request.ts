import { BadRequestException } from '@nestjs/common';
import type { RequestHandler } from 'express';
import { localPath } from '../access/local-path.js';
import { plainAddress } from './plain-address.js';
import type { Site } from './site.js';

/**
 * What every request meets first. From here on its address is in one form and without the site's prefix, for routes, guards and
 * whatever else compares it; and no redirect, whoever asks for it, leads out of the site.
 */
export function receiveRequest(site: Site): RequestHandler {
  return (request, response, next) => {
    response.locals['site'] = site;
    const location = response.location.bind(response);
    response.location = (address) => location(site.href(localPath(address)));
    const plain = plainAddress(request.url);
    if ('fault' in plain) {
      request.url = request.originalUrl = '/';
      return next(new BadRequestException(plain.fault));
    }
    request.url = request.originalUrl = `${site.inside(plain.path)}${plain.query}`;
    return next();
  };
}
