import { describe, expect, it } from '@jest/globals';
import { clean } from '../text/clean.js';
import { sentences } from '../text/sentences.js';
import { isIdle, isSignature } from './idle.js';

const idle = (text: string): boolean => sentences(clean(text)).every(isIdle);

describe('a sentence that may stand beside a declaration', () => {
  it.each([
    ['greets', 'Buongiorno.'],
    ['greets at length', 'Cordiali saluti e buon lavoro.'],
    [
      'offers help, with a verb',
      'Per ogni ulteriore informazione è possibile contattare lo scrivente Ufficio.',
    ],
    ['refers to our letter', 'In riscontro alla nota prot. n. 2345 del 14/02/2022.'],
    [
      'refers to it by its day',
      'Facendo seguito alla Vs. nota del 14 febbraio 2022, acquisita al protocollo n. 1234.',
    ],
    ['refers to what was asked', 'Vista la richiesta della Regione Puglia n. 1234 del 14/02/2022.'],
    ['acknowledges', 'Si prende atto della nota in oggetto.'],
    ['points to an attachment', 'Si allega copia del documento di identità.'],
    ['points to a table that follows', 'In allegato si riporta il seguente prospetto:'],
    ['opens a statement', 'La scrivente Amministrazione comunica quanto segue.'],
    ['closes a statement', 'Tanto per opportuna conoscenza.'],
    [
      'says that it is a statement',
      'La presente comunicazione è resa ai fini della ricognizione regionale.',
    ],
    ['says what it stands for', 'La presente vale quale comunicazione di consistenza nulla.'],
    ['cites a law', 'Ai sensi degli artt. 46 e 47 del DPR 28 dicembre 2000, n. 445.'],
    [
      'warns of the law',
      'Consapevole delle responsabilità penali in caso di dichiarazioni mendaci.',
    ],
    ['names its form', 'Dichiarazione sostitutiva di atto di notorietà.'],
    [
      'tells how it was signed',
      'Documento firmato digitalmente ai sensi dell’art. 24 del D.Lgs. 82/2005.',
    ],
    ['tells how it was sent', 'La comunicazione è inviata esclusivamente a mezzo PEC.'],
    ['draws the consequence', 'Pertanto non vi sono dati da trasmettere sulla piattaforma PUSH.'],
    ['tells what is not done', 'Non si è pertanto proceduto ad alcun caricamento.'],
    ['asks for the exemption', 'Si chiede pertanto l’esonero dall’aggiornamento semestrale.'],
    ['signs', 'Il Responsabile del procedimento: geom. Anna Verdi.'],
    ['signs for somebody', 'Per la Commissione Straordinaria.'],
    ['gives an address', 'Servizio Lavori Pubblici e Patrimonio – tel. 0883/683801 int. 12.'],
    ['gives place and day', 'Trani, lì 10/03/2022.'],
    ['labels a day', 'Data di riferimento: 31/12/2021'],
    ['labels a name', 'Ente: Comune di Trinitapoli'],
    ['is a name', 'Anna Maria De Santis'],
    ['is an office of many capitals', 'IV Settore Servizi Tecnici'],
    ['gives a way to call', 'Centralino 0883 581111'],
    ['gives a page', 'Sito istituzionale: www.comune.trani.bt.it'],
    ['gives a way to call in one number', 'Fax 0883/581111'],
    ['gives a page in four words', 'Il sito del Comune: https://www.comune.trani.bt.it'],
    ['gives a mailbox', 'Scrivere a casa@comune.trani.bt.it'],
    ['is a name of six words', 'Anna Maria Luisa De Santis Bianchi'],
    ['heads a letter', 'Dipartimento Ambiente, Paesaggio e Qualità Urbana'],
    ['signs a statement', 'Il dichiarante'],
    ['says by which way', 'Trasmissione a mezzo PEC'],
    ['asks to take note', 'Si chiede di prendere atto di quanto sopra.'],
    ['counts one of nothing', 'Allegati: n. 1.'],
  ])('%s: "%s"', (_, text) => {
    expect(idle(text)).toBe(true);
  });
});

describe('a sentence that a person reads', () => {
  it.each([
    ['is of nothing that a rule knows', 'Ieri pioveva forte sulla marina.'],
    ['asks', 'Buongiorno, va bene così?'],
    ['counts in words', 'In relazione alla nota su via Bari, dodici famiglie.'],
    ['counts in words behind an acknowledgement', 'Si prende atto dei dodici nuclei.'],
    ['counts in figures', 'In riscontro alla nota, 12 nuclei.'],
    ['is about a thing', 'La palazzina di via Roma accoglie gli sfollati.'],
    ['says of a thing what it is', 'Comune di Trani: la residenza è piena.'],
    ['says what somebody has', 'In riscontro alla nota, il quartiere ha molte famiglie.'],
    ['hands over a list', 'Si trasmette in allegato l’elenco degli assegnatari.'],
    ['hands over accounts', 'Si allega il prospetto dei canoni incassati.'],
    ['refers to something else', 'A seguito di sfratto per morosità in via Bari.'],
    ['states in the same breath', 'In riscontro alla nota si segnala la situazione di via Bari.'],
    ['speaks for somebody else', 'Per conto del Comune la gestione spetta alla multiservizi.'],
    ['shouts', 'LE PALAZZINE OSPITANO FAMIGLIE'],
    ['is too long for a name', 'Anna Maria De Santis Bianchi Rossi Verdi'],
    ['is a bare number', '12'],
    ['gives a page in five words', 'Si veda il sito comunale www.comune.trani.bt.it'],
    ['has a number and no way to call', 'Quartiere Nord zona 167.'],
    ['has a way to call and no number', 'Il centralino di via Bari.'],
    ['says more than how to call', 'Si veda per il dettaglio dei quartieri www.comune.trani.bt.it'],
    ['states under the name of an office', 'Direzione generale, si segnala via Bari.'],
    ['narrows', 'Questo dato riguarda il capoluogo.'],
    ['puts off', 'I dati verranno inviati a breve.'],
    ['has one idle sentence and one that is not', 'Buongiorno. Rispetto ai 12 dichiarati.'],
  ])('%s: "%s"', (_, text) => {
    expect(idle(text)).toBe(false);
  });

  it.each([
    ['Si prende atto della nota n. 12 del 10/03/2022.', true],
    ['Si prende atto di n. 12 nuclei.', false],
    ['Via Roma 12 – Trani', true],
    ['Tel. 0883 581111 fax 0883 581112', true],
    ['Grazie uno a uno.', true],
    ['Grazie, 12/03/2022 Trani.', true],
    ['Grazie, 12-bis nuovi.', true],
    ['0', true],
    ['10/03/2022', true],
    ['Grazie ai due.', false],
    ['Grazie ai 2.', true],
  ])('tells a count from an act’s number: "%s" %s', (text, wanted) => {
    expect(idle(text)).toBe(wanted);
  });
});

describe('a sentence below the greetings', () => {
  it.each([
    ['anna maria de santis, servizio casa', true],
    ['Tel. 0883 581111', true],
    ['Inviato con un programma gratuito', true],
    ['P.S. Rispetto a quanto dichiarato in precedenza.', false],
    ['N.B. Vale per il capoluogo.', false],
    ['anna maria, è tutto?', false],
    ['quartiere nord, è pieno', false],
    ['si segnala il quartiere nord', false],
    ['quartiere nord, dodici famiglie', false],
  ])('is a signature: "%s" %s', (text, wanted) => {
    expect(sentences(clean(text)).every(isSignature)).toBe(wanted);
  });
});
