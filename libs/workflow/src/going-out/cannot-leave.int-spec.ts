import { afterEach, describe, expect, it } from '@jest/globals';
import { defaultMunicipalities } from '@app/contract';
import { localDate } from '@app/domain';
import { addTemplateVersion, holdOf, openAlerts, sendableLetters } from '@app/persistence';
import { versionOf } from '@app/letters';
import { Dispatcher } from '../outbox/dispatcher.js';
import { Protocols } from '../protocol/protocols.js';
import { DatabaseTemplateSource } from '../templates/database-source.js';
import { Batches } from './batches.js';
import { GoLive } from './go-live.js';
import type { Office, OfficeOptions } from './testing/office.js';
import { anOffice } from './testing/office.js';

const ANDRIA = defaultMunicipalities().slice(0, 1);
const OPENING = {
  kind: 'rung',
  survey: 'push-erp',
  round: localDate('2021-12-31'),
  rung: 'opening',
} as const;

/** What the page of the letter shows: its state, and why it stopped or waits. */
async function shown(office: Office): Promise<{ state: string; reason: string; sent: number }> {
  const letter = await office.letter();
  const hold = await holdOf(office.db, letter.id);
  return {
    state: letter.state,
    reason: hold?.reason ?? letter.reason ?? '',
    sent: office.sent.length,
  };
}

