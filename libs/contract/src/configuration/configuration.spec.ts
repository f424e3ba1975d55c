import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  configuration,
  configurationMessage,
  environmentWith,
  type Configuration,
  type ConfigurationFault,
} from './index.js';

const LIVE = {
  SOLLECITO_MODE: 'live',
  PEC_SMTP_URL: 'smtps://ufficio%40pec.ente.it:pw-smtp@smtp.pec.example:465',
  PEC_IMAP_URL: 'imaps://ufficio%40pec.ente.it:pw-imap@imap.pec.example:993',
  PEC_FROM: 'ufficio@pec.ente.it',
};

function read(env: Record<string, string | undefined>): Configuration {
  const result = configuration(env);
  if (!result.ok) throw new Error(configurationMessage(result.faults));
  return result.value;
}

function faults(env: Record<string, string | undefined>): readonly ConfigurationFault[] {
  const result = configuration(env);
  return result.ok ? [] : result.faults;
}

const faulty = (env: Record<string, string | undefined>) => faults(env).map((f) => f.variable);

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'sollecito-env-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('the configuration of a fresh clone', () => {
  it('needs nothing: sandbox, everything in one process, port 3000, data beside it', () => {
    expect(read({})).toEqual({
      mode: 'sandbox',
      role: 'all',
      port: 3000,
      dataDir: './data',
      publicUrl: null,
      trustProxy: [],
      databaseUrl: null,
      redisUrl: null,
      sessionSecret: null,
      pec: { smtpUrl: null, imapUrl: null, from: null, ratePerMinute: 5, trustAnchors: null },
      protocol: null,
      staff: null,
      oidc: null,
      sandboxClock: null,
    });
  });

  it('takes a variable that is set to nothing, or to blanks, for one that is not set', () => {
    expect(read({ PORT: '', ROLE: '  ', REDIS_URL: '', PEC_FROM: '' })).toEqual(read({}));
  });

  it.each<[Record<string, string>, string[]]>([
    [{ PROTOCOL_URL: 'http://127.0.0.1:8080/protocolli' }, []],
    [{ PROTOCOL_URL: 'https://protocollo.ente.it/api' }, ['PROTOCOL_URL']],
    [{ PROTOCOL_TOKEN: 'un-segreto' }, ['PROTOCOL_URL']],
    [{ PROTOCOL_URL: 'protocollo' }, ['PROTOCOL_URL']],
    [{ ...LIVE, PROTOCOL_URL: 'https://protocollo.ente.it/api' }, []],
    [{ ...LIVE, PROTOCOL_URL: 'http://protocollo.ente.it/api' }, ['PROTOCOL_URL']],
  ])(
    'asks protocol numbers of loopback in the sandbox and over TLS elsewhere: %j',
    (env, faults) => {
      expect(faulty(env)).toEqual(faults);
    },
  );

  it.each([
    ['https://solleciti.ente.it/', 'https://solleciti.ente.it'],
    ['HTTPS://Solleciti.Ente.IT:443', 'https://solleciti.ente.it'],
    ['https://servizi.ente.it/sollecito/', 'https://servizi.ente.it/sollecito'],
    ['http://10.0.0.5:8080/a/b', 'http://10.0.0.5:8080/a/b'],
  ])('knows one form of the public address: %s', (given, publicUrl) => {
    expect(read({ PUBLIC_URL: given }).publicUrl).toBe(publicUrl);
  });

  it('trusts the proxies that are named, one by one', () => {
    expect(read({ TRUST_PROXY: '127.0.0.1, ::1,10.20.0.0/16' }).trustProxy).toEqual([
      '127.0.0.1',
      '::1',
      '10.20.0.0/16',
    ]);
  });

  it('says what a public address looks like, and shows no password of a wrong one', () => {
    const [fault] = faults({ PUBLIC_URL: 'https://ugo:segreta@ente.it' });
    expect(fault).toMatchObject({ variable: 'PUBLIC_URL', found: 'https://ugo:***@ente.it/' });
    expect(fault?.expected).toContain('https://servizi.ente.it/sollecito');
  });
});

