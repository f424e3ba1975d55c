import * as der from './der.js';
import { OID } from './oids.js';
import { extension } from './x509.js';

/** The extensions that give the sandbox's certificates the shape of AgID CA1's. */

export const basicConstraints = (pathLength: number | null): Buffer =>
  extension(
    OID.basicConstraints,
    true,
    der.sequence(der.boolean(true), ...(pathLength === null ? [] : [der.integer(pathLength)])),
  );

const KEY_USAGE = { digitalSignature: 0, keyCertSign: 5, crlSign: 6 } as const;

export const keyUsage = (...uses: readonly (keyof typeof KEY_USAGE)[]): Buffer =>
  extension(OID.keyUsage, true, der.bits(...uses.map((use) => KEY_USAGE[use])));

export const extendedKeyUsage = (...purposes: readonly string[]): Buffer =>
  extension(OID.extendedKeyUsage, false, der.sequence(...purposes.map(der.oid)));

export const certificatePolicies = (...policies: readonly string[]): Buffer =>
  extension(
    OID.certificatePolicies,
    false,
    der.sequence(...policies.map((policy) => der.sequence(der.oid(policy)))),
  );

export const emailAltName = (address: string): Buffer =>
  extension(
    OID.subjectAltName,
    false,
    der.sequence(der.implicit(1, Buffer.from(address, 'latin1'))),
  );

/** For the loopback SMTP listener: dNSName localhost, iPAddress 127.0.0.1 and ::1. */
export const loopbackAltNames = (): Buffer =>
  extension(
    OID.subjectAltName,
    false,
    der.sequence(
      der.implicit(2, Buffer.from('localhost')),
      der.implicit(7, Buffer.from([127, 0, 0, 1])),
      der.implicit(7, Buffer.from([...new Uint8Array(15), 1])),
    ),
  );

/**
 * Only mailboxes of these hosts may be certified, and no IP address at all (RFC 5280 §4.2.1.10): the CA
 * of certified mail is technically constrained, so that its certificates are good for nothing else.
 */
export const nameConstraints = (mailHosts: readonly string[]): Buffer =>
  extension(
    OID.nameConstraints,
    true,
    der.sequence(
      der.explicit(
        0,
        ...mailHosts.map((host) => der.sequence(der.implicit(1, Buffer.from(host, 'latin1')))),
      ),
      der.explicit(
        1,
        der.sequence(der.implicit(7, new Uint8Array(8))),
        der.sequence(der.implicit(7, new Uint8Array(32))),
      ),
    ),
  );
