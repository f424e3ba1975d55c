import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sha256, verifyEvidence } from '@app/evidence';
import { dispatchBytes } from '@app/persistence';
import { Importer } from '../imports/importer.js';
import { Bench } from '../testing/bench.js';
import { TestProvider } from '../testing/provider.js';
import { andria, MONDAY, ROUND } from '../testing/samples.js';
import type { EvidenceMade, EvidenceRefusal } from './evidence-file.js';
import { EvidenceFile } from './evidence-file.js';

const TRANSMISSIONS =
  'comune;data_riferimento;data_trasmissione;modalita;alloggi;esito;data_esito;motivo\n110001;31/12/2021;14/02/2022;manuale;3;;;\n';

describe('an evidence file', () => {
  let provider: TestProvider;
  let bench: Bench;
  let receipts: { readonly delivery: string; readonly other: string };
  let messageId: string;

  beforeAll(async () => {
    provider = await TestProvider.open();
    const municipalities = ['110001', '110002'].map((istat) => andria({ istat }));
    bench = await Bench.open(provider, { municipalities, pdf: Buffer.from('%PDF-1.7 prova') });
    const made: string[] = [];
    for (const { id } of await bench.letters()) {
      await bench.dispatcher.dispatch(id);
      const [attempt] = (await bench.db.query(
        `select message_id as "messageId", from_address as "fromAddress", to_address as "toAddress"
         from dispatch where letter = $1`,
        [id],
      )) as { messageId: string; fromAddress: string; toAddress: string }[];
      const attached = (await dispatchBytes(bench.db, attempt!.messageId))!;
      const minutes = [1, 3].map((n) => new Date(Date.parse(MONDAY) + n * 60_000).toISOString());
      const [acceptance, delivery] = [
        await provider.receipt('acceptance', attempt!, minutes[0]!),
        await provider.receipt('delivery', attempt!, minutes[1]!, { attached }),
      ];
      await bench.arrive(acceptance, delivery);
      made.push(sha256(delivery));
    }
    receipts = { delivery: made[0]!, other: made[1]! };
    messageId = (await bench.attempt()).messageId;
    bench.minutes(24 * 60);
    const importer = new Importer(bench.reference, bench.recorder);
    const report = await importer.run({
      ...{ kind: 'transmissions', bytes: Buffer.from(TRANSMISSIONS), name: 'trasmissioni.csv' },
      ...{ actor: 'rossi', at: bench.clock.now(), dryRun: false },
    });
    expect(report).toMatchObject({ errors: [], recorded: 1 });
  }, 60_000);
  afterAll(async () => {
    await bench.close();
    provider.close();
  });

  const write = async (): Promise<EvidenceMade | EvidenceRefusal> => {
    const at = bench.clock.now();
    const request = { municipality: '110001', round: ROUND, at, anchors: [provider.anchor] };
    return (await new EvidenceFile(bench.db).write(request))!;
  };

  /** What is said when the record was tampered with like this; everything is put back. */
  async function after(...tampering: readonly (readonly [sql: string, values?: unknown[]])[]) {
    const tables = ['raw_message', 'dispatch', 'fact', 'imported_file'];
    for (const table of tables)
      await bench.db.query(`create table kept_${table} as table ${table}`);
    await bench.db.query('alter table fact disable trigger all');
    try {
      for (const [sql, values] of tampering) await bench.db.query(sql, values);
      const made = await write();
      return 'refused' in made ? made.faults : ['made'];
    } finally {
      for (const table of tables) {
        await bench.db.query(`alter table ${table} disable trigger user`);
        await bench.db.query(`delete from ${table}`);
        await bench.db.query(`insert into ${table} overriding system value table kept_${table}`);
        await bench.db.query(`alter table ${table} enable trigger user`);
        await bench.db.query(`drop table kept_${table}`);
      }
    }
  }

  it('is made of every original of the chain, holds by itself, and tells which files stayed at the office', async () => {
    const made = (await write()) as EvidenceMade;
    const again = verifyEvidence(made.bytes, { trust: [provider.anchor] });
    expect(again).toMatchObject({ ok: true, problems: [] });
    expect(again.notices).toEqual([expect.stringContaining('1 fatto si fonda su file importati')]);
    const names = again.files.map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('messages/'))).toHaveLength(3);
  });

  it('has the PDFs of the letters that the facts name, whatever the letters’ own rows say', async () => {
    const pdfs = async (): Promise<number> => {
      const { files } = ((await write()) as EvidenceMade).report;
      return files.filter(({ name }) => name.startsWith('letters/')).length;
    };
    const before = await pdfs();
    await bench.db.query(`create table kept_letter as select id, obligations from letter`);
    await bench.db.query(`update letter set obligations = '[]'`);
    const after = await pdfs();
    await bench.db.query(
      `update letter l set obligations = k.obligations from kept_letter k where k.id = l.id`,
    );
    await bench.db.query(`drop table kept_letter`);
    expect(before).toBeGreaterThan(0);
    expect(after).toBe(before);
  });

  it.each<[string, () => readonly (readonly [string, unknown[]?])[], () => string]>([
    [
      'a receipt’s bytes overwritten',
      () => [
        [
          `update raw_message set bytes = bytes || '\\x0a'::bytea where sha256 = $1`,
          [receipts.delivery],
        ],
      ],
      () => `l’impronta registrata è ${receipts.delivery}`,
    ],
    [
      'bytes and digest overwritten alike',
      () => [
        [
          `update raw_message set bytes = bytes || '\\x0a'::bytea, sha256 = encode(sha256(bytes || '\\x0a'::bytea), 'hex') where sha256 = $1`,
          [receipts.delivery],
        ],
      ],
      () => `manca: l’impronta registrata è ${receipts.delivery}`,
    ],
    [
      'two receipts exchanged',
      () => [
        [
          `update raw_message r set bytes = o.bytes from raw_message o where r.sha256 = any($1) and o.sha256 = any($1) and o.sha256 <> r.sha256`,
          [[receipts.delivery, receipts.other]],
        ],
      ],
      () => `il contenuto ha ${receipts.other}`,
    ],
    [
      'a receipt removed',
      () => [[`delete from raw_message where sha256 = $1`, [receipts.delivery]]],
      () => `manca: l’impronta registrata è ${receipts.delivery}`,
    ],
    [
      'the bytes of the letter overwritten',
      () => [
        [`update dispatch set raw = raw || '\\x0a'::bytea where message_id = $1`, [messageId]],
      ],
      () => 'la lettera inviata',
    ],
    [
      'bytes and digest of the letter overwritten alike',
      () => [
        [
          `update dispatch set raw = 'Cc: a@b.it\n'::bytea || raw, sha256 = encode(sha256('Cc: a@b.it\n'::bytea || raw), 'hex') where message_id = $1`,
          [messageId],
        ],
      ],
      () => 'non è la lettera che la ricevuta',
    ],
    [
      'a letter removed',
      () => [[`delete from dispatch where message_id = $1`, [messageId]]],
      () => 'la lettera come è partita non è allegata',
    ],
    [
      'an imported file overwritten',
      () => [[`update imported_file set bytes = '\\x00'::bytea`]],
      () => 'il file importato «trasmissioni.csv»',
    ],
    [
      'a fact a minute earlier',
      () => [
        [
          `update fact set occurred_at = occurred_at - interval '1 minute' where type = 'delivered'`,
        ],
      ],
      () => 'non corrisponde alla sua impronta',
    ],
  ])('is refused with the reason: %s', async (_what, tampering, why) => {
    const faults = await after(...tampering());
    expect(faults.join('\n')).toContain(why());
    expect('bytes' in (await write())).toBe(true);
  });
});
