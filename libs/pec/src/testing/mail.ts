import type { Issued } from './authority.js';
import type { SignOptions } from './sign.js';
import { signContent } from './sign.js';

const CRLF = '\r\n';

export interface DaticertFields {
  readonly tipo: string;
  readonly errore?: string;
  readonly mittente?: string;
  readonly destinatari?: readonly (readonly [address: string, tipo: string])[];
  readonly giorno?: string;
  readonly ora?: string;
  readonly zona?: string;
  readonly identificativo?: string;
  readonly msgid?: string;
  readonly consegna?: string;
  readonly erroreEsteso?: string;
}

/** A daticert as providers write it (RFC 6109 §4.2). */
export function daticertXml(fields: DaticertFields): string {
  const line = (name: string, value: string | undefined): string =>
    value === undefined ? '' : `<${name}>${value}</${name}>\n`;
  const people = fields.destinatari ?? [['comune@pec.comune.it', 'certificato'] as const];
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<postacert tipo="${fields.tipo}" errore="${fields.errore ?? 'nessuno'}">\n<intestazione>\n` +
    line('mittente', fields.mittente ?? 'regione@pec.regione.it') +
    people
      .map(([address, tipo]) => `<destinatari tipo="${tipo}">${address}</destinatari>\n`)
      .join('') +
    `<risposte></risposte>\n<oggetto>Ricognizione</oggetto>\n</intestazione>\n<dati>\n` +
    line('gestore-emittente', 'Gestore di Prova S.p.A.') +
    `<data zona="${fields.zona ?? '+0100'}"><giorno>${fields.giorno ?? '10/03/2022'}</giorno><ora>${fields.ora ?? '10:00:00'}</ora></data>\n` +
    line('identificativo', fields.identificativo ?? 'opec1.20220310100000.1@gestore.it') +
    line('msgid', fields.msgid ?? '&lt;nostro-id.abc@pec.regione.it&gt;') +
    line('consegna', fields.consegna) +
    line('errore-esteso', fields.erroreEsteso) +
    `</dati>\n</postacert>\n`
  );
}

export interface MailOptions {
  readonly header?: string;
  readonly from?: string;
  readonly daticert?: string | Buffer | null;
  /** Header lines of the daticert part, instead of the usual ones. */
  readonly daticertHeaders?: readonly string[];
  readonly inner?: string | Buffer | null;
  readonly innerHeaders?: readonly string[];
  /** Further children of the mixed part, whole. */
  readonly children?: readonly string[];
  readonly order?: 'daticert-first' | 'inner-first';
  readonly mixedType?: string;
  readonly signedType?: string;
  readonly extraHeaders?: readonly string[];
  readonly sign?: SignOptions;
  readonly afterSignature?: string;
  readonly preamble?: string;
  readonly eol?: '\r\n' | '\n';
  readonly signedBoundary?: string;
  readonly mixedBoundary?: string;
}

export const INNER = [
  'From: "Comune di Prova" <comune@pec.comune.it>',
  'To: regione@pec.regione.it',
  'Subject: =?UTF-8?Q?Consistenza_patrimonio_=E2=80=93_alloggi_zero?=',
  'Date: Thu, 10 Mar 2022 09:58:00 +0100',
  'Message-ID: <risposta-1@pec.comune.it>',
  'In-Reply-To: <nostro-id.abc@pec.regione.it>',
  'References: <uno@x.it> <nostro-id.abc@pec.regione.it>',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'Numero alloggi: 0',
].join(CRLF);

/** The signed half: the multipart/mixed that the signature covers. */
export function mixedPart(options: MailOptions): Buffer {
  const boundary = options.mixedBoundary ?? '----=_Part_mixed_1';
  const open = `--${boundary}${CRLF}`;
  const text = `Content-Type: text/plain; charset="iso-8859-1"${CRLF}Content-Transfer-Encoding: quoted-printable${CRLF}${CRLF}Ricevuta =E8 questa${CRLF}`;
  const parts: Buffer[] = [
    Buffer.from(
      `Content-Type: ${options.mixedType ?? `multipart/mixed; boundary="${boundary}"`}${CRLF}Content-Transfer-Encoding: binary${CRLF}${CRLF}${open}${text}`,
    ),
  ];
  const daticert =
    options.daticert === undefined
      ? daticertXml({ tipo: options.header?.split(': ')[1] ?? '' })
      : options.daticert;
  const legal =
    daticert === null
      ? null
      : part(
          options.daticertHeaders ?? DATICERT_HEADERS,
          Buffer.from(daticert).toString('base64').replace(/.{76}/g, `$&${CRLF}`),
        );
  const inner =
    options.inner === undefined || options.inner === null
      ? null
      : part(options.innerHeaders ?? INNER_HEADERS, options.inner);
  const pair = options.order === 'inner-first' ? [inner, legal] : [legal, inner];
  for (const one of pair) if (one !== null) parts.push(Buffer.from(open), one);
  for (const one of options.children ?? []) parts.push(Buffer.from(open), Buffer.from(one + CRLF));
  parts.push(Buffer.from(`--${boundary}--${CRLF}`));
  return Buffer.concat(parts);
}

export const DATICERT_HEADERS = [
  'Content-Type: application/xml; name="daticert.xml"',
  'Content-Transfer-Encoding: base64',
  'Content-Disposition: inline; filename="daticert.xml"',
];
export const INNER_HEADERS = [
  'Content-Type: message/rfc822; name="postacert.eml"',
  'Content-Transfer-Encoding: 7bit',
  'Content-Disposition: inline; filename="postacert.eml"',
];

function part(headers: readonly string[], body: string | Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(headers.join(CRLF) + CRLF + CRLF),
    Buffer.from(body),
    Buffer.from(CRLF),
  ]);
}

/** A whole signed message: top-level headers, the signed half, its signature. */
export function signedMail(signer: Issued, options: MailOptions): Buffer {
  const signed = mixedPart(options);
  return assemble(signed, signContent(signed, signer, options.sign), options);
}

/** Puts a signed half and a signature together, whether or not they belong together. */
export function assemble(signed: Buffer, signature: Buffer, options: MailOptions): Buffer {
  const boundary = options.signedBoundary ?? '----046016A72F95A74A';
  const headers = [
    `Date: Thu, 10 Mar 2022 10:00:00 +0100`,
    `From: ${options.from ?? '"Per conto di: regione@pec.regione.it" <posta-certificata@gestore.it>'}`,
    'To: regione@pec.regione.it',
    'Subject: ACCETTAZIONE: Ricognizione',
    'Message-ID: <ricevuta-1@gestore.it>',
    'X-Riferimento-Message-ID: <nostro-id.abc@pec.regione.it>',
    ...(options.header === undefined ? [] : [options.header]),
    ...(options.extraHeaders ?? []),
    'MIME-Version: 1.0',
    `Content-Type: ${options.signedType ?? `multipart/signed; protocol="application/x-pkcs7-signature"; micalg="sha-256"; boundary="${boundary}"`}`,
  ];
  const p7s = signature.toString('base64').replace(/.{64}/g, `$&${CRLF}`);
  const tail = [
    '',
    `--${boundary}`,
    'Content-Type: application/x-pkcs7-signature; name="smime.p7s"',
    'Content-Transfer-Encoding: base64',
    'Content-Disposition: attachment; filename="smime.p7s"',
    '',
    p7s,
    ...(options.afterSignature === undefined ? [] : [`--${boundary}`, options.afterSignature]),
    `--${boundary}--`,
    '',
  ];
  const preamble = options.preamble ?? 'This is an S/MIME signed message';
  const whole = Buffer.concat([
    Buffer.from(headers.join(CRLF) + CRLF + CRLF + preamble + CRLF + CRLF + `--${boundary}` + CRLF),
    signed,
    Buffer.from(tail.join(CRLF)),
  ]);
  return options.eol === '\n'
    ? Buffer.from(whole.toString('latin1').replace(/\r\n/g, '\n'), 'latin1')
    : whole;
}
