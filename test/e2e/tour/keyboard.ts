import type { Locator, Page } from 'playwright-core';
import type { Hands } from './hands.js';

/** More stops than the longest page has. */
const FARTHEST = 600;

/**
 * With the keyboard alone: Tab until the thing has the focus, then the keys that work it. Every stop on the way
 * must be seen (WCAG 2.4.7) and lie further on in the page than the one before (2.4.3).
 */
export const KEYBOARD: Hands = {
  async press(target) {
    await reach(target);
    await target.page().keyboard.press('Enter');
  },
  async write(field, text) {
    await reach(field);
    const page = field.page();
    if ((await field.getAttribute('type')) === 'date') return writeDate(page, field, text);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(text);
    return undefined;
  },
  async choose(list, value) {
    await reach(list);
    const page = list.page();
    await page.keyboard.press('Home');
    const count = await list.locator('option').count();
    for (let step = 0; step < count && (await list.inputValue()) !== value; step += 1) {
      await page.keyboard.press('ArrowDown');
    }
    if ((await list.inputValue()) !== value) throw new Error(`the list never came to ${value}`);
  },
  async tick(box) {
    if (await box.isChecked()) return;
    await reach(box);
    await box.page().keyboard.press('Space');
  },
  async give(field, file) {
    await reach(field);
    const page = field.page();
    const asked = page.waitForEvent('filechooser');
    // The browser hears of the wait before the key, or it opens a window of its own, which nobody sees.
    await page.evaluate(() => undefined);
    await page.keyboard.press('Enter');
    await (await asked).setFiles(file);
  },
};

/** A browser's date field takes digits in the order of its own language: the right one shows at once. */
async function writeDate(page: Page, field: Locator, text: string): Promise<void> {
  const [year = '', month = '', day = ''] = text.split('-');
  for (const digits of [day + month + year, month + day + year]) {
    // To its first part, wherever the last attempt ended.
    for (let part = 0; part < 4; part += 1) await page.keyboard.press('ArrowLeft');
    await page.keyboard.type(digits);
    if ((await field.inputValue()) === text) return;
  }
  throw new Error(`the date field did not take ${text}`);
}

/** What stands at the focus: whether it is the target, whether it shows, whether it comes after the last stop. */
interface Stop {
  readonly there: boolean;
  readonly seen: boolean;
  readonly forward: boolean;
  readonly words: string;
}

/** Tabs from where the focus is until the target has it; past the end a browser starts again at the top. */
async function reach(target: Locator): Promise<void> {
  const page = target.page();
  await target.waitFor();
  await target.evaluate((element) => Object.assign(window, { wanted: element, last: null }));
  const passed: string[] = [];
  for (let stops = 0; stops < FARTHEST; stops += 1) {
    const stop = await page.evaluate(lookAtFocus);
    if (stop?.seen === false) throw new Error(`the focus does not show on «${stop.words}»`);
    if (stop?.forward === false) throw new Error(`the focus goes backwards to «${stop.words}»`);
    if (stop?.there === true) return;
    if (stop !== null) passed.push(stop.words);
    await page.keyboard.press('Tab');
  }
  throw new Error(
    `the keyboard never came to ${String(target)}; last: ${passed.slice(-5).join(', ')}`,
  );
}

function lookAtFocus(): Stop | null {
  const state = window as unknown as { wanted: Element; last: Element | null };
  const here = document.activeElement;
  if (here === null || here === document.body) {
    state.last = null;
    return null;
  }
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(here);
  const box = here.getBoundingClientRect();
  const forward =
    state.last === null ||
    state.last === here ||
    (state.last.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  const first = state.last === null;
  state.last = here;
  return {
    there: here === state.wanted,
    // The first look may fall on what a page focused by itself (the list of errors, the target of a skip link).
    seen:
      first ||
      // A part of a date field (its calendar button) has the focus, with a ring of its own.
      !here.matches(':focus') ||
      (((outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none') &&
        box.width > 0 &&
        box.height > 0),
    forward,
    words: (here.textContent || here.getAttribute('name') || here.tagName).trim().slice(0, 60),
  };
}
