import { AxeBuilder } from '@axe-core/playwright';
import { HtmlValidate } from 'html-validate';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { programPath } from './requires.js';

const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 320, height: 640 };
/** What is left of 1280 × 1024 pixels at 400 % (WCAG 1.4.10). */
export const ZOOMED = { width: 320, height: 256 };

/** The installed Chromium. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = programPath('chromium');
  if (executablePath === null) throw new Error('chromium is not installed');
  return chromium.launch({ executablePath, args: FLAGS });
}

/**
 * What a page may never do, noted as it happens: break its CSP, fail in a script, fetch from elsewhere. With `console`
 * also any error that the browser writes down, a page that answers with an error among them.
 */
export function watch(
  context: BrowserContext,
  origin: string,
  { console = false, offences = [] as string[] } = {},
): string[] {
  context.on('console', (message) => {
    const isBroken = /Content Security Policy|Refused to/i.test(message.text());
    if (isBroken || (console && message.type() === 'error')) offences.push(message.text());
  });
  context.on('weberror', (error) => offences.push(String(error.error())));
  context.on('request', (request) => {
    const url = request.url();
    // The browser's own PDF viewer is made of pages of its own.
    const own = /^(data:|chrome:|chrome-extension:)/.test(url) || url.startsWith(origin);
    if (!own) offences.push(`request to ${url}`);
  });
  return offences;
}

/**
 * What axe finds against WCAG 2.1 A and AA and good practice: rule and place. In frames of a letter's own HTML no script runs,
 * axe's neither (it would wait for ever): the letters' HTML is checked where it is written.
 */
export async function axeViolations(page: Page): Promise<string[]> {
  // Told of violations alone: a list of every place that is in order takes longer than finding those that are not.
  const axe = new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(RULES)
    .setLegacyMode(true);
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
  );
}

/** What of a page does not fit into its width: nothing may scroll sideways but what is made to. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
    'no-inline-style': 'error',
    // A region that scrolls must be reachable by keyboard, and axe asks for it.
    'no-redundant-role': 'off',
    // Names of people and of fields stand in ids: HTML takes anything but white space.
    'valid-id': ['error', { relaxed: true }],
    'prefer-native-element': 'off',
  },
});

/** What is wrong with the markup as it was sent. */
export async function markupFaults(html: string): Promise<string[]> {
  const report = await validator.validateString(html);
  return report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${ruleId}, line ${line}: ${message}`),
  );
}
