import { formatInstant, type Instant } from '@app/domain';
import { escapeHtml as e } from './escape.js';

/** A moment in Rome's time, with the exact one for programs. */
export function when(at: string | null): string {
  if (at === null) return '–';
  return `<time datetime="${e(at)}">${e(formatInstant(at as Instant))}</time>`;
}

/** A table with its caption and column heads; a sentence where there are no rows. */
export function table(caption: string, heads: readonly string[], rows: readonly string[]): string {
  if (rows.length === 0) return '<p>Nessuno.</p>';
  return `<table>
<caption>${e(caption)}</caption>
<thead><tr>${heads.map((head) => `<th scope="col">${e(head)}</th>`).join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;
}
