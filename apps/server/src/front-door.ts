import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers a request. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const WAITING = `<!DOCTYPE html>
<html lang="it"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>La prova ricomincia – Sollecito</title></head>
<body><main><h1>La prova ricomincia</h1>
<p>Ancora qualche secondo: la pagina si ricarica da sola.</p></main></body></html>
`;

/** While the house behind it is rebuilt: a page for people, which asks again by itself. */
const wait: Handler = (_request, response) => {
  response.writeHead(503, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'",
    'Cache-Control': 'no-store',
    'Retry-After': '2',
    Refresh: '2',
  });
  response.end(WAITING);
};

/** The port that pages answer on. It stays open while the application behind it is taken down and built anew. */
export class FrontDoor {
  #handler: Handler = wait;
  readonly #server: HttpServer = createServer((request, response) => {
    this.#handler(request, response);
  });

  /** @returns the port */
  async open(port: number, host: string): Promise<number> {
    if (!this.#server.listening) {
      await new Promise<void>((resolve, reject) => {
        this.#server.once('error', reject);
        this.#server.listen(port, host, () => {
          this.#server.off('error', reject);
          resolve();
        });
      });
    }
    return (this.#server.address() as AddressInfo).port;
  }

  /** From now on requests go to this application. */
  serve(handler: Handler): void {
    this.#handler = handler;
  }

  /** Requests wait until the next `serve`. */
  hold(): void {
    this.#handler = wait;
  }

  async close(): Promise<void> {
    if (!this.#server.listening) return;
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeIdleConnections();
    });
  }
}
