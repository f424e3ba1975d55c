import { formatDate, type LocalDate } from '@app/domain';
import type { ChainedFact } from '../chain.js';
import { describeFact } from '../describe-fact.js';
import type { Manifest, MessageRecord } from '../types.js';
import { escapeHtml as e } from './escape.js';
import { table, when } from './table.js';

const SOURCES: Readonly<Record<string, string>> = {
  engine: 'programma',
  officer: 'ufficio',
  pec: 'PEC',
  push: 'PUSH',
  import: 'importazione',
  'events-file': 'file di eventi',
  sandbox: 'modalità prova',
};

/** One table a municipality, in the order of the chain. */
export function factTables(
  manifest: Pick<Manifest, 'names'>,
  facts: readonly ChainedFact[],
  records: readonly MessageRecord[],
): string {
  const files = new Map(records.map((one) => [one.sha256, one.file]));
  const groups = new Map<string, string[]>();
  for (const { fact, hash } of facts) {
    const rows = groups.get(fact.municipality) ?? [];
    groups.set(fact.municipality, rows);
    rows.push(`<tr>
<td>${when(fact.occurredAt)}</td>
<td>${e(describeFact(fact))}</td>
<td>${fact.round === null ? '–' : e(formatDate(fact.round as LocalDate))}</td>
<td>${e(fact.actor)} (${e(SOURCES[fact.source] ?? fact.source)})<br>registrato ${when(fact.recordedAt)}</td>
<td>${proof(fact.evidence, files)}</td>
<td><code title="${hash}">${hash.slice(0, 12)}…</code></td>
</tr>`);
  }
  const heads = ['Quando', 'Fatto', 'Ciclo', 'Da chi', 'Prova', 'Impronta'];
  return (
    [...groups]
      .map(([istat, rows]) => table(caption(manifest, istat, rows.length), heads, rows))
      .join('\n') || '<p>Nessun fatto.</p>'
  );
}

function caption(manifest: Pick<Manifest, 'names'>, istat: string, count: number): string {
  const name = manifest.names[istat];
  return `${name === undefined ? '' : `${name} – `}codice ISTAT ${istat}: ${count} fatti, dal primo all'ultimo registrato`;
}

function proof(digest: string | null, files: ReadonlyMap<string, string>): string {
  if (digest === null) return '–';
  const file = files.get(digest);
  return file === undefined
    ? `<code title="${e(digest)}">${e(digest.slice(0, 12))}…</code> (non tra i messaggi allegati)`
    : `<a href="${e(file)}">originale</a>`;
}
