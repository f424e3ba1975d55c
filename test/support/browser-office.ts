import type { Instant } from '@app/domain';
import type { Server } from '@app/server';
import { TimeMachine } from '@app/workflow';
import type { Browser, BrowserContext } from 'playwright-core';
import { DESKTOP, openBrowser } from './browser.js';
import { startSandboxServer, temporaryFolder } from './sandbox-server.js';

/** Wednesday 6 April 2022, 18:00 in Rome: the first round is over, and the first letters after its due date have left. */
export const WEDNESDAY = '2022-04-06T16:00:00.000Z' as Instant;

export const PASSWORD = 'quattro parole a caso';

/** A sandbox that has lived to a moment, and its first officer at a browser without JavaScript. */
export interface BrowserOffice {
  readonly server: Server;
  readonly origin: string;
  readonly browser: Browser;
  readonly officer: BrowserContext;
  /** The one-time link that let the officer in, and where it led. */
  readonly link: string;
  readonly landed: string;
  close(): Promise<void>;
}

/** @example const office = await openBrowserOffice('pages'); office.origin //=> 'http://localhost:41234' */
export async function openBrowserOffice(name: string, at = WEDNESDAY): Promise<BrowserOffice> {
  const folder = temporaryFolder(name);
  const server = await startSandboxServer(folder.path);
  const browser = await openBrowser();
  await server.app.get(TimeMachine, { strict: false }).moveTo(at);
  const origin = `http://localhost:${server.port ?? 0}`;
  const link = `${origin}/accesso/${server.firstLink ?? ''}`;
  const officer = await browser.newContext({
    viewport: DESKTOP,
    javaScriptEnabled: false,
    locale: 'it-IT',
  });
  const page = await officer.newPage();
  await page.goto(link);
  await page.click('main button');
  const landed = page.url().slice(origin.length);
  await page.fill('[name=password]', PASSWORD);
  await page.fill('[name=ripetizione]', PASSWORD);
  await page.click('main form button');
  await page.close();
  const close = async (): Promise<void> => {
    await browser.close();
    await server.close();
    folder.remove();
  };
  return { server, origin, browser, officer, link, landed, close };
}
