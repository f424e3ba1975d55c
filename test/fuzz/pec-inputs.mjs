import fc from 'fast-check';

/** Pieces on which readers of mail have broken before. */
const TOKENS = [
  '\r\n', '\n', '\r', '\r\n\r\n', '\0', '--', '"', "'", ';', ':', '(', ')', '<', '>', '\\', '=', '=?utf-8?B?', '?=', '=?x?q?=',
  'Content-Type: multipart/mixed; boundary=a\r\n', 'Content-Type: multipart/signed; boundary="a"; boundary="b"\r\n',
  'Content-Type: message/rfc822\r\n\r\n', 'Content-Transfer-Encoding: base64\r\n', 'Content-Type: application/pkcs7-mime; name=x.p7m\r\n',
  'Content-Disposition: attachment; filename=daticert.xml\r\n', "filename*0*=utf-8''%ff", 'X-Ricevuta: avvenuta-consegna\r\n',
  'X-Trasporto: errore\r\n', 'List-Id: <a.b>\r\n', 'From: posta-certificata@gestore-b.example\r\n', '<!DOCTYPE a [<!ENTITY b "c">]>',
  '&b;', '&#0;', '<postacert tipo="accettazione">', '<msgid>', '\ufeff', ' '.repeat(300), '\t', '\r\n ', '--a\r\n', '--a--\r\n',
]; // prettier-ignore
const bytes = fc.uint8Array({ maxLength: 12 }).map((array) => Buffer.from(array));
const token = fc.constantFrom(...TOKENS).map((text) => Buffer.from(text, 'latin1'));
const asn1 = fc
  .constantFrom('3080', '0000', '308006092a86', '2480', '0405', '30848fffffff', 'a080', '3100')
  .map((hex) => Buffer.from(hex, 'hex'));
const piece = fc.oneof({ weight: 3, arbitrary: token }, { weight: 2, arbitrary: bytes }, asn1);

/** A place: anywhere, in the headers, or near the end, where the signature is. */
const place = fc.tuple(
  fc.constantFrom('anywhere', 'head', 'tail'),
  fc.double({ min: 0, max: 1, noNaN: true }),
);
const mutation = fc.record({
  what: fc.constantFrom('flip', 'insert', 'delete', 'replace', 'repeat', 'truncate', 'move'),
  place,
  size: fc.nat(400),
  piece,
});

function positionOf([where, part], length) {
  const span = Math.min(length, 2500);
  if (where === 'head') return Math.floor(part * span);
  if (where === 'tail') return Math.floor(length - part * Math.min(length, 9000));
  return Math.floor(part * length);
}

function mutate(raw, { what, place: where, size, piece: put }) {
  const at = Math.min(positionOf(where, raw.length), raw.length);
  const end = Math.min(raw.length, at + size);
  const [before, cut, after] = [raw.subarray(0, at), raw.subarray(at, end), raw.subarray(end)];
  switch (what) {
    case 'flip': {
      const copy = Buffer.from(raw);
      if (at < copy.length) copy[at] ^= 1 << (size % 8);
      return copy;
    }
    case 'insert':
      return Buffer.concat([before, put, raw.subarray(at)]);
    case 'delete':
      return Buffer.concat([before, after]);
    case 'replace':
      return Buffer.concat([before, put, after]);
    case 'repeat':
      return Buffer.concat([before, cut, cut, cut, after]);
    case 'truncate':
      return before;
    default:
      return Buffer.concat([cut, before, after]);
  }
}

/** Genuine messages with a few changes. */
function mutated(messages) {
  return fc
    .tuple(fc.constantFrom(...messages), fc.array(mutation, { minLength: 1, maxLength: 6 }))
    .map(([raw, changes]) => changes.reduce(mutate, raw));
}

/** Genuine messages whose signature is changed inside its base64. */
function resigned(messages) {
  return fc
    .tuple(fc.constantFrom(...messages), fc.array(mutation, { minLength: 1, maxLength: 3 }))
    .map(([raw, changes]) => {
      const text = raw.toString('latin1');
      const found =
        /(Content-Type: application\/pkcs7-signature[\s\S]*?\r\n\r\n)([A-Za-z0-9+/=\r\n]+)/.exec(
          text,
        );
      if (found === null) return raw;
      const from = found.index + found[1].length;
      const p7s = changes.reduce(mutate, Buffer.from(found[2], 'base64'));
      return Buffer.from(
        text.slice(0, from) + p7s.toString('base64') + text.slice(from + found[2].length),
        'latin1',
      );
    });
}

