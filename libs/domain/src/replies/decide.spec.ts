import { describe, expect, it } from '@jest/globals';
import { readReply } from './read-reply.js';
import { aMessage } from './testing/a-message.js';
import { ourLetter } from './testing/corpus.js';
import { contextOf, letters } from './testing/world.js';
import type { ReplyContext, ReplyMessage } from './types.js';

const DAY = '31/12/2021';
const SUBJECT = `Comune di Trani – Trasmissione consistenza patrimonio immobiliare – Numero Alloggi ERP in proprietà alla data del ${DAY}`;
const NO_CHANGE = `Comune di Trani – Dichiarazione di nessuna variazione del patrimonio immobiliare ERP alla data del ${DAY}`;
const TEXT = `Il Comune non possiede alloggi ERP alla data del ${DAY}.`;
const SAME = `Il patrimonio immobiliare ERP non ha subito variazioni alla data del ${DAY}.`;
const on = (day: string): Partial<ReplyMessage> => ({
  subject: SUBJECT.replace(DAY, day),
  text: TEXT.replace(DAY, day),
});
const inside = (text: string): Partial<ReplyMessage> => ({ text });
const also = (text: string): Partial<ReplyMessage> => inside(`${TEXT} ${text}`);
const file = (name: string, text: string | null = null) => ({ attachments: [{ name, text }] });
const SEGNATURA = `<Segnatura><Intestazione><Identificatore><CodiceAmministrazione>c_l328</CodiceAmministrazione><NumeroRegistrazione>12</NumeroRegistrazione><DataRegistrazione>2022-03-10</DataRegistrazione></Identificatore><Oggetto>Prot. 12/2022 - ${SUBJECT}</Oggetto></Intestazione></Segnatura>`;

/** The letter to Trani of the first round, as it left. */
const LETTER = letters.find((one) =>
  one.letter.startsWith('110009/push-erp/2021'),
) as (typeof letters)[number];
const OUR_SUBJECT = 'Ricognizione del patrimonio ERP in PUSH – Richiesta dati al 31/12/2021';
const SENT = [{ letter: LETTER.letter, subject: OUR_SUBJECT, text: ourLetter() }];
const thread = (n: number) => ({ inReplyTo: `lettera-110009-${n}@pec.regione.example` });
const marked = (text: string): string => text.replace(/^/gm, '> ');
const HEADING = 'Il giorno 14/02/2022 09:00, ufficio@pec.regione.example ha scritto:';
const quoting = (quoted: string, own = TEXT): Partial<ReplyMessage> =>
  inside(`${own}\n\n${quoted}`);

/** Trani's own nil return, certified and complete, but for what a test changes. */
const read = (changes: Partial<ReplyMessage>, when?: string, known: Partial<ReplyContext> = {}) =>
  readReply(
    aMessage({
      from: 'sportello.sociale@cert.comune.trani.bt.it',
      subject: SUBJECT,
      text: TEXT,
      ...changes,
    }),
    { ...contextOf(when), sent: SENT, ...known },
  );
const doubts = (changes: Partial<ReplyMessage>, when?: string): readonly string[] => {
  const { decision, reasons } = read(changes, when);
  const found = reasons.flatMap((one) => /^Da assegnare: (.*)\.$/.exec(one)?.[1] ?? []);
  expect(decision === 'hold').toBe(found.length > 0);
  return found;
};

