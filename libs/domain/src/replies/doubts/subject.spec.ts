import { describe, expect, it } from '@jest/globals';
import type { LocalDate } from '../../calendar/types.js';
import { aRead, nilSubject } from '../testing/a-read.js';
import type { ReplyMessage } from '../types.js';
import { subjectDoubts } from './subject.js';

const R1 = '31/12/2021';
const R2 = '30/06/2022';
const holding = (read: Parameters<typeof subjectDoubts>[0]): readonly string[] =>
  subjectDoubts(read).flatMap(([holds, reason]) => (holds ? [reason] : []));
const doubts = (changes: Partial<ReplyMessage>, time = 'july'): readonly string[] =>
  holding(aRead(changes, time));
const answering = (round: number): Partial<ReplyMessage> => ({
  inReplyTo: `lettera-110009-${round}@pec.regione.example`,
});

const STRANGE = 'l’oggetto non è quello prescritto dalla lettera';
const NAMELESS = 'l’oggetto non nomina il Comune del mittente';
const DATELESS = 'l’oggetto non indica la data di riferimento';
const NO_DAY = 'l’oggetto indica una data inesistente';
const OTHER_ROUND = 'la lettera a cui si risponde riguarda un altro ciclo';
const OTHER_DATE = 'il testo indica un’altra data di riferimento';
const NOT_ALL = 'più cicli nell’oggetto, ma il testo non li indica tutti';
const at = (days: string): string => `Alla data del ${days} il Comune non possiede alloggi ERP.`;

describe('the subject of a declaration', () => {
  it.each<[readonly string[], string, Partial<ReplyMessage>]>([
    [[], 'the prescribed one', {}],
    [[STRANGE], 'another', { subject: `${nilSubject()} e canoni` }],
    [[NAMELESS], 'one without a name', { subject: nilSubject().replace('Trani', '') }],
    [[NAMELESS], 'one of another name', { subject: nilSubject().replace('Trani', 'Andria') }],
    [
      [NAMELESS],
      'one that names another after its own',
      { subject: nilSubject().replace('Trani', 'Trani e Comune di Andria') },
    ],
    [[DATELESS], 'one without a date', { subject: nilSubject('') }],
    [[NO_DAY], 'one of no day', { subject: nilSubject('31/04/2021') }],
    [[], 'one of the day that the survey reads', { subject: nilSubject('31/06/2022') }],
  ])('gives the doubts %j: %s', (wanted, _, changes) => {
    expect(doubts(changes)).toEqual(wanted);
  });

  it('is the one prescribed for what the text declares', () => {
    const subject =
      'Comune di Trani – Dichiarazione di nessuna variazione del patrimonio immobiliare ERP alla data del 31/12/2021';
    const text = 'Il patrimonio non ha subito variazioni.';
    expect(doubts({ subject, text })).toEqual([]);
    expect(doubts({ subject: nilSubject(), text })).toEqual([STRANGE]);
    expect(doubts({ subject })).toEqual([STRANGE]);
  });

  it('names rounds that are open', () => {
    expect(doubts({ subject: nilSubject(R2) })).toEqual([]);
    expect(doubts({ subject: nilSubject(R2) }, 'march')).toEqual([
      'al 30/06/2022 non c’è un ciclo aperto',
    ]);
    const several = { subject: nilSubject('30/06/2020 e 31/12/2020'), text: 'Zero alloggi.' };
    expect(doubts(several)).toEqual(
      expect.arrayContaining([
        'al 30/06/2020 non c’è un ciclo aperto',
        'al 31/12/2020 non c’è un ciclo aperto',
      ]),
    );
  });

  it('is of the round of the letter answered', () => {
    expect(doubts(answering(1))).toEqual([]);
    expect(doubts(answering(2))).toEqual([OTHER_ROUND]);
    const both = { subject: nilSubject(`${R1} e ${R2}`), text: at(`${R1} e ${R2}`) };
    expect(doubts(both)).toEqual([]);
    expect(doubts({ ...both, ...answering(1) })).toEqual([OTHER_ROUND]);
    expect(doubts({ subject: nilSubject('31/04/2021'), ...answering(1) })).toEqual([NO_DAY]);
  });

  it('agrees with the dates of the text', () => {
    expect(doubts({ text: at(R1) })).toEqual([]);
    expect(doubts({ text: at(R2) })).toEqual([OTHER_DATE]);
    expect(doubts({ text: at(`${R1} e ${R2}`) })).toEqual([OTHER_DATE]);
    expect(doubts({ text: at('31/12/2019') })).toEqual([OTHER_DATE]);
    expect(doubts({ subject: nilSubject(`${R1} e ${R2}`) })).toEqual([NOT_ALL]);
    expect(doubts({ subject: nilSubject(`${R1} e ${R2}`), text: at(R2) })).toEqual([NOT_ALL]);
    expect(doubts({ subject: nilSubject(`${R1} e ${R1}`) })).toEqual([]);
  });

  it('names the sender’s municipality alone, even where that one is sure', () => {
    const read = aRead({ subject: nilSubject().replace('Trani', 'Trani e Comune di Andria') });
    const sure = { ...read, who: { ...read.who, municipality: '110009' } };
    expect(holding(sure)).toEqual([NAMELESS]);
  });

  it('tells nothing where none was compared', () => {
    const read = aRead({ text: at(R1) });
    const none = { ...read, material: { ...read.material, compared: [] } };
    expect(holding(none)).toEqual([STRANGE, NAMELESS, DATELESS, OTHER_DATE]);
    const nobody = { ...none, who: { ...read.who, municipality: null } };
    expect(holding(nobody)).toEqual([STRANGE, NAMELESS, DATELESS, OTHER_DATE]);
    const elsewhen = { ...read, when: { ...read.when, inText: ['2022-06-30' as LocalDate] } };
    expect(holding(elsewhen)).toEqual([OTHER_DATE]);
  });
});
