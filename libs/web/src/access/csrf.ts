import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const MASK_BYTES = 32;

function secretPart(sessionSecret: string): Buffer {
  return createHmac('sha256', sessionSecret).update('csrf').digest();
}

function mask(bytes: Buffer, with_: Buffer): Buffer {
  return Buffer.from(bytes.map((byte, index) => byte ^ with_[index]!));
}

/** A form's token: bound to the session, and masked anew each time so that compression betrays nothing of it. */
export function csrfToken(sessionSecret: string): string {
  const noise = randomBytes(MASK_BYTES);
  return Buffer.concat([noise, mask(secretPart(sessionSecret), noise)]).toString('base64url');
}

/** Whether a form came from a page that this session was given. */
export function isCsrfToken(sessionSecret: string, token: unknown): boolean {
  if (typeof token !== 'string') return false;
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== 2 * MASK_BYTES) return false;
  const found = mask(bytes.subarray(MASK_BYTES), bytes.subarray(0, MASK_BYTES));
  return timingSafeEqual(found, secretPart(sessionSecret));
}
