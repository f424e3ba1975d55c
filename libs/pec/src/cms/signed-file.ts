import { readNode, octetsOf, ID } from '../asn1/ber.js';
import { Asn1Error } from '../asn1/ber.js';
import { readSignedData } from './signed-data.js';

/**
 * The file inside a `.p7m`: CMS SignedData with its content, in DER, BER, base64 or PEM. Null when the
 * bytes are none of these, or the signature is detached.
 */
export function contentOfSignedFile(bytes: Buffer): Buffer | null {
  try {
    const binary = bytes[0] === ID.sequence ? bytes : unwrapBase64(bytes);
    if (binary === null) return null;
    const whole = readNode(binary, 0, binary.length);
    const { content } = readSignedData(binary.subarray(0, whole.end));
    return content === null ? null : octetsOf(content);
  } catch (error) {
    if (error instanceof Asn1Error) return null;
    throw error;
  }
}

function unwrapBase64(bytes: Buffer): Buffer | null {
  const opening = bytes.toString('latin1', 0, 100).trimStart();
  if (!/^(?:-----BEGIN [A-Z0-9 ]+-----|M[A-Za-z0-9+/])/.test(opening)) return null;
  const text = bytes.toString('latin1').replace(/-----[A-Z0-9 ]+-----/g, '');
  const decoded = Buffer.from(text, 'base64');
  return decoded[0] === ID.sequence ? decoded : null;
}
