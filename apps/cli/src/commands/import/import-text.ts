import { formatDate } from '@app/domain';
import type { AddressChange, ImportKind, ImportReport } from '@app/workflow';

/** Of very many faults the first ones: after mending them the rest may be gone. */
const MOST_SHOWN = 50;

/** What was asked, as far as the text depends on it. */
export interface Asked {
  readonly file: string;
  readonly kind: ImportKind;
  readonly dryRun: boolean;
}

/**
 * An import as a person reads it.
 *
 * @example importText(asked, report) //=> 'variazioni.csv: 2 righe lette, 2 accettate.\n…'
 */
export function importText(asked: Asked, report: ImportReport): string {
  const { rows, accepted, errors, notes, changes } = report;
  const lines = [`${asked.file}: ${rowsText(rows)}, ${accepted} accettate.`];
  lines.push(...errors.slice(0, MOST_SHOWN).map(faultText));
  if (errors.length > MOST_SHOWN) lines.push(`… e altri ${errors.length - MOST_SHOWN} errori.`);
  lines.push(...changes.map(changeText), ...notes);
  if (errors.length === 0) lines.push(endText(asked, report));
  return `${lines.join('\n')}\n`;
}

/** The reason of a refusal, one line. */
export function refusalText(file: string, { errors }: ImportReport): string {
  const count = errors.length === 1 ? 'un errore' : `${errors.length} errori`;
  return `sollecito import: «${file}» ha ${count}: non è stato registrato nulla. Correggere il file e ripetere.\n`;
}

const rowsText = (rows: number): string => (rows === 1 ? '1 riga letta' : `${rows} righe lette`);

function faultText({ row, column, value, message }: ImportReport['errors'][number]): string {
  const place = row === 0 ? '' : `riga ${row}`;
  const where = [place, column === '' ? '' : `colonna ${column}`].filter((part) => part !== '');
  const found = value === '' ? '' : `trovato «${value}», `;
  return `  ${where.join(', ')}${where.length > 0 ? ': ' : ''}${found}${message}`;
}

function changeText({ municipality, name, from, to, validFrom }: AddressChange): string {
  const before = from ?? 'nessun indirizzo';
  return `  ${name} (${municipality}): ${before} → ${to}, dal ${formatDate(validFrom)}`;
}

function endText({ kind, dryRun }: Asked, report: ImportReport): string {
  const { applied, recorded, known, changes } = report;
  if (dryRun) return 'Prova: non è stato registrato nulla.';
  if (kind === 'ipa' && changes.length === 0) return 'Tutti gli indirizzi sono già quelli in uso.';
  if (!applied) {
    return 'Nessun indirizzo è stato cambiato: controllare l’elenco e ripetere il comando con --yes per confermarlo.';
  }
  if (kind === 'municipalities') return 'Elenco dei Comuni aggiornato.';
  const already = known === 0 ? '' : `, già registrati: ${known}`;
  return `Fatti registrati: ${recorded}${already}.`;
}
