import { describe, expect, it } from '@jest/globals';
import {
  EMAIL_PROTECTION,
  extension,
  issue,
  nameOf,
  rsaKeys,
  SERVER_AUTH,
} from '../testing/authority.js';
import type { Issued } from '../testing/authority.js';
import { context, contextPrimitive, oid, printable, seq, set, utf8 } from '../testing/der.js';
import { certificateOf } from './certificate.js';
import { findChain } from './chain.js';
import { TrustError, trustStore } from './trust-store.js';

const AT = '2022-03-10T09:00:00.000Z';
const MAILBOX = 'posta-certificata@gestore.it';
const root = issue({ cn: 'Radice', ca: true });
const authority = issue({ cn: 'Autorità', by: root, ca: true });
const trusting = (...anchors: readonly Issued[]) =>
  trustStore({ pems: anchors.map((one) => one.pem), builtIn: false });

function chain(leaf: Issued, bag: readonly Issued[], anchors: readonly Issued[] = [root]) {
  const found = findChain(
    certificateOf(leaf.der),
    bag.map((one) => certificateOf(one.der)),
    trusting(...anchors),
    AT,
  );
  return found.ok ? found.path.certificates.length : found.reasons.map((reason) => reason.code);
}
const under = (request: Partial<Parameters<typeof issue>[0]>): Issued =>
  issue({ cn: 'Sub', by: root, ca: true, ...request });
const leafOf = (by: Issued, request: Partial<Parameters<typeof issue>[0]> = {}): Issued =>
  issue({ cn: 'Gestore', by, mailbox: MAILBOX, ...request });

describe('a chain', () => {
  const leaf = leafOf(authority);
  it('goes from the signer through the message’s certificates to an anchor, in any order', () => {
    expect(chain(leaf, [leaf, authority])).toBe(3);
    expect(chain(leaf, [root, authority, leaf])).toBe(3);
  });
  it('may end at an authority that is trusted itself, or at the signer', () => {
    expect(chain(leaf, [], [authority])).toBe(2);
    expect(chain(leaf, [], [leaf])).toBe(1);
  });
  it('names what is missing', () => {
    expect(chain(leaf, [leaf])).toEqual(['issuer-missing']);
    expect(chain(leaf, [authority], [authority])).toBe(2);
    expect(chain(leaf, [authority, root], [issue({ cn: 'Altra', ca: true })])).toEqual([
      'root-unknown',
    ]);
  });
  it('finds the good issuer among certificates of the same name', () => {
    const twin = issue({ cn: 'Autorità', by: root, ca: true });
    expect(chain(leaf, [twin, authority])).toBe(3);
    expect(chain(leaf, [twin])).toEqual(['issuer-signature']);
  });
  it('prefers the path that holds, whichever comes first', () => {
    const keys = rsaKeys();
    const expired = issue({
      cn: 'Doppia',
      keys,
      by: root,
      ca: true,
      notAfter: '2021-01-01T00:00:00Z',
    });
    const good = issue({ cn: 'Doppia', keys, by: root, ca: true });
    const signer = leafOf(good);
    expect(chain(signer, [expired, good])).toBe(3);
    expect(chain(signer, [good, expired])).toBe(3);
    expect(chain(signer, [expired])).toEqual(['expired']);
  });
  it('does not run round in circles', () => {
    const [a, b] = [rsaKeys(), rsaKeys()];
    const one = issue({ cn: 'Uno', keys: a, ca: true });
    const two = issue({ cn: 'Due', keys: b, ca: true });
    const oneByTwo = issue({ cn: 'Uno', keys: a, by: two, ca: true });
    const twoByOne = issue({ cn: 'Due', keys: b, by: one, ca: true });
    const copies = Array.from({ length: 40 }, (_, serial) =>
      issue({ cn: 'Uno', keys: a, by: two, ca: true, serial: serial + 1 }),
    );
    expect(chain(leafOf(one), [oneByTwo, twoByOne])).toEqual(['chain-loop']);
    const many = chain(leafOf(one), [...copies, twoByOne]);
    expect([['chain-loop'], ['chain-too-complex']]).toContainEqual(many);
  });
});

describe('an authority issues only what it may', () => {
  it.each([
    ['without being one', { ca: false, keyUsage: 0x06 }, ['not-ca']],
    ['without the right to sign certificates', { keyUsage: 0x80 }, ['key-usage']],
    ['for web servers only', { eku: [SERVER_AUTH] }, ['eku']],
    ['for mail among other things', { eku: [SERVER_AUTH, EMAIL_PROTECTION] }, 3],
    [
      'with an unknown critical extension',
      { extra: [extension('1.2.3.4', true, Buffer.from('0500', 'hex'))] },
      ['critical-extension'],
    ],
    [
      'with an unknown extension that is not critical',
      { extra: [extension('1.2.3.4', false, Buffer.from('0500', 'hex'))] },
      3,
    ],
    ['before its time', { notBefore: '2022-03-10T09:00:01Z' }, ['not-yet-valid']],
  ])('%s', (_, request, expected) => {
    const sub = under(request);
    expect(chain(leafOf(sub), [sub])).toEqual(expected);
  });
  it('with keys of 1024 bits or more', () => {
    const leaf = leafOf(authority, { keys: rsaKeys(768) });
    expect(chain(leaf, [authority])).toEqual(['weak-key']);
  });
});

