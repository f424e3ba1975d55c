import { describe, expect, it } from '@jest/globals';
import { readReply } from './read-reply.js';
import { aMessage } from './testing/a-message.js';
import { contextOf } from './testing/world.js';
import type { ReplyMessage } from './types.js';

const DAY = '31/12/2021';
const SUBJECT = `Comune di Trani – Trasmissione consistenza patrimonio immobiliare – Numero Alloggi ERP in proprietà alla data del ${DAY}`;
const NO_CHANGE = `Comune di Trani – Dichiarazione di nessuna variazione del patrimonio immobiliare ERP alla data del ${DAY}`;
const TEXT = 'Il Comune non possiede alloggi ERP.';
const on = (day: string): Partial<ReplyMessage> => ({ subject: SUBJECT.replace(DAY, day) });
const also = (text: string): Partial<ReplyMessage> => ({ text: `${TEXT} ${text}` });
const inside = (text: string): Partial<ReplyMessage> => ({ text });

/** Trani's own nil return, certified and complete, but for what a test changes. */
const read = (changes: Partial<ReplyMessage>, when?: string) =>
  readReply(
    aMessage({
      from: 'sportello.sociale@cert.comune.trani.bt.it',
      subject: SUBJECT,
      text: TEXT,
      ...changes,
    }),
    contextOf(when),
  );
const doubts = (changes: Partial<ReplyMessage>, when?: string): readonly string[] => {
  const { decision, reasons } = read(changes, when);
  const found = reasons.flatMap((one) => /^Da assegnare: (.*)\.$/.exec(one)?.[1] ?? []);
  expect(decision === 'hold').toBe(found.length > 0);
  return found;
};

const UNKNOWN = 'il mittente non è un indirizzo registrato del Comune';
const OTHERS = 'la risposta nomina altri Comuni';
const SEVERAL = 'la risposta dice più cose';
const OTHER_DATE = 'il testo indica un’altra data di riferimento';
const OTHER_DAY = 'la dichiarazione indica una data che non è quella dell’oggetto';
const STRANGE = 'l’oggetto non è quello prescritto dalla lettera';
const NAMELESS = 'l’oggetto non nomina il Comune del mittente';
const DATELESS = 'l’oggetto non indica la data di riferimento';
const thread = (n: number) => ({ inReplyTo: `lettera-110009-${n}@pec.regione.example` });
const BOTH = `${DAY} e 30/06/2022`;

describe('a declaration that is applied', () => {
  it.each<[string, Partial<ReplyMessage>, string?]>([
    ['as prescribed', {}],
    ['that no programme made', { headers: { 'auto-submitted': ' NO ' } }],
    ['for another round', on('30/06/2022'), 'july'],
    ['in the thread of its round', thread(1), 'july'],
    [
      'with its date in the text',
      inside(`Alla data del ${DAY} il Comune non possiede alloggi ERP.`),
    ],
    ['after an act of another day', inside(`In riscontro alla nota del 14/02/2022: ${TEXT}`)],
    [
      'for two rounds',
      { ...on(BOTH), ...inside(`Alle date del ${BOTH} il Comune non possiede alloggi ERP.`) },
      'july',
    ],
    [
      'in its subject, with a cover note',
      {
        subject: `${SUBJECT}: zero`,
        text: 'Si trasmette in allegato la dichiarazione in oggetto.',
      },
    ],
    ['with its office of dwellings', also('Ufficio Alloggi del Comune di Trani.')],
    ['without changes besides', also('Il patrimonio non ha subito variazioni.')],
    ['of no change', { subject: NO_CHANGE, text: 'Il patrimonio non ha subito variazioni.' }],
  ])('is one %s', (...[, changes, when]) => {
    expect(doubts(changes, when)).toEqual([]);
    expect(read(changes, when).decision).toBe('apply');
  });
});

