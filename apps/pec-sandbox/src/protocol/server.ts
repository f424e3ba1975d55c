import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registration } from './register.js';
import { ProtocolRegister } from './register.js';

export interface SandboxProtocolOptions {
  /** Where the register is kept. */
  readonly dir: string;
  readonly clock: { now(): number };
}

/** A running protocol system of nobody's office. */
export interface SandboxProtocol {
  /** What `PROTOCOL_URL` would be. */
  readonly url: string;
  registrations(): readonly Registration[];
  /** The next requests get these statuses instead of a number, one each: for rehearsing a failure. */
  failNext(...statuses: readonly number[]): void;
  stop(): Promise<void>;
}

const LARGEST = 64 * 1024;

/**
 * Starts a protocol system on a free port of 127.0.0.1 and of nothing else. It answers as `docs/protocollo.md` says: POST with `id`,
 * `subject` and `recipient` gives `number`, `date` and `aoo`, and the same again for the same `id`.
 *
 * @example (await startSandboxProtocol({ dir, clock })).url //=> 'http://127.0.0.1:40217/protocolli'
 */
export async function startSandboxProtocol({
  dir,
  clock,
}: SandboxProtocolOptions): Promise<SandboxProtocol> {
  const register = new ProtocolRegister(dir, clock);
  const failures: number[] = [];
  const server = createServer((request, response) => {
    answer(register, failures, request, response).catch((error: unknown) => {
      send(response, 500, { error: error instanceof Error ? error.message : String(error) });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/protocolli`,
    registrations: () => register.all(),
    failNext: (...statuses) => void failures.push(...statuses),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  register: ProtocolRegister,
  failures: number[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.url !== '/protocolli') return send(response, 404, { error: 'not found' });
  if (request.method !== 'POST') return send(response, 405, { error: 'only POST' });
  const body = await bodyOf(request);
  const failure = failures.shift();
  if (failure !== undefined) return send(response, failure, { error: 'simulated failure' });
  const order = read(body);
  if (order === null) return send(response, 422, { error: 'expected id, subject and recipient' });
  const { number, date, aoo } = register.register(order);
  return send(response, 201, { number, date, aoo });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size <= LARGEST) chunks.push(bytes);
  }
  return size > LARGEST ? '' : Buffer.concat(chunks).toString('utf8');
}

function read(body: string): { id: string; subject: string; recipient: string } | null {
  try {
    const { id, subject, recipient } = JSON.parse(body) as {
      id?: unknown;
      subject?: unknown;
      recipient?: { address?: unknown };
    };
    const address = recipient?.address;
    const whole = [id, subject, address].every((one) => typeof one === 'string' && one !== '');
    return whole ? { id: String(id), subject: String(subject), recipient: String(address) } : null;
  } catch {
    return null;
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}
