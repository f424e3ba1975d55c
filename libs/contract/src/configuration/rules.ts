import { parseUrl } from './secret.js';
import type { ConfigurationFault } from './types.js';
import type { Values, VariableName } from './variables.js';

type Rule = (values: Values, given: (name: VariableName) => boolean) => ConfigurationFault[];

const missing = (variable: VariableName, expected: string): ConfigurationFault => ({
  variable,
  found: null,
  expected,
});

/**
 * Does this address lead to the machine itself? Names other than localhost are not asked of any
 * resolver. PostgreSQL's driver takes another host from the query, which is read too.
 */
export function isLoopback(url: string): boolean {
  const parsed = parseUrl(url);
  if (parsed === null) return false;
  return [parsed.hostname, ...parsed.searchParams.getAll('host')].every((host) =>
    /^(?:localhost|\[::1\]|::1|127(?:\.\d{1,3}){3}|\/.*)$/i.test(host),
  );
}

const liveNeedsPec: Rule = ({ SOLLECITO_MODE: mode }, given) =>
  mode !== 'live'
    ? []
    : (['PEC_SMTP_URL', 'PEC_IMAP_URL', 'PEC_FROM'] as const)
        .filter((name) => !given(name))
        .map((name) => missing(name, 'un valore: SOLLECITO_MODE=live spedisce e riceve vere PEC'));

const liveHasNoSandboxClock: Rule = ({ SOLLECITO_MODE: mode, SOLLECITO_CLOCK: clock }) =>
  mode === 'live' && clock !== undefined
    ? [
        {
          variable: 'SOLLECITO_CLOCK',
          found: clock,
          expected: 'nessun valore: con SOLLECITO_MODE=live vale l’orologio del sistema',
        },
      ]
    : [];

const REMOTE = [
  'DATABASE_URL',
  'REDIS_URL',
  'PEC_SMTP_URL',
  'PEC_IMAP_URL',
  'STAFF_SMTP_URL',
  'PROTOCOL_URL',
  'OIDC_ISSUER',
] as const satisfies readonly VariableName[];

/** Sandbox mode never opens a socket to anything but this machine: it is refused, not trusted. */
const sandboxStaysHome: Rule = (values) =>
  values.SOLLECITO_MODE !== 'sandbox'
    ? []
    : REMOTE.flatMap((name) => {
        const url = values[name];
        return url === undefined || isLoopback(url)
          ? []
          : [
              {
                variable: name,
                found: parseUrl(url)?.host ?? null,
                expected:
                  'un host di questa macchina (127.0.0.1, localhost): la modalità prova non esce mai; per uscire SOLLECITO_MODE=live',
              },
            ];
      });

/** Number, names and addresses are personal data of an office: in clear they stay on this machine. */
const protocolTravelsEncrypted: Rule = ({ PROTOCOL_URL: url }) =>
  url === undefined || url.startsWith('https:') || isLoopback(url)
    ? []
    : [
        {
          variable: 'PROTOCOL_URL',
          found: 'http:',
          expected: 'https://: i dati non viaggiano in chiaro',
        },
      ];

const tokenNeedsUrl: Rule = (_values, given) =>
  !given('PROTOCOL_TOKEN') || given('PROTOCOL_URL')
    ? []
    : [missing('PROTOCOL_URL', 'un valore, insieme con PROTOCOL_TOKEN')];

const CLEAR = { PEC_SMTP_URL: 'smtp:', PEC_IMAP_URL: 'imap:', STAFF_SMTP_URL: 'smtp:' } as const;

const passwordsTravelEncrypted: Rule = (values) =>
  (['PEC_SMTP_URL', 'PEC_IMAP_URL', 'STAFF_SMTP_URL'] as const).flatMap((name) => {
    const url = values[name];
    if (url === undefined || parseUrl(url)?.protocol !== CLEAR[name] || isLoopback(url)) return [];
    const secure = `${CLEAR[name].slice(0, -1)}s://`;
    return [
      {
        variable: name,
        found: CLEAR[name],
        expected: `${secure}: la password non viaggia in chiaro`,
      },
    ];
  });

/** The embedded PostgreSQL belongs to the one process that started it. */
const rolesShareADatabase: Rule = ({ ROLE: role }, given) =>
  role === undefined || role === 'all' || given('DATABASE_URL')
    ? []
    : [
        missing(
          'DATABASE_URL',
          `un PostgreSQL comune: con ROLE=${role} i processi sono più d’uno (quello incorporato serve solo a ROLE=all)`,
        ),
      ];

/** Every process that serves pages must read the sessions of the others. */
const rolesShareASecret: Rule = ({ ROLE: role }, given) =>
  role !== 'api' || given('SESSION_SECRET')
    ? []
    : [missing('SESSION_SECRET', 'un segreto comune a tutti i processi ROLE=api')];

const OIDC = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;

const oidcIsWhole: Rule = (_values, given) => {
  const absent = OIDC.filter((name) => !given(name));
  if (absent.length === 0 || absent.length === OIDC.length) return [];
  return absent.map((name) => missing(name, `un valore, insieme con ${OIDC.join(', ')}`));
};

const STAFF = 'un valore: gli avvisi al personale vogliono STAFF_SMTP_URL e STAFF_TO';

/** Mail to staff needs to know through whom and to whom. */
const staffIsWhole: Rule = (_values, given) => {
  const pair = ['STAFF_SMTP_URL', 'STAFF_TO'] as const;
  const absent = pair.filter((name) => !given(name));
  if (absent.length === 2 && given('STAFF_FROM')) return [missing('STAFF_SMTP_URL', STAFF)];
  return absent.length === 1 ? absent.map((name) => missing(name, STAFF)) : [];
};

const liveIsServedEncrypted: Rule = ({ SOLLECITO_MODE: mode, PUBLIC_URL: url }) =>
  mode !== 'live' || url === undefined || url.startsWith('https:') || isLoopback(url)
    ? []
    : [{ variable: 'PUBLIC_URL', found: url, expected: 'https:// con SOLLECITO_MODE=live' }];

/** What holds between variables. */
export const RULES: readonly Rule[] = [
  liveNeedsPec,
  liveHasNoSandboxClock,
  sandboxStaysHome,
  passwordsTravelEncrypted,
  protocolTravelsEncrypted,
  tokenNeedsUrl,
  rolesShareADatabase,
  rolesShareASecret,
  oidcIsWhole,
  staffIsWhole,
  liveIsServedEncrypted,
];
