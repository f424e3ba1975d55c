import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import {
  axeViolations,
  DESKTOP,
  markupFaults,
  overflow,
  PHONE,
  watch,
  ZOOMED,
} from '../support/browser.js';
import type { BrowserOffice } from '../support/browser-office.js';
import { openBrowserOffice } from '../support/browser-office.js';
import { describeWith } from '../support/requires.js';
import { DOUBTFUL, OPEN, PAGES, STATES } from './page-list.js';

const SIZES = { desktop: DESKTOP, '320 pixels': PHONE, '400 %': ZOOMED } as const;

describeWith(['chromium'], 'every page and state', () => {
  let office: BrowserOffice;

  beforeAll(async () => {
    office = await openBrowserOffice('barriers');
    const { db } = office.server.environment;
    await db.query(`update letter set state = 'queued' where id = $1`, [DOUBTFUL]);
    await db.query(`update dispatch set state = 'in-doubt' where letter = $1`, [DOUBTFUL]);
  }, 480_000);

  afterAll(() => office?.close());

  /** What stands between somebody and this page, at every size; nothing at best. */
  async function barriers(page: Page): Promise<Record<string, unknown>> {
    const found: Record<string, unknown> = {};
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      // 400 % of a screen is as wide as a phone: what axe finds there it has found; the height alone differs.
      const axe = viewport === ZOOMED ? [] : await axeViolations(page);
      const wide = await overflow(page);
      if (axe.length > 0 || wide > 0) found[size] = { axe, wide };
    }
    await page.setViewportSize(DESKTOP);
    return found;
  }

  it('has no barrier at any size, no fault in its markup, and fetches nothing from outside', async () => {
    const { browser, origin, officer } = office;
    const context = await browser.newContext({
      viewport: DESKTOP,
      locale: 'it-IT',
      storageState: await officer.storageState(),
    });
    const offences = watch(context, origin);
    const page = await context.newPage();
    const found: Record<string, unknown> = {};
    await page.goto(`${origin}/risposte?elenco=tutte`);
    const risposta = (await page.getAttribute('tbody a', 'href')) ?? '';
    for (const [name, path] of Object.entries({ ...PAGES, risposta })) {
      const response = await page.goto(origin + path);
      const markup = await markupFaults((await response?.text()) ?? '');
      const faults = { ...(await barriers(page)), ...(markup.length > 0 ? { markup } : {}) };
      if (Object.keys(faults).length > 0) found[name] = faults;
    }
    await context.close();
    expect({ found, offences }).toEqual({ found: {}, offences: [] });
  }, 900_000);

  it('has none either after a form was sent: with its faults, or asking to confirm', async () => {
    const { browser, origin, officer } = office;
    const context = await browser.newContext({
      viewport: DESKTOP,
      locale: 'it-IT',
      storageState: await officer.storageState(),
    });
    const offences = watch(context, origin);
    const page = await context.newPage();
    const found: Record<string, unknown> = {};
    for (const [name, { path, fill, file, press }] of Object.entries(STATES)) {
      await page.goto(origin + path);
      for (const [field, value] of Object.entries(fill)) {
        const target = page.locator(`main [name=${field}]`).first();
        const kind = await target.evaluate((one) => one.getAttribute('type') ?? one.tagName);
        if (kind === 'SELECT') await target.selectOption(value);
        else if (kind === 'radio') await page.check(`main [name=${field}][value="${value}"]`);
        else await target.fill(value);
      }
      if (file !== undefined) {
        const buffer = Buffer.from(file.text);
        await page.setInputFiles('main [type=file]', {
          ...{ name: file.name, mimeType: 'message/rfc822', buffer },
        });
      }
      const [response] = await Promise.all([
        page.waitForResponse(
          (answer) => answer.request().isNavigationRequest() && answer.status() !== 303,
        ),
        page.getByRole('main').getByRole('button', { name: press }).first().click(),
      ]);
      await page.waitForLoadState('load');
      const markup = await markupFaults(await response.text());
      const faults = { ...(await barriers(page)), ...(markup.length > 0 ? { markup } : {}) };
      if (Object.keys(faults).length > 0) found[name] = faults;
    }
    await context.close();
    expect({ found, offences }).toEqual({ found: {}, offences: [] });
  }, 300_000);

  it('puts the focus on what is wrong', async () => {
    const page = await office.officer.newPage();
    await page.goto(`${office.origin}${OPEN}/azioni/proroga`);
    await page.click('main form button');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('errori');
    await page.close();
  });
});
