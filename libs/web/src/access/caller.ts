import { isIP } from 'node:net';
import type { Request, Response } from 'express';
import type { Caller } from '@app/workflow';
import { deviceOf } from './visitor.js';
import { waitText } from './wait-text.js';
import { Refused } from '../http/refused.js';

/**
 * From where a request comes, as `TRUST_PROXY` lets us know: behind a trusted proxy the client that it names, else the other end of
 * the connection. Without `TRUST_PROXY` a proxy can't be told from a client, so the address counts for many; so does a proxy's own.
 */
export function callerOf(request: Request, response: Response): Caller {
  const device = deviceOf(request, response);
  const trusts = request.app.get('trust proxy fn') as (address: string, hop: number) => boolean;
  const named = withoutPort(request.ip ?? '');
  if (isIP(named) === 0) return { address: 'sconosciuto', shared: true, device };
  const shared = request.app.get('trust proxy') === false || trusts(named, 0);
  return { address: networkOf(named), shared, device };
}

/** The answer to who tried too often (RFC 6585, 4). */
export function tooMany(response: Response, seconds: number): Refused {
  response.setHeader('Retry-After', seconds);
  return new Refused(429, tooManyText(seconds));
}

/** @example tooManyText(90) //=> 'Troppi tentativi non riusciti. Riprova fra 2 minuti.' */
export const tooManyText = (seconds: number): string =>
  `Troppi tentativi non riusciti. Riprova fra ${waitText(seconds)}.`;

/** Some proxies write the client's port too. */
const withoutPort = (address: string): string =>
  /^\[([^\]]+)\](?::\d+)?$/.exec(address)?.[1] ??
  /^(\d+(?:\.\d+){3}):\d+$/.exec(address)?.[1] ??
  address;

/**
 * An IPv4 address, or the first half of an IPv6 one: whoever has one address has the whole half.
 *
 * @example networkOf('2001:db8:1:2:3::4') //=> '2001:db8:1:2'
 */
export function networkOf(address: string): string {
  const four = /^(?:::ffff:)?(\d+(?:\.\d+){3})$/i.exec(address)?.[1];
  if (four !== undefined) return four;
  const [head = '', tail] = address.toLowerCase().split('%', 1)[0]!.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array<string>(Math.max(gap, 0)).fill('0'), ...after];
  return groups.slice(0, 4).join(':');
}