describe('a declaration that is applied', () => {
  it.each<[string, Partial<ReplyMessage>, string?]>([
    ['as prescribed', {}],
    ['that no programme made', { headers: { 'auto-submitted': ' NO ' } }],
    ['for another round', on('30/06/2022'), 'july'],
    ['with the letter’s own 31/06', on('31/06/2022'), 'july'],
    ['in the thread of its round', thread(1), 'july'],
    ['in the letter’s subject', { ...thread(1), subject: `R: ${OUR_SUBJECT}` }],
    [
      'with its zero in the subject too',
      { subject: `${SUBJECT}: 0 (zero)`.replace(' (zero)', '') },
    ],
    ['behind a protocol number', { subject: `Prot. N.0012345/2022 - ${SUBJECT}` }],
    ['with its date in words', inside(TEXT.replace(DAY, '31 dicembre 2021'))],
    ['that counts', inside(`Numero alloggi ERP in proprietà alla data del ${DAY}: 0 (zero).`)],
    ['of no change', { subject: NO_CHANGE, text: SAME }],
    ['with its Segnatura', file('Segnatura.xml', SEGNATURA)],
    [
      'greeted and signed',
      inside(
        `Spett.le Regione Puglia\nSezione Politiche Abitative\n\nBuongiorno,\n${TEXT}\n\nDistinti saluti.\nIl Responsabile del Settore Tecnico\nGeom. Antonio Ricci\nComune di Trani - Piazza Aldo Moro 6 - tel. 0883 691111`,
      ),
    ],
    ['above our letter', quoting(`${HEADING}\n${marked(ourLetter())}`)],
    ['above a piece of it', quoting(`${HEADING}\n${marked(ourLetter()).slice(0, 900)}`)],
    ['above our letter without marks', quoting(ourLetter())],
    [
      'with the same in HTML, signed with a logo',
      {
        text: `${TEXT}\nDistinti saluti`,
        otherText: `${TEXT}\nDistinti saluti\n[immagine]`,
        attachments: [{ name: 'logo.png', text: null, inline: true }],
      },
    ],
  ])('is one %s', (...[, changes, when]) => {
    expect(doubts(changes, when)).toEqual([]);
    expect(read(changes, when).decision).toBe('apply');
  });
});

const UNKNOWN = 'il mittente non è un indirizzo registrato del Comune';
const OTHERS = 'la risposta nomina altri Comuni';
const STRANGE =
  'l’oggetto non è quello prescritto per questa dichiarazione, né quello della lettera a cui si risponde';
const ROUND = 'la lettera a cui si risponde riguarda un altro ciclo';
const QUOTES = 'il messaggio riporta un altro testo, che non risulta una nostra lettera';
const UNSEEN = 'il messaggio contiene caratteri invisibili o sovrapposti';
const SENTENCE = /^il testo non è soltanto una delle frasi che si applicano da sé: «/;
const AROUND = /^prima o dopo la frase c’è altro testo: «/;

