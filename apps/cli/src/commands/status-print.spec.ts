import { describe, expect, it } from '@jest/globals';
import { optionFiles, run } from '../testing/status-command.js';

const { file, events } = optionFiles();

describe('sollecito status for people', () => {
  it('is a table with an explanation under each row, and the measures in words', async () => {
    const municipalities = file(
      'istat,name,belfiore,postcode,lat,lon,pec_in_letter\n110001,Andria,A285,76123,41.2,16.2,a@pec.it\n110009,Trani,L328,76125,41.2,16.4,b@pec.it\n',
    );
    const file2 = events({
      at: '2022-04-08T10:00:00+02:00',
      municipality: '110009',
      type: 'transmitted',
      mode: 'manual',
    });
    const { code, out } = await run(
      '--as-of',
      '2022-04-10',
      '--known-on',
      '2022-04-10',
      '--events',
      file2,
      '--municipalities',
      municipalities,
    );
    expect(code).toBe(0);
    expect(out).toBe(
      [
        'Situazione al 10/04/2022, come noto il 10/04/2022',
        '',
        'Comune            Ciclo       Scadenza    Stato                 Tempi       Dal',
        '────────────────  ──────────  ──────────  ────────────────────  ──────────  ──────────',
        'Comune di Andria  31/12/2021  31/03/2022  Scaduto               scaduto     01/04/2022',
        '  Nessuna risposta registrata per il 31/12/2021: la scadenza del 31/03/2022 è trascorsa.',
        'Comune di Trani   31/12/2021  31/03/2022  Trasmesso in ritardo  in ritardo  08/04/2022',
        '  Trasmissione ufficiale con caricamento manuale dell’08/04/2022, oltre la scadenza del 31/03/2022; non ancora validata dalla Regione.',
        '',
        'Ciclo del 31/12/2021: attesi 2, ricevuti 1 (nei termini 0, in ritardo 1; di consistenza nulla 0), scaduti 1, esonerati 0, nulli già comunicati 0, annullati 0, completezza 50,0 %, puntualità 0,0 %',
        '',
      ].join('\n'),
    );
  });

  it('sums the rounds when there are several, and says when there is none', async () => {
    const two = await run('--as-of', '2022-07-01', '--events', events());
    expect(two.out).toContain('Tutti i cicli: attesi 20, ');
    const none = await run('--as-of', '2021-12-31', '--events', events());
    expect(none.out).toBe(
      'Situazione al 31/12/2021\n\nNessun adempimento: in quel giorno nessun ciclo è aperto.\n',
    );
  });
});
