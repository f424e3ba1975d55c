import type { Node } from '../asn1/ber.js';
import { bodyOf, childrenOf, ID } from '../asn1/ber.js';
import type { Certificate } from './certificate.js';
import { attributeOf, nameKeys } from './names.js';

const EMAIL = 0x81;
const DNS = 0x82;
const DIRECTORY = 0xa4;
const URI = 0x86;
const IP = 0x87;
const EMAIL_ADDRESS = '1.2.840.113549.1.9.1';

/** One name of a certificate, by the kind of GeneralName it counts as. */
interface Name {
  readonly kind: number;
  readonly text: string;
  readonly bytes: Buffer;
  readonly keys: readonly string[];
}

/**
 * Whether every name of a certificate is allowed by a CA's nameConstraints. RFC 5280 §4.2.1.10: within
 * at least one permitted subtree of its kind, where there are any, and within no excluded one. A name
 * of a constrained kind that is not understood is not allowed.
 */
export function withinConstraints(certificate: Certificate, constraints: Node): boolean {
  const permitted = subtrees(constraints, ID.context0);
  const excluded = subtrees(constraints, ID.context1);
  return namesOf(certificate).every((name) => {
    const allowed = permitted.filter((base) => base.id === name.kind);
    if (allowed.length > 0 && !allowed.some((base) => matches(name, base, false))) return false;
    return !excluded.some((base) => base.id === name.kind && matches(name, base, true));
  });
}

function subtrees(constraints: Node, id: number): readonly Node[] {
  const field = childrenOf(constraints).find((child) => child.id === id);
  if (field === undefined) return [];
  return childrenOf(field).flatMap((subtree) => childrenOf(subtree).slice(0, 1));
}

function namesOf(certificate: Certificate): readonly Name[] {
  const names = certificate.alternativeNames.map((node) =>
    nameOf(node.id, bodyOf(node), directoryKeys(node)),
  );
  const subject = nameKeys(certificate.subject);
  if (subject.length > 0) names.push(nameOf(DIRECTORY, Buffer.alloc(0), subject));
  const mail = attributeOf(certificate.subject, EMAIL_ADDRESS);
  if (mail !== null && !names.some((name) => name.kind === EMAIL)) {
    names.push(nameOf(EMAIL, Buffer.from(mail, 'utf8'), []));
  }
  return names;
}

function nameOf(kind: number, bytes: Buffer, keys: readonly string[]): Name {
  return { kind, text: bytes.toString('latin1').toLowerCase(), bytes, keys };
}

function directoryKeys(node: Node): readonly string[] {
  const [name] = node.id === DIRECTORY ? childrenOf(node) : [];
  return name === undefined ? [] : nameKeys(name);
}

/** A kind of name without a rule here matches what excludes it and nothing that permits it. */
function matches(name: Name, base: Node, unknown: boolean): boolean {
  const text = bodyOf(base).toString('latin1').toLowerCase();
  switch (name.kind) {
    case EMAIL:
      return mailMatches(name.text, text);
    case DNS:
      return text === '' || name.text === text || name.text.endsWith(`.${text.replace(/^\./, '')}`);
    case URI:
      return hostMatches(
        /^[a-z][a-z0-9+.-]*:\/\/(?:[^@/?#]*@)?([^:/?#]*)/.exec(name.text)?.[1] ?? '',
        text,
      );
    case DIRECTORY:
      return directoryKeys(base).every((key, index) => name.keys[index] === key);
    case IP:
      return addressMatches(name.bytes, bodyOf(base));
    default:
      return unknown;
  }
}

/** `user@host` one mailbox, `host` every mailbox of that host, `.domain` every host below it. */
function mailMatches(mailbox: string, base: string): boolean {
  if (base.includes('@')) return mailbox === base;
  return hostMatches(mailbox.slice(mailbox.lastIndexOf('@') + 1), base);
}

function hostMatches(host: string, base: string): boolean {
  return base.startsWith('.') ? host.endsWith(base) && host.length > base.length : host === base;
}

function addressMatches(address: Buffer, base: Buffer): boolean {
  if (base.length !== address.length * 2) return false;
  return address.every((byte, index) => {
    const mask = base[address.length + index] ?? 0;
    return (byte & mask) === ((base[index] ?? 0) & mask);
  });
}
