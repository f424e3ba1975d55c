import type { Locator } from 'playwright-core';

/** How a person works a page. Steps say what is done; hands say how. */
export interface Hands {
  /** Follows a link or presses a button. */
  press(target: Locator): Promise<void>;
  /** Writes into a field; a date as `2022-03-31`. */
  write(field: Locator, text: string): Promise<void>;
  /** Chooses of a list, by the option's value. */
  choose(list: Locator, value: string): Promise<void>;
  tick(box: Locator): Promise<void>;
  /** Gives a file to a form. */
  give(field: Locator, file: string): Promise<void>;
}

/** With the mouse; all of it works without JavaScript. */
export const MOUSE: Hands = {
  press: (target) => target.click(),
  write: (field, text) => field.fill(text),
  choose: async (list, value) => void (await list.selectOption(value)),
  tick: (box) => box.check(),
  give: (field, file) => field.setInputFiles(file),
};
