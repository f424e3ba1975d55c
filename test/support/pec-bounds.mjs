const TOP = 'From: a@b.it\r\nX-Trasporto: posta-certificata\r\n';
const INNER_TYPE = 'Content-Type: message/rfc822; name="postacert.eml"';
const DATICERT_TYPE = 'Content-Type: application/xml; name="daticert.xml"';
const MB = 1_000_000;

/** A signed structure around one child of the mixed part. */
export function around(child, type = INNER_TYPE) {
  const before = `${TOP}Content-Type: multipart/signed; boundary="S"\r\n\r\n--S\r\nContent-Type: multipart/mixed; boundary="M"\r\n\r\n--M\r\n${type}\r\n\r\n`;
  const after =
    '\r\n--M--\r\n--S\r\nContent-Type: application/pkcs7-signature\r\n\r\nMIIB\r\n--S--\r\n';
  return Buffer.concat([Buffer.from(before), Buffer.from(child), Buffer.from(after)]);
}
const many = (count, make) => Array.from({ length: count }, (_, index) => make(index)).join('');

/** Messages at the limits of what a message may cost: name, how it is made, the warning that reading gives. */
export const BOUNDS = [
  [
    '5,000 nested multiparts',
    () =>
      around(
        many(5_000, (n) => `Content-Type: multipart/mixed; boundary="b${n}"\r\n\r\n--b${n}\r\n`),
      ),
    'inner-depth',
  ],
  [
    '5,000 nested multiparts of one boundary',
    () => around(many(5_000, () => 'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n')),
    'inner-parts',
  ],
  [
    '5,000 nested messages',
    () => around(many(5_000, () => 'Content-Type: message/rfc822\r\n\r\n')),
    'inner-nesting',
  ],
  [
    '5,000 nested messages of 35 MB',
    () => around(many(5_000, () => 'Content-Type: message/rfc822\r\n\r\n') + 'x'.repeat(35 * MB)),
    'inner-size',
  ],
  [
    '100,000 headers',
    () => Buffer.from(TOP + many(100_000, (n) => `X-${n}: ${n}\r\n`)),
    'too-many-headers',
  ],
  [
    '100,000 headers inside',
    () => around(many(100_000, (n) => `X-${n}: ${n}\r\n`)),
    'too-many-headers',
  ],
  [
    '10,000 parts',
    () =>
      around(
        `Content-Type: multipart/mixed; boundary="p"\r\n\r\n${many(10_000, (n) => `--p\r\nContent-Type: application/pdf; name="${n}.pdf"\r\n\r\nx\r\n`)}--p--`,
      ),
    'inner-parts',
  ],
  [
    '10,000 parts at the top',
    () =>
      Buffer.from(
        `${TOP}Content-Type: multipart/signed; boundary="p"\r\n\r\n${many(10_000, () => '--p\r\n\r\nx\r\n')}--p--`,
      ),
    'too-many-parts',
  ],
  [
    'a body of 40 MB',
    () =>
      around(
        `Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${'A'.repeat(40 * MB)}`,
      ),
    'daticert-missing',
  ],
  ['40 MB of line ends', () => around('\n'.repeat(40 * MB)), 'daticert-missing'],
  [
    '40 MB of tags',
    () => around(`Content-Type: text/html\r\n\r\n${'<b>'.repeat(13 * MB)}`),
    'daticert-missing',
  ],
  [
    '40 MB in one header',
    () => Buffer.from(`${TOP}Subject: ${'=?utf-8?q?'.repeat(4 * MB)}`),
    'header-cut',
  ],
  [
    'lines that only begin like delimiters',
    () => around(`Content-Type: multipart/mixed; boundary="-"\r\n\r\n${'\n---x'.repeat(8 * MB)}`),
    'inner-unclosed',
  ],
  ['more than 42 MB', () => Buffer.alloc(43 * MB, `${TOP}\r\n`), 'too-big'],
  [
    'an entity bomb',
    () =>
      around(
        `<?xml version="1.0"?><!DOCTYPE l [${many(10, (n) => `<!ENTITY l${n} "${`&l${n - 1};`.repeat(10)}">`)}]><postacert tipo="&l9;"/>`,
        DATICERT_TYPE,
      ),
    'daticert-doctype',
  ],
  ['20,000 nested elements', () => around('<a>'.repeat(20_000), DATICERT_TYPE), 'daticert-depth'],
  ['a daticert of 39 MB', () => around('x'.repeat(39 * MB), DATICERT_TYPE), 'daticert-size'],
  [
    'endless ASN.1',
    () =>
      around(
        Buffer.alloc(39 * MB, Buffer.from('3080', 'hex')),
        `${INNER_TYPE}\r\n\r\nContent-Type: application/pkcs7-mime; name=a.p7m`,
      ),
    'p7m',
  ],
];
