import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { defaultMunicipalities } from '@app/contract';
import { localDate } from '@app/domain';
import { goingOutActs, sendableLetters } from '@app/persistence';
import type { BatchScope } from './batches.js';
import { Batches } from './batches.js';
import { Candidates } from './candidates.js';
import { Deputies } from './deputies.js';
import type { Office } from './testing/office.js';
import { anOffice } from './testing/office.js';
import { Reference } from '../reference.js';

const SCOPE: BatchScope = {
  kind: 'rung',
  survey: 'push-erp',
  round: localDate('2021-12-31'),
  rung: 'opening',
};
const APPROVERS = new Set(['bianchi', 'verdi']);
const bianchi = { id: 'bianchi', approver: true };
const verdi = { id: 'verdi', approver: true };

describe('approval by two people', () => {
  let office: Office;
  let batches: Batches;

  beforeEach(async () => {
    office = await anOffice({
      survey: { requiresFourEyes: true },
      municipalities: defaultMunicipalities().slice(0, 3),
    });
    batches = office.get(Batches);
  });
  afterEach(() => office.close());

  async function prepared(scope: BatchScope = SCOPE, by = 'rossi'): Promise<string> {
    const result = await batches.prepare(scope, by);
    if ('refused' in result) throw new Error(result.message);
    return result.batch.id;
  }

  it('takes exactly the letters that stand there, planned or decided, with their template', async () => {
    const before = await batches.byId(await prepared());
    await office.send();
    const after = await batches.byId(await prepared());
    expect(before?.letters).toHaveLength(3);
    expect(after?.letters.map(({ batch: _, ...letter }) => letter)).toEqual(
      before?.letters.map(({ batch: _, ...letter }) => letter),
    );
  });

  it('covers a day as well as a rung', async () => {
    const day = localDate('2022-02-14');
    const id = await prepared({ kind: 'day', survey: 'push-erp', day });
    await batches.approve(id, bianchi, APPROVERS);
    await office.send();
    expect(office.sent).toHaveLength(3);
  });

  it('says that there is nothing where nothing would leave', async () => {
    const sunday = { kind: 'day', survey: 'push-erp', day: localDate('2022-02-20') } as const;
    expect(await batches.prepare(sunday, 'rossi')).toMatchObject({ code: 'nothing-to-send' });
  });

  it('counts one of two approvals at once', async () => {
    await office.send();
    const id = await prepared();
    const results = await Promise.all([
      batches.approve(id, bianchi, APPROVERS),
      batches.approve(id, verdi, APPROVERS),
    ]);
    expect(results.map((one) => ('refused' in one ? one.code : one.state)).sort()).toEqual([
      'approved',
      'not-prepared',
    ]);
    const acts = await goingOutActs(office.db);
    expect(acts.filter(({ act }) => act === 'batch-approved')).toHaveLength(1);
    expect(office.woken()).toEqual(['letters']);
    expect(await sendableLetters(office.db, office.clock.now())).toHaveLength(3);
  });

  it('keeps the pairs of eyes apart in the database itself, whatever was checked before', async () => {
    const id = await prepared();
    // The condition stands in the UPDATE: no check before it can be outrun.
    const self = { state: 'approved', by: 'rossi', onBehalfOf: null, reason: null } as const;
    const { decideBatch } = await import('@app/persistence');
    const at = office.clock.now();
    expect(await decideBatch(office.db, id, 'prepared', { ...self, at })).toBe(false);
    const proxy = { ...self, by: 'neri', onBehalfOf: 'rossi', at };
    expect(await decideBatch(office.db, id, 'prepared', proxy)).toBe(false);
  });

  it('lets a deputy approve in the days of the mandate, and writes down for whom', async () => {
    const id = await prepared();
    const neri = { id: 'neri', approver: false };
    expect(await batches.approve(id, neri, APPROVERS)).toMatchObject({ code: 'not-an-approver' });
    const mandate = {
      absent: 'bianchi',
      deputy: 'neri',
      validFrom: localDate('2022-02-14'),
      validTo: localDate('2022-02-18'),
    };
    await office.get(Deputies).appoint(mandate, 'admin');
    const approved = await batches.approve(id, neri, APPROVERS);
    expect(approved).toMatchObject({ state: 'approved', decidedBy: 'neri', onBehalfOf: 'bianchi' });
  });

  it('is superseded by a newer one of the same scope, which alone can be approved', async () => {
    const [older, newer] = [await prepared(), await prepared()];
    expect(await batches.approve(older, bianchi, APPROVERS)).toMatchObject({
      code: 'not-prepared',
    });
    expect(await batches.approve(newer, bianchi, APPROVERS)).toMatchObject({ state: 'approved' });
  });

  it('is sent back with a reason, and not without', async () => {
    const id = await prepared();
    expect(await batches.refuse(id, 'bianchi', ' ')).toMatchObject({ code: 'no-reason' });
    const refused = await batches.refuse(id, 'bianchi', 'Manca la proroga di Barletta.');
    expect(refused).toMatchObject({ state: 'refused', reason: 'Manca la proroga di Barletta.' });
    expect(await batches.approve(id, bianchi, APPROVERS)).toMatchObject({ code: 'not-prepared' });
  });

  it('says of each waiting letter what it waits for', async () => {
    await office.send();
    const survey = (await office.get(Reference).load()).surveys.get('push-erp')!;
    const waiting = (await office.get(Candidates).of(survey)).filter(
      ({ letter }) => letter !== null,
    );
    expect(waiting.map(({ hold }) => hold?.code)).toEqual([
      'unapproved',
      'unapproved',
      'unapproved',
    ]);
  });
});
