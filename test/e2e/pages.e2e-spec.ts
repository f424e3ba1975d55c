import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Server } from '@app/server';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import {
  axeViolations,
  DESKTOP,
  markupFaults,
  openBrowser,
  overflow,
  PHONE,
  watch,
} from '../support/browser.js';
import { describeWith } from '../support/requires.js';
import { startSandboxServer, temporaryFolder } from '../support/sandbox-server.js';

const OPEN = '/adempimenti/110005/push-erp/2021-12-31';
const DONE = '/adempimenti/110001/push-erp/2021-12-31';

/** Every page, and the states that an address can reach. */
const PAGES: Readonly<Record<string, string>> = {
  quadro: '/',
  matrice: '/matrice',
  'matrice senza risultati': '/matrice?comune=zzz',
  'matrice di un giorno passato': '/matrice?al=2022-03-01&stato=attesa',
  adempimento: OPEN,
  'adempimento assolto': DONE,
  'modulo della trasmissione': `${OPEN}/azioni/trasmissione`,
  'modulo della diffida': `${OPEN}/azioni/diffida`,
  'modulo fuori posto': `${DONE}/azioni/esonero`,
  piano: '/piano',
  'piano di un solo Comune, bloccate': '/piano?comune=110005&esito=locked&a=2022-06-30',
  'piano con date rovesciate': '/piano?da=2022-05-01&a=2022-04-01',
  'anteprima della lettera':
    '/piano/anteprima?comune=110005&modello=overdue&ricognizione=push-erp&ciclo=2021-12-31&giorno=2022-04-15',
  'registro invii': '/invii',
  'registro da guardare': '/invii?guardare=failed',
  'registro senza risultati': '/invii?cerca=zzz',
  lettera: '/invii/push-erp/110005/2022-03-16',
  risposte: '/risposte',
  'risposte archiviate': '/risposte?elenco=archiviate',
  'carica messaggi': '/messaggi/carica',
  quarantena: '/messaggi/quarantena',
  'archivia un messaggio': `/messaggi/quarantena/${'a'.repeat(64)}/archivia`,
  patrimonio: '/patrimonio',
  'patrimonio di nessun Comune': '/patrimonio?comune=zzz',
  'confronto del patrimonio': '/patrimonio/confronto?comune=110001',
  'registro delle variazioni': '/patrimonio/variazioni',
  'variazioni senza risultati': '/patrimonio/variazioni?tipo=merge',
  'importa nel patrimonio': '/patrimonio/importa',
  comune: '/comuni/110002',
  'nuovo indirizzo': '/comuni/110002/indirizzo',
  ciclo: '/cicli/push-erp/2021-12-31',
  'proroga per tutti': '/cicli/push-erp/2021-12-31/proroga',
  calendario: '/calendario',
  'calendario di un Comune': '/calendario?mese=2022-03&comune=110005',
  'calendario senza nulla': '/calendario?mese=2030-02',
  'giorni di chiusura': '/calendario/chiusure',
  'togliere una chiusura': '/calendario/chiusure/togli?comune=110001&giorno=09-21',
  'calendari in abbonamento': '/calendario/abbonamenti',
  ricerca: '/cerca?q=trani',
  'ricerca vuota': '/cerca',
  'registro attività': '/registro-attivita?tutti=si',
  'registro attività senza risultati': '/registro-attivita?da=2030-01-01',
  sistema: '/sistema',
  utenti: '/utenti',
  profilo: '/profilo?benvenuto=1',
  privacy: '/privacy',
  accessibilità: '/accessibilita',
  segnalazioni: '/segnalazioni',
  'pagina che non c’è': '/non-esiste',
};

