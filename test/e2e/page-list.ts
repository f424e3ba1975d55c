export const OPEN = '/adempimenti/110005/push-erp/2021-12-31';
export const DONE = '/adempimenti/110001/push-erp/2021-12-31';

/** A letter of which nobody knows whether it left, where a test has made it so. */
export const DOUBTFUL = 'push-erp/110004/2022-03-16';

/** Every page, and the states that an address can reach. */
export const PAGES: Readonly<Record<string, string>> = {
  quadro: '/',
  matrice: '/matrice',
  'matrice senza risultati': '/matrice?comune=zzz',
  'matrice di un giorno passato': '/matrice?al=2022-03-01&stato=attesa',
  adempimento: OPEN,
  'adempimento assolto': DONE,
  fascicolo: `${OPEN}/fascicolo`,
  'ricomincia la prova': '/prova/ricomincia',
  'visita guidata': '/?visita=si',
  'modulo della trasmissione': `${OPEN}/azioni/trasmissione`,
  'modulo della diffida': `${OPEN}/azioni/diffida`,
  'modulo fuori posto': `${DONE}/azioni/esonero`,
  piano: '/piano',
  'piano di un solo Comune, bloccate': '/piano?comune=110005&esito=locked&a=2022-06-30',
  'piano con date rovesciate': '/piano?da=2022-05-01&a=2022-04-01',
  'anteprima della lettera':
    '/piano/anteprima?comune=110005&modello=overdue&ricognizione=push-erp&ciclo=2021-12-31&giorno=2022-04-15',
  'registro invii': '/invii',
  'registro da guardare': '/invii?guardare=failed',
  'registro senza risultati': '/invii?cerca=zzz',
  lettera: '/invii/push-erp/110005/2022-03-16',
  'rispedisci una lettera': `${OPEN}/azioni/rispedisci`,
  'lettera incerta': `/invii/${DOUBTFUL}`,
  'invio incerto': `/invii/${DOUBTFUL}/incerto`,
  risposte: '/risposte',
  'risposte archiviate': '/risposte?elenco=archiviate',
  'carica messaggi': '/messaggi/carica',
  quarantena: '/messaggi/quarantena',
  'archivia un messaggio': `/messaggi/quarantena/${'a'.repeat(64)}/archivia`,
  patrimonio: '/patrimonio',
  'patrimonio di nessun Comune': '/patrimonio?comune=zzz',
  'confronto del patrimonio': '/patrimonio/confronto?comune=110001',
  'registro delle variazioni': '/patrimonio/variazioni',
  'variazioni senza risultati': '/patrimonio/variazioni?tipo=merge',
  'importa nel patrimonio': '/patrimonio/importa',
  comune: '/comuni/110002',
  'nuovo indirizzo': '/comuni/110002/indirizzo',
  ciclo: '/cicli/push-erp/2021-12-31',
  'proroga per tutti': '/cicli/push-erp/2021-12-31/proroga',
  andamento: '/andamento',
  'andamento come lo sapevamo': '/andamento?saputo=2022-03-20',
  'andamento prima di ogni ciclo': '/andamento?al=2021-06-01',
  mappa: '/mappa',
  'mappa di un ciclo': '/mappa?ciclo=2021-12-31',
  regole: '/regole',
  'modifica delle regole': '/regole/push-erp/modifica',
  calendario: '/calendario',
  'calendario di un Comune': '/calendario?mese=2022-03&comune=110005',
  'calendario senza nulla': '/calendario?mese=2030-02',
  'calendario di un Comune che non c’è': '/calendario?comune=Atlantide',
  'giorni di chiusura': '/calendario/chiusure',
  'chiusi in un giorno': '/calendario/chiusure?giorno=2022-09-16',
  'togliere una chiusura': '/calendario/chiusure/togli?comune=110001&giorno=09-21',
  'calendari in abbonamento': '/calendario/abbonamenti',
  ricerca: '/cerca?q=trani',
  'ricerca vuota': '/cerca',
  'registro attività': '/registro-attivita?tutti=si',
  'registro attività senza risultati': '/registro-attivita?da=2030-01-01',
  'via libera': '/via-libera',
  'collaudo ed esercizio': '/via-libera/esercizio',
  protocolli: '/via-libera/protocolli',
  'protocollo di una lettera': '/via-libera/lettere/push-erp/110005/2022-03-16',
  modelli: '/modelli',
  modello: '/modelli/reminder',
  'versione di un modello': '/modelli/reminder/versioni/1',
  'modifica di un modello': '/modelli/reminder/modifica',
  'anteprima di un modello': '/modelli/overdue/anteprima?comune=110002&ciclo=push-erp%2F2021-12-31',
  'anteprima per un Comune che non c’è':
    '/modelli/overdue/anteprima?comune=Atlantide&ciclo=push-erp%2F2021-12-31',
  sistema: '/sistema',
  utenti: '/utenti',
  profilo: '/profilo?benvenuto=1',
  privacy: '/privacy',
  accessibilità: '/accessibilita',
  segnalazioni: '/segnalazioni',
  'pagina che non c’è': '/non-esiste',
};

