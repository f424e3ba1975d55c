import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { DESKTOP } from '../../support/browser.js';
import type { Hands } from './hands.js';

/** A person at a browser of their own. */
export class Person {
  readonly #files = mkdtempSync(join(tmpdir(), 'sollecito-tour-'));

  private constructor(
    readonly name: string,
    readonly page: Page,
    readonly hands: Hands,
    private readonly origin: string,
    readonly context: BrowserContext,
  ) {}

  static async at(
    browser: Browser,
    options: { name: string; origin: string; hands: Hands; script: boolean },
  ): Promise<Person> {
    const context = await browser.newContext({
      viewport: DESKTOP,
      locale: 'it-IT',
      javaScriptEnabled: options.script,
      acceptDownloads: true,
    });
    const { name, hands, origin } = options;
    return new Person(name, await context.newPage(), hands, origin, context);
  }

  /** Types an address: a link that somebody was given. */
  async open(url: string): Promise<void> {
    await this.page.goto(url.startsWith('/') ? this.origin + url : url);
  }

  link(name: string | RegExp, within?: Locator): Locator {
    return (within ?? this.page).getByRole('link', { name }).first();
  }

  button(name: string | RegExp, within?: Locator): Locator {
    return (within ?? this.page).getByRole('button', { name }).first();
  }

  field(label: string): Locator {
    return this.page.locator('main').getByLabel(label, { exact: true });
  }

  /** Follows a link or sends a form, and waits for the page that comes. */
  async go(target: Locator): Promise<void> {
    const { page } = this;
    const arrived = page.waitForEvent('framenavigated', (frame) => frame === page.mainFrame());
    await this.hands.press(target);
    await arrived;
    await page.waitForLoadState('load');
  }

  /** Goes by the menu; what is rarer stands under «Altro», and what waits there is counted behind the word. */
  async menu(word: string): Promise<void> {
    const menu = this.page.getByRole('navigation', { name: 'Principale' });
    const item = menu.getByRole('link', { name: new RegExp(`^${word}(?: \\d|$)`) });
    if (!(await item.isVisible())) await this.hands.press(menu.locator('summary'));
    await this.go(item);
  }

  /** Waits until the page says it. */
  async sees(words: string | RegExp): Promise<void> {
    await this.page.locator('main').getByText(words).locator('visible=true').first().waitFor();
  }

  /** Lets the simulated clock go on to the evening of a day, however long it takes. */
  async waitUntil(day: string): Promise<void> {
    const { page } = this;
    await this.menu('Quadro');
    await this.hands.write(page.getByLabel('Fino al'), day);
    await this.go(this.button('Avanza', page.locator('form', { has: page.getByLabel('Fino al') })));
    // A long move shows a page that fetches itself again and may break off a wait for an address.
    await page.locator('body:not(:has(#avanzamento))').waitFor({ timeout: 120_000 });
    const [year, month, date] = day.split('-');
    await page.getByText(`${date}/${month}/${year} 18:00`).waitFor();
  }

  /** Follows a link to a file and keeps it. @returns where */
  async download(target: Locator): Promise<string> {
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.hands.press(target),
    ]);
    const path = join(this.#files, download.suggestedFilename());
    await download.saveAs(path);
    return path;
  }

  async leave(): Promise<void> {
    await this.context.close();
    rmSync(this.#files, { recursive: true, force: true });
  }
}