describeWith(['chromium'], 'the pages', () => {
  const folder = temporaryFolder('pages');
  let server: Server;
  let origin: string;
  let browser: Browser;
  let officer: BrowserContext;
  let offences: string[];

  beforeAll(async () => {
    server = await startSandboxServer(folder.path);
    origin = `http://localhost:${server.port ?? 0}`;
    browser = await openBrowser();
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await server?.close();
    folder.remove();
  });

  const go = (page: Page, path: string) => page.goto(origin + path);
  const at = (page: Page): string => page.url().slice(origin.length);

  it('let an officer in by the first link, without JavaScript, and nobody a second time', async () => {
    officer = await browser.newContext({
      viewport: DESKTOP,
      javaScriptEnabled: false,
      locale: 'it-IT',
    });
    const page = await officer.newPage();
    await go(page, '/piano');
    expect(at(page)).toBe('/accesso?poi=%2Fpiano');
    const link = `/accesso/${server.firstLink ?? ''}`;
    await go(page, link);
    await page.click('main button');
    expect(at(page)).toBe('/profilo?benvenuto=1');
    const again = await (await browser.newContext()).newPage();
    expect((await go(again, link))?.status()).toBe(410);
    await again.context().close();
  });

  it('take a password, refuse a wrong one, and keep what was typed', async () => {
    const page = officer.pages()[0]!;
    await page.fill('[name=password]', 'quattro parole a caso');
    await page.fill('[name=ripetizione]', 'quattro parole a caso');
    await page.click('main form button');
    expect(await page.textContent('main')).toContain('La password è stata cambiata');
    const stranger = await (await browser.newContext()).newPage();
    await go(stranger, '/accesso');
    await stranger.fill('[name=utente]', 'amministratore');
    await stranger.fill('[name=password]', 'sbagliata');
    await stranger.click('main form button');
    expect(await stranger.inputValue('[name=utente]')).toBe('amministratore');
    expect(await stranger.evaluate(() => document.activeElement?.className)).toBe('errori');
    await stranger.fill('[name=password]', 'quattro parole a caso');
    await stranger.click('main form button');
    expect(at(stranger)).toBe('/');
    await stranger.context().close();
  });

  it('move the simulated clock without JavaScript, showing how far a long move has come', async () => {
    const page = officer.pages()[0]!;
    await go(page, '/');
    await page.fill('#data-orologio', '2022-04-06');
    await page.click('.prova-comandi form:nth-of-type(2) button');
    await page.waitForURL((url) => url.pathname === '/', { timeout: 60_000 });
    expect(await page.textContent('.prova time')).toBe('06/04/2022 18:00');
    expect(await page.textContent('main')).toContain('Scaduti');
  }, 90_000);

  it('record an extension without JavaScript: faults first, then the difference, then the record', async () => {
    const page = officer.pages()[0]!;
    await go(page, OPEN);
    await page.click('text=Concedi una proroga');
    await page.fill('[name=motivo]', 'Il Comune cambia fornitore');
    await page.click('main form button');
    expect(await page.textContent('.errori')).toContain('«Nuova scadenza» manca');
    expect(await page.inputValue('[name=motivo]')).toBe('Il Comune cambia fornitore');
    await page.fill('[name=scadenza]', '2022-05-31');
    await page.click('main form button');
    expect(await page.textContent('main')).toContain('scadenza dal 31/03/2022 al 31/05/2022');
    expect(await page.textContent('main table')).toContain('Ultimo avviso');
    await page.click('text=Concedi la proroga');
    expect(at(page)).toBe(`${OPEN}?fatto=proroga`);
    const facts = (await server.environment.db.query(
      `select actor, source, payload->>'due' as due from fact where type = 'extended'`,
    )) as unknown[];
    expect(facts).toEqual([{ actor: 'amministratore', source: 'officer', due: '2022-05-31' }]);
  });

  it('decide a reply of the holding pen, and correct the decision with a new fact', async () => {
    const page = officer.pages()[0]!;
    await go(page, '/risposte');
    const rows = await page.locator('tbody tr').count();
    expect(rows).toBeGreaterThan(0);
    await page.click('tbody a');
    await page.selectOption('[name=comune]', '110002');
    await page.selectOption('[name=tipo]', 'question');
    await page.click('text=Mostra gli adempimenti');
    await page.check('[name=cicli]');
    await page.click('text=Continua');
    expect(await page.textContent('main')).toContain('Lo stato non cambia');
    await page.click('text=Registra la decisione');
    expect(at(page)).toBe('/risposte?fatto=1');
    expect(await page.locator('tbody tr').count()).toBe(rows - 1);
  });

  it('give the evidence file and the letter as it left', async () => {
    const zip = await officer.request.get(`${origin}${OPEN}/fascicolo`);
    expect([zip.status(), zip.headers()['content-type']]).toEqual([200, 'application/zip']);
    const letter = '/invii/push-erp/110005/2022-03-16';
    const pdf = await officer.request.get(`${origin}${letter}/pdf`);
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
    const original = await officer.request.get(`${origin}${letter}/originale/1`);
    expect(original.headers()['content-disposition']).toContain('attachment');
  });

  it('refuse a form without its token, and one that another site sent', async () => {
    const path = `${origin}/prova/orologio`;
    const bare = await officer.request.post(path, { form: { azione: 'giorno' } });
    expect(bare.status()).toBe(403);
    const foreign = await officer.request.post(path, {
      form: { azione: 'giorno' },
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(foreign.status()).toBe(403);
  });

  it.each([
    ['desktop', DESKTOP],
    ['320 pixels (and 400 %)', PHONE],
  ])(
    'have no barrier, no fault and nothing from outside: %s',
    async (size, viewport) => {
      const context = await browser.newContext({
        viewport,
        locale: 'it-IT',
        storageState: await officer.storageState(),
      });
      offences = watch(context, origin);
      const page = await context.newPage();
      const found: Record<string, unknown> = {};
      const reply = await replyPath(page);
      for (const [name, path] of Object.entries({ ...PAGES, risposta: reply })) {
        const response = await go(page, path);
        const html = (await response?.text()) ?? '';
        // The markup is the same at every size.
        const markup = size === 'desktop' ? await markupFaults(html) : [];
        const faults = [...(await axeViolations(page)), ...markup];
        const wide = await overflow(page);
        if (faults.length > 0 || wide > 0) found[name] = { faults, wide };
      }
      await context.close();
      expect({ found, offences }).toEqual({ found: {}, offences: [] });
    },
    300_000,
  );

  it('can be used by keyboard: skip link, search by «/», a menu that closes', async () => {
    const context = await browser.newContext({
      viewport: DESKTOP,
      storageState: await officer.storageState(),
    });
    const page = await context.newPage();
    await go(page, '/matrice');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Vai al contenuto');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('contenuto');
    await page.keyboard.press('/');
    await page.keyboard.type('Trani');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/cerca\?q=Trani$/);
    await page.focus('.altro summary');
    await page.keyboard.press('Enter');
    expect(await page.locator('.altro details[open]').count()).toBe(1);
    await page.keyboard.press('Escape');
    expect(await page.locator('.altro details[open]').count()).toBe(0);
    await context.close();
  });

  it('weigh less than 150 kB at the first view, and come from the browser’s store afterwards', async () => {
    const html = await fetch(`${origin}/accesso`);
    const addresses = [...(await html.text()).matchAll(/(?:href|src)="(\/risorse\/[^"#]+)/g)].map(
      ([, url]) => url!,
    );
    const answers = await Promise.all(
      [...new Set(addresses)].map((url) =>
        fetch(origin + url, { headers: { 'accept-encoding': 'br' } }),
      ),
    );
    const sizes = answers.map((answer) => Number(answer.headers.get('content-length')));
    expect(sizes.reduce((a, b) => a + b, 0)).toBeLessThan(150_000);
    expect(answers.map((answer) => answer.headers.get('cache-control'))).toEqual(
      answers.map(() => 'public, max-age=31536000, immutable'),
    );
  });

  it('make whoever guesses a password wait, longer each time', async () => {
    const form = { utente: 'nessuno', password: 'x' };
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 7; attempt += 1) {
      const answer = await officer.request.post(`${origin}/accesso`, { form, maxRedirects: 0 });
      statuses.push(answer.status());
    }
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429, 429]);
  });

  async function replyPath(page: Page): Promise<string> {
    await go(page, '/risposte?elenco=tutte');
    return (await page.getAttribute('tbody a', 'href')) ?? '/risposte';
  }
});
