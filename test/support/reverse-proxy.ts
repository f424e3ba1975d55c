import type { IncomingHttpHeaders, Server } from 'node:http';
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What came back, whole. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Asks for a path exactly as it is written: `fetch` would tidy it up first. */
export function ask(port: number, path: string, asked: Asked = {}): Promise<Answer> {
  const { method = 'GET', headers = {}, body } = asked;
  return new Promise((resolve, reject) => {
    const request = send({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(parts).toString('utf8'),
        }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** A proxy as the manual sets one up: TLS ends before it, the hop behind it is in clear, and it names the client. */
export interface ReverseProxy {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * @param target the port that pages answer on
 * @param strip a prefix that it takes off, as some do; absent: paths go through as they are
 * The header `x-test-client` plays the client's address: what the far end of the connection would be.
 */
export async function reverseProxy(target: number, strip = ''): Promise<ReverseProxy> {
  const server: Server = createServer((incoming, outgoing) => {
    const { 'x-test-client': client = '203.0.113.9', ...headers } = incoming.headers;
    const path = incoming.url ?? '/';
    const onward = send(
      {
        ...{ host: '127.0.0.1', port: target, method: incoming.method },
        path: path.startsWith(strip) ? path.slice(strip.length) || '/' : path,
        headers: {
          ...headers,
          host: `127.0.0.1:${target}`,
          // It adds the address to what the client itself claims, as nginx does.
          'x-forwarded-for': [headers['x-forwarded-for'], client].filter(Boolean).join(', '),
          'x-forwarded-proto': 'https',
        },
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A browser as far as cookies and forms go. It keeps cookies as they are set, Secure or not. */
export class Visitor {
  readonly #cookies = new Map<string, string>();
  /** Every Set-Cookie line that it was given. */
  readonly given: string[] = [];
  token = '';

  constructor(
    private readonly port: number,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  async get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.#ask(path, { headers });
  }

  async post(
    path: string,
    form: Readonly<Record<string, string>> = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    return this.#ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams({ ...form, _csrf: this.token }).toString(),
    });
  }

  /** Sends a body of any kind with the session and the form's token. */
  async send(
    path: string,
    type: string,
    body: string | Buffer,
    more: Readonly<Record<string, string>> = { 'x-csrf-token': this.token },
  ): Promise<Answer> {
    return this.#ask(path, { method: 'POST', headers: { 'content-type': type, ...more }, body });
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name);
  }

  drop(name: string): void {
    this.#cookies.delete(name);
  }

  async #ask(path: string, asked: Asked): Promise<Answer> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...this.headers, ...(cookie === '' ? {} : { cookie }), ...asked.headers };
    const answer = await ask(this.port, path, { ...asked, headers });
    for (const line of answer.headers['set-cookie'] ?? []) {
      this.given.push(line);
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      const value = pair.slice(at + 1);
      if (value === '') this.#cookies.delete(pair.slice(0, at));
      else this.#cookies.set(pair.slice(0, at), value);
    }
    this.token = /name="_csrf" value="([^"]+)"/.exec(answer.text)?.[1] ?? this.token;
    return answer;
  }
}
