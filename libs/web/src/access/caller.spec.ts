import { describe, expect, it } from '@jest/globals';
import type { Request, Response } from 'express';
import express from 'express';
import { Site } from '../http/site.js';
import { callerOf } from './caller.js';

const DEVICE = 'sollecito-dispositivo';

function caller(trust: readonly string[], socket: string, forwarded?: string, cookie?: string) {
  const app = express();
  app.set('trust proxy', trust.length === 0 ? false : [...trust]);
  const headers = { ...(forwarded && { 'x-forwarded-for': forwarded }), ...(cookie && { cookie }) };
  const request = Object.create(app.request, {
    app: { value: app },
    headers: { value: headers },
    socket: { value: { remoteAddress: socket } },
  }) as Request;
  return callerOf(request, { locals: { site: new Site(null) } } as unknown as Response);
}

describe('from where a request comes', () => {
  it.each([
    // Nobody is trusted: what is claimed does not count, and the address may be of many.
    [[], '10.0.0.9', '198.51.100.1', '10.0.0.9', true],
    [[], '::ffff:10.0.0.9', undefined, '10.0.0.9', true],
    // A trusted proxy names the client; what the client claims stands before.
    [['127.0.0.1'], '127.0.0.1', '198.51.100.1', '198.51.100.1', false],
    [['127.0.0.1'], '::ffff:127.0.0.1', '8.8.8.8, 198.51.100.1', '198.51.100.1', false],
    [
      ['127.0.0.1', '10.0.0.0/8'],
      '127.0.0.1',
      '8.8.8.8, 198.51.100.1, 10.1.2.3',
      '198.51.100.1',
      false,
    ],
    // Who comes past the proxy is himself, and his claims are not believed.
    [['127.0.0.1'], '192.0.2.7', '198.51.100.1', '192.0.2.7', false],
    // A proxy that names nobody, or nothing that is an address.
    [['127.0.0.1'], '127.0.0.1', undefined, '127.0.0.1', true],
    [['127.0.0.1'], '127.0.0.1', 'unknown', 'sconosciuto', true],
    [['127.0.0.1'], '127.0.0.1', `${'x'.repeat(5_000)}`, 'sconosciuto', true],
    // With a port, as some proxies write it; of IPv6 the half that is one subscriber’s.
    [['127.0.0.1'], '127.0.0.1', '198.51.100.1:50123', '198.51.100.1', false],
    [['127.0.0.1'], '127.0.0.1', '[2001:DB8:1:2:3::4]:50123', '2001:db8:1:2', false],
    [['127.0.0.1'], '127.0.0.1', '2001:db8:1:2::9', '2001:db8:1:2', false],
    [['127.0.0.1'], '127.0.0.1', '2001:db8::9', '2001:db8:0:0', false],
    [['127.0.0.1'], '127.0.0.1', '::9', '0:0:0:0', false],
  ] as const)('trusting %j, %s with %s is %s', (trust, socket, forwarded, address, shared) => {
    expect(caller(trust, socket, forwarded)).toEqual({ address, shared, device: null });
  });

  it('has a browser that is known by its cookie', () => {
    const { device } = caller([], '127.0.0.1', undefined, `sollecito=a; ${DEVICE}=b`);
    expect(device).toBe('b');
  });
});
