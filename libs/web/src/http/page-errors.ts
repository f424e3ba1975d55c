import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { Catch, HttpException, Logger } from '@nestjs/common';
import { DomainError } from '@app/domain';
import type { Request, Response } from 'express';
import { visitorOf } from '../access/visitor.js';
import { Refused } from './refused.js';

/** How an error is told: what happened and what to do. */
export interface ErrorWords {
  readonly title: string;
  readonly text: string;
  readonly advice: string;
}

const WORDS: Readonly<Record<number, ErrorWords>> = {
  400: {
    title: 'La richiesta non è chiara',
    text: 'Un valore manca o non è scritto nella forma attesa.',
    advice: 'Torna indietro, correggi e riprova.',
  },
  401: {
    title: 'Occorre accedere',
    text: 'Questa pagina è riservata a chi ha un’utenza.',
    advice: 'Accedi e riprova.',
  },
  403: {
    title: 'Non è permesso',
    text: 'La tua utenza non può fare questa operazione.',
    advice: 'Se ti serve per il tuo lavoro, chiedi a un amministratore.',
  },
  404: {
    title: 'Pagina non trovata',
    text: 'L’indirizzo è sbagliato, oppure ciò che cercavi non esiste.',
    advice: 'Controlla l’indirizzo, cerca dalla casella in alto, oppure torna al quadro.',
  },
  409: {
    title: 'Operazione rifiutata',
    text: 'Lo stato delle cose non la consente.',
    advice: 'Torna indietro e guarda lo stato aggiornato.',
  },
  413: {
    title: 'La richiesta è troppo grande',
    text: 'Supera ciò che questa pagina può ricevere in una volta.',
    advice: 'Dividi ciò che invii e riprova.',
  },
  429: {
    title: 'Troppi tentativi',
    text: 'Da questo indirizzo sono arrivati troppi tentativi non riusciti.',
    advice: 'Attendi e riprova.',
  },
  500: {
    title: 'Qualcosa non ha funzionato',
    text: 'L’errore è nostro ed è stato annotato. Nulla di ciò che era registrato è andato perso.',
    advice: 'Riprova fra qualche minuto; se continua, segnala il problema indicando l’ora.',
  },
};

/** What is told of an error. */
interface Told {
  readonly status: number;
  /** A reason that is for people; null: the status alone is told. */
  readonly reason: string | null;
  readonly title?: string | null;
}

/** The words of a status, those of its family where it has none of its own; and what a refusal of ours says instead. */
function errorWords({ status, reason, title = null }: Told): ErrorWords {
  const words = WORDS[status] ?? WORDS[status < 500 ? 400 : 500]!;
  return { ...words, title: title ?? words.title, text: reason ?? words.text };
}

/** Every error as a page, or as problem+json (RFC 9457) for programs. */
@Catch()
export class PageErrors implements ExceptionFilter {
  readonly #log = new Logger('Web');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const told = toldOf(error);
    const { status } = told;
    // Nobody's fault that it was refused, but ours that it came as far as the database.
    if ((status >= 500 || isBadValue(error)) && !(error instanceof HttpException)) {
      this.#log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    if (response.headersSent) return;
    const words = errorWords(told);
    response.status(status);
    if (isForPrograms(request)) {
      // A program that asks how we are gets the facts; what Nest says by itself is for nobody.
      const ours = error instanceof HttpException && status >= 500;
      const body = ours ? error.getResponse() : {};
      const more = typeof body === 'object' ? body : {};
      response.type('application/problem+json').send(
        JSON.stringify({
          ...more,
          type: 'about:blank',
          title: words.title,
          status,
          detail: words.text,
        }),
      );
    } else if (status === 401 && request.method === 'GET') {
      response.redirect(303, `/accesso?poi=${encodeURIComponent(request.originalUrl)}`);
    } else {
      const out = visitorOf(response) === null;
      response.render('errore', { ...words, status, out });
    }
  }
}

function toldOf(error: unknown): Told {
  if (error instanceof Refused) {
    return { status: error.getStatus(), reason: error.message, title: error.title };
  }
  if (error instanceof HttpException) return { status: error.getStatus(), reason: null };
  if (error instanceof DomainError) return { status: 400, reason: error.message };
  const status = (error as { status?: unknown } | null)?.status;
  if (typeof status === 'number' && status >= 400 && status < 500) return { status, reason: null };
  return { status: isBadValue(error) ? 400 : 500, reason: null };
}

/**
 * Whether PostgreSQL refused a value as such: class 22, data exceptions (22021, no text in this encoding; 22003, out of range; …),
 * and 54000, too long for an index. (PostgreSQL 18, Appendix A)
 */
function isBadValue(error: unknown): boolean {
  const code = (error as { driverError?: { code?: unknown } } | null)?.driverError?.code;
  return typeof code === 'string' && /^(?:22...|54000)$/.test(code);
}

function isForPrograms(request: Request): boolean {
  return (
    /^\/(?:api(?:\/|$)|status$)/i.test(request.path) ||
    (request.accepts(['html', 'json']) === 'json' && !request.accepts('html'))
  );
}