describe('name constraints (RFC 5280 §4.2.1.10)', () => {
  const dns = (text: string) => contextPrimitive(2, Buffer.from(text));
  const ip = (hex: string) => contextPrimitive(7, Buffer.from(hex, 'hex'));
  const directory = (...parts: Buffer[]) => context(4, seq(...parts));
  const italy = set(seq(oid('2.5.4.6'), printable('IT')));
  const organisation = (name: string) => set(seq(oid('2.5.4.10'), utf8(name)));
  const names = (...list: Buffer[]) => [
    extension('2.5.29.17', false, seq(contextPrimitive(1, Buffer.from(MAILBOX)), ...list)),
  ];
  const REFUSED = ['name-constraints'];

  it.each<
    [string, Partial<Parameters<typeof issue>[0]>, Partial<Parameters<typeof issue>[0]>, unknown]
  >([
    ['a host permits its mailboxes', { permittedMail: ['gestore.it'] }, {}, 3],
    ['in any case', { permittedMail: ['GESTORE.it'] }, {}, 3],
    ['and no host below it', { permittedMail: ['it'] }, {}, REFUSED],
    ['a dotted domain permits hosts below it', { permittedMail: ['.it'] }, {}, 3],
    ['and not itself', { permittedMail: ['.gestore.it'] }, {}, REFUSED],
    ['a mailbox permits itself', { permittedMail: [MAILBOX] }, {}, 3],
    ['and no other', { permittedMail: ['altra@gestore.it'] }, {}, REFUSED],
    ['one of several is enough', { permittedMail: ['altro.it', 'gestore.it'] }, {}, 3],
    [
      'an exclusion beats a permission',
      { permittedMail: ['.it'], excludedMail: ['gestore.it'] },
      {},
      REFUSED,
    ],
    [
      'a subject within a permitted name',
      { permitted: [directory(italy, organisation('PROVA  s.p.a.'))] },
      {},
      3,
    ],
    ['a subject without', { permitted: [directory(italy, organisation('Altra'))] }, {}, REFUSED],
    ['an excluded subject', { excluded: [directory(italy)] }, {}, REFUSED],
    [
      'kinds of name that the signer has none of do not count',
      { permitted: [dns('gestore.it')], excluded: [ip('0000000000000000')] },
      {},
      3,
    ],
    [
      'a host name within',
      { permitted: [dns('gestore.it')] },
      { mailbox: undefined, extra: names(dns('www.gestore.it')) },
      3,
    ],
    [
      'a host name without',
      { permitted: [dns('gestore.it')] },
      { mailbox: undefined, extra: names(dns('www.altro.it')) },
      REFUSED,
    ],
    [
      'an excluded address',
      { excluded: [ip('0000000000000000')] },
      { mailbox: undefined, extra: names(ip('0a000001')) },
      REFUSED,
    ],
    [
      'an address of a permitted network',
      { permitted: [ip('0a000000ff000000')] },
      { mailbox: undefined, extra: names(ip('0a000001')) },
      3,
    ],
    [
      'an address of another',
      { permitted: [ip('0a000000ff000000')] },
      { mailbox: undefined, extra: names(ip('0b000001')) },
      REFUSED,
    ],
    [
      'a constrained kind of name that is not understood',
      { permitted: [contextPrimitive(8, Buffer.from('2a03', 'hex'))] },
      { mailbox: undefined, extra: names(contextPrimitive(8, Buffer.from('2a03', 'hex'))) },
      REFUSED,
    ],
  ])('%s', (_, constraints, request, expected) => {
    const sub = under(constraints);
    const { mailbox = MAILBOX, ...rest } = request;
    const leaf = issue({
      cn: 'Gestore',
      by: sub,
      ...('mailbox' in request ? {} : { mailbox }),
      ...rest,
    });
    expect(chain(leaf, [sub])).toEqual(expected);
  });

  it('bind every certificate below, not only the next', () => {
    const top = under({ permittedMail: ['altro.it'] });
    const middle = issue({ cn: 'Mezzo', by: top, ca: true });
    expect(chain(leafOf(middle), [middle, top])).toEqual(REFUSED);
  });
  it('compare names as RFC 5280 §7.1 says', () => {
    expect(certificateOf(issue({ cn: ' Radice   di  PROVA ' }).der).subjectKey).toBe(
      certificateOf(issue({ cn: 'radice di prova' }).der).subjectKey,
    );
    expect(nameOf('a', 'b')).toEqual(nameOf('a', 'b'));
  });
});

describe('a trust store', () => {
  it('takes several certificates in one text', () => {
    expect(chain(leafOf(authority), [authority], [root])).toBe(3);
    const store = trustStore({
      pems: [`intestazione\n${authority.pem}\n${root.pem}`],
      builtIn: false,
    });
    expect(store.isAnchor(certificateOf(root.der))).toBe(true);
  });
  it('refuses a text without a certificate, and says so', () => {
    expect(() => trustStore({ pems: ['ciao'] })).toThrow(TrustError);
    expect(() =>
      trustStore({ pems: ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'] }),
    ).toThrow(/n\. 1 non è leggibile/);
  });
  it('holds Node’s roots and those of older certified mail', () => {
    const names = ['Actalis Authentication Root CA', 'Baltimore CyberTrust Root'];
    const store = trustStore();
    const keys = [
      '2.5.4.6=it\n2.5.4.7=milan\n2.5.4.10=actalis s.p.a./03358520967\n2.5.4.3=actalis authentication root ca',
      '2.5.4.6=ie\n2.5.4.10=baltimore\n2.5.4.11=cybertrust\n2.5.4.3=baltimore cybertrust root',
    ];
    expect(
      keys.map((key) => store.anchorsNamed(key)[0]?.certificate.subjectText.split('CN=')[1]),
    ).toEqual(names);
  });
});
