import { describe, expect, it } from '@jest/globals';
import { protocolFiles } from './protocol-file.js';
import type { ProtocolFile } from './protocol-file.js';

const read = (name: string, text: string | null): ProtocolFile | undefined =>
  protocolFiles([{ name, text }])[0];

const identifier = (number: string, date: string, office = 'c_L328'): string =>
  `<Identificatore><CodiceAmministrazione>${office}</CodiceAmministrazione><NumeroRegistrazione>${number}</NumeroRegistrazione><DataRegistrazione>${date}</DataRegistrazione></Identificatore>`;

const registered = (number: string, date: string | null = null, ...codes: readonly string[]) => ({
  number,
  date,
  codes,
});
const THEIRS = registered('3210', '2022-02-14', 'r_puglia');

const NOTHING = {
  parsed: false,
  office: null,
  number: null,
  date: null,
  subject: null,
  references: [],
  described: '',
  reason: null,
  saysMore: false,
};

describe('a file of a protocol system', () => {
  it.each([
    ['segnatura.xml', 'signature'],
    ['Segnatura (1).xml', 'signature'],
    [' conferma.xml ', 'confirmation'],
    ['Conferma_ricezione.xml', 'confirmation'],
    ['aggiornamento.xml', 'update'],
    ['eccezione.xml', 'exception'],
    ['NotificaEccezione.xml', 'exception'],
    ['annullamento.xml', 'cancellation'],
    ['Aggiornamento_1 (2).xml', 'update'],
    ['Eccezione-12.xml', 'exception'],
    ['Annullamento 12.xml', 'cancellation'],
  ])('is told by its name where it cannot be read: %j is a %s', (name, kind) => {
    expect(read(name, null)).toEqual({ ...NOTHING, name, kind });
    expect(read(name, 'guasto')).toEqual({ ...NOTHING, name, kind });
  });

  it.each([
    ['Segnatura', 'signature'],
    ['SegnaturaInformatica', 'signature'],
    ['ConfermaRicezione', 'confirmation'],
    ['AggiornamentoConferma', 'update'],
    ['NotificaEccezione', 'exception'],
    ['AnnullamentoProtocollazione', 'cancellation'],
  ])('is told by its root, whatever its name: %s is a %s', (root, kind) => {
    expect(read('12345.xml', `<${root}/>`)?.kind).toBe(kind);
    expect(read('12345.XML.p7m', `<${root}/>`)?.kind).toBe(kind);
    expect(read('conferma.xml', `<${root}/>`)?.kind).toBe(kind);
  });

  it.each([
    ['a flow of dwellings', 'flusso.xml', '<alloggi/>'],
    ['an unreadable file of another name', 'flusso.xml', null],
    ['another type', 'segnatura.pdf', '<Segnatura/>'],
    ['XML before the end of a name', 'segnatura.xml.pdf', '<Segnatura/>'],
    ['another beginning', 'la segnatura.xml', '<alloggi/>'],
    ['a confirmation of something', 'la conferma.xml', null],
    ['an update of something', 'nuovo aggiornamento.xml', null],
    ['an exception of something', 'senza eccezione.xml', null],
    ['a cancellation of something', 'nuovo annullamento.xml', null],
    ['a confirmation in another format', 'conferma.xml.zip', null],
    ['an update in another format', 'aggiornamento.xml.zip', null],
    ['an exception in another format', 'eccezione.xml.zip', null],
    ['a cancellation in another format', 'annullamento.xml.zip', null],
  ])('is not %s', (_, name, text) => {
    expect(read(name, text)).toBeUndefined();
  });

  it('is looked for among the first 100 attachments', () => {
    const many = Array.from({ length: 101 }, () => ({ name: 'segnatura.xml', text: null }));
    expect(protocolFiles(many)).toHaveLength(100);
  });
});

