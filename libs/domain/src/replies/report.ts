import type { ReplyMessage } from './types.js';

/** A report of delivery or of reading, by the form that programmes give it. RFC 6522, RFC 3464, RFC 8098. */
export const isReport = ({ headers }: ReplyMessage): boolean =>
  /^\s*multipart\/report\b/i.test(headers['content-type'] ?? '');