describe('a declaration that waits for a person', () => {
  it.each<[readonly string[], Partial<ReplyMessage>, string?]>([
    [['la busta non è una PEC verificata'], { verified: false }],
    [['manca l’ora certificata della busta'], { certifiedAt: null }],
    [
      ['il messaggio è generato da un programma'],
      { headers: { 'auto-submitted': 'auto-generated' } },
    ],
    [[UNKNOWN], { from: 'x@altrove.example' }],
    [[UNKNOWN], { from: 'x@altrove.example', ...thread(1) }],
    [
      ['il Comune non è individuato', STRANGE, NAMELESS, DATELESS],
      { from: 'x@altrove.example', subject: 'Buongiorno' },
    ],
    [
      ['mittente, filo e oggetto indicano Comuni diversi', OTHERS, NAMELESS],
      { from: 'protocollo@cert.comune.andria.bt.it' },
    ],
    [[OTHERS], also('Segue Andria.')],
    [[STRANGE, DATELESS], { subject: 'Comune di Trani' }],
    [[NAMELESS], { subject: SUBJECT.slice('Comune di Trani – '.length) }],
    [[DATELESS], on('')],
    [['l’oggetto indica una data inesistente'], on('31/04/2021')],
    [['al 30/06/2022 non c’è un ciclo aperto'], on('30/06/2022')],
    [['la lettera a cui si risponde riguarda un altro ciclo'], thread(2), 'july'],
    [
      [OTHER_DATE, OTHER_DAY],
      inside('Alla data del 30/06/2022 il Comune non possiede alloggi ERP.'),
      'july',
    ],
    [
      [OTHER_DATE, OTHER_DAY],
      inside('Alla data del 31/12/2019 il Comune non possiede alloggi ERP.'),
    ],
    [[OTHER_DAY], inside('Alla data del 14/02/2022 il Comune non possiede alloggi ERP.')],
    [[OTHER_DAY], inside('Alla data del 31/04/2022 il Comune non possiede alloggi ERP.')],
    [['più cicli nell’oggetto, ma il testo non li indica tutti'], on(BOTH), 'july'],
  ])('%j', (...[wanted, changes, when]) => {
    expect(doubts(changes, when)).toEqual(wanted);
  });

  it.each<[readonly string[], Partial<ReplyMessage>]>([
    [
      ['la dichiarazione non è espressa in modo univoco'],
      inside('Il Comune non dispone di alloggi ERP.'),
    ],
    [
      ['la dichiarazione sta solo nell’oggetto e il testo dice altro'],
      { subject: `${SUBJECT}: zero`, text: 'Ieri pioveva forte sulla marina.' },
    ],
    [
      ['la dichiarazione sta in un messaggio inoltrato di altri'],
      inside(`Buongiorno.\n---------- Messaggio inoltrato ----------\n${TEXT}`),
    ],
    [[SEVERAL], also('Abbiamo trasmesso i dati in PUSH. Quando scade il termine?')],
    [['il testo indica un numero che può essere di alloggi'], also('Sono quindici in totale.')],
    [['il testo parla di alloggi anche in altro modo'], also('Le case popolari sono belle.')],
    [
      ['il testo parla di oggi, non della data di riferimento'],
      inside('Ad oggi il Comune non possiede alloggi ERP.'),
    ],
    [['il testo pone un’eccezione o una limitazione'], also('Salvo errori.')],
    [['il testo contiene una riserva («ma», «tuttavia»…)'], also('Tuttavia piove.')],
    [
      ['è allegato un elenco o un flusso di dati'],
      { attachments: [{ name: 'elenco.xlsx', text: null }] },
    ],
    [
      ['il testo è troppo lungo per essere letto per intero'],
      inside(`${TEXT}\n${'x '.repeat(20_001)}`),
    ],
  ])('for what it says: %j', (wanted, changes) => {
    expect(doubts(changes)).toEqual(expect.arrayContaining([...wanted]));
  });

  it('is sure of today only where the text names its date too', () => {
    const text = `Ad oggi e alla data del ${DAY} il Comune non possiede alloggi ERP.`;
    expect(doubts({ text })).not.toContain('il testo parla di oggi, non della data di riferimento');
  });
});

