import { SaxesParser } from 'saxes';
import { LetterError } from '../errors.js';

/** Elements of a mail body: structure and text, nothing that runs, loads or asks. */
const ELEMENTS = new Set(
  (
    'html head meta title body div span main section header footer p h1 h2 h3 ul ol li dl dt dd table caption thead ' +
    'tbody tfoot tr th td strong em b i u small sub sup br hr a blockquote code pre bdi abbr time address'
  ).split(' '),
);

const REMOTE = /url\(|@import|expression\(|javascript:|data:/i;

const attributeFault = (name: string, value: string): string | null => {
  if (/^on/i.test(name)) return 'i gestori di eventi non sono ammessi';
  if (/^(src|srcset|background|poster|action|formaction|xlink:href)$/i.test(name)) {
    return 'contenuto remoto non ammesso';
  }
  if (name === 'href' && !/^(https:\/\/|mailto:|tel:)/.test(value))
    return 'collegamento non ammesso';
  if (name === 'http-equiv') return 'istruzioni al programma di posta non ammesse';
  return name === 'style' && REMOTE.test(value) ? 'contenuto remoto non ammesso' : null;
};

/**
 * Faults of a rendered HTML body: not well-formed (void elements are closed: `<br />`), elements outside the list, anything
 * that runs or is loaded from elsewhere, no language.
 */
export const checkHtml = (html: string, place: string): LetterError[] => {
  const found: LetterError[] = [];
  const parser = new SaxesParser({ xmlns: false });
  const add = (code: 'markup' | 'remote-content', name: string, reason: string): void => {
    found.push(new LetterError(code, { template: place, line: parser.line, name }, reason));
  };
  parser.on('error', (error) => {
    add('markup', 'HTML', `non ben formato: ${error.message}`);
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (!ELEMENTS.has(name)) add('remote-content', name, 'elemento non ammesso');
    if (name === 'html' && !('lang' in attributes)) add('markup', 'html', 'manca la lingua (lang)');
    for (const [key, value] of Object.entries(attributes)) {
      const fault = attributeFault(key, String(value));
      if (fault) add('remote-content', key, fault);
    }
  });
  parser.write(html.replace(/^\s*<!DOCTYPE html>/i, '')).close();
  return found;
};

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** The words of an HTML body: tags away, entities read. */
export const htmlWords = (html: string): string =>
  html
    .replace(/<(style|title)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => NAMED[name] ?? '');
