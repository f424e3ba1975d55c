import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { DESKTOP } from '../support/browser.js';
import type { BrowserOffice } from '../support/browser-office.js';
import { openBrowserOffice, PASSWORD } from '../support/browser-office.js';
import { describeWith } from '../support/requires.js';
import { OPEN } from './page-list.js';

describeWith(['chromium'], 'the pages', () => {
  let office: BrowserOffice;
  let origin: string;
  let browser: Browser;
  let officer: BrowserContext;

  beforeAll(async () => {
    office = await openBrowserOffice('pages');
    ({ origin, browser, officer } = office);
  }, 480_000);

  afterAll(() => office?.close());

  const go = (page: Page, path: string) => page.goto(origin + path);
  const at = (page: Page): string => page.url().slice(origin.length);

  it('ask a stranger who they are, let an officer in by the first link, and nobody a second time', async () => {
    expect(office.landed).toBe('/profilo?benvenuto=1');
    const stranger = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await go(stranger, '/piano');
    expect(at(stranger)).toBe('/accesso?poi=%2Fpiano');
    expect((await stranger.goto(office.link))?.status()).toBe(410);
    await stranger.context().close();
  });

  it('take a password, refuse a wrong one, and keep what was typed', async () => {
    const stranger = await (await browser.newContext()).newPage();
    await go(stranger, '/accesso');
    await stranger.fill('[name=utente]', 'amministratore');
    await stranger.fill('[name=password]', 'sbagliata');
    await stranger.click('main form button');
    expect(await stranger.inputValue('[name=utente]')).toBe('amministratore');
    expect(await stranger.evaluate(() => document.activeElement?.className)).toBe('errori');
    await stranger.fill('[name=password]', PASSWORD);
    await stranger.click('main form button');
    expect(at(stranger)).toBe('/');
    await stranger.context().close();
  });

  it('move the simulated clock without JavaScript, showing how far a long move has come', async () => {
    const page = await officer.newPage();
    await go(page, '/');
    await page.fill('#data-orologio', '2022-04-11');
    await page.click('.prova-comandi form:nth-of-type(2) button');
    await page.waitForURL((url) => url.pathname === '/', { timeout: 60_000 });
    expect(await page.textContent('.prova time')).toBe('11/04/2022 18:00');
    expect(await page.textContent('main')).toContain('Scaduti');
  }, 90_000);

  it('record an extension without JavaScript: faults first, then the difference, then the record', async () => {
    const page = await officer.newPage();
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
    const facts = (await office.server.environment.db.query(
      `select actor, source, payload->>'due' as due from fact where type = 'extended'`,
    )) as unknown[];
    expect(facts).toEqual([{ actor: 'amministratore', source: 'officer', due: '2022-05-31' }]);
  });

  it('decide a reply of the holding pen, and correct the decision with a new fact', async () => {
    const page = await officer.newPage();
    await go(page, '/risposte');
    const rows = await page.locator('tbody tr').count();
    expect(rows).toBeGreaterThan(0);
    await page.click('tbody a');
    await page.selectOption('[name=comune]', '110002');
    await page.selectOption('[name=tipo]', 'question');
    await page.click('text=Mostra gli adempimenti');
    await page.check('[name=cicli]');
    // What would be refused is refused before it is to be confirmed.
    await page.selectOption('[name=tipo]', 'no-change');
    await page.click('text=Continua');
    expect(await page.textContent('.errori')).toContain('Manca la base dell’esonero');
    await page.selectOption('[name=tipo]', 'question');
    await page.click('text=Continua');
    expect(await page.textContent('main')).toContain('Lo stato non cambia');
    await page.click('text=Registra la decisione');
    expect(at(page)).toBe('/risposte?fatto=1');
    expect(await page.locator('tbody tr').count()).toBe(rows - 1);
  });

  it('give the evidence file and the letter as it left', async () => {
    const zip = await officer.request.get(`${origin}${OPEN}/fascicolo.zip`);
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
});
