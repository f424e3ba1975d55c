/**
 * `npm run bench`: every measure of the project (`*.bench.mjs` beside this file, default export), one line a figure, each
 * beside a floor or a peer measured in the same run. Names on the command line choose: `npm run bench -- plan`. Exits 1
 * when a limit is passed.
 */
import { readdirSync } from 'node:fs';

const known = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.bench.mjs'))
  .map((file) => file.slice(0, -'.bench.mjs'.length))
  .sort();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`Misure sconosciute: ${unknown.join(', ')}. Ci sono: ${known.join(', ')}.`);
  process.exit(2);
}

let ok = true;
for (const name of wanted.length > 0 ? wanted : known) {
  const { default: bench } = await import(`./${name}.bench.mjs`);
  if ((await bench(console.log)) === false) ok = false;
}
process.exitCode = ok ? 0 : 1;
