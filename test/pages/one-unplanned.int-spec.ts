import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { defaultMunicipalities } from '@app/contract';
import { localDate } from '@app/domain';
import { openAlerts } from '@app/persistence';
import { ClosingDesk, Dispatcher, OfficerDesk, Recorder, Tick } from '@app/workflow';
import { aFact } from '../../libs/workflow/src/testing/samples.js';
import { OfficePages } from '../support/office-pages.js';

const FOUR = defaultMunicipalities().slice(0, 4);
const [CLOSED, DAMAGED, GOOD, OTHER] = FOUR.map(({ istat, name }) => ({ istat, name }));
const ALL_YEAR = Array.from({ length: 366 }, (_, n) =>
  new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(5, 10),
);

/** Pages that look at everybody, or at one that is well. */
const PAGES = [
  '/',
  '/matrice',
  '/matrice?al=2022-02-10&stato=attesa',
  '/matrice?comune=a',
  '/matrice/esporta?formato=csv',
  '/piano',
  '/piano?a=2022-12-31',
  '/piano?da=2022-01-10&a=2022-03-31',
  '/piano/esporta?formato=csv',
  '/calendario?mese=2022-03',
  '/calendario?mese=2022-11',
  '/calendario/chiusure',
  '/andamento',
  '/andamento?saputo=2022-02-12',
  '/mappa',
  '/cicli/push-erp/2021-12-31',
  '/via-libera',
  '/invii',
  '/registro-attivita?tutti=si',
  '/patrimonio',
  '/regole',
  `/comuni/${GOOD!.istat}`,
  `/adempimenti/${GOOD!.istat}/push-erp/2021-12-31`,
];

