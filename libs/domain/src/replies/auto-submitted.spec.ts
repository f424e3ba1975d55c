import { describe, expect, it } from '@jest/globals';
import { autoSubmitted, isMarked } from './auto-submitted.js';
import { aMessage } from './testing/a-message.js';

describe('the keyword of Auto-Submitted', () => {
  it.each([
    [undefined, 'no'],
    ['', 'no'],
    [' No ', 'no'],
    ['no (written (by) hand)', 'no'],
    ['(vacation) Auto-Replied (rule 3)', 'auto-replied'],
    ['auto-generated; owner-email="a@b"', 'auto-generated'],
    ['auto-notified', 'auto-notified'],
    ['no comment', 'no'],
    ['(((', 'no'],
  ])('of %j is %j', (value, keyword) => {
    const headers: Record<string, string> = value === undefined ? {} : { 'auto-submitted': value };
    expect(autoSubmitted(headers)).toBe(keyword);
    expect(isMarked(aMessage({ headers }))).toBe(keyword !== 'no');
  });
});
