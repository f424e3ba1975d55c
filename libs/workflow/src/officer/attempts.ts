import type { Allowance, Db } from '@app/persistence';
import { giveBackAttempt, takeAttempt } from '@app/persistence';
import { digestOf } from './secrets.js';

/** From where somebody tries a secret. */
export interface Caller {
  readonly address: string;
  /** Whether many people may stand behind the address. */
  readonly shared: boolean;
  /** The secret of a browser that signed in before; null: none. */
  readonly device: string | null;
}

/** Who calls from within the program, as the command line does. */
export const WITHIN: Caller = { address: '', shared: true, device: null };

/*
 * Each rule gives back faster than the ones inside it can use up, so nobody makes others wait by failing at one account from one
 * place: 30 an hour there, of the 60 that the account has and the 120 of the address. Where many share an address, it only slows
 * down. An account under attack from many places makes unknown browsers wait, never those that signed in to it before.
 */
const AT_ONE_PLACE = { burst: 5, everySeconds: 120 };
const OF_ACCOUNT = { burst: 20, everySeconds: 60 };
const OF_ADDRESS = { burst: 50, everySeconds: 30 };
const OF_SHARED_ADDRESS = { burst: 1_000, everySeconds: 1 };

/** Of a digest: whatever was typed is not kept, and is never too long for a key. */
const allowance = (rule: typeof OF_ACCOUNT, ...parts: readonly string[]): Allowance => ({
  ...rule,
  key: digestOf(JSON.stringify(parts)),
});

const ofAddress = (kind: string, { address, shared }: Caller): Allowance =>
  allowance(shared ? OF_SHARED_ADDRESS : OF_ADDRESS, kind, address);

/** What an attempt at a password uses: the narrowest first, so that whoever must wait there uses up nothing of the others. */
export function passwordAllowances(
  account: string,
  caller: Caller,
  isKnown: boolean,
): [Allowance, ...Allowance[]] {
  if (isKnown) return [allowance(AT_ONE_PLACE, 'device', account, caller.device ?? '')];
  return [
    allowance(AT_ONE_PLACE, 'place', account, caller.address),
    allowance(OF_ACCOUNT, 'account', account),
    ofAddress('address', caller),
  ];
}

/** What an attempt at a secret address uses: a one-time link, a calendar. */
export const secretAllowances = (caller: Caller): Allowance[] => [ofAddress('secret', caller)];

/** Takes one attempt of each, or of none. @returns 0 when they were taken; else the seconds to wait */
export async function takeAttempts(db: Db, allowances: readonly Allowance[]): Promise<number> {
  for (const [index, one] of allowances.entries()) {
    const seconds = await takeAttempt(db, one);
    if (seconds === 0) continue;
    for (const taken of allowances.slice(0, index)) await giveBackAttempt(db, taken);
    return seconds;
  }
  return 0;
}

/**
 * Looks up a secret that came from outside: an attempt is taken before, and given back when the secret is right.
 *
 * @param look null: there is no such secret
 */
export async function trySecret<T>(
  db: Db,
  caller: Caller,
  look: () => Promise<T | null>,
): Promise<T | null | { readonly wait: number }> {
  const allowances = secretAllowances(caller);
  const wait = await takeAttempts(db, allowances);
  if (wait > 0) return { wait };
  const found = await look();
  if (found !== null) for (const one of allowances) await giveBackAttempt(db, one);
  return found;
}
