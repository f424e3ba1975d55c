import { beforeAll, describe, expect, it } from '@jest/globals';
import { around, BOUNDS } from '../../../test/support/pec-bounds.mjs';
import { readAttachments } from './attachments.js';
import { readMessage } from './read-message.js';
import { issue } from './testing/authority.js';
import { signContent } from './testing/sign.js';
import { verifyMessage } from './verify-message.js';
import type { TrustStore } from './x509/trust-store.js';
import { trustStore } from './x509/trust-store.js';

const MB = 1_000_000;
let trust: TrustStore;
beforeAll(() => {
  trust = trustStore({ pems: [issue({ cn: 'CA', ca: true }).pem], builtIn: false });
});

// How long each takes is measured where nothing else runs: node test/fuzz/pec-fuzz.mjs, limit 5 s.
describe('what any message may cost, within 512 MB', () => {
  it.each(BOUNDS)('%s', (_, make, code) => {
    const raw = make();
    const before = process.memoryUsage().rss;
    const message = readMessage(raw);
    const signature = verifyMessage(raw, message, trust);
    readAttachments(raw);
    expect(process.memoryUsage().rss - before).toBeLessThan(512 * MB);
    expect(message.warnings.map((one) => one.code)).toContain(code);
    expect(signature.verdict).not.toBe('valid');
  });

  it('a file signed seven times over shows six layers', () => {
    const signer = issue({ cn: 'Segretario' });
    const layer = (content: Buffer) => signContent(content, signer, { content });
    const wrapped = Array.from({ length: 10 }).reduce<Buffer>(
      (content) => layer(content),
      Buffer.from('fondo'),
    );
    const name = `a.pdf${'.p7m'.repeat(10)}`;
    const raw = around(
      Buffer.concat([
        Buffer.from(
          `Content-Type: application/pkcs7-mime; name="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n`,
        ),
        Buffer.from(wrapped.toString('base64')),
      ]),
    );
    const { inner, warnings } = readMessage(raw);
    expect(inner?.attachments.map((one) => one.name)).toEqual(
      Array.from({ length: 7 }, (_, n) => `a.pdf${'.p7m'.repeat(10 - n)}`),
    );
    expect(warnings.map((one) => one.code)).toContain('inner-nesting');
  });
});
