import { describe, expect, it } from '@jest/globals';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { AssetStore, encodingFor } from './asset-store.js';

describe('what pages fetch', () => {
  it('has an address that changes with its content', () => {
    const [a, b] = ['a{}', 'b{}'].map((css) => new AssetStore().add('x.css', Buffer.from(css)).url);
    expect(a).toMatch(/^\/risorse\/x\.[0-9a-f]{12}\.css$/);
    expect(a).not.toBe(b);
  });

  it('is the same bytes in every encoding', async () => {
    const asset = new AssetStore().add('x.css', Buffer.from('a{color:red}'));
    expect(brotliDecompressSync(await asset.body('br')).toString()).toBe('a{color:red}');
    expect(gunzipSync(await asset.body('gzip')).toString()).toBe('a{color:red}');
    expect((await asset.body('identity')).toString()).toBe('a{color:red}');
  });

  it('stops a page that names a file which is not there', () => {
    expect(() => new AssetStore().url('y.css')).toThrow('y.css');
  });

  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['identity', 'identity'],
    [undefined, 'identity'],
  ])('answers «%s» with %s', (accept, encoding) => expect(encodingFor(accept)).toBe(encoding));
});
