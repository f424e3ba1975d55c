import type { RequestHandler } from 'express';
import express from 'express';
import { shownName } from '@app/contract';
import { undecodable } from './plain-address.js';
import { Refused } from './refused.js';

/** Of a form without a file: a hundred times what people type, many times less than what would stop the others. */
const LARGEST_KB = 100;
const MOST_FIELDS = 1_000;

const TOO_LARGE = 'Il modulo è troppo grande';
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Why the parser refuses, by its `type` (body-parser, "Errors"); anything else is a form that nobody can read. */
const REASONS: Readonly<Record<string, readonly [reason: string, title?: string]>> = {
  'entity.too.large': [`Un modulo senza file arriva a ${LARGEST_KB} kB.`, TOO_LARGE],
  'parameters.too.many': [`Un modulo arriva a ${MOST_FIELDS} campi.`, TOO_LARGE],
  'charset.unsupported': [
    'La codifica dei caratteri non è ammessa: il modulo va scritto in UTF-8.',
  ],
  'encoding.unsupported': ['La compressione del modulo non è fra quelle ammesse.'],
  'entity.parse.failed': ['Il documento JSON inviato non è scritto correttamente.'],
  'querystring.parse.rangeError': ['I nomi dei campi del modulo sono annidati troppo a fondo.'],
};

/** Thrown by the parser's own check, with a sentence of ours. */
const OWN = 'form.unreadable';

/**
 * Reads forms and JSON documents, at most 100 kB and 1,000 fields. What the parsers refuse is told in our words; what is no text in
 * UTF-8, in bytes or in percent-encoding, is refused as in addresses, not mended.
 */
export function receiveForm(): RequestHandler {
  const limit = `${LARGEST_KB}kb`;
  const json = express.json({ limit, verify: isText });
  const form = express.urlencoded({
    ...{ limit, extended: true, parameterLimit: MOST_FIELDS },
    verify: (_request, _response, bytes, charset) => isForm(bytes, charset),
  });
  return (request, response, next) => {
    const told = (error?: unknown): void => {
      if (error === undefined) next();
      else next(refusalOf(error as ParserError));
    };
    json(request, response, (error?: unknown) => {
      if (error === undefined) form(request, response, told);
      else told(error);
    });
  };
}

interface ParserError {
  readonly type?: string;
  readonly status?: number;
  readonly message: string;
}

function refusalOf({ type = '', status = 400, message }: ParserError): Refused {
  if (type === OWN) return new Refused(400, message);
  const [reason, title] = REASONS[type] ?? ['Il modulo inviato non è leggibile.'];
  return new Refused(status >= 400 && status < 500 ? status : 400, reason, title);
}

const unreadable = (message: string): Error => Object.assign(new Error(message), { type: OWN });

function isText(_request: unknown, _response: unknown, bytes: Buffer, charset: string): void {
  if (charset !== 'utf-8') return;
  try {
    utf8.decode(bytes);
  } catch {
    throw unreadable('Il modulo inviato non è un testo in UTF-8.');
  }
}

function isForm(bytes: Buffer, charset: string): void {
  isText(null, null, bytes, charset);
  const name = charset === 'utf-8' ? undecodable(bytes.toString()) : null;
  if (name === null) return;
  throw unreadable(`Il campo «${shownName(name)}» ha una codifica percentuale non valida.`);
}
