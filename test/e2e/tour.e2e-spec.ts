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
import type { Hands } from './tour/hands.js';
import { MOUSE } from './tour/hands.js';
import { KEYBOARD } from './tour/keyboard.js';
import { Person } from './tour/person.js';
import { askForFourEyes, snapshotFile } from './tour/settings.js';
import { importSnapshots, readExemption } from './tour/stock.js';

const CLI = fileURLToPath(new URL('../../apps/cli/bin/sollecito.js', import.meta.url));
const ROUND = /Dati al 31\/12\/2021/;

/** Two people of the office, and the folder that their installation lives in. */
interface Office {
  readonly officer: Person;
  readonly second: Person;
  readonly data: string;
}

describeWith(['chromium'], 'the campaign of the letter, lived by the pages alone', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  /** A sandbox that lives with its first start, and the two people who work in it. */
  async function live(
    { hands, script }: { readonly hands: Hands; readonly script: boolean },
    campaign: (office: Office) => Promise<void>,
  ): Promise<void> {
    const folder = temporaryFolder('tour');
    const server = await FirstStart.on(folder.path);
    const { origin } = server;
    const officer = await Person.at(browser, { name: 'amministratore', origin, hands, script });
    const offences = watch(officer.context, origin, { console: true });
    try {
      await enterByLink(officer, server.link);
      await leaveAndReturn(officer, 'amministratore');
      const link = await addUser(officer, {
        id: 'luigia.bianchi',
        name: 'Luigia Bianchi',
        role: 'approvatore',
      });
      const second = await Person.at(browser, { name: 'luigia.bianchi', origin, hands, script });
      watch(second.context, origin, { console: true, offences });
      await enterByLink(second, link);
      await askForFourEyes(folder.path);
      await campaign({ officer, second, data: folder.path });
      await second.leave();
      expect(offences).toEqual([]);
    } finally {
      await officer.leave();
      expect(await server.stop()).toBe(0);
      folder.remove();
    }
  }

  // Who can do all of it with the keyboard alone can do it with the mouse: what is clicked is what is focused.
  it(
    'from the first start to a verified evidence file, with the keyboard alone',
    () =>
      live({ hands: KEYBOARD, script: true }, async (office) => {
        const { officer, second, data } = office;
        await readPlan(officer, '2022-06-30');
        await firstWeeks(office);

        await officer.waitUntil('2022-04-11');
        await letGo(officer, second);
        await officer.waitUntil('2022-04-27');
        await openObligation(officer, 'San Ferdinando', ROUND);
        await unlockFormalNotice(officer);
        await letGo(officer, second);
        await officer.waitUntil('2022-05-04');
        await readReceipts(officer, 'San Ferdinando', /^Diffida/);
        await downloadEvidence(officer, 'San Ferdinando');

        await officer.waitUntil('2022-07-05');
        await importSnapshots(officer, snapshotFile(data, '110003'));
        await openObligation(officer, 'Bisceglie', /Dati al 30\/06\/2022/);
        await readExemption(officer);
      }),
    400_000,
  );

  it(
    'does what must be done with the mouse and JavaScript off',
    () =>
      live({ hands: MOUSE, script: false }, async (office) => {
        await firstWeeks(office);
        await openObligation(office.officer, 'San Ferdinando', ROUND);
        await unlockFormalNotice(office.officer);
        await downloadEvidence(office.officer, 'Andria');
      }),
    400_000,
  );
});

/** Letters are let go, receipts read, a reply assigned, a transmission recorded, an extension granted. */
async function firstWeeks({ officer, second }: Office): Promise<void> {
  await officer.waitUntil('2022-03-14');
  await letGo(officer, second);
  await officer.waitUntil('2022-03-18');
  await readReceipts(officer, 'Andria', /^(Primo sollecito|Lettera di avvio)/);
  await assignReply(officer, '110005');
  await openObligation(officer, 'Margherita', ROUND);
  await recordTransmission(officer);
  await openObligation(officer, 'Trani', ROUND);
  await grantExtension(officer, '2022-04-29');
}

/** The evidence of an obligation, which the command accepts that needs neither database nor network. */
async function downloadEvidence(officer: Person, name: string): Promise<void> {
  await openObligation(officer, name, ROUND);
  const file = await officer.download(officer.link('Scarica il fascicolo'));
  const { stdout } = await promisify(execFile)(process.execPath, [CLI, 'verify', file]);
  expect(stdout).toMatch(/integro/i);
}
