import { describe, expect, it } from '@jest/globals';
import { addressFor, isLoopback } from './loopback.js';

describe('isLoopback', () => {
  it.each([
    '127.0.0.1',
    '127.255.255.254',
    '::1',
    '[::1]',
    '0:0:0:0:0:0:0:1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::1%lo',
  ])('%s stays here', (address) => {
    expect(isLoopback(address)).toBe(true);
  });

  it.each([
    '128.0.0.1',
    '126.255.255.255',
    '0.0.0.0',
    '::',
    '::2',
    '10.0.0.1',
    '169.254.169.254',
    '::ffff:10.0.0.1',
    '::ffff:126.255.255.255',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    'localhost',
    '127.1',
    '0x7f000001',
    '2130706433',
    '',
  ])('%s is not a loopback address', (address) => {
    expect(isLoopback(address)).toBe(false);
  });
});

describe('addressFor', () => {
  it('gives the address it checked, so that a second answer of the resolver changes nothing', async () => {
    const answers = [['127.0.0.1'], ['192.0.2.1']];
    const resolve = async () => answers.shift()!;
    expect(await addressFor('mail.example.it', true, resolve)).toBe('127.0.0.1');
  });

  it('lets an outside host through when the mode is not sandbox', async () => {
    expect(await addressFor('mail.example.it', false, async () => ['192.0.2.1'])).toBe('192.0.2.1');
  });

  it('names a host without addresses', async () => {
    const resolve = async () => {
      throw new Error('ENOTFOUND');
    };
    await expect(addressFor('mail.example.it', true, resolve)).rejects.toMatchObject({
      code: 'host-unknown',
    });
  });
});
