import { describe, expect, it } from '@jest/globals';
import { aRead, nilSubject } from '../testing/a-read.js';
import type { ReplyMessage } from '../types.js';
import { contentDoubts } from './content.js';

const NIL = 'Il Comune non possiede alloggi ERP.';
const SAME = 'Il patrimonio non ha subito variazioni.';
const RAIN = 'Ieri pioveva forte sulla marina.';
const NO_CHANGE =
  'Comune di Trani – Dichiarazione di nessuna variazione del patrimonio immobiliare ERP alla data del 31/12/2021';

const doubts = (changes: Partial<ReplyMessage>, time?: string): readonly string[] =>
  contentDoubts(aRead(changes, time)).flatMap(([holds, reason]) => (holds ? [reason] : []));
const same = (text: string): readonly string[] => doubts({ subject: NO_CHANGE, text });

const OTHERWISE = 'il testo parla di alloggi anche in altro modo';
const OTHER_DAY = 'la dichiarazione indica una data che non è quella dell’oggetto';
const TODAY = 'il testo parla di oggi, non della data di riferimento';
const DISPOSED =
  'il testo parla di alloggi alienati, ceduti o demoliti: la banca dati storica li comprende';

describe('a plain declaration', () => {
  it.each<[string, Partial<ReplyMessage>]>([
    ['of a zero', {}],
    ['of a zero, without changes', { text: `${NIL} ${SAME}` }],
    ['of no change', { subject: NO_CHANGE, text: SAME }],
    ['attached', { text: 'Buongiorno.', attachments: [{ name: 'nota.txt', text: NIL }] }],
    ['in the subject over no text', { subject: `${nilSubject()}: zero`, text: '' }],
    [
      'in the subject over a cover note and courtesies',
      { subject: `${nilSubject()}: zero`, text: 'Buongiorno. Si trasmette in allegato la nota.' },
    ],
  ])('leaves no doubt: %s', (_, changes) => {
    expect(doubts(changes)).toEqual([]);
  });
});

describe('a declaration in the subject alone', () => {
  const ONLY = 'la dichiarazione sta solo nell’oggetto e il testo dice altro';
  const over = (text: string): readonly string[] =>
    doubts({ subject: `${nilSubject()}: zero`, text });

  it('is doubtful where one sentence of the text says anything', () => {
    expect(over(RAIN)).toEqual([ONLY]);
    expect(over(`Buongiorno. ${RAIN}`)).toEqual([ONLY]);
    expect(over(`${RAIN} Si trasmette in allegato la nota.`)).toEqual([ONLY]);
  });
});

describe('a declaration that is gainsaid', () => {
  const DENIED = 'il testo nega che la consistenza sia nulla';
  const BOTH = 'il testo dichiara insieme consistenza nulla e nessuna variazione';

  it('is doubtful where the text denies a zero', () => {
    const text = `${SAME} La consistenza non è nulla.`;
    expect(same(text)).toContain(DENIED);
    expect(same(text)).not.toContain(BOTH);
    expect(same(`${NIL} ${text}`)).toEqual(expect.arrayContaining([DENIED, BOTH]));
    expect(same(SAME)).not.toContain(BOTH);
  });

  it('of no change is doubtful beside whatever else is said, a zero only beside a question', () => {
    const SEVERAL = 'la risposta dice più cose';
    expect(doubts({ text: `${NIL} ${SAME}` })).not.toContain(SEVERAL);
    expect(doubts({ text: `${NIL} Quando scade?` })).toContain(SEVERAL);
    expect(same(`${SAME} Quando scade?`)).toContain(SEVERAL);
  });
});

describe('what a declaration may tell of dwellings besides', () => {
  it.each([
    'Numero alloggi ERP: 12.',
    'Alloggi ERP: 12 (100%).',
    'Il totale degli alloggi ammonta a 12.',
    'L’Ufficio Alloggi piove.',
    'Il servizio case popolari è chiuso.',
    'In riscontro alla nota sugli alloggi piove.',
    'La nota sugli alloggi è bella.',
    RAIN,
    NIL,
  ])('is no other way of speaking of them: "%s"', (text) => {
    expect(doubts({ text: `${NIL} ${text}` })).not.toContain(OTHERWISE);
  });

  it.each([
    'Le case popolari sono belle.',
    'Gli alloggi belli stanno nel vecchio servizio.',
    'L’ufficio è vicino a quegli alloggi.',
    'La sottosezione alloggi piove.',
    'Gli ufficiosi alloggi sono belli.',
    'In riscontro alla nota, il Comune possiede alloggi belli.',
    'Nella nota il Comune detiene begli alloggi.',
  ])('is another way of speaking of them: "%s"', (text) => {
    expect(doubts({ text: `${NIL} ${text}` })).toContain(OTHERWISE);
  });

  it('is no act that the denial of changes lists', () => {
    expect(same('Non si registrano variazioni, alienazioni e vendite.')).not.toContain(DISPOSED);
    expect(same(`${SAME} Ieri si è parlato di alienazioni.`)).toContain(DISPOSED);
    expect(doubts({ text: `${NIL} Ieri si è parlato di alienazioni.` })).toContain(DISPOSED);
  });
});

