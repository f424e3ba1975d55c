import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** `Algorithm.Argon2id`: the package declares it as a const enum, which isolated modules can't read. */
const ARGON2ID = 2;
/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const ARGON2 = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** 256 random bits that fit a URL. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is stored of a secret: enough to know it again, of no use to who reads it. */
export const digestOf = (secret: string): string =>
  createHash('sha256').update(secret).digest('hex');

export const hashPassword = (password: string): Promise<string> => hash(password, ARGON2);

/** For an account that does not exist the same work is done: the time taken tells nothing. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  if (stored === null) {
    await hashPassword(password);
    return false;
  }
  return verify(stored, password);
}

const SHORTEST = 12;
const LONGEST = 128;

/** Why a new password is refused, in Italian; null when it is good. */
export function passwordFault(password: string, account: string): string | null {
  if (password.length < SHORTEST) {
    return `La password deve avere almeno ${SHORTEST} caratteri: una frase di quattro parole va benissimo.`;
  }
  if (password.length > LONGEST) return `La password può avere al massimo ${LONGEST} caratteri.`;
  if (password.toLowerCase().includes(account.toLowerCase()))
    return 'La password non deve contenere il nome utente.';
  if (new Set(password).size < 5)
    return 'La password ripete sempre gli stessi caratteri: sceglierne una più varia.';
  return null;
}
