import type { LocalDate } from '@app/domain';
import { isLoopback } from '@app/mail';
import { z } from 'zod';
import { ProtocolSystem } from './system.js';

/** What the protocol system is asked: POST with `content-type: application/json`. See docs/protocollo.md. */
export interface ProtocolRequest {
  /** The letter's id: asked twice with the same one, the system gives the same number. */
  readonly id: string;
  readonly direction: 'uscita';
  readonly subject: string;
  readonly day: LocalDate;
  readonly sender: { readonly address: string; readonly name: string };
  readonly recipient: { readonly istat: string; readonly name: string; readonly address: string };
}

/** What it answers with 200 or 201. More fields may stand beside them. */
const ANSWER = z.object({
  number: z.union([z.string(), z.number().int().nonnegative()]).transform(String),
  date: z.string(),
  aoo: z.string().nullish(),
});

export type ProtocolAnswer = z.output<typeof ANSWER>;

/** The protocol system gave no number: `final` when asking again would only repeat the answer. */
export class ProtocolApiError extends Error {
  readonly code = 'protocol-api';
  constructor(
    message: string,
    readonly final: boolean,
  ) {
    super(message);
  }
}

export interface ProtocolClientOptions {
  readonly url: string;
  /** Sent as `Authorization: Bearer …`; null: none. */
  readonly token: string | null;
  /** In sandbox mode nothing but this machine is ever called. */
  readonly allowOnlyLoopback: boolean;
  readonly timeoutMs?: number;
  readonly tries?: number;
  /** Waits between tries; tests pass one that does not. */
  readonly rest?: (ms: number) => Promise<void>;
}

const LARGEST_ANSWER = 64 * 1024;
const REST_MS = 500;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Asks the Region's protocol system for the number of an outgoing letter. A slow, absent or failing system is asked again
 * (three times in all, ten seconds each); a refusal (4xx) is not.
 *
 * @example await new ProtocolClient({ url, token: null, allowOnlyLoopback: true }).register(request)
 *   //=> { number: '0001234', date: '2022-03-16', aoo: 'r_puglia/AOO_080' }
 */
export class ProtocolClient extends ProtocolSystem {
  readonly #options: ProtocolClientOptions;

  constructor(options: ProtocolClientOptions) {
    super();
    this.#options = options;
  }

  /** @throws ProtocolApiError */
  override async register(request: ProtocolRequest): Promise<ProtocolAnswer> {
    const { url, allowOnlyLoopback, tries = 3, rest = sleep } = this.#options;
    if (allowOnlyLoopback && !(await staysHome(url))) {
      throw new ProtocolApiError('in modalità prova si può chiamare solo questo computer', true);
    }
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#ask(request);
      } catch (error) {
        const failure = asApiError(error);
        if (failure.final || attempt >= tries) throw failure;
        await rest(REST_MS * 2 ** (attempt - 1));
      }
    }
  }

  async #ask(request: ProtocolRequest): Promise<ProtocolAnswer> {
    const { url, token, timeoutMs = 10_000 } = this.#options;
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'idempotency-key': encodeURIComponent(request.id),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(request),
    });
    const body = await shortBody(response);
    if (response.status !== 200 && response.status !== 201) {
      const final = response.status < 500 && response.status !== 408 && response.status !== 429;
      const detail = body.trim() === '' ? '' : `: ${body.trim().slice(0, 200)}`;
      throw new ProtocolApiError(`ha risposto ${response.status}${detail}`, final);
    }
    const read = ANSWER.safeParse(parsed(body));
    if (read.success) return read.data;
    throw new ProtocolApiError('ha risposto senza numero e data (attesi «number» e «date»)', true);
  }
}

/** The host is this machine, by its number or by the one name that every machine has. */
async function staysHome(url: string): Promise<boolean> {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || isLoopback(hostname.replace(/^\[|\]$/g, ''));
}

/** The body up to a size that no honest answer exceeds. */
async function shortBody(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    const bytes = chunk as Uint8Array;
    size += bytes.length;
    if (size > LARGEST_ANSWER) throw new ProtocolApiError('ha risposto con troppi dati', true);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function asApiError(error: unknown): ProtocolApiError {
  if (error instanceof ProtocolApiError) return error;
  const { name, message, cause } = error as Error & { cause?: { code?: string } };
  if (name === 'TimeoutError') return new ProtocolApiError('non risponde in tempo', false);
  return new ProtocolApiError(`non è raggiungibile (${cause?.code ?? message})`, false);
}
