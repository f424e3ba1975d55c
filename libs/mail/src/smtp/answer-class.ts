import type { SubmitResult } from '../types.js';

export type AnswerClass = 'ok' | 'throttled' | 'retry' | 'rejected' | 'login-refused';

/** Codes by which a provider says "later, and less" (RFC 5321 §4.2.3; Legalmail, Aruba). */
const PAUSE = new Set([421, 450, 451, 452]);

/** Replies to AUTH, or to a command that wanted one first (RFC 4954 §6). */
const LOGIN = new Set([530, 534, 535, 538]);

/** "550 Too much traffic" is a limit in permanent clothes. */
const TRAFFIC =
  /too (?:much|many)\b|traffic|rate.?limit|throttl|quota of messages|exceeded .*(?:limit|rate)|troppi|limite .*(?:invi|messagg)|5\.7\.(?:28|233)\b/i;

/**
 * What an SMTP answer asks of us. Codes by RFC 5321 §4.2.3, text for the limits that providers say with 550.
 *
 * @param code the three digits, or null when the connection gave none
 * @example answerClass(550, '5.7.1 Too much traffic') //=> 'throttled'
 * @example answerClass(550, '5.1.1 no such user') //=> 'rejected'
 */
export function answerClass(code: number | null, text: string): AnswerClass {
  if (code === null) return 'retry';
  if (code >= 200 && code < 300) return 'ok';
  if (LOGIN.has(code)) return 'login-refused';
  if (PAUSE.has(code) || (code >= 400 && TRAFFIC.test(text))) return 'throttled';
  return code >= 500 && code < 600 ? 'rejected' : 'retry';
}

/**
 * The outcome of a submission that the server answered, or that failed before the final dot.
 *
 * @example submitResult(451, 'try later') //=> { outcome: 'retry', code: 451, response: 'try later', throttled: true }
 */
export function submitResult(code: number | null, response: string): SubmitResult {
  const kind = answerClass(code, response);
  if (kind === 'ok') return { outcome: 'submitted', response };
  if (kind === 'login-refused') return { outcome: 'login-refused', response };
  if (kind === 'rejected' && code !== null) return { outcome: 'rejected', code, response };
  return { outcome: 'retry', code, response, throttled: kind === 'throttled' };
}
