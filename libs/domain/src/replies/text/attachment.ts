import type { ReplyMessage } from '../types.js';

const PROTOCOL =
  /^(?:segnatura|conferma|aggiornamento|(?:notifica)?eccezione|annullamento|daticert)[\w .()-]{0,40}\.xml$/i;
const PROSE = /\.(?:txt|html?|text)$/i;
const LONGEST = 40_000;

/** The prose among the attachments; messages, tables and XML are not prose. */
export function attachmentText(attachments: ReplyMessage['attachments']): {
  readonly text: string;
  readonly truncated: boolean;
} {
  const texts = attachments.slice(0, 50).flatMap(({ name, text }) => {
    if (text === null || !PROSE.test(name)) return [];
    return [/\.html?$/i.test(name) ? withoutTags(text.slice(0, 4 * LONGEST)) : text];
  });
  const whole = texts.join('\n\n');
  const cut = attachments.some(
    ({ name, text }) => PROSE.test(name) && (text?.length ?? 0) > 4 * LONGEST,
  );
  return { text: whole.slice(0, LONGEST), truncated: cut || whole.length > LONGEST };
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

const TABLE = /\.(?:xlsx?|xlsm|ods|csv|xml|zip|7z|rar|mdb|accdb|dbf)$/i;

/** Whether a table, flow or archive is attached that may list dwellings: a person looks into it. */
export function looksLikeStock(
  attachments: ReplyMessage['attachments'],
  protocol: boolean,
): boolean {
  return attachments.some(({ name }) => {
    const bare = name.trim().replace(/\.p7m$/i, '');
    if (PROTOCOL.test(bare) || (protocol && /^(?:signature|suap|fattura)/i.test(bare)))
      return false;
    return TABLE.test(bare);
  });
}