/** States that only a form reaches: where it stands, what is typed, which button is pressed. */
export const STATES: Readonly<
  Record<
    string,
    {
      readonly path: string;
      readonly fill: Readonly<Record<string, string>>;
      /** What is handed in, by its name. */
      readonly file?: { readonly name: string; readonly text: string };
      readonly press: string | RegExp;
    }
  >
> = {
  'proroga con errori': { path: `${OPEN}/azioni/proroga`, fill: {}, press: 'Continua' },
  'proroga da confermare': {
    path: `${OPEN}/azioni/proroga`,
    fill: { scadenza: '2022-05-31', motivo: 'Il Comune cambia fornitore' },
    press: 'Continua',
  },
  'proroga per tutti da confermare': {
    path: '/cicli/push-erp/2021-12-31/proroga',
    fill: { scadenza: '2022-05-31', motivo: 'Sciopero' },
    press: 'Continua',
  },
  'diffida con errori': { path: `${OPEN}/azioni/diffida`, fill: {}, press: 'Continua' },
  'trasmissione da confermare': {
    path: `${OPEN}/azioni/trasmissione`,
    fill: { modo: 'manual', alloggi: '12' },
    press: 'Continua',
  },
  'rispedizione da confermare': {
    path: `${OPEN}/azioni/rispedisci`,
    fill: { motivo: 'Indirizzo corretto' },
    press: 'Continua',
  },
  'utente con errori': { path: '/utenti', fill: { utente: 'X' }, press: 'Aggiungi' },
  'utente aggiunto': {
    path: '/utenti',
    fill: { utente: 'giulia.verdi', nome: 'Giulia Verdi', ruolo: 'lettore' },
    press: 'Aggiungi',
  },
  'password con errori': { path: '/profilo', fill: { password: 'corta' }, press: /password/ },
  'modello con errori': {
    path: '/modelli/reminder/modifica',
    fill: { subject: 'Testo {{scadnza}}' },
    press: /Salva|Registra/,
  },
  'invio incerto con errori': {
    path: `/invii/${DOUBTFUL}/incerto`,
    fill: {},
    press: 'Continua',
  },
  'invio incerto da confermare': {
    path: `/invii/${DOUBTFUL}/incerto`,
    fill: { scelta: 'has-left', motivo: 'È fra le inviate della webmail' },
    press: 'Continua',
  },
  'messaggi caricati': {
    path: '/messaggi/carica',
    fill: {},
    file: {
      name: 'domanda.eml',
      text: 'From: a@example.it\r\nSubject: Domanda\r\n\r\nBuongiorno\r\n',
    },
    press: 'Carica',
  },
};