describe('a reply that declares nothing', () => {
  const ASKS = 'la risposta richiede una decisione';
  const MAILBOX = 'la casella risulta dismessa o sostituita: va verificato l’indirizzo';

  it.each<[string, readonly string[], Partial<ReplyMessage>]>([
    ['file', [], { subject: 'Comune di Trani', text: 'Abbiamo ricevuto la Vostra nota.' }],
    ['file', [], { subject: 'Ricevuta', text: 'Grazie.' }],
    ['file', [], { subject: 'Comune di Trani', text: 'Abbiamo trasmesso i dati in PUSH.' }],
    ['file', [], { subject: 'x', text: 'x', headers: { 'auto-submitted': 'auto-replied' } }],
    [
      'hold',
      [MAILBOX],
      {
        subject: 'x',
        text: 'La casella è dismessa.',
        headers: { 'auto-submitted': 'auto-replied' },
      },
    ],
    [
      'hold',
      [MAILBOX],
      {
        subject: 'x',
        text: 'Sono assente. La casella è dismessa.',
        headers: { 'auto-submitted': 'auto-replied' },
      },
    ],
    [
      'hold',
      [ASKS],
      {
        subject: 'Comune di Trani',
        text: 'Abbiamo ricevuto la Vostra nota.',
        attachments: [{ name: 'Eccezione.xml', text: null }],
      },
    ],
    ['hold', [ASKS], { subject: 'Comune di Trani', text: 'Quanti giorni abbiamo?' }],
    ['hold', [ASKS], { subject: 'Comune di Trani', text: 'Ieri pioveva forte sulla marina.' }],
    [
      'hold',
      [OTHERS],
      { subject: 'Comune di Trani', text: 'Abbiamo ricevuto la nota, come Andria.' },
    ],
    ['hold', [ASKS, SEVERAL], also('La consistenza non è nulla.')],
    ...[
      'Abbiamo ricevuto la Vostra nota. La casella è stata dismessa.',
      'Abbiamo ricevuto la Vostra nota. Il nuovo indirizzo PEC è il seguente.',
      'Abbiamo trasmesso i dati in PUSH. La PEC è stata sostituita.',
      'Il messaggio è stato protocollato. Le risposte vanno inviate altrove.',
    ].map((text): [string, readonly string[], Partial<ReplyMessage>] => [
      'hold',
      [MAILBOX],
      { subject: 'Comune di Trani', text },
    ]),
  ])('is a matter to %s: %j', (decision, wanted, changes) => {
    expect(doubts(changes)).toEqual(wanted);
    expect(read(changes).decision).toBe(decision);
  });
});

describe('how sure a reading is', () => {
  it.each<[string, Partial<ReplyMessage>, number]>([
    ['a plain declaration', {}, 0.91],
    ['one in the thread', thread(1), 0.94],
    ['one that could mean something else', inside('Il Comune non dispone di alloggi ERP.'), 0.62],
    ['one beside another statement', also('Il patrimonio non ha subito variazioni.'), 0.77],
    ['one of nobody', { from: 'x@altrove.example', subject: 'Buongiorno' }, 0.48],
  ])('%s: %d', (_, changes, confidence) => {
    expect(read(changes).confidence).toBe(confidence);
  });

  it('is told of the others that it may be, the likeliest first', () => {
    const rounds = ['2021-12-31'];
    expect(read({ from: 'protocollo@cert.comune.andria.bt.it' }).guesses).toEqual([
      { kind: 'nil-return', municipality: '110001', rounds, confidence: 0.86 },
      { kind: 'nil-return', municipality: '110009', rounds, confidence: 0.57 },
    ]);
    const more = 'Abbiamo trasmesso i dati in PUSH. Quando scade il termine?';
    expect(read(also(more)).guesses).toEqual([
      { kind: 'transmission-notice', municipality: '110009', rounds, confidence: 0.29 },
      { kind: 'question', municipality: '110009', rounds, confidence: 0.2 },
    ]);
    expect(read({}).guesses).toEqual([]);
  });

  it('lists six others at the most', () => {
    const text = `Seguono Andria, Barletta, Bisceglie, Spinazzola, Trinitapoli, Canosa e Minervino. ${TEXT}`;
    expect(read({ text }).guesses).toHaveLength(6);
  });
});