describe('one that can’t be planned stops only itself', () => {
  let pages: OfficePages;
  const get = <T>(service: abstract new (...args: never[]) => T): T => pages.office.get(service);
  const tick = async () => (await get(Tick).run(pages.office.clock.now())).letters;
  const told = async () => (await openAlerts(pages.office.db)).map(({ message }) => message);
  const leaves = ({ istat }: { istat: string }) => `push-erp/${istat}/2022-02-14`;

  beforeEach(async () => {
    pages = await OfficePages.open({ municipalities: FOUR });
    // As rows from before the limits may be, or a copy that was damaged.
    const { db } = pages.office;
    await db.query(`update municipality set closing_days = $2 where istat = $1`, [
      CLOSED!.istat,
      JSON.stringify(ALL_YEAR),
    ]);
    const due = { due: localDate('2022-05-31'), reason: 'guasto', scope: DAMAGED!.istat };
    const extended = { ...aFact('extended', '2022-02-10T10:00:00+01:00', due) };
    await get(Recorder).record([{ ...extended, municipality: DAMAGED!.istat }]);
    await db.query(`alter table fact disable trigger user`);
    await db.query(`update fact set payload = '{"due": "mai"}' where type = 'extended'`);
    await db.query(`alter table fact enable trigger user`);
  });
  afterEach(() => pages.close());

  it('in the tick: the others get their letters, it is told, and closes by itself when it is mended', async () => {
    expect([...(await tick())].sort()).toEqual([GOOD, OTHER].map((one) => leaves(one!)).sort());
    const both = [
      expect.stringContaining(`il Comune di ${CLOSED!.name}: nessun giorno lavorativo`),
      expect.stringContaining(`il Comune di ${DAMAGED!.name}: `),
    ];
    expect((await told()).sort()).toEqual(expect.arrayContaining(both));
    expect(await tick()).toEqual([]);
    expect(await told()).toHaveLength(2);
    await pages.office.db.query(`update municipality set closing_days = '[]'`);
    expect(await tick()).toEqual([leaves(CLOSED!)]);
    expect(await told()).toEqual([both[1]]);
  });

  it('on the pages: those of the others are whole, and it is marked with its reason', async () => {
    await tick();
    for (const path of PAGES) {
      const { status } = await pages.get(path);
      expect({ path, status }).toEqual({ path, status: 200 });
    }
    expect(await pages.words('/')).toMatch(/Comuni non pianificabili/);
    expect(await pages.words('/matrice')).toMatch(
      new RegExp(`${CLOSED!.name}\\s+Non pianificabile`),
    );
    for (const { istat, name } of [CLOSED!, DAMAGED!]) {
      const reason = new RegExp(`Non è possibile pianificare il Comune di ${name}: `);
      expect(await pages.words(`/comuni/${istat}`)).toMatch(reason);
      expect(await pages.words('/piano')).toMatch(reason);
      for (const format of ['csv', 'json']) {
        const { text } = await pages.get(`/piano/esporta?formato=${format}`);
        expect(text).toContain(GOOD!.name);
        expect(text).toMatch(new RegExp(`Non pianificabile[^}]*${istat}[^}]*${reason.source}`));
      }
    }
    const duty = `/adempimenti/${CLOSED!.istat}/push-erp/2021-12-31`;
    expect(await pages.words(duty)).toMatch(/nessun giorno lavorativo/);
    const damaged = await pages.get(`/adempimenti/${DAMAGED!.istat}/push-erp/2021-12-31`);
    expect([damaged.status, damaged.headers['location']]).toEqual([
      303,
      `/comuni/${DAMAGED!.istat}`,
    ]);
  });

  it('can be mended from the page: a closing day is taken back, seen before', async () => {
    const change = { action: 'remove', municipality: CLOSED!.istat, day: '02-14' } as const;
    const here = `/calendario/chiusure/togli?comune=${CLOSED!.istat}&giorno=02-14`;
    const seen = await pages.post(here, { motivo: 'errore di importazione' });
    expect(seen.text).toMatch(/Togli il giorno di chiusura/);
    expect(await get(ClosingDesk).apply({ ...change, reason: 'errore' }, 'rossi')).toBeNull();
    const added = await get(ClosingDesk).apply({ ...change, action: 'add', reason: '' }, 'rossi');
    expect(added).toMatchObject({ code: 'too-many' });
  });

  it('keeps its own letter from leaving, with the reason, and no other’s', async () => {
    const { db } = pages.office;
    await db.query(`update municipality set closing_days = '[]'`);
    const started = await tick();
    expect(started).toContain(leaves(CLOSED!));
    await db.query(`update municipality set closing_days = $2 where istat = $1`, [
      CLOSED!.istat,
      JSON.stringify(ALL_YEAR),
    ]);
    for (const id of started) await get(Dispatcher).dispatch(id);
    expect(pages.office.sent).toHaveLength(started.length - 1);
    expect(await pages.words(`/invii/${leaves(CLOSED!)}`)).toMatch(/nessun giorno lavorativo/);
  });

  it('refuses what would be recorded for it with the reason, save that the damaged fact is taken back', async () => {
    const order = (municipality: string) => ({
      ...{ type: 'extended', survey: 'push-erp', municipality, round: localDate('2021-12-31') },
      payload: { due: localDate('2022-06-30'), reason: 'guasto', scope: 'all' as const },
    });
    const orders = FOUR.map(({ istat }) => order(istat)) as Parameters<OfficerDesk['record']>[0];
    expect(await get(OfficerDesk).record(orders, 'rossi')).toMatchObject({
      refused: [{ refusal: { code: 'unreadable-record' }, fact: { municipality: DAMAGED!.istat } }],
    });
    const [{ id }] = await pages.office.db.query(`select id from fact where type = 'extended'`);
    const payload = { fact: id, reason: 'illeggibile' };
    const back = { ...order(DAMAGED!.istat), type: 'corrected' as const, round: null, payload };
    expect(await get(OfficerDesk).record([back], 'rossi')).toHaveProperty('recorded');
    expect(await tick()).toContain(leaves(DAMAGED!));
  });
});