describe('each variable by itself', () => {
  it.each([
    ['PORT', '0', true],
    ['PORT', '65535', true],
    ['PORT', '65536', false],
    ['PORT', '-1', false],
    ['PORT', '3000x', false],
    ['PORT', '1e3', false],
    ['ROLE', 'all', true],
    ['ROLE', 'All', false],
    ['PEC_RATE_PER_MINUTE', '1', true],
    ['PEC_RATE_PER_MINUTE', '0', false],
    ['PEC_RATE_PER_MINUTE', '2.5', false],
    ['PEC_FROM', 'ufficio@pec.ente.it', true],
    ['PEC_FROM', 'Ufficio <ufficio@pec.ente.it>', false],
    ['PEC_FROM', 'ufficio', false],
    ['DATABASE_URL', 'postgres://u:p@127.0.0.1:5432/x', true],
    ['DATABASE_URL', 'postgresql://u:p@localhost/x', true],
    ['DATABASE_URL', 'mysql://u:p@localhost/x', false],
    ['DATABASE_URL', 'localhost:5432', false],
    ['REDIS_URL', 'rediss://[::1]:6379', true],
    ['REDIS_URL', 'localhost:6379', false],
    ['PEC_SMTP_URL', 'smtps://u:p@127.0.0.1:465', true],
    ['PEC_SMTP_URL', 'smtps://127.0.0.1:465', false],
    ['PEC_IMAP_URL', 'smtps://u:p@127.0.0.1:465', false],
    ['SESSION_SECRET', 'x'.repeat(32), true],
    ['SESSION_SECRET', 'x'.repeat(31), false],
    ['SOLLECITO_MODE', 'prova', false],
    ['SOLLECITO_CLOCK', '2022-02-14T09:00:00+01:00', true],
    ['SOLLECITO_CLOCK', '2022-02-14', false],
    ['PUBLIC_URL', 'solleciti.ente.it', false],
    ['PUBLIC_URL', 'ftp://solleciti.ente.it', false],
    ['PUBLIC_URL', 'https://solleciti.ente.it/?a=1', false],
    ['PUBLIC_URL', 'https://solleciti.ente.it/?', false],
    ['PUBLIC_URL', 'https://solleciti.ente.it/#a', false],
    ['PUBLIC_URL', 'https://solleciti.ente.it/a//b', false],
    ['PUBLIC_URL', 'https://solleciti.ente.it/a%2fb', false],
    ['PUBLIC_URL', 'https://solleciti.ente.it/a b', false],
    ['PUBLIC_URL', 'https:\\\\solleciti.ente.it', false],
    ['TRUST_PROXY', '10.0.0.0/8', true],
    ['TRUST_PROXY', 'fd00::/8', true],
    ['TRUST_PROXY', 'proxy.ente.it', false],
    ['TRUST_PROXY', 'true', false],
    ['TRUST_PROXY', 'loopback', false],
    ['TRUST_PROXY', '0.0.0.0/0', false],
    ['TRUST_PROXY', '10.0.0.0/33', false],
    ['TRUST_PROXY', '10.0.0.0/255.0.0.0', false],
    ['TRUST_PROXY', '127.0.0.1,', false],
    ['TRUST_PROXY', '127.0.0.1 ::1', false],
  ])('%s=%s is taken: %s', (variable, value, taken) => {
    expect(faulty({ [variable]: value })).toEqual(taken ? [] : [variable]);
  });

  it('wants trust anchors to be a file that holds a certificate', () => {
    const pem = join(dir, 'anchors.pem');
    writeFileSync(pem, '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n');
    const key = join(dir, 'key.pem');
    writeFileSync(key, '-----BEGIN PRIVATE KEY-----\n');
    expect(read({ PEC_TRUST_ANCHORS: pem }).pec.trustAnchors).toBe(pem);
    expect(faulty({ PEC_TRUST_ANCHORS: key })).toEqual(['PEC_TRUST_ANCHORS']);
    expect(faulty({ PEC_TRUST_ANCHORS: join(dir, 'none.pem') })).toEqual(['PEC_TRUST_ANCHORS']);
  });
});

