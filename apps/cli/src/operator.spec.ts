import { describe, expect, it } from '@jest/globals';
import { operator } from './operator.js';

describe('who acts at the command line', () => {
  it('is named by the machine’s account, and as no account of the pages', () => {
    expect(operator(() => 'rossi')).toBe('riga di comando (rossi)');
    expect(operator()).toMatch(/^riga di comando/);
  });

  it.each([
    ['has none', () => ''],
    [
      'knows no name for it',
      () => {
        throw new Error('ENOENT: uv_os_get_passwd');
      },
    ],
  ])('is the command line alone where the machine %s', (_what, account) => {
    expect(operator(account)).toBe('riga di comando');
  });
});
