import { afterEach, describe, expect, it } from '@jest/globals';
import { defaultMunicipalities } from '@app/contract';
import { localDate } from '@app/domain';
import { versionOf } from '@app/letters';
import { addTemplateVersion, saveMunicipalities } from '@app/persistence';
import { Batches, DatabaseTemplateSource, Dispatcher, GoLive, Protocols } from '@app/workflow';
import { OfficePages } from '../support/office-pages.js';

const ANDRIA = defaultMunicipalities()[0]!;
const PEC = ANDRIA.addresses[0]!.address;
const LETTER = '/invii/push-erp/110001/2022-02-14';
const OPENING = {
  kind: 'rung',
  survey: 'push-erp',
  round: localDate('2021-12-31'),
  rung: 'opening',
} as const;

describe('the page of a letter that can’t leave says why', () => {
  let pages: OfficePages;
  afterEach(() => pages.close());

  /** Tries to send, and reads the reason where an officer would: the letter's page, the register, «Quadro» or «Via libera». */
  const reads = async (reason: RegExp, also: string): Promise<void> => {
    const { office } = pages;
    await office.send();
    expect(office.sent).toEqual([]);
    expect(await pages.words(LETTER)).toMatch(reason);
    expect(await pages.words('/invii')).toMatch(reason);
    expect(await pages.words(also)).toMatch(reason);
  };
  const leaves = async (): Promise<void> => {
    await pages.office.send();
    expect(pages.office.sent.map(({ to }) => to)).toEqual([PEC]);
    expect(await pages.words(LETTER)).not.toMatch(
      /In attesa di|Modalità di collaudo|inserirne uno/,
    );
  };

  it('an unfilled placeholder: template, line and name', async () => {
    pages = await OfficePages.open({});
    const source = pages.office.get(DatabaseTemplateSource);
    const current = await source.currentRow('opening');
    const sources = { ...current.sources, subject: `${current.sources.subject}{{protocollo.aoo}}` };
    const digest = versionOf({ template: 'opening', ...sources });
    await addTemplateVersion(
      pages.office.db,
      { ...current, sources, digest, origin: 'officer' },
      1,
    );
    await reads(
      /Nel modello «nota di avvio» \(oggetto, riga 1\), «protocollo\.aoo»/,
      '/invii?guardare=stopped',
    );
    await addTemplateVersion(pages.office.db, { ...current, origin: 'restored', restores: 1 }, 2);
    expect(await pages.office.get(Dispatcher).release(LETTER.slice('/invii/'.length))).toBe(true);
    await leaves();
  });

  it('no protocol number where the survey requires one', async () => {
    pages = await OfficePages.open({ survey: { requiresProtocol: true } });
    await reads(/In attesa di protocollo/, '/via-libera');
    const written = { number: '0004711', date: '14/02/2022', aoo: 'AOO_080' };
    await pages.office
      .get(Protocols)
      .record(LETTER.slice('/invii/'.length), written, { by: 'rossi', source: 'officer' });
    await leaves();
    expect(await pages.words(LETTER)).toContain('Prot. n. 0004711 del 14/02/2022');
  });

  it('an address that is not valid today', async () => {
    const ended = { ...ANDRIA.addresses[0]!, validTo: localDate('2022-02-13') };
    pages = await OfficePages.open({ municipalities: [{ ...ANDRIA, addresses: [ended] }] });
    await reads(
      /Nessun indirizzo PEC del Comune di Andria è valido oggi: inserirne uno in «Comune»/,
      '/invii?guardare=stopped',
    );
  });

  it('an address outside the list of allowed ones, in trial', async () => {
    pages = await OfficePages.open({ sandbox: false });
    await pages.office.get(GoLive).allowOnly(['prova@pec.regione.example'], 'admin');
    await reads(new RegExp(`Modalità di collaudo.*${PEC}`), '/invii?guardare=stopped');
    await pages.office.get(GoLive).allowOnly([PEC], 'admin');
    expect(await pages.office.get(Dispatcher).release(LETTER.slice('/invii/'.length))).toBe(true);
    await leaves();
  });

  it('no approval where the survey asks for four eyes', async () => {
    pages = await OfficePages.open({ survey: { requiresFourEyes: true } });
    await reads(/In attesa di approvazione/, '/via-libera');
    const batches = pages.office.get(Batches);
    const prepared = await batches.prepare(OPENING, 'rossi');
    if ('refused' in prepared) throw new Error(prepared.message);
    const bianchi = { id: 'bianchi', approver: true };
    await batches.approve(prepared.batch.id, bianchi, new Set(['rossi', 'bianchi']));
    await leaves();
  });
});