describe('a declaration that waits for a person', () => {
  it.each<[string | RegExp, Partial<ReplyMessage>, string?]>([
    ['la busta non è una PEC verificata', { verified: false }],
    ['manca l’ora certificata della busta', { certifiedAt: null }],
    [
      'il messaggio è generato da un programma',
      { headers: { 'auto-submitted': 'auto-generated' } },
    ],
    [UNKNOWN, { from: 'x@altrove.example' }],
    [UNKNOWN, { from: 'x@altrove.example', ...thread(1) }],
    [
      'mittente, filo e oggetto indicano Comuni diversi',
      { from: 'protocollo@cert.comune.andria.bt.it' },
    ],
    [OTHERS, also('Segue Andria.')],
    [STRANGE, { subject: 'Comune di Trani' }],
    [STRANGE, { subject: SUBJECT.replace(DAY, '30/06/2022') }, 'july'],
    [STRANGE, { subject: `${SUBJECT}: 12` }],
    [STRANGE, { subject: `${SUBJECT} ?` }],
    [STRANGE, { subject: `BOZZA ${SUBJECT}` }],
    [STRANGE, { subject: `Prot. 12/ANNULLATO - ${SUBJECT}` }],
    [STRANGE, { subject: `c_l328 BOZZA 0001234 - 10/03/2022 - ${SUBJECT}` }],
    [STRANGE, { subject: `[ANNULLATO] ${SUBJECT}` }],
    [STRANGE, { subject: `Fwd: ${SUBJECT}` }],
    [STRANGE, { subject: NO_CHANGE }],
    [STRANGE, { subject: `R: ${OUR_SUBJECT}` }],
    [STRANGE, { ...thread(1), subject: `R: ${OUR_SUBJECT} – rettifica` }],
    [
      STRANGE,
      file('Segnatura.xml', SEGNATURA.replace('– Trasmissione', '– Rettifica trasmissione')),
    ],
    ['al 30/06/2022 non c’è un ciclo aperto', on('30/06/2022')],
    ['al 31/12/2019 non c’è un ciclo aperto', on('31/12/2019')],
    [ROUND, thread(2), 'july'],
    ['c’è un allegato da leggere: «nota.pdf»', file('nota.pdf')],
    ['c’è un allegato da leggere: «Segnatura.xml»', file('Segnatura.xml', 'guasto')],
    [
      'c’è un allegato da leggere: «Segnatura.xml»',
      file(
        'Segnatura.xml',
        SEGNATURA.replace('</Segn', '<Descrizione><Note>Sono 6</Note></Descrizione></Segn'),
      ),
    ],
    [
      'c’è un allegato da leggere: «elenco.pdf»',
      {
        text: `${TEXT}\nSaluti\n[immagine]`,
        attachments: [{ name: 'elenco.pdf', text: null, inline: true }],
      },
    ],
    ['c’è un allegato da leggere: «scansione.png»', file('scansione.png')],
    [
      'c’è un allegato da leggere: «tabella.png»',
      { attachments: [{ name: 'tabella.png', text: null, inline: true }] },
    ],
    [QUOTES, quoting('-----Messaggio originale-----\nDodici alloggi.')],
    [QUOTES, quoting(`${HEADING}\n> Quanti alloggi?`)],
    [QUOTES, quoting(`${HEADING}\n${marked(ourLetter())}\n> Dodici.`)],
    [
      QUOTES,
      quoting(`Il 14/02/2022, con dodici alloggi, r@pec.it ha scritto:\n${marked(ourLetter())}`),
    ],
    [
      QUOTES,
      quoting(`In data odierna\nabbiamo alloggi\ne r@pec.it ha scritto:\n${marked(ourLetter())}`),
    ],
    [QUOTES, quoting(`${HEADING}\n${marked(ourLetter().replace('pari a zero', 'pari a dieci'))}`)],
    [QUOTES, quoting(`-------- Messaggio inoltrato --------\n${marked(ourLetter())}`)],
    [UNSEEN, inside(TEXT.replace('non', 'n\u200bon'))],
    [UNSEEN, inside(TEXT.replace('non', 'n\u0336o\u0336n\u0336'))],
    [UNSEEN, inside(TEXT.replace('non', '\u202enon\u202c'))],
    [UNSEEN, { subject: SUBJECT.replace('Comune', 'Com\u00adune') }],
    [AROUND, inside(`${TEXT}\nDistinti saluti\nAbbiamo quattro alloggi.`)],
    [AROUND, inside(`${TEXT}\nDistinti saluti\nPS: sono quattro`)],
    [AROUND, inside(`${TEXT}\nDistinti saluti\nVia Piave 4 alloggi`)],
    [AROUND, inside(`${TEXT}\nDistinti saluti\nIl Responsabile\nCon Riserva`)],
    [AROUND, inside(`${TEXT}\nDistinti saluti\nQuesto messaggio annulla il precedente.`)],
    [AROUND, inside(`${TEXT}\nDistinti saluti\nIl Responsabile\nDati Provvisori`)],
    [AROUND, inside(`${TEXT}\nDistinti saluti\nIl Responsabile Dati Provvisori`)],
    [AROUND, inside(`${TEXT}\n-- \nAlloggi ERP quattro`)],
  ])('because %s', (...[wanted, changes, when]) => {
    expect(doubts(changes, when)).toContainEqual(
      typeof wanted === 'string' ? wanted : expect.stringMatching(wanted),
    );
  });

  it.each([
    'Il Comune non possiede alloggi ERP.',
    TEXT.replace('alloggi ERP', 'alloggi ERP in locazione'),
    TEXT.replace('Il Comune', 'L’ARCA'),
    TEXT.replace('Il Comune', 'Il Comune di Andria'),
    TEXT.replace('possiede', 'possedeva'),
    TEXT.replace('possiede', 'possiederà'),
    TEXT.replace('non possiede', 'possiede'),
    TEXT.replace('non possiede', 'non possiede più'),
    TEXT.replace('non', 'nоn'), // a Cyrillic о
    TEXT.replace('.', '?'),
    TEXT.replace('.', '!'),
    TEXT.replace('.', ', salvo errori.'),
    `Se ${TEXT}`,
    `«${TEXT}»`,
    `scrivete: «${TEXT}»`,
    `Forse ${TEXT}`,
    `Bozza: ${TEXT}`,
    `${TEXT} ${TEXT}`,
    `${TEXT} ${SAME}`,
    `${TEXT}\nQuesto messaggio annulla il precedente.`,
    TEXT.replace(DAY, '31/12/2021 e del 30/06/2022'),
    TEXT.replace(DAY, '2° semestre 2021'),
    TEXT.replace(DAY, '31/04/2021'),
    TEXT.replace('non', '[barrato: non]'),
    `Numero alloggi ERP in proprietà alla data del ${DAY}: 0,00`,
    `Numero alloggi ERP in proprietà alla data del ${DAY}: 0 su 35`,
    `Numero alloggi ERP in proprietà alla data del ${DAY}: zero virgola.`,
    `Numero alloggi ERP in proprietà alla data del ${DAY}: 00`,
    `Numero alloggi ERP in proprietà alla data del ${DAY}: 0 (dodici)`,
    `Non è vero che ${TEXT}`,
    `Il Comune dichiara che ${TEXT}`,
    `Si comunica che ${TEXT} ~`,
  ])('because it is no closed sentence: %s', (text) => {
    expect(read(inside(text)).decision).toBe('hold');
    if (read(inside(text)).kind === 'nil-return')
      expect(doubts(inside(text))).toContainEqual(expect.stringMatching(SENTENCE));
  });

  it('because its other form says something else, or nothing', () => {
    for (const otherText of ['Possediamo quattro alloggi.', `${TEXT} [immagine]`, SAME])
      expect(read({ otherText }).decision).toBe('hold');
  });

  it('because no letter is on record to compare a quotation with', () => {
    const changes = quoting(`${HEADING}\n${marked(ourLetter())}`);
    expect(read(changes).decision).toBe('apply');
    expect(read(changes, 'march', { sent: [] }).decision).toBe('hold');
  });

  it('with the sentence that no rule knows, shortened', () => {
    const [because] = doubts(also('Così è. '.repeat(40)));
    expect(because).toMatch(/^il testo non è soltanto .*: «Il Comune non possiede .{90,}…»$/);
  });
});

