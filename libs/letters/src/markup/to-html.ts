import type { Block, Cell, Inline } from './types.js';

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** @example escapeHtml('<b>') //=> '&lt;b&gt;' */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);

const runs = (children: readonly Inline[]): string =>
  children
    .map((run): string => {
      if (run.kind === 'text') return escapeHtml(run.text);
      if (run.kind === 'break') return '<br />';
      const inner = runs(run.children);
      if (run.kind === 'link') {
        return `<a href="${escapeHtml(run.href)}" style="color:#003d80;text-decoration:underline">${inner}</a>`;
      }
      return `<${run.kind}>${inner}</${run.kind}>`;
    })
    .join('');

const EDGE = 'border:1px solid #5a6772;padding:6px 10px;text-align:left;vertical-align:top';

const cellHtml = (cell: Cell, scope: 'col' | 'row'): string =>
  cell.heading
    ? `<th scope="${scope}" style="${EDGE};background-color:#eef1f4;font-weight:600">${runs(cell.children)}</th>`
    : `<td style="${EDGE}">${runs(cell.children)}</td>`;

const rowHtml = (row: readonly Cell[], scope: 'col' | 'row'): string =>
  `<tr>${row.map((cell) => cellHtml(cell, scope)).join('')}</tr>`;

const tableHtml = ({ caption, rows }: Extract<Block, { kind: 'table' }>): string => {
  const [first = [], ...rest] = rows;
  const headed = first.length > 0 && first.every((cell) => cell.heading);
  const title = `<caption style="text-align:left;font-weight:600;padding:0 0 4px">${runs(caption)}</caption>`;
  const head = headed ? `<thead>${rowHtml(first, 'col')}</thead>\n` : '';
  const body = (headed ? rest : rows).map((row) => rowHtml(row, 'row')).join('\n');
  return `<table style="border-collapse:collapse;width:100%;margin:0 0 16px">\n${title}\n${head}<tbody>\n${body}\n</tbody>\n</table>`;
};

const blockHtml = (block: Block): string => {
  switch (block.kind) {
    case 'subject':
      return `<h1 style="font-size:18px;line-height:1.4;margin:0 0 16px">Oggetto: ${runs(block.children)}</h1>`;
    case 'heading':
      return `<h2 style="font-size:16px;line-height:1.4;margin:24px 0 8px">${runs(block.children)}</h2>`;
    case 'paragraph':
      return `<p style="margin:0 0 16px">${runs(block.children)}</p>`;
    case 'exact':
      return `<blockquote style="margin:0 0 16px;padding:8px 12px;border-left:4px solid #003d80;background-color:#f5f6f7">${runs(block.children)}</blockquote>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      const items = block.items.map((item) => `<li style="margin:0 0 4px">${runs(item)}</li>`);
      return `<${tag} style="margin:0 0 16px;padding-left:24px">\n${items.join('\n')}\n</${tag}>`;
    }
    case 'table':
      return tableHtml(block);
  }
};

/** The blocks as HTML with inline styles: mail programs drop style sheets. Every value is escaped. */
export const toHtml = (blocks: readonly Block[]): string => blocks.map(blockHtml).join('\n');