describe('live mode', () => {
  it('starts with its three certified-mail settings', () => {
    const { mode, pec } = read(LIVE);
    expect(mode).toBe('live');
    expect(pec.from).toBe('ufficio@pec.ente.it');
    expect(pec.smtpUrl?.reveal()).toBe(LIVE.PEC_SMTP_URL);
  });

  it.each(['PEC_SMTP_URL', 'PEC_IMAP_URL', 'PEC_FROM'])('refuses to start without %s', (name) => {
    expect(faulty({ ...LIVE, [name]: undefined })).toEqual([name]);
  });

  it('refuses a simulated clock', () => {
    expect(faulty({ ...LIVE, SOLLECITO_CLOCK: '2022-02-14T09:00:00+01:00' })).toEqual([
      'SOLLECITO_CLOCK',
    ]);
  });

  it('sends no password in the clear, except to this machine', () => {
    const clear = 'smtp://u:p@smtp.pec.example:25';
    expect(faulty({ ...LIVE, PEC_SMTP_URL: clear })).toEqual(['PEC_SMTP_URL']);
    expect(faulty({ ...LIVE, PEC_SMTP_URL: 'smtp://u:p@127.0.0.1:1025' })).toEqual([]);
  });

  it('is served over https, except to this machine', () => {
    expect(faulty({ ...LIVE, PUBLIC_URL: 'http://solleciti.ente.it' })).toEqual(['PUBLIC_URL']);
    expect(faulty({ ...LIVE, PUBLIC_URL: 'http://localhost:3000' })).toEqual([]);
  });
});

describe('sandbox mode', () => {
  it.each([
    ['DATABASE_URL', 'postgres://u:p@db.ente.it/x'],
    ['DATABASE_URL', 'postgres://u:p@localhost/x?host=db.ente.it'],
    ['REDIS_URL', 'redis://10.0.0.5:6379'],
    ['PEC_SMTP_URL', LIVE.PEC_SMTP_URL],
    ['PEC_IMAP_URL', 'imaps://u:p@127.0.0.1.example.org:993'],
  ])('refuses %s on another machine', (name, url) => {
    expect(faulty({ [name]: url })).toEqual([name]);
  });

  it('takes every spelling of this machine', () => {
    for (const host of ['127.0.0.1', '127.8.9.1', 'localhost', '[::1]', 'LOCALHOST']) {
      expect(faulty({ DATABASE_URL: `postgres://u:p@${host}:5432/x` })).toEqual([]);
    }
  });
});

