import type { ChainedFact } from '../chain.js';
import { LAYOUT } from '../layout.js';
import type { Manifest, MessageRecord } from '../types.js';
import { escapeHtml as e } from './escape.js';
import { factTables } from './fact-tables.js';
import { KIND_WORDS, VERDICT_WORDS } from './message-words.js';
import { STYLE } from './style.js';
import { table, when } from './table.js';

/**
 * The page that a person reads: what happened when, with a link to each original. Self-contained, no script, no
 * remote part, printable.
 */
export function indexHtml(
  manifest: Omit<Manifest, 'files'>,
  facts: readonly ChainedFact[],
  records: readonly MessageRecord[],
): string {
  return `<!doctype html>
<html lang="it">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${e(manifest.title)} – Fascicolo di prova</title>
<style>
${STYLE}
</style>
</head>
<body>
<a class="skip" href="#fatti">Vai ai fatti</a>
<header>
<h1>${e(manifest.title)}</h1>
<p>${e(manifest.description)}</p>
</header>
<main>
${summary(manifest, facts, records)}
<section id="fatti" aria-labelledby="titolo-fatti">
<h2 id="titolo-fatti">Che cosa è accaduto</h2>
${factTables(manifest, facts, records)}
</section>
${messages(records)}
${letters(manifest)}
${howTo(manifest)}
</main>
</body>
</html>
`;
}

function summary(
  manifest: Omit<Manifest, 'files'>,
  facts: readonly ChainedFact[],
  records: readonly MessageRecord[],
): string {
  const valid = records.filter((one) => one.signature.verdict === 'valid').length;
  const head = manifest.head === '' ? 'nessun fatto' : `<code>${e(manifest.head)}</code>`;
  return `<section aria-labelledby="titolo-riassunto">
<h2 id="titolo-riassunto">In breve</h2>
<dl>
<dt>Prodotto</dt><dd>${when(manifest.generatedAt)} con ${e(manifest.generator)}</dd>
<dt>Fatti</dt><dd>${facts.length}, concatenati</dd>
<dt>Messaggi originali</dt><dd>${records.length}, di cui ${valid} con firma valida del gestore PEC</dd>
<dt>Testa della catena</dt><dd>${head}</dd>
</dl>
</section>`;
}

function messages(records: readonly MessageRecord[]): string {
  const rows = [...records].sort(byTime).map(
    (one) => `<tr id="m-${one.sha256}">
<td>${when(one.certifiedAt ?? one.at)}</td>
<td>${e(KIND_WORDS[one.kind] ?? one.kind)}<br>${e(one.subject ?? '(senza oggetto)')}</td>
<td>${e(one.from ?? '–')}</td>
<td>${e(VERDICT_WORDS[one.signature.verdict])}${reasons(one)}</td>
<td><a href="${e(one.file)}">originale<span class="skip"> ${e(one.subject ?? one.file)}</span></a><br><code>${one.sha256}</code></td>
</tr>`,
  );
  return `<section aria-labelledby="titolo-messaggi">
<h2 id="titolo-messaggi">Messaggi originali</h2>
${table('Messaggi, in ordine di tempo', ['Quando', 'Che cosa', 'Mittente', 'Firma', 'File'], rows)}
</section>`;
}

function byTime(a: MessageRecord, b: MessageRecord): number {
  const [one, two] = [a, b].map(
    (record) => `${record.certifiedAt ?? record.at ?? ''} ${record.file}`,
  );
  return one! < two! ? -1 : 1;
}

function reasons(record: MessageRecord): string {
  if (record.signature.verdict === 'absent') return '';
  return record.signature.reasons.map((reason) => `<br>${e(reason.message)}`).join('');
}

function letters(manifest: Omit<Manifest, 'files'>): string {
  if (manifest.letters.length === 0) return '';
  const items = manifest.letters.map(
    (letter) => `<li><a href="${e(letter.file)}">${e(letter.description)}</a></li>`,
  );
  return `<section aria-labelledby="titolo-lettere">
<h2 id="titolo-lettere">Lettere</h2>
<ul>
${items.join('\n')}
</ul>
</section>`;
}

function howTo(manifest: Omit<Manifest, 'files'>): string {
  const missing =
    manifest.missing.length === 0
      ? ''
      : `<p>Prove citate e non allegate (impronta SHA-256):</p>
<ul>
${manifest.missing.map((digest) => `<li><code>${e(digest)}</code></li>`).join('\n')}
</ul>`;
  return `<section aria-labelledby="titolo-verifica" class="box">
<h2 id="titolo-verifica">Come verificare</h2>
<p>Questa pagina si legge, le prove sono gli originali. Il file <a href="${LAYOUT.howTo}">${LAYOUT.howTo}</a> dice come
controllarli con sha256sum e openssl, senza questo programma e senza rete. Le impronte sono in
<a href="${LAYOUT.sums}">${LAYOUT.sums}</a>, i fatti in <a href="${LAYOUT.timeline}">${LAYOUT.timeline}</a>.</p>
${missing}
</section>`;
}
