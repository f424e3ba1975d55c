import 'reflect-metadata';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RequestMethod } from '@nestjs/common';
import type { Server } from '@app/server';
import { Accounts } from '@app/workflow';
import { CONTROLLERS } from '../../libs/web/src/controllers.js';
import type { TestDatabase } from '../support/postgres.js';
import { testDatabase } from '../support/postgres.js';
import { ask, Visitor } from '../support/reverse-proxy.js';
import { startSandboxServer, temporaryFolder } from '../support/sandbox-server.js';

type Handler = (...args: never[]) => unknown;

/** Method and path pattern of every route. */
const ROUTES = CONTROLLERS.flatMap((controller) => {
  const base = Reflect.getMetadata('path', controller) as string;
  const own = controller.prototype as unknown as Record<string, Handler>;
  return Object.getOwnPropertyNames(own).flatMap((key) => {
    const path = Reflect.getMetadata('path', own[key]!) as string | undefined;
    if (key === 'constructor' || path === undefined) return [];
    const method = RequestMethod[Reflect.getMetadata('method', own[key]!) as number]!;
    const parts = [base, path].map((part) => part.replace(/^\/|\/$/g, '')).filter(Boolean);
    return [{ method, path: `/${parts.join('/')}` }];
  });
  // Whoever signs out in the middle meets the other routes as a stranger.
}).filter(({ path }) => path !== '/uscita');

