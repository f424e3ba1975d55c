import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import {
  bits,
  bool,
  context,
  contextPrimitive,
  int,
  octets,
  oid,
  printable,
  seq,
  set,
  time,
  utf8,
} from './der.js';

export interface Keys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export interface Issued {
  readonly der: Buffer;
  readonly pem: string;
  readonly keys: Keys;
  readonly subject: Buffer;
  readonly issuer: Buffer;
  readonly serial: Buffer;
}

export interface Request {
  readonly cn: string;
  readonly organisation?: string;
  readonly keys?: Keys;
  /** Self-signed when absent. */
  readonly by?: Issued;
  readonly ca?: boolean;
  readonly pathLength?: number;
  readonly mailbox?: string;
  readonly notBefore?: string;
  readonly notAfter?: string;
  /** null leaves the extension out. */
  readonly eku?: readonly string[] | null;
  readonly keyUsage?: number | null;
  readonly policy?: string;
  readonly permittedMail?: readonly string[];
  readonly excludedMail?: readonly string[];
  readonly extra?: readonly Buffer[];
  readonly digest?: string;
  readonly serial?: number;
  /** GeneralNames, encoded, for both kinds of subtree. */
  readonly permitted?: readonly Buffer[];
  readonly excluded?: readonly Buffer[];
}

const SIGNATURE: Readonly<Record<string, string>> = {
  md5: '1.2.840.113549.1.1.4',
  sha1: '1.2.840.113549.1.1.5',
  sha256: '1.2.840.113549.1.1.11',
};

export const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4';
export const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';

/** RSA of 1024 bits: the shortest that is accepted, and quick to make in a test. */
export function rsaKeys(modulusLength = 1024): Keys {
  return generateKeyPairSync('rsa', { modulusLength });
}

let serials = 1000;

/** Issues a certificate shaped like those of certified mail, or bent as a test asks. */
export function issue(request: Request): Issued {
  const keys = request.keys ?? rsaKeys();
  const subject = nameOf(request.cn, request.organisation ?? 'Prova S.p.A.');
  const issuer = request.by?.subject ?? subject;
  serials += 1;
  const serial = int(request.serial ?? serials);
  const digest = request.digest ?? 'sha256';
  const algorithm = seq(oid(SIGNATURE[digest] ?? ''), Buffer.from([5, 0]));
  const tbs = seq(
    context(0, int(2)),
    serial,
    algorithm,
    issuer,
    seq(
      time(request.notBefore ?? '2020-01-01T00:00:00Z'),
      time(request.notAfter ?? '2040-01-01T00:00:00Z'),
    ),
    subject,
    keys.publicKey.export({ type: 'spki', format: 'der' }),
    context(3, seq(...extensionsOf(request, keys))),
  );
  const signature = sign(digest, tbs, (request.by?.keys ?? keys).privateKey);
  const der = seq(tbs, algorithm, bits(signature));
  const pem = `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
  return { der, pem, keys, subject, issuer, serial };
}

/** A distinguished name. */
export function nameOf(cn: string, organisation: string): Buffer {
  return seq(
    set(seq(oid('2.5.4.6'), printable('IT'))),
    set(seq(oid('2.5.4.10'), utf8(organisation))),
    set(seq(oid('2.5.4.3'), utf8(cn))),
  );
}

/** One extension. */
export function extension(id: string, critical: boolean, value: Buffer): Buffer {
  return critical ? seq(oid(id), bool(true), octets(value)) : seq(oid(id), octets(value));
}

function extensionsOf(request: Request, keys: Keys): Buffer[] {
  const { ca = false } = request;
  const list: Buffer[] = [];
  if (ca) {
    const length = request.pathLength === undefined ? [] : [int(request.pathLength)];
    list.push(extension('2.5.29.19', true, seq(bool(true), ...length)));
  }
  const usage = request.keyUsage === undefined ? (ca ? 0x06 : 0x80) : request.keyUsage;
  if (usage !== null)
    list.push(extension('2.5.29.15', true, bits(Buffer.from([usage]), ca ? 1 : 7)));
  const eku = request.eku === undefined ? (ca ? null : [EMAIL_PROTECTION]) : request.eku;
  if (eku !== null) list.push(extension('2.5.29.37', false, seq(...eku.map(oid))));
  if (request.mailbox !== undefined) {
    list.push(
      extension('2.5.29.17', false, seq(contextPrimitive(1, Buffer.from(request.mailbox)))),
    );
  }
  if (request.policy !== undefined)
    list.push(extension('2.5.29.32', false, seq(seq(oid(request.policy)))));
  const id = createHash('sha1')
    .update(keys.publicKey.export({ type: 'spki', format: 'der' }))
    .digest();
  list.push(extension('2.5.29.14', false, octets(id)));
  const constraints = [
    ...subtrees(0, request.permittedMail, request.permitted),
    ...subtrees(1, request.excludedMail, request.excluded),
  ];
  if (constraints.length > 0) list.push(extension('2.5.29.30', false, seq(...constraints)));
  return [...list, ...(request.extra ?? [])];
}

function subtrees(
  tag: number,
  mail: readonly string[] = [],
  others: readonly Buffer[] = [],
): Buffer[] {
  const names = [...mail.map((one) => contextPrimitive(1, Buffer.from(one))), ...others];
  return names.length === 0 ? [] : [context(tag, ...names.map((name) => seq(name)))];
}
