import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { MailError } from '../errors.js';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/**
 * Whether a numeric address stays on this machine: 127.0.0.0/8, ::1, and both in their IPv4-mapped form.
 *
 * @example isLoopback('::ffff:127.0.0.1') //=> true
 */
export function isLoopback(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const family = isIP(bare);
  if (family === 4) return LOOPBACK.check(bare, 'ipv4');
  if (family === 6) return LOOPBACK.check(bare, 'ipv6') || mappedLoopback(bare);
  return false;
}

/** ::ffff:7f00:1 and ::ffff:127.0.0.1 are the same address. */
function mappedLoopback(address: string): boolean {
  const mapped = new BlockList();
  mapped.addSubnet('::ffff:127.0.0.0', 104, 'ipv6');
  return mapped.check(address, 'ipv6');
}

/** Resolves a host name to its addresses; a test passes its own. */
export type Resolver = (host: string) => Promise<readonly string[]>;

const systemResolver: Resolver = async (host) =>
  (await lookup(host, { all: true, verbatim: true })).map((entry) => entry.address);

/**
 * The address to connect to. With `onlyLoopback` every address of the name must be loopback, and the
 * checked one is what the socket opens, so that a name that answers differently a moment later changes nothing.
 *
 * @throws MailError `not-loopback`, `host-unknown`
 * @example await addressFor('127.0.0.1', true) //=> '127.0.0.1'
 */
export async function addressFor(
  host: string,
  onlyLoopback: boolean,
  resolve: Resolver = systemResolver,
): Promise<string> {
  const bare = host.replace(/^\[|\]$/g, '');
  const addresses = isIP(bare) ? [bare] : await resolved(bare, resolve);
  const outside = onlyLoopback ? addresses.find((address) => !isLoopback(address)) : undefined;
  if (outside !== undefined)
    throw new MailError(
      'not-loopback',
      `host "${host}" is ${outside}: in sandbox mode only loopback addresses are connected to`,
    );
  return addresses[0]!;
}

async function resolved(host: string, resolve: Resolver): Promise<readonly string[]> {
  try {
    const addresses = await resolve(host);
    if (addresses.length > 0) return addresses;
  } catch (cause) {
    throw new MailError('host-unknown', `host "${host}": no address found`, { cause });
  }
  throw new MailError('host-unknown', `host "${host}": no address found`);
}
