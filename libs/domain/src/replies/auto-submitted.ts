import type { ReplyMessage } from './types.js';

/**
 * The keyword of Auto-Submitted, lower case: comments and parameters left out; `no` where there is none.
 * RFC 3834 §5, RFC 5322 §3.2.2.
 *
 * @example autoSubmitted({ 'auto-submitted': 'No (written by hand)' }) //=> 'no'
 */
export function autoSubmitted(headers: ReplyMessage['headers']): string {
  let value = (headers['auto-submitted'] ?? '').slice(0, 1000);
  for (let before = ''; before !== value;) {
    before = value;
    value = value.replace(/\([^()]*\)/g, ' ');
  }
  return /^\s*([\w-]+)\s*(?:;|$)/.exec(value)?.[1]?.toLowerCase() ?? 'no';
}

/** Whether a programme marks the message as its own: any keyword but `no`. */
export const isMarked = ({ headers }: ReplyMessage): boolean => autoSubmitted(headers) !== 'no';
