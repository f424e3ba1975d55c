import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openBrowser, watch } from '../support/browser.js';
import { FirstStart } from '../support/first-start.js';
import { describeWith } from '../support/requires.js';
import { temporaryFolder } from '../support/sandbox-server.js';
import { addUser, enterByLink, leaveAndReturn } from './tour/access.js';
import {
  assignReply,
  grantExtension,
  openObligation,
  readPlan,
  readReceipts,
  recordTransmission,
  unlockFormalNotice,
} from './tour/campaign.js';
import { letGo } from './tour/approval.js';
import { MOUSE } from './tour/hands.js';
import { KEYBOARD } from './tour/keyboard.js';
import { Person } from './tour/person.js';
import { askForFourEyes, snapshotFile } from './tour/settings.js';
import { importSnapshots, readExemption } from './tour/stock.js';

const CLI = fileURLToPath(new URL('../../apps/cli/bin/sollecito.js', import.meta.url));
const ROUND = /Dati al 31\/12\/2021/;

describeWith(['chromium'], 'the campaign of the letter, lived by the pages alone', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  it.each([
    ['with the mouse', MOUSE, true],
    ['with the keyboard alone', KEYBOARD, true],
    ['with JavaScript off', MOUSE, false],
  ])(
    'from the first start to a verified evidence file, %s',
    async (_way, hands, script) => {
      const folder = temporaryFolder('tour');
      const server = await FirstStart.on(folder.path);
      const { origin } = server;
      const officer = await Person.at(browser, { name: 'amministratore', origin, hands, script });
      const offences = watch(officer.context, origin, { console: true });
      try {
        await enterByLink(officer, server.link);
        await leaveAndReturn(officer, 'amministratore');
        await readPlan(officer, '2022-06-30');

        const link = await addUser(officer, {
          id: 'luigia.bianchi',
          name: 'Luigia Bianchi',
          role: 'approvatore',
        });
        const second = await Person.at(browser, { name: 'luigia.bianchi', origin, hands, script });
        watch(second.context, origin, { console: true, offences });
        await enterByLink(second, link);
        await askForFourEyes(folder.path);

        await officer.waitUntil('2022-03-14');
        await letGo(officer, second);
        await officer.waitUntil('2022-03-18');
        await readReceipts(officer, 'Andria', /^(Primo sollecito|Lettera di avvio)/);
        await assignReply(officer, '110005');
        await openObligation(officer, 'Margherita', ROUND);
        await recordTransmission(officer);
        await openObligation(officer, 'Trani', ROUND);
        await grantExtension(officer, '2022-04-29');

        await officer.waitUntil('2022-04-11');
        await letGo(officer, second);
        await officer.waitUntil('2022-04-27');
        await openObligation(officer, 'San Ferdinando', ROUND);
        await unlockFormalNotice(officer);
        await letGo(officer, second);
        await officer.waitUntil('2022-05-04');
        await readReceipts(officer, 'San Ferdinando', /^Diffida/);

        await openObligation(officer, 'San Ferdinando', ROUND);
        const file = await officer.download(officer.link('Scarica il fascicolo'));
        const { stdout } = await promisify(execFile)(process.execPath, [CLI, 'verify', file]);
        expect(stdout).toMatch(/integro/i);
        await officer.waitUntil('2022-07-05');
        await importSnapshots(officer, snapshotFile(folder.path, '110003'));
        await openObligation(officer, 'Bisceglie', /Dati al 30\/06\/2022/);
        await readExemption(officer);
        await second.leave();
        expect(offences).toEqual([]);
      } finally {
        await officer.leave();
        expect(await server.stop()).toBe(0);
        folder.remove();
      }
    },
    400_000,
  );
});