describe('the day of a declaration', () => {
  const at = (day: string): string => `Alla data del ${day} il Comune non possiede alloggi ERP.`;

  it('is the subject’s in each sentence that declares', () => {
    expect(doubts({ text: at('31/12/2021') })).not.toContain(OTHER_DAY);
    expect(doubts({ text: at('30/06/2022') })).toContain(OTHER_DAY);
    expect(doubts({ text: `${NIL} ${at('30/06/2022')}` })).toContain(OTHER_DAY);
    expect(doubts({ text: `${NIL} Ieri, al 30/06/2022, pioveva.` })).not.toContain(OTHER_DAY);
    expect(doubts({ text: `In riscontro alla nota del 30/06/2022: ${NIL}` })).not.toContain(
      OTHER_DAY,
    );
  });

  it('is none that exists in no calendar, though the subject names it too', () => {
    expect(doubts({ subject: nilSubject('31/04/2021'), text: at('31/04/2021') })).toContain(
      OTHER_DAY,
    );
  });

  it('is named beside today, by one sentence of the text at the least', () => {
    const today = 'Ad oggi il Comune non possiede alloggi ERP.';
    expect(doubts({ text: today })).toContain(TODAY);
    expect(doubts({ text: `${NIL} ${today}` })).toContain(TODAY);
    expect(doubts({ text: `${today} ${at('31/12/2021')}` })).not.toContain(TODAY);
    expect(doubts({ text: `${NIL} Oggi piove.` })).not.toContain(TODAY);
  });
});

describe('a declaration that is not the writer’s plain word', () => {
  const NUMBER = 'il testo indica un numero che può essere di alloggi';

  it.each<[string, Partial<ReplyMessage>]>([
    [
      'la dichiarazione non è espressa in modo univoco',
      { text: 'Il Comune non dispone di alloggi ERP.' },
    ],
    [
      'la dichiarazione non è espressa in modo univoco',
      { subject: NO_CHANGE.replace('nessuna variazione', '…'), text: 'Tutto è rimasto invariato.' },
    ],
    [
      'la dichiarazione sta in un messaggio inoltrato di altri',
      { text: `---------- Messaggio inoltrato ----------\n${NIL}` },
    ],
    [NUMBER, { text: `${NIL} Sono 12 in totale.` }],
    [
      'è allegato un elenco o un flusso di dati',
      { attachments: [{ name: 'elenco.xlsx', text: null }] },
    ],
    [
      'il testo è troppo lungo per essere letto per intero',
      { text: `${NIL}\n${'x '.repeat(300)}` },
    ],
  ])('is doubtful: %s', (reason, changes) => {
    expect(doubts(changes)).toContain(reason);
  });

  it('counts dwellings where nothing changed: that is no doubt', () => {
    expect(same(`${SAME} Sono 12 in totale.`)).not.toContain(NUMBER);
  });
});

describe('what no rule knows', () => {
  const UNKNOWN = 'il testo dice anche altro, che nessuna regola riconosce';
  const attached = (text: string) => ({ attachments: [{ name: 'nota.txt', text }] });

  it.each<[string, readonly string[]]>([
    ['beside a zero', doubts({ text: `${NIL} ${RAIN}` })],
    ['before a zero', doubts({ text: `${RAIN} ${NIL}` })],
    ['in a postscript', doubts({ text: `${NIL}\nCordiali saluti\nP.S. ${RAIN}` })],
    ['in an attachment', doubts({ text: NIL, ...attached(RAIN) })],
    ['in the text over an attachment', doubts({ text: RAIN, ...attached(NIL) })],
    ['beside no change', same(`${SAME} ${RAIN}`)],
  ])('is read by a person: %s', (_, found) => {
    expect(found).toEqual([UNKNOWN]);
  });

  it('is no name below the greetings', () => {
    const text = `${NIL}\nCordiali saluti\nanna maria de santis, quarto settore`;
    expect(doubts({ text })).toEqual([]);
  });

  it('needs no word where a rule knows better', () => {
    expect(doubts({ text: `${NIL} ${RAIN} Forse.` })).toEqual([
      'il testo è incerto o rinvia a verifiche',
    ]);
  });
});
