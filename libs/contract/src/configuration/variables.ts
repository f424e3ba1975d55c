import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { z } from 'zod';
import { PEC_PATTERN } from '../municipality-row.js';
import { parseUrl } from './secret.js';
import { MODES, ROLES } from './types.js';

/** One variable of the environment: how it is checked, and whether its value may be shown. */
export interface Variable {
  readonly schema: z.ZodType<string | number | undefined>;
  readonly secret?: 'all' | 'url';
}

const text = (expected: string) => z.string({ error: expected });

const integer = (low: number, high: number) => {
  const expected = `un numero intero da ${low} a ${high}`;
  return text(expected)
    .regex(/^\d{1,9}$/, expected)
    .transform(Number)
    .refine((value) => value >= low && value <= high, expected);
};

const oneOf = (values: readonly string[]) => {
  const expected = values.map((value) => `«${value}»`).join(', ');
  return z.enum(values as [string, ...string[]], { error: `uno di ${expected}` });
};

/** @param form how such an address looks, for the message */
const url = (schemes: readonly string[], form: string) =>
  text(`un indirizzo ${form}`).refine((value) => {
    const parsed = parseUrl(value);
    return parsed !== null && schemes.includes(parsed.protocol) && parsed.hostname !== '';
  }, `un indirizzo ${form}`);

/** Mail addresses carry who signs in: without a name and a password they are of no use. */
const mailUrl = (schemes: readonly string[], form: string) =>
  url(schemes, form).refine((value) => {
    const parsed = parseUrl(value);
    return parsed === null || (parsed.username !== '' && parsed.password !== '');
  }, `un indirizzo ${form}, con utente e password (caratteri speciali scritti come %40)`);

const pemFile = text('un file PEM').refine((path) => {
  try {
    return readFileSync(path, 'utf8').includes('-----BEGIN CERTIFICATE-----');
  } catch {
    return false;
  }
}, 'un file leggibile con almeno un certificato PEM');

const MAIL = 'una casella, per esempio ufficio@pec.ente.it';

const MAILS = 'una o più caselle separate da virgole, per esempio ufficio@ente.it, capo@ente.it';

const areAddresses = (value: string): boolean =>
  value.split(',').every((one) => PEC_PATTERN.test(one.trim()));

const PUBLIC =
  'un indirizzo https://sollecito.ente.it, anche con un percorso (https://servizi.ente.it/sollecito), senza utente, «?» né «#»';

/** What browsers ask for: nothing but scheme, host and a path of plain segments. Given back in one form, without a slash at the end. */
const publicUrl = text(PUBLIC)
  .refine((value) => {
    const { protocol, hostname, username, password, pathname } = parseUrl(value) ?? {};
    return (
      (protocol === 'http:' || protocol === 'https:') &&
      hostname !== '' &&
      `${username}${password}` === '' &&
      !/[?#\\\s]/.test(value) &&
      /^(?:\/[\w.~-]+)*\/?$/.test(pathname ?? '')
    );
  }, PUBLIC)
  .transform((value) => new URL(value).href.replace(/\/+$/, ''));

const PROXIES =
  'uno o più indirizzi o reti di proxy separati da virgole, per esempio 127.0.0.1, ::1, 10.20.0.0/16';

/** Whole networks of the world are no proxies: a length of 0 would trust everybody. */
const areNetworks = (value: string): boolean =>
  value.split(',').every((one) => {
    const [address = '', length, ...rest] = one.trim().split('/');
    const bits = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
    const isLength =
      length === undefined || (/^[1-9]\d{0,2}$/.test(length) && Number(length) <= bits);
    return bits > 0 && isLength && rest.length === 0 && !address.includes('%');
  });

/** The whole environment of Sollecito, in the order of its documentation. */
export const VARIABLES = {
  PORT: { schema: integer(0, 65_535).default(3000) },
  SOLLECITO_DATA: { schema: text('una cartella').default('./data') },
  ROLE: { schema: oneOf(ROLES).default('all') },
  DATABASE_URL: {
    schema: url(
      ['postgres:', 'postgresql:'],
      'postgres://utente:password@host:5432/banca',
    ).optional(),
    secret: 'url',
  },
  REDIS_URL: {
    schema: url(['redis:', 'rediss:'], 'redis://host:6379').optional(),
    secret: 'url',
  },
  PEC_SMTP_URL: {
    schema: mailUrl(['smtps:', 'smtp:'], 'smtps://utente:password@host:465').optional(),
    secret: 'url',
  },
  PEC_IMAP_URL: {
    schema: mailUrl(['imaps:', 'imap:'], 'imaps://utente:password@host:993').optional(),
    secret: 'url',
  },
  PEC_FROM: { schema: text(MAIL).regex(PEC_PATTERN, MAIL).optional() },
  PEC_RATE_PER_MINUTE: { schema: integer(1, 1000).default(5) },
  PEC_TRUST_ANCHORS: { schema: pemFile.optional() },
  PROTOCOL_URL: {
    schema: url(['https:', 'http:'], 'https://protocollo.ente.it/api/protocolli').optional(),
    secret: 'url',
  },
  PROTOCOL_TOKEN: { schema: text('un segreto').optional(), secret: 'all' },
  STAFF_SMTP_URL: {
    schema: url(['smtps:', 'smtp:'], 'smtps://utente:password@host:465').optional(),
    secret: 'url',
  },
  STAFF_TO: { schema: text(MAILS).refine(areAddresses, MAILS).optional() },
  STAFF_FROM: { schema: text(MAIL).regex(PEC_PATTERN, MAIL).optional() },
  PUBLIC_URL: { schema: publicUrl.optional(), secret: 'url' },
  TRUST_PROXY: { schema: text(PROXIES).refine(areNetworks, PROXIES).optional() },
  SESSION_SECRET: {
    schema: text('un segreto').min(32, 'un segreto di almeno 32 caratteri casuali').optional(),
    secret: 'all',
  },
  OIDC_ISSUER: { schema: url(['https:', 'http:'], 'https://accesso.ente.it').optional() },
  OIDC_CLIENT_ID: { schema: text('un identificativo').optional() },
  OIDC_CLIENT_SECRET: { schema: text('un segreto').optional(), secret: 'all' },
  OIDC_ROLE_CLAIM: { schema: text('il nome di un attributo').default('roles') },
  SOLLECITO_MODE: { schema: oneOf(MODES).default('sandbox') },
  SOLLECITO_CLOCK: {
    schema: z.iso
      .datetime({ offset: true, error: 'un istante, 2022-02-14T09:00:00+01:00' })
      .optional(),
  },
} as const satisfies Record<string, Variable>;

export type VariableName = keyof typeof VARIABLES;

/** What the variables say, each by itself; one that is wrong is absent. */
export type Values = { [Name in VariableName]?: z.output<(typeof VARIABLES)[Name]['schema']> };
