import { describe, expect, it } from '@jest/globals';
import { clean } from '../text/clean.js';
import { sentences } from '../text/sentences.js';
import type { Claim } from './claim.js';
import { statesZero } from './zero.js';

const read = (text: string): Claim | null => {
  const claims = sentences(clean(text)).map(statesZero);
  return claims.find((claim) => claim === 'sure') ?? claims.find((claim) => claim !== null) ?? null;
};

describe('statesZero', () => {
  it.each([
    'Questo Comune non possiede alloggi ERP.',
    'Il Comune non possiede alcun alloggio ERP in proprietà.',
    'Questo Ente non è proprietario di alloggi di Edilizia Residenziale Pubblica.',
    'L’Ente scrivente non risulta proprietario di alloggi di edilizia residenziale pubblica alla data del 31/12/2021.',
    'Il Comune non risulta essere proprietario di alcun immobile ERP',
    'Si comunica che non esistono alloggi ERP di proprietà comunale.',
    'Non sono presenti alloggi ERP in proprietà di questo Comune.',
    'Non risultano alloggi ERP di proprietà di questo Ente.',
    'Dagli atti d’ufficio non risultano alloggi ERP di proprietà comunale.',
    'Non si dispone di alloggi ERP in proprietà.',
    'Nessun alloggio ERP risulta in proprietà del Comune.',
    'Questa Amministrazione non ha alloggi ERP di proprietà.',
    'Il Comune non è titolare di alloggi ERP.',
    'Il Comune non è in possesso di alloggi ERP.',
    'Non abbiamo alloggi erp',
    'In riscontro alla Vostra nota il Comune non possiede alloggi ERP.',
    'A seguito di verifica presso gli uffici questo Ente non possiede alloggi ERP.',
    'Questo Comune, a seguito di verifica, non possiede alloggi ERP.',
    'Non possediamo case popolari.',
    'Questo Comune non detiene in proprietà alcuna unità immobiliare ERP.',
    'Il numero di alloggi ERP in proprietà è pari a 0.',
    'Il numero degli alloggi ERP in proprietà è pari a zero (0).',
    'Il numero di alloggi è 0',
    'Numero alloggi ERP in proprietà: 0',
    'Numero alloggi ERP in proprietà alla data del 31/12/2021 = 0',
    'Numero alloggi ERP in proprietà alla data del 31/12/2021: ZERO',
    'N. alloggi ERP: nessuno',
    'Alloggi ERP in proprietà n. 0',
    'Alloggi ERP in proprietà alla data del 31.12.2021 n° 0 (zero)',
    'n. 0 alloggi ERP in proprietà',
    'La consistenza del patrimonio ERP è nulla.',
    "La consistenza e' nulla",
    'La consistenza del patrimonio immobiliare ERP in proprietà risulta nulla.',
    'Il patrimonio ERP in proprietà è nullo.',
    'Si comunica la consistenza nulla del patrimonio ERP in proprietà.',
    'Si dichiara consistenza nulla.',
    'Consistenza patrimonio ERP: NULLA',
    'Questo Comune è privo di alloggi ERP.',
    'Il Comune di cui sopra risulta sprovvisto di alloggi ERP in proprietà.',
    'Si attesta l’assenza di alloggi ERP in proprietà.',
    'Si dichiara che nessun alloggio ERP è di proprietà di questo Comune.',
    'Nessun alloggio.',
    'Nessun alloggio ERP di proprietà.',
    'Il patrimonio consta di 0 alloggi.',
    'Si comunica che il Comune possiede n. 0 (zero) alloggi ERP.',
    'la consistenza degli alloggi ERP di proprietà comunale ammonta a zero unità',
    'Il Comune alla data del 31/12/2021 non possedeva alloggi ERP.',
    'IL COMUNE NON POSSIEDE ALLOGI ERP',
    'Il patrimonio immobiliare ERP in proprietà del Comune è inesistente.',
    'Numero alloggi ERP in proprietà:\n0',
    'Numero alloggi ERP in proprietà alla data del\n31/12/2021: 0',
    'Si comunica che il Comune non ha in proprietà\nalloggi ERP alla data indicata.',
  ])('is sure of "%s"', (text) => {
    expect(read(text)).toBe('sure');
  });

  it.each([
    'La consistenza non è nulla.',
    'Il patrimonio non risulta nullo.',
    'Il numero di alloggi non è pari a zero.',
    'Il numero di alloggi ERP è pari a 10.',
    'Il Comune possiede 10 alloggi.',
    'Alloggi: 0 occupati, 12 in totale.',
    'Alloggi occupati: 0',
    'Nessun alloggio è stato alienato.',
    'Nessun alloggio risulta sfitto.',
    'Nessun alloggio ERP libero al 31/12/2021.',
    'Sono stati venduti 0 alloggi.',
    'Alloggi acquistati nel semestre: 0',
    'Numero alloggi ERP alienati: 0',
    'Numero alloggi ERP sfitti alla data del 31/12/2021: zero',
    'Il Comune non possiede altri alloggi.',
    'Non possiede ulteriori alloggi oltre a quelli già comunicati.',
    'Il Comune non ha alienato alloggi.',
    'Il Comune non ha trasmesso gli alloggi in PUSH.',
    'Non è stato possibile caricare gli alloggi.',
    'Zero variazioni.',
    'Nulla da comunicare.',
    'Nulla osta.',
    'Il Comune non è privo di alloggi ERP.',
    'Non si attesta l’assenza di alloggi ERP.',
    'La consistenza è tutt’altro che nulla.',
    'La consistenza non è affatto nulla.',
    'La consistenza non è variata.',
    'Il patrimonio ERP è di 120 alloggi.',
    'Se il Comune non possiede alloggi deve trasmettere la comunicazione?',
    'Qualora l’Ente non possieda alloggi ERP è tenuto alla comunicazione.',
    'In caso di patrimonio nullo occorre la comunicazione.',
    'Il Comune non possiede alloggi ERP?',
    'Si trasmette la consistenza del patrimonio immobiliare.',
    'Comune di Andria – Trasmissione consistenza patrimonio immobiliare – Numero Alloggi ERP in proprietà alla data del 31/12/2021',
    'Il Comune non possiede i dati relativi agli alloggi.',
    'L’Ente non dispone di personale da assegnare al censimento degli alloggi.',
    'Non risulta pervenuta la richiesta sugli alloggi.',
    'Il canone degli alloggi è pari a zero.',
    'Il numero di richieste di alloggi è pari a 0.',
    'Non vi sono richieste di alloggi.',
    'Domande di alloggio pervenute: 0',
    'Il numero degli assegnatari morosi è pari a zero.',
  ])('sees no zero in "%s"', (text) => {
    expect(read(text)).toBeNull();
  });

  it.each([
    'Il Comune non possiede più alloggi ERP.',
    'Non ne possiede.',
    'Alloggi di proprietà non ve ne sono.',
    'Il Comune non possiede alloggi ERP in locazione a canone sociale.',
    'Nessuno dei Comuni dell’Unione possiede alloggi ERP.',
    'Il Comune non possiede alloggi ERP censiti in anagrafe.',
    'Comunicazione consistenza nulla via PUSH del patrimonio ERP inserita',
    'Assenza alloggi ERP',
    'La società in house non possiede alloggi ERP.',
    'L’Unione dei Comuni non possiede alloggi ERP.',
    'La partecipata del Comune di Trani non possiede alloggi ERP.',
    'Il Comune non possiede alloggi ERP nel centro storico.',
    'Numero alloggi ERP in proprietà: 0 %',
    'Il Comune non dispone di alloggi ERP.',
    'Non risultano alloggi ERP nella banca dati PUSH.',
    'Nessun alloggio ERP è in piattaforma.',
    'Il Comune non ha alloggi ERP in gestione.',
    'Il Comune non possiede alloggi di edilizia convenzionata.',
  ])('leaves "%s" to a person', (text) => {
    expect(read(text)).not.toBe('sure');
  });
});
