import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Server } from '@app/server';
import { Accounts } from '@app/workflow';
import type { TestDatabase } from '../support/postgres.js';
import { testDatabase } from '../support/postgres.js';
import type { ReverseProxy } from '../support/reverse-proxy.js';
import { reverseProxy, Visitor } from '../support/reverse-proxy.js';
import { startSandboxServer, temporaryFolder } from '../support/sandbox-server.js';

const PREFIX = '/sollecito';
const SITE = `https://servizi.regione.example${PREFIX}`;
const ORIGIN = 'https://servizi.regione.example';
const PASSWORD = 'quattro parole messe in fila';
/** Addresses in a page that do not stay under the prefix. */
const astray = (html: string): string[] =>
  [...html.matchAll(/\s(?:href|action|formaction|src|hx-[a-z]+)="([^"]*)"/g)]
    .map(([, address]) => address!)
    .filter((address) => address.startsWith('/') && !address.startsWith(`${PREFIX}/`));

describe('behind a proxy with TLS, under a path of a host that others use too', () => {
  const folder = temporaryFolder('proxy');
  let database: TestDatabase;
  let server: Server;
  let proxy: ReverseProxy;
  let stripping: ReverseProxy;
  let accounts: Accounts;

  beforeAll(async () => {
    database = await testDatabase();
    const outside = { publicUrl: SITE, trustProxy: ['127.0.0.1'] };
    server = await startSandboxServer(folder.path, { databaseUrl: database.url, ...outside });
    proxy = await reverseProxy(server.port!);
    stripping = await reverseProxy(server.port!, PREFIX);
    accounts = server.app.get(Accounts, { strict: false });
  }, 300_000);

  afterAll(async () => {
    await proxy?.close();
    await stripping?.close();
    await server?.close();
    await database?.drop();
    folder.remove();
  });

  /** Somebody who is in, with a form's token. */
  async function signedIn(): Promise<Visitor> {
    const visitor = new Visitor(proxy.port);
    const link = await accounts.newLink('amministratore');
    await visitor.post(`${PREFIX}/accesso/${link}`);
    await visitor.get(`${PREFIX}/profilo`);
    return visitor;
  }

  describe.each([
    ['passes paths as they are', () => proxy.port],
    ['takes the prefix off', () => stripping.port],
  ])('that %s', (_how, port) => {
    it('a whole sign-in and its forms stay on the site', async () => {
      const visitor = new Visitor(port(), { origin: ORIGIN, 'sec-fetch-site': 'same-origin' });
      const closed = await visitor.get(`${PREFIX}/piano?da=2022-03-01`);
      expect(closed).toMatchObject({
        status: 303,
        headers: { location: `${PREFIX}/accesso?poi=%2Fpiano%3Fda%3D2022-03-01` },
      });
      const form = await visitor.get(closed.headers.location!);
      expect(form.status).toBe(200);
      expect(astray(form.text)).toEqual([]);
      expect(form.text).toContain(`action="${PREFIX}/accesso"`);
      const sheet = /href="([^"]+\.css)"/.exec(form.text)![1]!;
      const css = await visitor.get(sheet);
      expect(css.headers['content-type']).toContain('text/css');
      const font = /url\('?([^')]+\.woff2)'?\)/.exec(css.text)![1]!;
      const address = new URL(font, `https://x.example${sheet}`).pathname;
      expect(address).toMatch(/^\/sollecito\/risorse\//);
      expect((await visitor.get(address)).headers['content-type']).toBe('font/woff2');

      const link = await accounts.newLink('amministratore');
      const page = await visitor.get(`${PREFIX}/accesso/${link}`);
      expect(page.text).toContain('Entra in Sollecito');
      const entered = await visitor.post(`${PREFIX}/accesso/${link}`);
      expect(entered.headers.location).toMatch(/^\/sollecito\/(?:profilo\?benvenuto=1)?$/);
      expect(visitor.given.map((line) => line.replace(/=[\w-]{43};/, '=…;'))).toEqual([
        '__Secure-sollecito=…; Path=/sollecito; HttpOnly; Secure; SameSite=Lax',
        expect.stringMatching(
          /^__Secure-sollecito-dispositivo=…; Max-Age=15552000; Path=\/sollecito; Expires=.*; HttpOnly; Secure; SameSite=Lax$/,
        ),
      ]);
      expect(entered.headers['strict-transport-security']).toBe('max-age=31536000');
      await visitor.get(`${PREFIX}/profilo`);
      const changed = await visitor.post(`${PREFIX}/profilo`, {
        password: PASSWORD,
        ripetizione: PASSWORD,
      });
      expect(changed.headers.location).toBe(`${PREFIX}/profilo?fatto=password`);

      const out = await visitor.post(`${PREFIX}/uscita`);
      expect(out.headers.location).toBe(`${PREFIX}/accesso`);
      expect(visitor.cookie('__Secure-sollecito')).toBeUndefined();
      const again = await visitor.post(`${PREFIX}/accesso`, {
        ...{ utente: 'amministratore', password: PASSWORD },
        poi: '/piano?da=2022-03-01',
      });
      expect(again.headers.location).toBe(`${PREFIX}/piano?da=2022-03-01`);
      const plan = await visitor.get(again.headers.location!);
      expect(plan.status).toBe(200);
      for (const path of ['/', '/matrice', '/mappa', '/calendario', '/invii', '/modelli']) {
        const { status, text } = await visitor.get(PREFIX + path);
        expect({ path, status, astray: astray(text) }).toEqual({ path, status: 200, astray: [] });
      }
      const away = await visitor.post(`${PREFIX}/prova/visita`);
      expect(away.headers).toMatchObject({
        location: `${PREFIX}/`,
        'set-cookie': ['__Secure-visita=chiusa; Path=/sollecito; HttpOnly; Secure; SameSite=Lax'],
      });
      // What htmx is told, and the page without a script.
      const arrived = `${PREFIX}/prova/orologio?poi=${encodeURIComponent('/piano')}`;
      const htmx = await visitor.get(arrived, { 'hx-request': 'true' });
      expect(htmx.headers['hx-redirect']).toBe(`${PREFIX}/piano`);
      expect((await visitor.get(arrived)).headers.location).toBe(`${PREFIX}/piano`);
    });
  });

  it('writes links for elsewhere by PUBLIC_URL, whatever the request says of its host', async () => {
    const visitor = await signedIn();
    const lies = { host: 'evil.example', 'x-forwarded-host': 'evil.example' };
    const direct = new Visitor(server.port!, {
      ...lies,
      cookie: `__Secure-sollecito=${visitor.cookie('__Secure-sollecito')!}`,
    });
    direct.token = visitor.token;
    const user = { utente: 'nuovo.utente', nome: 'Nuovo', ruolo: 'lettore' };
    const added = await direct.post('/utenti', user);
    expect(added.text).toMatch(
      /https:\/\/servizi\.regione\.example\/sollecito\/accesso\/[\w-]{43}/,
    );
    const feed = await direct.post('/calendario/abbonamenti', { che: 'all', etichetta: 'Agenda' });
    const address = /https:\/\/servizi[^\s"<]+\.ics/.exec(feed.text)![0];
    expect(address).toMatch(/^https:\/\/servizi\.regione\.example\/sollecito\/calendario\//);
    const ics = await new Visitor(proxy.port).get(new URL(address).pathname);
    expect(ics.text).toMatch(/URL;VALUE=URI:https:\/\/servizi\.regione\.example\/sollecito\//);
    expect(`${added.text}${feed.text}${ics.text}`).not.toContain('evil.example');
  });

  it.each([
    [{ origin: 'https://evil.example', host: 'evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: 'http://servizi.regione.example' }, 403],
    [{ origin: 'https://servizi.regione.example:8443' }, 403],
    [{ origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }, 403],
    [{ origin: ORIGIN, 'sec-fetch-site': 'cross-site' }, 403],
    [{ origin: ORIGIN, 'sec-fetch-site': 'same-origin' }, 422],
    [{ origin: ORIGIN }, 422],
    [{}, 422],
  ])('knows its own pages by PUBLIC_URL: %j', async (headers, status) => {
    const form = { utente: 'x', password: 'y' };
    const answer = await new Visitor(server.port!).post('/accesso', form, headers);
    expect(answer.status).toBe(status);
  });

  it.each([
    '/.//evil.example',
    '//evil.example',
    '/\\evil.example',
    '/%2e//evil.example',
    '/a/..//evil.example',
    '\\\\evil.example',
    'https:evil.example',
    '/../../evil',
    '/ /evil.example',
    'long',
  ])('keeps whoever signed in on the site: poi=%s', async (text) => {
    const then = text === 'long' ? `/${'a'.repeat(3_000)}` : text;
    const visitor = await signedIn();
    const path = `${PREFIX}/accesso?poi=${encodeURIComponent(then)}`;
    const { status, headers } = await visitor.get(path);
    expect(status).toBe(303);
    const reached = new URL(headers.location!, `${SITE}/accesso`);
    expect(reached.origin).toBe(ORIGIN);
    expect(reached.pathname).toMatch(/^\/sollecito\/(?!\/)/);
  });

  it('gives a new secret at every sign-in, and ends the session that the browser had', async () => {
    const visitor = await signedIn();
    const before = visitor.cookie('__Secure-sollecito')!;
    await visitor.post(`${PREFIX}/accesso/${await accounts.newLink('amministratore')}`);
    expect(visitor.cookie('__Secure-sollecito')).not.toBe(before);
    expect(await accounts.accountOf(before)).toBeNull();
  });
});
