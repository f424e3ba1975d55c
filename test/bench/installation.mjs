import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultMunicipalities, defaultSurvey } from '@app/contract';
import { factHash } from '@app/evidence';
import { appendFacts, lockChains, saveMunicipalities } from '@app/persistence';
import { startServer } from '@app/server';
import { NOW, records } from './record.mjs';

const STRETCH = 100;
const AT_ONCE = 4;

/** A record of so many municipalities in a folder of its own, filled and closed. */
export async function filled(count) {
  const dataDir = mkdtempSync(join(tmpdir(), 'pages-bench-'));
  const server = await start(dataDir);
  const facts = await fill(server.environment.db, municipalities(count));
  await server.close();
  return { dataDir, facts, remove: () => rmSync(dataDir, { recursive: true, force: true }) };
}

/** A process that shows the pages of such a folder and does nothing else, and an officer's session. */
export async function opened(dataDir) {
  const server = await start(dataDir);
  const origin = `http://127.0.0.1:${server.port}`;
  const cookie = await signIn(origin, server.firstLink);
  return { origin, cookie, close: () => server.close() };
}

function start(dataDir) {
  return startServer({
    port: 0,
    dataDir,
    role: 'api',
    mode: 'sandbox',
    databaseUrl: null,
    redisUrl: null,
    pecSmtpUrl: null,
    pecImapUrl: null,
    pecFrom: null,
    ratePerMinute: 5,
    trustAnchors: [],
    publicUrl: null,
    sandboxClock: NOW,
  });
}

async function signIn(origin, link) {
  const entered = await fetch(`${origin}/accesso/${link}`, { method: 'POST', redirect: 'manual' });
  return entered.headers.get('set-cookie').split(';')[0];
}

/** The ten of the letter, and as many more as are wanted, spread over the country. */
function municipalities(count) {
  const ten = defaultMunicipalities();
  const more = Array.from({ length: count - ten.length }, (_, n) => ({
    ...ten[n % ten.length],
    istat: String(1001 + n).padStart(6, '0'),
    name: `Comune di prova ${n + 1}`,
    belfiore: null,
    latitude: 37 + ((n * 7) % 900) / 100,
    longitude: 8 + ((n * 13) % 1000) / 100,
    closingDays: [
      `${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`,
    ],
  }));
  return [...ten, ...more];
}

async function fill(db, all) {
  const record = records(defaultSurvey());
  for (let n = 0; n < all.length; n += 500) await saveMunicipalities(db, all.slice(n, n + 500));
  const stretches = [];
  for (let n = 0; n < all.length; n += STRETCH) stretches.push(n);
  let facts = 0;
  const work = async () => {
    for (let at = stretches.shift(); at !== undefined; at = stretches.shift()) {
      const some = all.slice(at, at + STRETCH);
      const first = at;
      await db.transaction(async (tx) => {
        await lockChains(
          tx,
          some.map(({ istat }) => istat),
        );
        for (const [n, municipality] of some.entries()) {
          const own = record(municipality, first + n);
          facts += own.length;
          await appendFacts(tx, municipality.istat, own, factHash);
        }
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  for (const sql of LETTERS) await db.query(sql);
  return facts;
}

/** Letters, attempts and receipts to the facts that speak of them. One in a hundred failed. */
const LETTERS = [
  `insert into letter (id, municipality, survey, obligation, obligations, rung, due_version, template, target,
     decided_at, state, subject, token)
   select distinct on (f.payload->>'letter') f.payload->>'letter', f.municipality, f.survey, f.survey || '/' || f.round,
     f.payload->'obligations', f.payload->>'rung', (f.payload->>'dueVersion')::int, f.payload->>'template',
     (f.payload->>'target')::date, f.occurred_at,
     case when hashtext(f.municipality || f.occurred_at) % 100 = 0 then 'failed' else 'delivered' end,
     'Sollecito – Ricognizione del patrimonio ERP – dati al ' || to_char(f.round, 'DD/MM/YYYY'),
     'SOL-' || upper(substr(md5(f.payload->>'letter'), 1, 8))
   from fact f where f.type = 'sent' on conflict do nothing`,
  `insert into dispatch (message_id, letter, attempt, state, from_address, to_address, address_source, raw, sha256,
     created_at, submitting_at, submitted_at, accepted_at, settled_at, provider_id, failure)
   select '<' || md5(l.id) || '@sollecito.example>', l.id, 1, l.state, 'regione@pec.example',
     l.municipality || '@pec.example', 'indicepa', convert_to(repeat(md5(l.id), 75), 'UTF8'), md5(l.id) || md5(l.token),
     l.decided_at, l.decided_at, l.decided_at, l.decided_at + interval '20 seconds', l.decided_at + interval '60 seconds',
     'opec.' || md5(l.token) || '@gestore.example',
     case when l.state = 'failed' then '{"class":"fix-address","code":"5.1.1","detail":"casella inesistente"}'::jsonb end
   from letter l`,
  `insert into raw_message (sha256, bytes, size, mailbox, folder, uid, uid_validity, fetched_at, state, kind,
     message_id, certified_at, verdict, dispatch)
   select md5(d.message_id || k.kind) || md5(k.kind), convert_to(repeat(md5(d.message_id), 30), 'UTF8'), 960, 'regione', 'INBOX',
     row_number() over (), '1', d.accepted_at, 'processed', k.kind, '<' || k.kind || md5(d.message_id) || '@gestore.example>',
     d.accepted_at, 'valid', d.message_id
   from dispatch d, (values ('acceptance'), ('delivery')) as k(kind)`,
  `insert into reply (sha256, municipality, kind, state, received_at, reading)
   select md5(f.municipality || f.position) || md5('r'), case when f.position % 4 = 0 then null else f.municipality end, 'question',
     case when f.position % 9 = 0 then 'held' else 'filed' end, f.recorded_at,
     jsonb_build_object('kind', 'question', 'municipality', f.municipality, 'rounds', jsonb_build_array(f.round), 'confidence', 0.6,
       'units', null, 'protocol', null, 'reasons', jsonb_build_array('Il testo contiene una domanda.'), 'guesses', '[]'::jsonb, 'decision', 'hold')
   from fact f where f.type = 'transmitted' and hashtext(f.municipality || f.round) % 25 = 0`,
  'vacuum analyze',
];