const REPORT = { 'content-type': 'multipart/report; report-type=disposition-notification' };
const conferma = (described: string, own = '<NumeroRegistrazione>77</NumeroRegistrazione>') =>
  file(
    'Conferma.xml',
    `<ConfermaRicezione><Identificatore>${own}</Identificatore><MessaggioRicevuto>${described}</MessaggioRicevuto></ConfermaRicezione>`,
  );
const NAMED = `<DescrizioneMessaggio>${OUR_SUBJECT} [rif. ${LETTER.token}]</DescrizioneMessaggio>`;
const NUMBERED = `<Identificatore><CodiceAmministrazione>r_puglia</CodiceAmministrazione><NumeroRegistrazione>3090</NumeroRegistrazione></Identificatore>`;
const INLINE = { name: 'a.pdf', text: null, inline: true as const };
const AUTO = { headers: { 'auto-submitted': 'auto-replied' } };
const bare = (changes: Partial<ReplyMessage>): Partial<ReplyMessage> => ({
  subject: 'Notifica',
  text: '',
  ...changes,
});

describe('a reply that declares nothing', () => {
  it.each<[string, Partial<ReplyMessage>]>([
    ['a Conferma that names our letter', conferma(NAMED)],
    ['a Conferma that names our number', conferma(NUMBERED)],
    [
      'a Conferma with its notice',
      { ...conferma(NAMED), text: 'Registrato al protocollo n. 77 del 10/03/2022.' },
    ],
    ['an answer of a programme', { ...AUTO, text: 'L’ufficio è chiuso fino a lunedì.' }],
    [
      'a report of reading',
      {
        headers: REPORT,
        text: 'Il messaggio è stato letto.',
        attachments: [{ name: 'allegato', text: null, report: true }],
      },
    ],
  ])('is filed unseen: %s', (_, changes) => {
    expect(doubts(bare(changes))).toEqual([]);
    expect(read(bare(changes)).decision).toBe('file');
  });

  const ASKS = 'la risposta richiede una decisione';
  const MARKS = /^si archiviano da sé solo /;
  const SEVERAL = 'la risposta dice più cose';

  it.each<[string | RegExp, Partial<ReplyMessage>]>([
    [MARKS, { text: 'Il documento è stato protocollato con n. 77 del 10/03/2022.' }],
    [ASKS, { text: 'Risultano acquisiti al patrimonio numero 6 alloggi.' }],
    [SEVERAL, { ...AUTO, text: 'Risultano acquisiti al patrimonio numero 6 alloggi.' }],
    [MARKS, { text: 'Sono assente fino a lunedì.' }],
    [MARKS, conferma('')],
    [MARKS, conferma(NAMED, '')],
    [MARKS, conferma(NAMED.replace(LETTER.token, 'SOL-ALTRI22Z9'))],
    [MARKS, file('Conferma.xml', 'guasto')],
    [
      'insieme alla conferma del protocollo c’è altro testo',
      { ...conferma(NAMED), text: 'Il patrimonio è cresciuto.' },
    ],
    [
      'c’è un allegato da leggere: «a.pdf»',
      { attachments: [...(conferma(NAMED).attachments ?? []), { name: 'a.pdf', text: null }] },
    ],
    [
      'c’è un allegato da leggere: «a.pdf»',
      { attachments: [...(conferma(NAMED).attachments ?? []), INLINE] },
    ],
    [
      MARKS,
      {
        attachments: [
          ...(conferma(NAMED).attachments ?? []),
          { name: 'Conferma.xml', text: 'Sono 6' },
        ],
      },
    ],
    [
      ASKS,
      {
        attachments: [
          ...(conferma(NAMED).attachments ?? []),
          { name: 'Segnatura 6 alloggi venduti.xml', text: 'Sono 6' },
        ],
      },
    ],
    [
      'il file del protocollo dice altro, oltre alla registrazione',
      conferma(`${NAMED}<Motivo>documento respinto</Motivo>`),
    ],
    [MARKS, conferma(NAMED.replace('</Desc', ' non accolta</Desc'))],
    [MARKS, conferma(NUMBERED.replace('r_puglia', 'c_a662'))],
    [MARKS, conferma(NUMBERED.replace('3090', '13090'))],
    [MARKS, conferma('<MessageID>opec.1@mail3090.it</MessageID>')],
    [MARKS, conferma(`${NUMBERED}<MessageID>opec.1@altrove.it</MessageID>`)],
    [
      'insieme alla conferma del protocollo c’è altro testo',
      { ...conferma(NAMED), text: 'Grazie.\nAbbiamo venduto tutto.' },
    ],
    [
      'insieme alla conferma del protocollo c’è altro testo',
      { ...conferma(NAMED), subject: 'Conferma: termini contestati' },
    ],
    [
      'insieme alla conferma del protocollo c’è altro testo',
      { ...conferma(NAMED), otherText: 'Si contesta.' },
    ],
    [MARKS, { headers: { 'auto-submitted': 'no (manual)' }, text: 'Risposta automatica: assente' }],
    [MARKS, { headers: { 'auto-submitted': '' }, text: 'Risposta automatica: assente' }],
    [MARKS, { headers: REPORT, text: 'Abbiamo venduto tutto.' }],
    [
      'insieme al rapporto c’è un allegato da leggere',
      {
        headers: REPORT,
        text: 'Letto.',
        attachments: [
          { name: 'allegato', text: null, report: true },
          { name: 'a.pdf', text: null },
        ],
      },
    ],
    ['c’è un allegato da leggere: «a.pdf»', { ...AUTO, text: 'Sono assente.', ...file('a.pdf') }],
    [ASKS, { text: 'Abbiamo ricevuto la Vostra nota.' }],
    [ASKS, { text: 'Abbiamo trasmesso i dati in PUSH.' }],
    [ASKS, { text: 'I dati sono stati trasmessi in bozza.' }],
    [ASKS, { text: 'I flussi trasmessi sono stati scartati da PUSH.' }],
    [ASKS, { ...file('Eccezione.xml'), text: 'x' }],
    [ASKS, { text: 'Quanti giorni abbiamo?' }],
    [
      ASKS,
      { ...AUTO, headers: { 'auto-submitted': 'auto-generated' }, text: 'Si trasmettono i dati.' },
    ],
    [
      'la casella risulta dismessa o sostituita: va verificato l’indirizzo',
      { ...AUTO, text: 'La casella è dismessa.' },
    ],
    [OTHERS, { ...AUTO, text: 'Sono assente, come il collega di Andria.' }],
    ['la busta non è una PEC verificata', { ...AUTO, verified: false }],
  ])('waits: %s', (wanted, changes) => {
    expect(doubts(bare(changes))).toContainEqual(
      typeof wanted === 'string' ? wanted : expect.stringMatching(wanted),
    );
  });

  it('is a report by its form, without any other mark', () => {
    expect(read(bare({ headers: REPORT, text: 'Il messaggio è stato letto.' })).kind).toBe(
      'automatic',
    );
  });
});
