import type { Block, Cell, Inline } from './types.js';

/** The words of a run, without marks. A link whose words are not its address gets the address after it. */
export const plain = (runs: readonly Inline[]): string =>
  runs
    .map((run): string => {
      if (run.kind === 'text') return run.text;
      if (run.kind === 'break') return '\n';
      const words = plain(run.children);
      if (run.kind !== 'link') return words;
      const address = run.href.replace(/^mailto:/, '');
      return words === address ? words : `${words} (${address})`;
    })
    .join('');

const indent = (text: string, first: string, rest: string): string =>
  first + text.replaceAll('\n', `\n${rest}`);

/** "Scadenza: 31 marzo 2022" for a row with a heading; else its cells under the headings of the columns. */
const rowText = (row: readonly Cell[], columns: readonly Cell[]): string => {
  if (columns.length === 0) {
    const [head, ...cells] = row.map((cell) => plain(cell.children));
    return indent(`${head ?? ''}: ${cells.join(' – ')}`, '- ', '  ');
  }
  const named = row.map((cell, index) => {
    const column = columns[index];
    return `${column ? `${plain(column.children)}: ` : ''}${plain(cell.children)}`;
  });
  return indent(named.join('; '), '- ', '  ');
};

const tableText = ({ caption, rows }: Extract<Block, { kind: 'table' }>): string => {
  const [first = [], ...rest] = rows;
  const headed = first.length > 0 && first.every((cell) => cell.heading);
  const lines = (headed ? rest : rows).map((row) => rowText(row, headed ? first : []));
  return [`${plain(caption)}:`, ...lines].join('\n');
};

const blockText = (block: Block): string => {
  switch (block.kind) {
    case 'subject':
      return `OGGETTO: ${plain(block.children)}`;
    case 'heading':
    case 'paragraph':
      return plain(block.children);
    case 'exact':
      return indent(plain(block.children), '    ', '    ');
    case 'list':
      return block.items
        .map((item, n) => indent(plain(item), block.ordered ? `${n + 1}. ` : '- ', '  '))
        .join('\n');
    case 'table':
      return tableText(block);
  }
};

/**
 * The blocks as plain text: a blank line between blocks, no hard wrapping, so that names, dates and exact subjects stay in
 * one piece and can be copied.
 */
export const toText = (blocks: readonly Block[]): string => blocks.map(blockText).join('\n\n');
