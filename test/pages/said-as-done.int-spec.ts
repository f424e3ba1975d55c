import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDate } from '@app/domain';
import { Accounts, Deputies } from '@app/workflow';
import { OfficePages } from '../support/office-pages.js';

/** What a page says of what was asked is what happened: asked for in vain, it is refused with the reason. */
describe('an action that does nothing', () => {
  let pages: OfficePages;

  beforeAll(async () => {
    pages = await OfficePages.open({});
    await pages.office.send();
    await pages.office.get(Accounts).add('verdi', 'Carla Verdi', 'operatore');
  });
  afterAll(() => pages.close());

  const posted = async (path: string, form: Readonly<Record<string, string>> = {}) => {
    const { status, headers, text } = await pages.post(path, form);
    return { status, to: headers['location'] ?? null, text: text.replaceAll('&#x27;', '’') };
  };
  const refused = (status: number, reason: RegExp) => ({
    ...{ status, to: null, text: expect.stringMatching(reason) },
  });

  it('is not told as done: a letter that is not stopped, or is none', async () => {
    const lettera = (await pages.office.letter()).id;
    expect(await posted('/via-libera/riprova', { lettera })).toEqual(
      refused(409, /La lettera non è ferma: non c’è nulla da far ripartire/),
    );
    expect(await posted('/via-libera/riprova', { lettera: 'zzz' })).toMatchObject({ status: 404 });
    expect(await posted('/via-libera/riprova')).toMatchObject({ status: 404 });
  });

  it('is not told as done: numbers that no system gives', async () => {
    expect(await posted('/via-libera/protocolli/richiedi')).toEqual(
      refused(409, /Nessun sistema di protocollo è collegato/),
    );
  });

  it('is refused for its own reason: an account that is so already, a role or an action that there is not', async () => {
    const form = (azione: string) => posted('/utenti/verdi', { azione });
    expect(await posted('/utenti/verdi', { ruolo: 'operatore' })).toEqual(
      refused(409, /«verdi» ha già questo ruolo/),
    );
    expect(await form('riattiva')).toEqual(refused(409, /L’utenza «verdi» è già attiva/));
    expect(await form('disattiva')).toMatchObject({ status: 303, to: '/utenti?fatto=si' });
    for (const azione of ['disattiva', 'collegamento']) {
      const answer = await form(azione);
      expect(answer).toEqual(refused(409, /L’utenza «verdi» è disattivata/));
      expect(answer.text).not.toMatch(/ultimo amministratore/);
    }
    const unknown = refused(422, /Operazione o ruolo sconosciuti/);
    expect(await form('zzz')).toEqual(unknown);
    expect(await posted('/utenti/verdi', { ruolo: 'imperatore' })).toEqual(unknown);
    expect(await posted('/utenti/amministratore', { azione: 'disattiva' })).toEqual(
      refused(409, /È l’ultimo amministratore attivo/),
    );
  });

  it('is not told as done: a mandate that has ended, or never was', async () => {
    const mandate = { absent: 'amministratore', deputy: 'verdi' };
    const days = { validFrom: localDate('2022-02-14'), validTo: localDate('2022-03-14') };
    const made = await pages.office.get(Deputies).appoint({ ...mandate, ...days }, 'rossi');
    const end = `/via-libera/esercizio/sostituti/${(made as { id: string }).id}/termina`;
    expect(await posted(end)).toMatchObject({ status: 303 });
    const none = '/via-libera/esercizio/sostituti/00000000-0000-4000-8000-000000000000/termina';
    for (const again of [end, none]) {
      expect(await posted(again)).toEqual(refused(409, /La sostituzione non c’è più/));
    }
  });

  it('is not told as done: the same addresses for the trial', async () => {
    const form = { indirizzi: 'prova@pec.example' };
    expect(await posted('/via-libera/esercizio/indirizzi', form)).toMatchObject({ status: 303 });
    expect(await posted('/via-libera/esercizio/indirizzi', form)).toEqual(
      refused(409, /L’elenco è già questo/),
    );
  });

  it('is a fault of the form, in Italian: rules that are no JSON', async () => {
    const answer = await posted('/regole/push-erp/modifica', {
      testo: '{ "a": 1,\n}',
      motivo: 'x',
    });
    expect(answer).toEqual(refused(422, /documento JSON: l’errore è alla riga 2, carattere 1/));
    expect(answer.text).not.toMatch(/Unexpected|Expected/);
  });
});
