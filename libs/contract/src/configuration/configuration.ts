import { redactUrl, Secret } from './secret.js';
import { RULES } from './rules.js';
import type {
  Configuration,
  ConfigurationFault,
  ConfigurationResult,
  Mode,
  Role,
} from './types.js';
import { type Values, type Variable, type VariableName, VARIABLES } from './variables.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the whole configuration from the environment, every fault at once. A variable that is set to
 * nothing counts as not set.
 *
 * @example configuration({ PORT: '80000' })
 *   //=> { ok: false, faults: [{ variable: 'PORT', found: '80000', expected: 'un numero intero da 0 a 65535' }] }
 */
export function configuration(env: Environment): ConfigurationResult {
  const values: Record<string, unknown> = {};
  const faults: ConfigurationFault[] = [];
  for (const name of Object.keys(VARIABLES) as VariableName[]) {
    const given = valueOf(env, name);
    const result = VARIABLES[name].schema.safeParse(given);
    if (result.success) values[name] = result.data;
    else {
      const expected = result.error.issues[0]?.message ?? 'un altro valore';
      faults.push({
        variable: name,
        found: given === undefined ? null : shown(name, given),
        expected,
      });
    }
  }
  const isGiven = (name: VariableName) => valueOf(env, name) !== undefined;
  for (const rule of RULES) faults.push(...rule(values, isGiven));
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: assemble(values) };
}

function valueOf(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
}

function shown(name: VariableName, value: string): string {
  const variable: Variable = VARIABLES[name];
  if (variable.secret === 'all') return '***';
  return variable.secret === 'url' ? redactUrl(value) : value;
}

function assemble(values: Values): Configuration {
  const secretUrl = (value: string | undefined) =>
    value === undefined ? null : new Secret(value, redactUrl(value));
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: secret } = values;
  return {
    mode: (values.SOLLECITO_MODE ?? 'sandbox') as Mode,
    role: (values.ROLE ?? 'all') as Role,
    port: values.PORT ?? 3000,
    dataDir: values.SOLLECITO_DATA ?? './data',
    publicUrl: values.PUBLIC_URL ?? null,
    trustProxy: values.TRUST_PROXY?.split(',').map((one) => one.trim()) ?? [],
    databaseUrl: secretUrl(values.DATABASE_URL),
    redisUrl: secretUrl(values.REDIS_URL),
    sessionSecret: values.SESSION_SECRET === undefined ? null : new Secret(values.SESSION_SECRET),
    pec: {
      smtpUrl: secretUrl(values.PEC_SMTP_URL),
      imapUrl: secretUrl(values.PEC_IMAP_URL),
      from: values.PEC_FROM ?? null,
      ratePerMinute: values.PEC_RATE_PER_MINUTE ?? 5,
      trustAnchors: values.PEC_TRUST_ANCHORS ?? null,
    },
    protocol:
      values.PROTOCOL_URL === undefined
        ? null
        : {
            url: values.PROTOCOL_URL,
            token: values.PROTOCOL_TOKEN === undefined ? null : new Secret(values.PROTOCOL_TOKEN),
          },
    staff: staffOf(values),
    oidc:
      issuer === undefined || clientId === undefined || secret === undefined
        ? null
        : {
            issuer,
            clientId,
            clientSecret: new Secret(secret),
            roleClaim: values.OIDC_ROLE_CLAIM ?? 'roles',
          },
    sandboxClock: values.SOLLECITO_CLOCK ?? null,
  };
}

function staffOf({ STAFF_SMTP_URL, STAFF_TO, STAFF_FROM }: Values): Configuration['staff'] {
  if (STAFF_SMTP_URL === undefined || STAFF_TO === undefined) return null;
  const to = STAFF_TO.split(',').map((address) => address.trim());
  const smtpUrl = new Secret(STAFF_SMTP_URL, redactUrl(STAFF_SMTP_URL));
  return { smtpUrl, to, from: STAFF_FROM ?? to[0] ?? '' };
}

/**
 * All faults as one message for whoever starts the program.
 *
 * @example configurationMessage([{ variable: 'PORT', found: 'x', expected: 'un numero intero da 0 a 65535' }])
 *   //=> 'Configurazione non valida (1 errore):\n  PORT = «x»: atteso un numero intero da 0 a 65535\n…'
 */
export function configurationMessage(faults: readonly ConfigurationFault[]): string {
  const lines = faults.map(({ variable, found, expected }) =>
    found === null
      ? `  ${variable} non è impostata: atteso ${expected}`
      : `  ${variable} = «${found}»: atteso ${expected}`,
  );
  const count = faults.length === 1 ? '1 errore' : `${faults.length} errori`;
  return [
    `Configurazione non valida (${count}):`,
    ...lines,
    'Correggere le variabili d’ambiente (o il file .env) e riavviare.',
  ].join('\n');
}
