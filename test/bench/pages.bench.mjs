import { get } from 'node:http';
import { filled, opened } from './installation.mjs';
import { ROUNDS } from './record.mjs';

const NATION = 7900;
const VIEWS = 9;
/** Milliseconds from the request to the last byte, by number of municipalities. */
const LIMITS = { 10: 100, [NATION]: 300 };
const FIRST_VIEW_BYTES = 150_000;

const LAST = '2026-06-30';
const FIRST = '2021-12-31';

/** A page that shows its frame and little more: what every other one costs at least. */
const FLOOR = '/privacy';

const PAGES = {
  quadro: '/',
  matrice: '/matrice',
  'matrice, ultima pagina': '/matrice?pagina=999999',
  'matrice, scaduti': '/matrice?stato=scaduto',
  'matrice, un nome': '/matrice?comune=trani',
  'matrice di un giorno passato': '/matrice?al=2024-03-01',
  comune: '/comuni/110002',
  adempimento: `/adempimenti/110002/push-erp/${LAST}`,
  'adempimento del primo ciclo': `/adempimenti/110002/push-erp/${FIRST}`,
  ciclo: `/cicli/push-erp/${LAST}`,
  'primo ciclo': `/cicli/push-erp/${FIRST}`,
  piano: '/piano',
  'piano, bloccate': '/piano?esito=locked',
  'piano di un Comune, un anno': '/piano?comune=110002&a=2027-09-16',
  'registro invii': '/invii',
  'registro, ultima pagina': '/invii?pagina=99999',
  'registro, da guardare': '/invii?guardare=failed',
  'registro, un testo': '/invii?cerca=trani',
  risposte: '/risposte',
  'tutte le risposte': '/risposte?elenco=tutte',
  ricerca: '/cerca?q=trani',
  'via libera': '/via-libera',
  calendario: '/calendario',
  andamento: '/andamento',
  mappa: '/mappa',
  regole: '/regole',
  patrimonio: '/patrimonio',
  variazioni: '/patrimonio/variazioni',
  quarantena: '/messaggi/quarantena',
  'registro attività': '/registro-attivita',
  sistema: '/sistema',
  modelli: '/modelli',
  modello: '/modelli/reminder',
  utenti: '/utenti',
  profilo: '/profilo',
};

/** One request as a browser makes it, whole. */
function view(origin, path, cookie) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const headers = { 'accept-encoding': 'br', accept: 'text/html', ...(cookie ? { cookie } : {}) };
    get(origin + path, { headers }, (response) => {
      let bytes = 0;
      response.on('data', (chunk) => (bytes += chunk.length));
      response.on('end', () =>
        resolve({ ms: performance.now() - started, bytes, status: response.statusCode }),
      );
    }).on('error', reject);
  });
}

/** The median of some views, after one that warms caches; the worst beside it. */
async function measured({ origin, cookie }, path) {
  const views = [];
  const first = await view(origin, path, cookie);
  if (first.status !== 200) throw new Error(`${path}: ${first.status}`);
  for (let n = 0; n < VIEWS; n += 1) views.push(await view(origin, path, cookie));
  const times = views.map(({ ms }) => ms).sort((a, b) => a - b);
  return { ms: times[VIEWS >> 1], worst: times.at(-1), bytes: views[0].bytes };
}

/** What a browser fetches for the first page: the page, and all that it names. Images are counted too. */
async function firstView({ origin, cookie }) {
  const page = await fetch(`${origin}/`, { headers: { cookie } });
  const html = await page.text();
  const named = [...html.matchAll(/(?:href|src)="(\/risorse\/[^"#]+)/g)].map(([, url]) => url);
  const parts = await Promise.all(
    ['/', ...new Set(named)].map((path) => view(origin, path, cookie)),
  );
  return parts.reduce((sum, { bytes }) => sum + bytes, 0);
}

/**
 * Time of each page, on an installation of ten comuni and on one of 7,900, both with ten rounds lived through with
 * letters, receipts and replies; beside the emptiest page of the same installation. False when a limit is passed.
 */
export default async function pagesBench(print = console.log) {
  let ok = true;
  for (const count of [10, NATION]) {
    const limit = LIMITS[count];
    const filling = performance.now();
    const record = await filled(count);
    const seconds = ((performance.now() - filling) / 1000).toFixed(0);
    print(
      `pages: ${count} comuni × ${ROUNDS} rounds, ${record.facts} facts (filled in ${seconds} s)`,
    );
    const place = await opened(record.dataDir);
    try {
      const cold = await view(place.origin, '/', place.cookie);
      print(
        `pages: first view after the start ${cold.ms.toFixed(0)} ms (the overview is made once)`,
      );
      const floor = await measured(place, FLOOR);
      print(`pages: floor ${FLOOR} ${floor.ms.toFixed(1)} ms`);
      for (const [name, path] of Object.entries(PAGES)) {
        const { ms, worst, bytes } = await measured(place, path);
        const passed = ms <= limit;
        ok &&= passed;
        print(
          `pages ${String(count).padStart(4)} ${name.padEnd(30)} ${ms.toFixed(1).padStart(7)} ms` +
            ` (worst ${worst.toFixed(0)}, limit ${limit}; ${(ms / floor.ms).toFixed(1)} × floor)` +
            ` ${(bytes / 1000).toFixed(1).padStart(6)} kB${passed ? '' : '  OVER THE LIMIT'}`,
        );
      }
      const bytes = await firstView(place);
      ok &&= bytes < FIRST_VIEW_BYTES;
      print(
        `pages: first view ${(bytes / 1000).toFixed(1)} kB over the wire (limit ${FIRST_VIEW_BYTES / 1000} kB)`,
      );
    } finally {
      await place.close();
      record.remove();
    }
  }
  return ok;
}