describe('what a Segnatura says', () => {
  const source = `<Segnatura><Vuoto/><Intestazione>${identifier('0001234', '2022-03-10')}<Oggetto> Comune  di Trani – consistenza </Oggetto></Intestazione><Riferimenti><Messaggio>${identifier('3210', '2022-02-14', 'r_puglia')}<DescrizioneMessaggio>SOL-TRAN22J7</DescrizioneMessaggio></Messaggio></Riferimenti></Segnatura>`;

  it('is its own registration, and what it refers to', () => {
    expect(read('segnatura.xml', source)).toEqual({
      name: 'segnatura.xml',
      kind: 'signature',
      parsed: true,
      office: 'c_l328',
      number: '0001234',
      date: '2022-03-10',
      subject: 'Comune di Trani - consistenza',
      references: [THEIRS],
      described: 'SOL-TRAN22J7',
      reason: null,
      saysMore: true,
    });
  });

  it('is no registration where only what it refers to has one', () => {
    const only = `<Segnatura><Riferimenti>${identifier('3210', '2022-02-14')}</Riferimenti></Segnatura>`;
    expect(read('segnatura.xml', only)).toMatchObject({
      number: null,
      references: [registered('3210', '2022-02-14', 'c_L328')],
    });
  });

  it('is the registration behind what it refers to', () => {
    const behind = `<ConfermaRicezione><MessaggioRicevuto>${identifier('3210', '2022-02-14')}</MessaggioRicevuto><X>${identifier('77', '2022-03-11')}</X></ConfermaRicezione>`;
    expect(read('conferma.xml', behind)).toMatchObject({
      number: '77',
      references: [registered('3210', '2022-02-14', 'c_L328')],
    });
  });

  it('is the ids of messages too, and both descriptions', () => {
    const both = `<ConfermaRicezione><MessaggioRicevuto><MessageID>a@b</MessageID><DescrizioneMessaggio>uno</DescrizioneMessaggio></MessaggioRicevuto><Riferimenti><NumeroRegistrazione>5</NumeroRegistrazione><MessageID>c@d</MessageID><DescrizioneMessaggio>due</DescrizioneMessaggio></Riferimenti></ConfermaRicezione>`;
    expect(read('conferma.xml', both)).toMatchObject({
      references: [registered('5'), { messageId: 'c@d' }, { messageId: 'a@b' }],
      described: 'due uno',
    });
  });

  it('is nothing of what it refers to without a description', () => {
    const bare = `<Segnatura><Riferimenti>${identifier('3210', '2022-02-14')}</Riferimenti></Segnatura>`;
    expect(read('segnatura.xml', bare)?.described).toBe('');
  });

  it('is why a document is refused', () => {
    const refused = '<NotificaEccezione><Motivo>Firma non valida</Motivo></NotificaEccezione>';
    expect(read('eccezione.xml', refused)?.reason).toBe('Firma non valida');
    expect(
      read('eccezione.xml', '<NotificaEccezione><Motivo> </Motivo></NotificaEccezione>')?.reason,
    ).toBeNull();
  });

  it('is cut after 1,000 characters', () => {
    const long = `<NotificaEccezione><Motivo>${'x'.repeat(1001)}</Motivo></NotificaEccezione>`;
    expect(read('eccezione.xml', long)?.reason).toHaveLength(1000);
  });
});

describe('the day of a registration', () => {
  it.each([
    ['2022-03-10', '2022-03-10'],
    ['2022-03-10T09:00:00', '2022-03-10'],
    ['10/03/2022', '2022-03-10'],
    ['1/3/2022', '2022-03-01'],
    ['10.03.2022', '2022-03-10'],
    ['10-03-2022', '2022-03-10'],
    ['2022-02-30', null],
    ['30/02/2022', null],
    ['10/03/22', null],
    ['il 10/03/2022', null],
    ['il 2022-03-10', null],
    ['marzo', null],
  ])('%s is %s', (written, wanted) => {
    const source = `<Segnatura>${identifier('1', written)}</Segnatura>`;
    expect(read('segnatura.xml', source)).toMatchObject({ number: '1', date: wanted });
  });
});

describe('an XML that says more than a registration needs', () => {
  const OWN = identifier('1', '2022-03-10');
  const HEAD = `<Intestazione>${OWN}<Oggetto>Uno</Oggetto></Intestazione>`;
  it.each([
    [`<ConfermaRicezione>${OWN}</ConfermaRicezione>`, false],
    [`<ConfermaRicezione> ${OWN}\n<Note/><Motivo> </Motivo></ConfermaRicezione>`, false],
    [`<Segnatura>${HEAD}<Descrizione><TestoDelMessaggio/></Descrizione></Segnatura>`, false],
    [`<Segnatura>${HEAD}<Descrizione><Documento><Oggetto>Uno</Oggetto></Documento></Descrizione></Segnatura>`, false],
    [`<Segnatura>${HEAD}<Descrizione><Documento><Oggetto>Due</Oggetto></Documento></Descrizione></Segnatura>`, true],
    [`<Segnatura>${HEAD}<Descrizione><Note>In realtà sono 6</Note></Descrizione></Segnatura>`, true],
    [`<Segnatura>${HEAD}<Descrizione><Allegati><Documento nome="elenco.pdf"/></Allegati></Descrizione></Segnatura>`, true],
    [`<Segnatura>${HEAD}<Descrizione><Allegati/></Descrizione></Segnatura>`, true],
    [`<Segnatura>${HEAD}<Altro/></Segnatura>`, true],
    [`<Segnatura>Sono 6.${HEAD}</Segnatura>`, true],
    [`<ConfermaRicezione>${OWN}<Motivo>documento respinto</Motivo></ConfermaRicezione>`, true],
  ])('%s: %j', (source, wanted) => {
    expect(read('12.xml', source)?.saysMore).toBe(wanted);
  }); // prettier-ignore
});
