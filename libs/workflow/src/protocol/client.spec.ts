import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { localDate } from '@app/domain';
import { ProtocolClient } from './client.js';

const REQUEST = {
  id: 'push-erp/110001/2022-03-16',
  direction: 'uscita',
  subject: 'Promemoria – Comune di Andria',
  day: localDate('2022-03-16'),
  sender: { address: 'ufficio@pec.example', name: 'Ufficio' },
  recipient: { istat: '110001', name: 'Andria', address: 'andria@pec.example' },
} as const;

type Answer = (response: ServerResponse, nth: number) => void;
const json = (status: number, body: unknown): Answer => {
  return (response) => void response.writeHead(status).end(JSON.stringify(body));
};
const NUMBER = json(201, { number: '0001234', date: '2022-03-16', aoo: 'AOO_080', more: 1 });

describe('the client of the protocol system', () => {
  let server: Server;
  let url: string;
  let answer: Answer;
  const seen: { headers: IncomingMessage['headers']; body: string }[] = [];

  beforeEach(async () => {
    seen.length = 0;
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        seen.push({ headers: request.headers, body });
        answer(response, seen.length);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/protocolli`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const rests: number[] = [];
  const client = (more: object = {}): ProtocolClient =>
    new ProtocolClient({
      url,
      token: 'un-segreto',
      allowOnlyLoopback: true,
      timeoutMs: 2_000,
      rest: async (ms) => void rests.push(ms),
      ...more,
    });

  it('asks by POST with the letter’s id as key and the token, and reads number, date and AOO', async () => {
    answer = NUMBER;
    expect(await client().register(REQUEST)).toEqual({
      number: '0001234',
      date: '2022-03-16',
      aoo: 'AOO_080',
    });
    expect(JSON.parse(seen[0]!.body)).toEqual(REQUEST);
    expect(seen[0]!.headers).toMatchObject({
      authorization: 'Bearer un-segreto',
      'content-type': 'application/json',
      'idempotency-key': encodeURIComponent(REQUEST.id),
    });
  });

  it('takes a number that is no text', async () => {
    answer = json(200, { number: 1234, date: '2022-03-16' });
    expect(await client().register(REQUEST)).toMatchObject({ number: '1234' });
  });

  it('asks again after a failure of the system, resting longer each time', async () => {
    rests.length = 0;
    answer = (response, nth) => (nth < 3 ? json(503, {}) : NUMBER)(response, nth);
    expect(await client().register(REQUEST)).toMatchObject({ number: '0001234' });
    expect(rests).toEqual([500, 1000]);
  });

  it.each<[string, Answer, boolean, number, RegExp]>([
    ['a refusal', json(422, { error: 'oggetto mancante' }), true, 1, /422.*oggetto mancante/],
    ['too many requests', json(429, {}), false, 3, /429/],
    ['a failure that stays', json(500, {}), false, 3, /500/],
    ['no number', json(200, { date: '2022-03-16' }), true, 1, /senza numero e data/],
    ['no JSON', (response) => void response.end('<html>'), true, 1, /senza numero e data/],
    [
      'a redirect elsewhere',
      (response) => void response.writeHead(302, { location: 'http://192.0.2.1/' }).end(),
      false,
      3,
      /non è raggiungibile/,
    ],
    [
      'a flood of data',
      (response) => void response.end(Buffer.alloc(100_000, 0x20)),
      true,
      1,
      /troppi dati/,
    ],
    ['a closed connection', (response) => void response.destroy(), false, 3, /non è raggiungibile/],
  ])('gives up on %s', async (_what, reply, final, times, message) => {
    answer = reply;
    const failure = await client()
      .register(REQUEST)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'protocol-api',
      final,
      message: expect.stringMatching(message),
    });
    expect(seen).toHaveLength(times);
  });

  it('does not wait for ever', async () => {
    answer = () => undefined;
    const slow = client({ timeoutMs: 50, tries: 1 }).register(REQUEST);
    await expect(slow).rejects.toMatchObject({ final: false, message: 'non risponde in tempo' });
  });

  it.each([
    'http://192.0.2.1/protocolli',
    'https://protocollo.ente.example/api',
    'http://127.0.0.1.ente.example/',
  ])('never calls %s in the sandbox', async (outside) => {
    const refused = client({ url: outside }).register(REQUEST);
    await expect(refused).rejects.toMatchObject({
      final: true,
      message: expect.stringContaining('modalità prova'),
    });
  });
});
