import type { ReplyMessage } from '../types.js';

const PROSE = /\.(?:txt|html?|text)$/i;
const LONGEST = 40_000;

/** The prose among the attachments; messages, tables and XML are not prose. */
export function attachmentText(attachments: ReplyMessage['attachments']): string {
  const texts = attachments.slice(0, 50).flatMap(({ name, text }) => {
    if (text === null || !PROSE.test(name)) return [];
    return [/\.html?$/i.test(name) ? withoutTags(text.slice(0, 4 * LONGEST)) : text];
  });
  return texts.join('\n\n').slice(0, LONGEST);
}

/** One pass: a hostile file has no tag that ends. */
function withoutTags(html: string): string {
  let text = '';
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) return text + html.slice(at);
    text += html.slice(at, open);
    const close = html.indexOf('>', open);
    if (close < 0) return text;
    text += /^<\/?(?:p|br|div|tr|li|h\d|table)\b/i.test(html.slice(open, open + 8)) ? '\n' : ' ';
    at = close + 1;
  }
  return text;
}