describe('the page of a letter that left', () => {
  let pages: OfficePages;
  afterEach(() => pages.close());

  it('says that its address changed between decision and sending, and where the new one is from', async () => {
    pages = await OfficePages.open({ survey: { requiresProtocol: true } });
    const { office } = pages;
    await office.send();
    const old = { ...ANDRIA.addresses[0]!, validTo: localDate('2022-02-13') };
    const moved = {
      ...ANDRIA.addresses[0]!,
      address: 'nuova@pec.comune.example',
      source: 'officer',
      validFrom: localDate('2022-02-14'),
    } as const;
    await saveMunicipalities(office.db, [{ ...ANDRIA, addresses: [old, moved] }]);
    const written = { number: '0004711', date: '14/02/2022', aoo: '' };
    const id = LETTER.slice('/invii/'.length);
    await office.get(Protocols).record(id, written, { by: 'rossi', source: 'officer' });
    await office.send();
    expect(office.sent.map(({ to }) => to)).toEqual(['nuova@pec.comune.example']);
    expect(await pages.words(LETTER)).toContain(
      `L’indirizzo è cambiato fra la decisione (${PEC}) e l’invio (nuova@pec.comune.example, fonte: ufficio).`,
    );
  });
});

describe('the e-mail and the PDF of a letter, side by side', () => {
  let pages: OfficePages;
  afterEach(() => pages.close());

  it('are frames of our own, each in a policy of its own', async () => {
    pages = await OfficePages.open({});
    await pages.office.send();
    const { text, headers } = await pages.get(LETTER);
    expect(headers['content-security-policy']).toContain("frame-src 'self'");
    expect(text).toMatch(new RegExp(`<iframe [^>]*sandbox src="${LETTER}/html" title="[^"]+">`));
    expect(text).toMatch(new RegExp(`<iframe [^>]*src="${LETTER}/pdf" title="[^"]+">`));
    const html = await pages.get(`${LETTER}/html`);
    expect(html.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    const policy = String(html.headers['content-security-policy']).split('; ');
    expect(policy).toEqual(
      expect.arrayContaining(["default-src 'none'", "form-action 'none'", 'sandbox']),
    );
    expect(policy.join(' ')).not.toMatch(/https?:|allow-|script-src|\*/);
    // As it left: the part of the message itself.
    expect(html.text).toContain('si invita codesto Comune');
    expect(html.text).not.toMatch(/<script|<img|<link|url\(/);
    const pdf = await pages.get(`${LETTER}/pdf`);
    expect(pdf.headers).toMatchObject({ 'content-type': 'application/pdf' });
    expect(pdf.headers['content-security-policy']).toContain("frame-ancestors 'self'");
  });

  it('stay closed to strangers, and to who asks for a letter not yet written', async () => {
    pages = await OfficePages.open({ survey: { requiresFourEyes: true } });
    await pages.office.send();
    expect((await pages.get(`${LETTER}/html`)).status).toBe(404);
    expect(await pages.words(LETTER)).toContain('Il testo si compone al momento dell’invio');
  });

  it('are shown of a template too, on any municipality and round', async () => {
    pages = await OfficePages.open({});
    const query = 'comune=110001&ciclo=push-erp%2F2021-12-31';
    const { text } = await pages.get(`/modelli/overdue/anteprima?${query}`);
    expect(text).toContain('<iframe class="riquadro-lettera" sandbox');
    const html = await pages.get(`/modelli/overdue/anteprima/html?${query}`);
    expect(html.headers['content-security-policy']).toContain('sandbox');
    expect(html.text).toContain('Al Comune di Andria');
    const plan = `comune=110001&modello=reminder&ricognizione=push-erp&ciclo=2021-12-31`;
    expect((await pages.get(`/piano/anteprima?${plan}`)).text).toContain('/piano/anteprima/html?');
    expect((await pages.get(`/piano/anteprima/html?${plan}`)).text).toContain('si avvicina');
  });
});