describe('a letter can’t leave', () => {
  let office: Office;
  const open = async (options?: OfficeOptions): Promise<Office> =>
    (office = await anOffice(options));
  afterEach(() => office.close());

  it('with an unfilled placeholder: it stops with template, line and name, and leaves once mended', async () => {
    await open();
    const source = office.get(DatabaseTemplateSource);
    const current = await source.currentRow('opening');
    // Past the checks of the form, as a damaged record would be: `aoo` is empty without a protocol.
    const sources = { ...current.sources, subject: `${current.sources.subject}{{protocollo.aoo}}` };
    const digest = versionOf({ template: 'opening', ...sources });
    await addTemplateVersion(office.db, { ...current, sources, digest, origin: 'officer' }, 1);
    await office.send();
    const { state, reason, sent } = await shown(office);
    expect({ state, sent }).toEqual({ state: 'stopped', sent: 0 });
    expect(reason).toContain(
      'Nel modello «nota di avvio» (oggetto, riga 1), «protocollo.aoo»: il segnaposto è vuoto.',
    );
    expect(await openAlerts(office.db)).toMatchObject([
      { kind: 'letter-stopped', message: reason },
    ]);
    await addTemplateVersion(office.db, { ...current, origin: 'restored', restores: 1 }, 2);
    expect(await office.get(Dispatcher).release((await office.letter()).id)).toBe(true);
    await office.send();
    expect(await shown(office)).toMatchObject({ state: 'sent', sent: 1 });
  });

  it('without the protocol number that the survey requires: it waits, and leaves with the number in subject, body and PDF', async () => {
    await open({ survey: { requiresProtocol: true } });
    await office.send();
    const waiting = await shown(office);
    expect(waiting).toMatchObject({ state: 'queued', sent: 0 });
    expect(waiting.reason).toMatch(/^In attesa di protocollo/);
    const { id } = await office.letter();
    expect(await sendableLetters(office.db, office.clock.now())).toEqual([]);
    const written = { number: '0004711', date: '14/02/2022', aoo: 'AOO_080' };
    const origin = { by: 'rossi', source: 'officer' } as const;
    expect(await office.get(Protocols).record(id, written, origin)).toMatchObject({ position: 1 });
    expect(office.woken()).toEqual(['letters']);
    expect(await sendableLetters(office.db, office.clock.now())).toEqual([id]);
    await office.send();
    expect(await shown(office)).toMatchObject({ state: 'sent', sent: 1 });
    const letter = await office.letter();
    expect(letter.subject).toContain('Prot. n. 0004711 del 14/02/2022');
    expect(letter.parts?.text).toContain('Prot. n. 0004711 del 14/02/2022 – AOO_080');
    expect(letter.parts?.html).toContain('0004711');
  });

  it('to an address that is not valid today: it stops and says where to enter one', async () => {
    const addresses = ANDRIA[0]!.addresses.map((one) => ({
      ...one,
      validTo: localDate('2022-02-13'),
    }));
    await open({ municipalities: [{ ...ANDRIA[0]!, addresses }] });
    await office.send();
    const { state, reason, sent } = await shown(office);
    expect({ state, sent }).toEqual({ state: 'stopped', sent: 0 });
    expect(reason).toBe(
      'Nessun indirizzo PEC del Comune di Andria è valido oggi: inserirne uno in «Comune».',
    );
  });

  it('to an address outside the allow-list in trial: it stops and names the address', async () => {
    await open({ sandbox: false });
    await office.get(GoLive).allowOnly(['prova@pec.regione.example'], 'admin');
    await office.send();
    const { state, reason, sent } = await shown(office);
    expect({ state, sent }).toEqual({ state: 'stopped', sent: 0 });
    expect(reason).toContain(ANDRIA[0]!.addresses[0]!.address);
    expect(reason).toMatch(/^Modalità di collaudo/);
  });

  it('outside trial it does, and in trial to an allowed address too', async () => {
    await open({ sandbox: false });
    await office
      .get(GoLive)
      .allowOnly([` ${ANDRIA[0]!.addresses[0]!.address.toUpperCase()} `], 'admin');
    await office.send();
    expect(await shown(office)).toMatchObject({ state: 'sent', sent: 1 });
  });

  it('unapproved where the survey asks for four eyes: it waits, and leaves when another person approves', async () => {
    await open({ survey: { requiresFourEyes: true } });
    await office.send();
    const waiting = await shown(office);
    expect(waiting).toMatchObject({ state: 'queued', sent: 0 });
    expect(waiting.reason).toMatch(/^In attesa di approvazione/);
    const batches = office.get(Batches);
    const prepared = await batches.prepare(OPENING, 'rossi');
    if ('refused' in prepared) throw new Error(prepared.message);
    expect(prepared.letters).toHaveLength(1);
    await office.send();
    expect(await shown(office)).toMatchObject({ state: 'queued', sent: 0 });
    const approvers = new Set(['rossi', 'bianchi']);
    const own = await batches.approve(
      prepared.batch.id,
      { id: 'rossi', approver: true },
      approvers,
    );
    expect(own).toMatchObject({ refused: true, code: 'same-person' });
    const other = await batches.approve(
      prepared.batch.id,
      { id: 'bianchi', approver: true },
      approvers,
    );
    expect(other).toMatchObject({ state: 'approved', decidedBy: 'bianchi', preparedBy: 'rossi' });
    expect(office.woken()).toEqual(['letters']);
    expect(await sendableLetters(office.db, office.clock.now())).toHaveLength(1);
    await office.send();
    expect(await shown(office)).toMatchObject({ state: 'sent', sent: 1 });
  });

  it('when its text was changed after the approval: it waits for another one', async () => {
    await open({ survey: { requiresFourEyes: true } });
    const batches = office.get(Batches);
    const prepared = await batches.prepare(OPENING, 'rossi');
    if ('refused' in prepared) throw new Error(prepared.message);
    await batches.approve(prepared.batch.id, { id: 'bianchi', approver: true }, new Set());
    const current = await office.get(DatabaseTemplateSource).currentRow('opening');
    const sources = { ...current.sources, text: `${current.sources.text}\nRegione Puglia\n` };
    const digest = versionOf({ template: 'opening', ...sources });
    await addTemplateVersion(office.db, { ...current, sources, digest, origin: 'officer' }, 1);
    await office.send();
    const { state, reason, sent } = await shown(office);
    expect({ state, sent }).toEqual({ state: 'queued', sent: 0 });
    expect(reason).toMatch(/^In attesa di nuova approvazione: il modello è cambiato/);
  });

  it('when the approval was taken back before it left', async () => {
    await open({ survey: { requiresFourEyes: true } });
    const batches = office.get(Batches);
    const prepared = await batches.prepare(OPENING, 'rossi');
    if ('refused' in prepared) throw new Error(prepared.message);
    await batches.approve(prepared.batch.id, { id: 'bianchi', approver: true }, new Set());
    await batches.revoke(prepared.batch.id, 'verdi', 'Manca un allegato.');
    await office.send();
    expect(await shown(office)).toMatchObject({ state: 'queued', sent: 0 });
  });
});
