import { ms, type ParsedScript } from '../script/schema.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Traffic limit and login lock of the provider, on the sandbox's clock. Off where the script sets none. */
export class Limits {
  private readonly sent = new Map<string, number[]>();
  private readonly failures = new Map<string, { count: number; lockedUntil: number }>();

  constructor(private readonly limits: NonNullable<ParsedScript['limits']>) {}

  /** Counts one message, or says that it is one too many. */
  takeMessage(user: string, now: number): boolean {
    const recent = (this.sent.get(user) ?? []).filter((at) => at > now - DAY);
    const lastMinute = recent.filter((at) => at > now - MINUTE).length;
    const { perMinute, perDay } = this.limits;
    if (perMinute !== undefined && lastMinute >= perMinute) return false;
    if (perDay !== undefined && recent.length >= perDay) return false;
    this.sent.set(user, [...recent, now]);
    return true;
  }

  isLocked(user: string, now: number): boolean {
    return (this.failures.get(user)?.lockedUntil ?? 0) > now;
  }

  /** Wrong passwords in a row lock the account for a while. */
  loginFailed(user: string, now: number): void {
    const count = (this.failures.get(user)?.count ?? 0) + 1;
    const locks = this.limits.lockAfter !== undefined && count >= this.limits.lockAfter;
    const lockedUntil = locks ? now + ms(this.limits.lockFor, 'PT15M') : 0;
    this.failures.set(user, { count: locks ? 0 : count, lockedUntil });
  }

  loginWorked(user: string): void {
    this.failures.delete(user);
  }
}