/** Every field that a form of the pages may send, and those of addresses. */
const FIELDS = [
  ...new Set([
    ...readdirSync('templates/web', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.hbs'))
      .map((file) => readFileSync(join('templates/web', file), 'utf8'))
      .flatMap((text) => [...text.matchAll(/\sname="([\w-]+)"/g)].map(([, name]) => name!)),
    ...['pagina', 'stato', 'da', 'a', 'ordine', 'q', 'comune', 'ciclo', 'ricognizione', 'fatto'],
  ]),
];

const KNOWN: Readonly<Record<string, string>> = {
  ...{ istat: '110001', survey: 'push-erp', round: '2021-12-31', day: '2022-02-14' },
  ...{ template: 'opening', number: '1', version: '1', action: 'esonera', id: 'amministratore' },
};
const filled = (path: string, value: (name: string) => string): string =>
  path.replaceAll(/:(\w+)/g, (_all, name: string) => value(name));
const known = (path: string): string => filled(path, (name) => KNOWN[name] ?? 'x');

describe('an odd request', () => {
  const folder = temporaryFolder('odd');
  let database: TestDatabase;
  let server: Server;
  let port: number;
  let accounts: Accounts;
  let visitor: Visitor;

  beforeAll(async () => {
    database = await testDatabase();
    server = await startSandboxServer(folder.path, { databaseUrl: database.url });
    port = server.port!;
    accounts = server.app.get(Accounts, { strict: false });
    visitor = new Visitor(port);
    await visitor.post(`/accesso/${server.firstLink ?? ''}`);
    await visitor.get('/profilo');
    expect(visitor.token).not.toBe('');
  }, 300_000);

  afterAll(async () => {
    await server?.close();
    await database?.drop();
    folder.remove();
  });

  /** What any of these answered other than `status`. */
  async function others(
    status: number | ((one: number) => boolean),
    requests: readonly (readonly [string, () => Promise<{ status: number; text: string }>])[],
    says = /^/,
  ): Promise<string[]> {
    const wrong: string[] = [];
    for (const [name, send] of requests) {
      const answer = await send();
      const right = typeof status === 'number' ? answer.status === status : status(answer.status);
      if (!right || !says.test(answer.text)) wrong.push(`${answer.status} ${name.slice(0, 120)}`);
    }
    return wrong;
  }

  const gets = ROUTES.filter(({ method }) => method === 'GET');
  const posts = ROUTES.filter(({ method }) => method === 'POST');

  it('with a control character or a broken encoding in its address is a 400 that names the place', async () => {
    const at = (path: string) => [path.slice(0, 200), () => visitor.get(path)] as const;
    const parameters = gets.filter(({ path }) => path.includes(':')).map(({ path }) => path);
    const inPath = [...parameters, '/nessuna/:qui'].flatMap((path) => [
      at(filled(path, () => 'a%00b')),
      at(filled(path, () => '%E0%A4%A')),
    ]);
    expect(await others(400, inPath, /L’indirizzo della pagina (?:contiene|ha)/)).toEqual([]);
    const inQuery = gets.flatMap(({ path }) => [
      at(`${known(path)}?campo=a%00b`),
      at(`${known(path)}?campo=%E0%A4%A`),
    ]);
    expect(await others(400, inQuery, /Il parametro «campo» (?:contiene|ha)/)).toEqual([]);
  });

  it('with a control character in its form, document or upload is a 400 that names the field', async () => {
    const part = (head: string, value: string) =>
      `--XX\r\nContent-Disposition: form-data; ${head}\r\n\r\n${value}\r\n`;
    const upload = (path: string, ...parts: string[]) =>
      visitor.send(
        path,
        'multipart/form-data; boundary=XX',
        Buffer.from(`${parts.join('')}--XX--\r\n`, 'utf8'),
      );
    const sent = posts.flatMap(({ path }) => {
      const to = known(path);
      return [
        [`${to} form`, () => visitor.post(to, { campo: 'a\u0000b' })] as const,
        [
          `${to} json`,
          () => visitor.send(to, 'application/json', '{"a":[{"campo":"\\ud800"}]}'),
        ] as const,
      ];
    });
    expect(await others(400, sent, /Il campo «campo» contiene/)).toEqual([]);
    const uploads = ['/patrimonio/importa', '/messaggi/carica', '/via-libera/protocolli'];
    const files = uploads.flatMap((path) => [
      [`${path} field`, () => upload(path, part('name="campo"', 'a\u0000b'))] as const,
      [
        `${path} file`,
        () => upload(path, part(`name="file"; filename*=utf-8''campo%01.csv`, 'x')),
      ] as const,
    ]);
    expect(
      await others(
        400,
        files,
        /(?:Il campo «campo»|Il nome del file «campo\u{FFFD}\.csv») contiene/u,
      ),
    ).toEqual([]);
  });

  it('with a control character in what its file holds names row and column, or keeps the message', async () => {
    const file = async (path: string, name: string, text: string): Promise<[number, string]> => {
      const part = (head: string, body: string) =>
        `--XX\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
      const form =
        part('name="tipo"', 'consistenza') + part(`name="file"; filename="${name}"`, text);
      const type = 'multipart/form-data; boundary=XX';
      const answer = await visitor.send(path, type, `${form}--XX--\r\n`);
      return [answer.status, answer.text.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')];
    };
    const stock = 'comune;data_riferimento;codice_alloggio;stato\n110001;31/12/2021;A\u0000;locato';
    const told = /2 codice_alloggio .* contiene un carattere di controllo \(U\+0000\)/;
    expect(await file('/patrimonio/importa', 'x.csv', stock)).toEqual([
      ...[422, expect.stringMatching(told)],
    ]);
    const numbers = 'lettera;numero;data\nx\u0000;1;14/02/2022';
    expect(await file('/via-libera/protocolli', 'x.csv', numbers)).toEqual([
      ...[422, expect.stringContaining('La cella contiene un carattere di controllo (U+0000).')],
    ]);
    const mail = 'From: a@b.example\r\nSubject: x\u0000\r\n\r\ny\u0000';
    expect((await file('/messaggi/carica', 'x.eml', mail))[0]).toBe(303);
  });

  it('with any value in any field of any form is no fault of ours', async () => {
    const values = ['9'.repeat(20), `-1'"; --${'x'.repeat(3_000)}`];
    const requests = values.flatMap((value) => {
      const fields = Object.fromEntries(FIELDS.map((name) => [name, value]));
      const some = Object.fromEntries(FIELDS.map((name) => [name, value.slice(0, 60)]));
      const query = new URLSearchParams(some).toString();
      const odd = (path: string) => filled(path, () => encodeURIComponent(value));
      return ROUTES.flatMap(({ method, path }) =>
        method === 'GET'
          ? [
              [`${path} ? ${value}`, () => visitor.get(`${known(path)}?${query}`)] as const,
              ...(path.includes(':')
                ? [[`${path} of ${value}`, () => visitor.get(odd(path))] as const]
                : []),
            ]
          : [[`${path} ${value}`, () => visitor.post(odd(path), fields)] as const],
      );
    });
    expect(await others((status) => status < 500, requests)).toEqual([]);
    expect((await visitor.get('/profilo')).status).toBe(200);
  });

  it('without a body, or with one that nobody can read, is no fault of ours', async () => {
    const requests = posts.flatMap(({ path }) => [
      [`${path} none`, () => visitor.send(known(path), 'text/plain', 'x')] as const,
      [`${path} json`, () => visitor.send(known(path), 'application/json', '[')] as const,
      [
        `${path} multipart`,
        () => visitor.send(known(path), 'multipart/form-data; boundary=XX', '--XX'),
      ] as const,
    ]);
    const stranger = ['text/plain', 'multipart/form-data; boundary=XX', 'application/json'].map(
      (type) => {
        const asked = { method: 'POST', headers: { 'content-type': type }, body: '"' };
        return [type, () => ask(port, '/accesso', asked)] as const;
      },
    );
    expect(await others((status) => status < 500, [...requests, ...stranger])).toEqual([]);
  });

  it('that no parser takes is refused in Italian, with the limit or the place', async () => {
    const form = 'application/x-www-form-urlencoded';
    const part = (head: string) => `--XX\r\nContent-Disposition: form-data; ${head}\r\n\r\nx\r\n`;
    const files = (...heads: string[]) =>
      [`multipart/form-data; boundary=XX`, `${heads.map(part).join('')}--XX--\r\n`] as const;
    const many = Array.from({ length: 1_100 }, (_, n) => `a${n}=1`).join('&');
    const file = 'name="file"; filename="x.csv"';
    const token = { 'x-csrf-token': visitor.token };
    const cases: readonly (readonly [number, RegExp, string, string | Buffer, object?])[] = [
      [413, /Il modulo è troppo grande.*arriva a 100 kB/s, form, `motivo=${'x'.repeat(120_000)}`],
      [413, /Il modulo è troppo grande.*arriva a 1000 campi/s, form, many],
      [400, /«motivo» ha una codifica percentuale non valida/, form, 'a=1&motivo=%zz'],
      [400, /«motivo» ha una codifica percentuale non valida/, form, 'motivo=%ff%fe'],
      [400, /non è un testo in UTF-8/, form, Buffer.from([0x61, 0x3d, 0xff])],
      [
        400,
        /«motivo» contiene un codice che non è un carattere \(U\+FFFF\)/,
        form,
        'motivo=%EF%BF%BF',
      ],
      [400, /documento JSON inviato non è scritto/, 'application/json', '{"a":'],
      [400, /non è un testo in UTF-8/, 'application/json', Buffer.from([0x22, 0xff, 0x22])],
      [415, /codifica dei caratteri non è ammessa/, `${form}; charset=koi8-r`, 'a=1'],
      [415, /compressione del modulo/, form, 'a=1', { 'content-encoding': 'zz' }],
      [400, /Al massimo un file per volta/, ...files(file, file)],
      [
        400,
        /con il file non è leggibile/,
        ...files(`name="file"; filename="${'n'.repeat(20_000)}"`),
      ],
      [400, /nome di un campo del modulo è troppo lungo/, ...files(`name="${'n'.repeat(300)}"`)],
      [400, /campo che non ne attende/, ...files('name="altro"; filename="x.csv"')],
    ];
    for (const [status, says, type, body, more] of cases) {
      const answer = await visitor.send('/patrimonio/importa', type, body, { ...token, ...more });
      const told = answer.text.slice(answer.text.indexOf('<main')).replaceAll(/<[^>]+>/g, ' ');
      expect([says.source, answer.status, told]).toEqual([
        ...[says.source, status, expect.stringMatching(says)],
      ]);
      expect(told).not.toMatch(/too (?:large|many|long)|unsupported|Unexpected|entity/i);
    }
  });

  it('in absolute form reaches the very page that it names, under every mount', async () => {
    const title = ({ text }: { text: string }) => /<title>[^<]*/.exec(text)?.[0];
    for (const path of [
      ...['/via-libera/esercizio', '/via-libera/protocolli', '/regole/push-erp/modifica'],
      ...['/patrimonio/importa?tipo=variazioni', '/messaggi/carica', '/nessuna/pagina'],
    ]) {
      const plain = await visitor.get(path);
      for (const origin of [
        'http://localhost',
        `http://localhost:${port}`,
        'HTTPS://evil.example',
      ]) {
        const absolute = await visitor.get(origin + path);
        expect([origin + path, absolute.status, title(absolute)]).toEqual([
          ...[origin + path, plain.status, title(plain)],
        ]);
      }
    }
    const refused = await visitor.get('http://localhost/via-libera/%00');
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('(U+0000)')]);
  });

  it('in other writing reaches what the plain one does, with the same rights', async () => {
    const writings = [
      '//sistema',
      '/./sistema',
      '/%73istema',
      '/sistema/',
      '/SISTEMA',
      '/status/../sistema',
      '/accesso/%2e%2e/sistema',
      '/privacy//../sistema',
      'http://localhost/sistema',
    ];
    for (const path of writings) {
      expect([path, (await ask(port, path)).status]).toEqual([path, 303]);
      expect([path, (await visitor.get(path)).status]).toEqual([path, 200]);
    }
    for (const path of ['/accesso%2f..%2fsistema', '/accesso%5c..%5csistema', '/accesso\\..\\x']) {
      expect([path, (await ask(port, path)).status]).toEqual([path, 400]);
    }
    // What is open needs nothing in any writing, and uploads are read under any.
    for (const path of ['/accesso/', '//privacy', '/%70rivacy', '/status/.', '/Accesso']) {
      expect([path, (await ask(port, path)).status]).toEqual([path, 200]);
    }
    // Were the form not read, its token would not be seen.
    const body = `--XX\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\n${visitor.token}\r\n--XX--\r\n`;
    for (const path of [
      '/patrimonio/importa',
      '//patrimonio/%69mporta/',
      '/Patrimonio/./importa',
    ]) {
      const type = 'multipart/form-data; boundary=XX';
      expect([path, (await visitor.send(path, type, body, {})).status]).toEqual([path, 422]);
    }
  });

  it('believes nothing that it says of itself where no proxy is trusted', async () => {
    const lies = {
      ...{ host: 'evil.example', 'x-forwarded-host': 'evil.example' },
      'x-forwarded-proto': 'https',
    };
    const link = await accounts.newLink('amministratore');
    const entered = await new Visitor(port, lies).post(`/accesso/${link}`);
    expect(entered.headers['set-cookie']?.join('\n')).not.toMatch(/Secure/);
    expect(entered.headers['strict-transport-security']).toBeUndefined();
    const form = { utente: 'nuovo', nome: 'Nuovo', ruolo: 'lettore' };
    const { text } = await visitor.post('/utenti', form, lies);
    expect(text).toMatch(new RegExp(`http://localhost:${port}/accesso/[\\w-]{43}`));
    // Addresses are nobody's own then: whatever they claim, one account tried has one allowance, and the others none less.
    const guess = (n: number, utente: string, password = 'x') =>
      new Visitor(port, { 'x-forwarded-for': `198.51.100.${n}` }).post('/accesso', {
        ...{ utente, password },
      });
    const statuses = await Promise.all(Array.from({ length: 20 }, (_, n) => guess(n, 'vittima')));
    expect(statuses.filter(({ status }) => status === 422)).toHaveLength(5);
    await Promise.all(Array.from({ length: 60 }, (_, n) => guess(1, `nome${n}`)));
    await accounts.add('collega', 'Collega', 'lettore');
    await accounts.changePassword((await accounts.byId('collega'))!, 'quattro parole in fila', '');
    expect((await guess(1, 'collega', 'quattro parole in fila')).status).toBe(303);
  });
});