describe('settings that go together', () => {
  it('wants a common database for a process that does only its part', () => {
    for (const ROLE of ['api', 'scheduler', 'worker', 'mailbox']) {
      const SESSION_SECRET = 's'.repeat(40);
      expect(faulty({ ROLE, SESSION_SECRET })).toEqual(['DATABASE_URL']);
      const DATABASE_URL = 'postgres://u:p@localhost/x';
      expect(faulty({ ROLE, SESSION_SECRET, DATABASE_URL })).toEqual([]);
    }
  });

  it('wants a common session secret for processes that serve pages', () => {
    expect(faulty({ ROLE: 'api', DATABASE_URL: 'postgres://u:p@localhost/x' })).toEqual([
      'SESSION_SECRET',
    ]);
  });

  it('wants all of OpenID Connect or nothing of it', () => {
    const OIDC_ISSUER = 'https://localhost/accesso';
    expect(faulty({ OIDC_ISSUER })).toEqual(['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET']);
    const { oidc } = read({ OIDC_ISSUER, OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' });
    expect(oidc).toMatchObject({ issuer: OIDC_ISSUER, clientId: 'a', roleClaim: 'roles' });
  });
});

describe('the message to whoever starts the program', () => {
  it('lists every fault at once, each with what was found and what is expected', () => {
    const found = faults({ PORT: 'x', ROLE: 'tutto', SOLLECITO_MODE: 'live', PEC_FROM: 'ufficio' });
    expect(configurationMessage(found)).toBe(
      [
        'Configurazione non valida (5 errori):',
        '  PORT = «x»: atteso un numero intero da 0 a 65535',
        '  ROLE = «tutto»: atteso uno di «all», «api», «scheduler», «worker», «mailbox»',
        '  PEC_FROM = «ufficio»: atteso una casella, per esempio ufficio@pec.ente.it',
        '  PEC_SMTP_URL non è impostata: atteso un valore: SOLLECITO_MODE=live spedisce e riceve vere PEC',
        '  PEC_IMAP_URL non è impostata: atteso un valore: SOLLECITO_MODE=live spedisce e riceve vere PEC',
        'Correggere le variabili d’ambiente (o il file .env) e riavviare.',
      ].join('\n'),
    );
  });

  it('shows no password, whatever is wrong with it', () => {
    const text = configurationMessage(
      faults({
        DATABASE_URL: 'postgres://app:hunter2@db.ente.it/x?sslpassword=hunter2',
        PEC_IMAP_URL: 'ftp://u:hunter2@127.0.0.1',
        REDIS_URL: 'hunter2',
        SESSION_SECRET: 'hunter2',
      }),
    );
    expect(text).not.toContain('hunter2');
  });
});

describe('secrets', () => {
  const value = read({
    ...LIVE,
    SESSION_SECRET: 'hunter2'.repeat(6),
    DATABASE_URL: 'postgres://u:hunter2@h/x',
  });

  it('hide from printing, JSON and the debugger', () => {
    const printed = [
      String(value.databaseUrl),
      JSON.stringify(value),
      inspect(value, { depth: 9 }),
    ];
    for (const text of printed) expect(text).not.toMatch(/hunter2|pw-smtp|pw-imap/);
    expect(String(value.databaseUrl)).toBe('postgres://u:***@h/x');
  });

  it('are given to who asks for them by name', () => {
    expect(value.databaseUrl?.reveal()).toBe('postgres://u:hunter2@h/x');
  });
});

describe('.env', () => {
  it('adds to the environment, which wins', () => {
    const file = join(dir, '.env');
    writeFileSync(file, 'PORT=8080\nPEC_FROM="ufficio@pec.ente.it"\n# nota\n');
    expect(environmentWith(file, { PORT: '9090', HOME: '/x' })).toEqual({
      PORT: '9090',
      HOME: '/x',
      PEC_FROM: 'ufficio@pec.ente.it',
    });
  });

  it('is not needed', () => {
    expect(environmentWith(join(dir, 'none'), { PORT: '1' })).toEqual({ PORT: '1' });
  });
});

describe('mail to staff', () => {
  const STAFF = { STAFF_SMTP_URL: 'smtp://127.0.0.1:2525', STAFF_TO: 'a@ente.it, b@ente.it' };

  it('goes to one or more addresses, from the first where no sender is given', () => {
    expect(read(STAFF).staff).toMatchObject({ to: ['a@ente.it', 'b@ente.it'], from: 'a@ente.it' });
    expect(read({ ...STAFF, STAFF_FROM: 'sollecito@ente.it' }).staff?.from).toBe(
      'sollecito@ente.it',
    );
  });

  it('needs both the server and the addresses', () => {
    expect(faulty({ STAFF_SMTP_URL: STAFF.STAFF_SMTP_URL })).toEqual(['STAFF_TO']);
    expect(faulty({ STAFF_TO: STAFF.STAFF_TO })).toEqual(['STAFF_SMTP_URL']);
    expect(faulty({ STAFF_FROM: 'x@ente.it' })).toEqual(['STAFF_SMTP_URL']);
    expect(faulty({ ...STAFF, STAFF_TO: 'a@ente.it; b' })).toEqual(['STAFF_TO']);
  });

  it('stays on this machine in sandbox mode, and its password never travels in clear', () => {
    const url = 'smtps://u:segreto@posta.ente.it:465';
    expect(faulty({ ...STAFF, STAFF_SMTP_URL: url })).toEqual(['STAFF_SMTP_URL']);
    expect(faulty({ ...LIVE, ...STAFF, STAFF_SMTP_URL: url })).toEqual([]);
    const clear = { ...LIVE, ...STAFF, STAFF_SMTP_URL: 'smtp://posta.ente.it' };
    expect(faulty(clear)).toEqual(['STAFF_SMTP_URL']);
    expect(configurationMessage(faults({ ...STAFF, STAFF_SMTP_URL: url }))).not.toContain(
      'segreto',
    );
  });
});
