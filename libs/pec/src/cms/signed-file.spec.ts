import { describe, expect, it } from '@jest/globals';
import { issue } from '../testing/authority.js';
import { signContent } from '../testing/sign.js';
import { contentOfSignedFile } from './signed-file.js';

const signer = issue({ cn: 'Segretario' });
const file = (content: string, ber = false) =>
  signContent(Buffer.from(content), signer, { content: Buffer.from(content), ber });

describe('the file inside a .p7m', () => {
  it.each([
    ['DER', file('determina')],
    ['BER', file('determina', true)],
    ['base64', Buffer.from(file('determina').toString('base64'))],
    [
      'base64 in lines',
      Buffer.from(file('determina').toString('base64').replace(/.{64}/g, '$&\r\n')),
    ],
    [
      'PEM',
      Buffer.from(
        `-----BEGIN PKCS7-----\n${file('determina').toString('base64')}\n-----END PKCS7-----\n`,
      ),
    ],
    ['DER with bytes behind', Buffer.concat([file('determina'), Buffer.from('\r\n')])],
  ])('comes out of %s', (_, bytes) => {
    expect(contentOfSignedFile(bytes)?.toString()).toBe('determina');
  });
  it.each([
    ['a detached signature', signContent(Buffer.from('x'), signer)],
    ['no signature at all', Buffer.from('%PDF-1.4')],
    ['a broken one', file('determina').subarray(0, 100)],
    ['base64 of something else', Buffer.from(Buffer.from('Menu').toString('base64'))],
    ['nothing', Buffer.alloc(0)],
    ['endless nesting', Buffer.alloc(10_000, Buffer.from('3080', 'hex'))],
  ])('is none in %s', (_, bytes) => {
    expect(contentOfSignedFile(bytes)).toBeNull();
  });
  it('may be signed twice over: one layer at a time', () => {
    const outer = signContent(file('determina'), signer, { content: file('determina') });
    const inner = contentOfSignedFile(outer);
    expect(inner === null ? null : contentOfSignedFile(inner)?.toString()).toBe('determina');
  });
});
