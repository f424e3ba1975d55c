import type { ExportFormat } from '@app/workflow';
import { EXPORT_FORMATS } from '@app/workflow';
import { withQuery } from './paging.js';

/**
 * Where the table of a page is downloaded, one address a format, with the page's own filters.
 *
 * @example exportLinks('/matrice/esporta', { stato: 'scaduto' })[0]?.href //=> '/matrice/esporta?stato=scaduto&formato=csv'
 */
export function exportLinks(path: string, query: Readonly<Record<string, string | undefined>>) {
  return (Object.keys(EXPORT_FORMATS) as ExportFormat[]).map((format) => ({
    href: withQuery(path, { ...query, formato: format }),
    word: EXPORT_FORMATS[format].word,
    hint: EXPORT_FORMATS[format].hint,
  }));
}
