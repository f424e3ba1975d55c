import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatDate, fullName, rungName, type Survey } from '@app/domain';
import { LetterError, renderLetter } from '@app/letters';
import { escapeHtml } from '../escape-html.js';
import type { SimulateLine } from './simulate-lines.js';

/** One entry of the index: a letter with its files, or a rung without letter, each with its reason. */
interface Entry {
  readonly line: SimulateLine;
  /** Folder of the letter, or null when none leaves. */
  readonly folder: string | null;
  readonly subject: string | null;
  readonly reason: string;
}

/**
 * Writes every letter that would leave in full (subject, text, HTML, PDF), one folder each, and an index with them and
 * with the reason for every letter that would not: `indice.html` to read, `indice.jsonl` for programs.
 */
export async function writeLetters(
  survey: Survey,
  lines: readonly SimulateLine[],
  directory: string,
): Promise<{ readonly written: number; readonly stopped: number }> {
  mkdirSync(directory, { recursive: true });
  const entries: Entry[] = [];
  for (const line of lines) entries.push(await entryOf(survey, line, directory));
  writeFileSync(join(directory, 'indice.jsonl'), entries.map(toJson).join(''));
  writeFileSync(join(directory, 'indice.html'), toHtml(survey, entries));
  const written = entries.filter(({ folder }) => folder !== null).length;
  const sends = lines.filter(({ action }) => action === 'send').length;
  return { written, stopped: sends - written };
}

async function entryOf(survey: Survey, line: SimulateLine, directory: string): Promise<Entry> {
  const { decision, subject } = line;
  const none = { line, folder: null, subject };
  if (line.model === null) return { ...none, reason: decision.reason };
  if (survey.requiresProtocol) {
    const reason = 'Non parte: la ricognizione richiede il numero di protocollo, che qui non c’è.';
    return { ...none, reason };
  }
  try {
    const letter = await renderLetter(line.model());
    const folder = `${decision.day}_${decision.municipality}_${decision.rung}`;
    const at = join(directory, folder);
    mkdirSync(at, { recursive: true });
    writeFileSync(join(at, 'oggetto.txt'), `${letter.subject}\n`);
    writeFileSync(join(at, 'lettera.txt'), letter.text);
    writeFileSync(join(at, 'lettera.html'), letter.html);
    writeFileSync(join(at, 'lettera.pdf'), letter.pdf);
    return { line, folder, subject: letter.subject, reason: decision.reason };
  } catch (error) {
    if (!(error instanceof LetterError)) throw error;
    return { ...none, reason: `Non parte. ${error.sentence}` };
  }
}

function toJson({ line, folder, subject, reason }: Entry): string {
  const { day, time, municipality, obligations, rung, action, code } = line.decision;
  const named = { day, time, municipality, obligations, rung, action, code, subject, reason };
  return `${JSON.stringify({ ...named, folder })}\n`;
}

function toHtml(survey: Survey, entries: readonly Entry[]): string {
  const leaving = entries.filter(({ folder }) => folder !== null);
  const others = entries.filter(({ folder }) => folder === null);
  return `<!doctype html>
<html lang="it">
<head><meta charset="utf-8"><title>Prova generale degli invii</title>
<style>body{font-family:sans-serif;margin:2rem;max-width:70rem}table{border-collapse:collapse}th,td{border:1px solid #888;padding:.3rem .5rem;text-align:left;vertical-align:top}</style></head>
<body>
<h1>Prova generale degli invii</h1>
<p>${escapeHtml(survey.shortTitle)}</p>
<h2>Lettere in partenza: ${leaving.length}</h2>
${table(survey, leaving)}
<h2>Lettere che non partono: ${others.length}</h2>
${table(survey, others)}
</body>
</html>
`;
}

function table(survey: Survey, entries: readonly Entry[]): string {
  if (entries.length === 0) return '<p>Nessuna.</p>';
  const heads = ['Giorno', 'Ente', 'Gradino', 'Oggetto', 'Motivo', 'Documenti'];
  const head = heads.map((title) => `<th scope="col">${title}</th>`).join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>
${entries.map((entry) => row(survey, entry)).join('\n')}
</tbody></table>`;
}

function row(survey: Survey, { line, folder, subject, reason }: Entry): string {
  const { day, time, rung } = line.decision;
  const cells = [
    `${formatDate(day)} ${time}`,
    fullName(line.municipality, day),
    rungName(survey, rung),
    subject ?? '–',
    reason,
  ].map((text) => `<td>${escapeHtml(text)}</td>`);
  return `<tr>${cells.join('')}<td>${folder === null ? '–' : links(folder)}</td></tr>`;
}

function links(folder: string): string {
  const at = encodeURIComponent(folder);
  return ['txt', 'html', 'pdf']
    .map((kind) => `<a href="${at}/lettera.${kind}">${kind}</a>`)
    .join(' · ');
}