/** Two genuine messages, the head of one on the tail of the other. */
function spliced(messages) {
  const any = fc.constantFrom(...messages);
  return fc
    .tuple(any, any, place, place)
    .map(([a, b, x, y]) =>
      Buffer.concat([a.subarray(0, positionOf(x, a.length)), b.subarray(positionOf(y, b.length))]),
    );
}

const boundary = fc.constantFrom('a', 'aa', 'a-', '--', '----=_x', '"', 'a b', '', 'x'.repeat(90));
const headerName = fc.constantFrom(
  'Content-Type',
  'content-type',
  'CONTENT-DISPOSITION',
  'Content-Transfer-Encoding',
  'Subject',
  'From',
  'X-Ricevuta',
  'X-Trasporto',
  'X-TipoRicevuta',
  'Message-ID',
  'References',
  'X-Riferimento-Message-ID',
  ' folded',
  '',
  'Bad Name',
  'List-Id',
);
const headerValue = fc.oneof(
  fc.constantFrom(
    'accettazione',
    'avvenuta-consegna',
    'errore',
    'posta-certificata',
    'text/html; charset=utf-16',
    'message/rfc822',
    'application/xml; name="daticert.xml"',
    'application/pkcs7-signature; name="smime.p7s"',
    'base64',
    'quoted-printable',
    'attachment; filename="a.p7m"',
    'multipart/mixed',
    '<a@b.it> <c@d>',
    '"x" <a@b>, c@d',
    '=?utf-8?q?=C3?= =?utf-8?q?=A8?=',
  ),
  fc.string({ maxLength: 40, unit: 'binary' }),
);
const eol = fc.constantFrom('\r\n', '\r\n', '\n', '\r');
const xml = fc
  .tuple(
    fc.constantFrom(
      '<postacert tipo="accettazione">',
      '<a>',
      '<!DOCTYPE a>',
      '<?xml version="1.0" encoding="x"?>',
      '\ufeff<postacert>',
    ),
    fc.array(
      fc.constantFrom(
        '<dati>',
        '</dati>',
        '<msgid>',
        '</msgid>',
        '&lt;',
        '&#x1f;',
        'testo',
        '<data zona="+0100">',
        '<![CDATA[',
        ']]>',
      ),
      { maxLength: 12 },
    ),
  )
  .map(([start, rest]) => start + rest.join(''));

/** Structures that no program would send: any headers, any nesting, delimiters that run into each other. */
const tree = fc.letrec((tie) => ({
  headers: fc.array(fc.tuple(headerName, headerValue), { maxLength: 6 }),
  leaf: fc.tuple(
    tie('headers'),
    fc.oneof(
      fc.string({ maxLength: 60, unit: 'binary' }),
      xml,
      token.map((one) => one.toString('latin1')),
    ),
  ),
  multipart: fc.tuple(
    fc.constantFrom('mixed', 'signed', 'alternative', 'related'),
    boundary,
    boundary,
    tie('headers'),
    fc.array(tie('node'), { maxLength: 4 }),
    fc.boolean(),
    eol,
  ),
  node: fc.oneof({ maxDepth: 5, withCrossShrink: true }, tie('leaf'), tie('multipart')),
})).node;

function render(node) {
  const lines = (headers) => headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  if (node.length === 2) return `${lines(node[0])}\r\n${node[1]}`;
  const [subtype, declared, used, headers, children, closed, end] = node;
  const parts = children.map((child) => `--${used}${end}${render(child)}${end}`).join('');
  return `Content-Type: multipart/${subtype}; boundary="${declared}"\r\n${lines(headers)}\r\n${parts}${closed ? `--${used}--${end}` : ''}`;
}

const structured = fc
  .tuple(
    fc.constantFrom(
      'X-Ricevuta: accettazione',
      'X-Trasporto: posta-certificata',
      'X-Trasporto: errore',
      'A: b',
    ),
    tree,
  )
  .map(([first, node]) => Buffer.from(`${first}\r\n${render(node)}`, 'latin1'));

/** Every sort of input, from a corpus of genuine messages. */
export function inputs(messages) {
  return fc.oneof(
    { weight: 5, arbitrary: mutated(messages) },
    { weight: 2, arbitrary: resigned(messages) },
    { weight: 2, arbitrary: spliced(messages) },
    { weight: 4, arbitrary: structured },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array)) },
  );
}
