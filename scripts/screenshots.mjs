/**
 * `node --import ./scripts/with-build.mjs scripts/screenshots.mjs [FOLDER] [NAME…]`: every page of the tests' list, at desk and
 * on a phone, from a sandbox that has lived to Wednesday 6 April 2022. Into FOLDER (`docs/img` unless told); names choose.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformFileSync } from '@swc/core';
import { chromium } from 'playwright-core';
import { startServer } from '@app/server';
import { TimeMachine } from '@app/workflow';

const UNTIL = '2022-04-06T16:00:00.000Z';
const SIZES = { '': { width: 1280, height: 800 }, '-telefono': { width: 375, height: 740 } };

/** The very list that the tests walk. */
async function pageList() {
  const { code } = transformFileSync('test/e2e/page-list.ts', {
    swcrc: false,
    jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
    module: { type: 'es6' },
  });
  const { PAGES } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  return PAGES;
}

async function office(dataDir) {
  const server = await startServer({
    ...{ port: 0, dataDir, role: 'all', mode: 'sandbox', databaseUrl: null, redisUrl: null },
    ...{ pecSmtpUrl: null, pecImapUrl: null, pecFrom: null, ratePerMinute: 5 },
    ...{ trustAnchors: [], publicUrl: null },
  });
  await server.resumed;
  await server.app.get(TimeMachine, { strict: false }).moveTo(UNTIL);
  return server;
}

const fileName = (name) =>
  name
    .normalize('NFD')
    .replaceAll(/[^\w]+/g, '-')
    .toLowerCase();

const [folder = 'docs/img', ...wanted] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const dataDir = mkdtempSync(join(tmpdir(), 'screenshots-'));
const server = await office(dataDir);
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  const origin = `http://localhost:${server.port}`;
  const context = await browser.newContext({ locale: 'it-IT', reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(`${origin}/accesso/${server.firstLink}`);
  await page.click('main button');
  await page.goto(`${origin}/risposte?elenco=tutte`);
  const risposta = (await page.getAttribute('tbody a', 'href')) ?? '/risposte';
  for (const [name, path] of Object.entries({ ...(await pageList()), risposta })) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    for (const [suffix, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      await page.goto(origin + path);
      await page.screenshot({
        path: join(folder, `${fileName(name)}${suffix}.png`),
        // What the README shows is what a screen shows; for looking at, the page whole.
        fullPage: folder !== 'docs/img',
      });
    }
  }
} finally {
  await browser.close();
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
}
