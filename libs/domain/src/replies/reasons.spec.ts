import { describe, expect, it } from '@jest/globals';
import { reasonsOf } from './reasons.js';
import { aRead, nilSubject } from './testing/a-read.js';
import type { ReplyKind, ReplyMessage } from './types.js';

const FILED = { decision: 'file', because: [] } as const;
const of = (changes: Partial<ReplyMessage>, time?: string): readonly string[] =>
  reasonsOf(aRead(changes, time), FILED);
const ROUND = 'Ciclo dalla data nell’oggetto: 31/12/2021.';
const SENDER = 'Comune: il mittente è un indirizzo registrato del Comune.';
const NOBODY = { from: 'x@altrove.example', subject: 'Buongiorno' };

describe('why a reply is read so', () => {
  it('is told in order: kind, municipality, rounds', () => {
    expect(of({})).toEqual([
      'Comunicazione di consistenza nulla.',
      SENDER.replace('Comune', 'Trani'),
      ROUND,
    ]);
  });

  it.each<[ReplyKind, string, Partial<ReplyMessage>]>([
    [
      'no-change',
      'Dichiarazione di nessuna variazione.',
      { text: 'Il patrimonio non ha subito variazioni.' },
    ],
    [
      'transmission-notice',
      'Avviso di avvenuta trasmissione: non vale come trasmissione in PUSH.',
      { text: 'Abbiamo trasmesso i dati in PUSH.' },
    ],
    [
      'extension-request',
      'Richiesta di proroga: non cambia lo stato.',
      { text: 'Si chiede una proroga.' },
    ],
    [
      'protocol-confirmation',
      'Conferma del protocollo: non è una risposta.',
      { attachments: [{ name: 'Conferma.xml', text: null }], text: 'Ricevuta.' },
    ],
    [
      'protocol-exception',
      'Eccezione o annullamento del protocollo.',
      { attachments: [{ name: 'Eccezione.xml', text: null }], text: 'Ricevuta.' },
    ],
    ['automatic', 'Risposta automatica.', { text: 'Sono assente fino a lunedì.' }],
    ['question', 'Richiesta di chiarimenti.', { text: 'Quando scade il termine?' }],
    ['other', 'Altro.', { text: 'Ieri pioveva forte sulla marina.' }],
    [
      'other',
      'Dice soltanto che la lettera è stata ricevuta.',
      { text: 'Abbiamo ricevuto la Vostra nota.' },
    ],
  ])('names the kind %s: %s', (kind, reason, changes) => {
    const read = aRead({ subject: 'Buongiorno', ...changes });
    expect(read.says.kind).toBe(kind);
    expect(reasonsOf(read, FILED)[0]).toBe(reason);
    expect(reasonsOf(read, FILED)).toHaveLength(3);
  });

  it('names what points to each municipality, and none where nothing does', () => {
    expect(of({ ...NOBODY, text: 'Trani e Andria.' }).slice(1, 3)).toEqual([
      'Trani: il testo nomina il Comune.',
      'Andria: il testo nomina il Comune.',
    ]);
    expect(of({ from: 'x@altrove.example' })[1]).toBe('Trani: l’oggetto nomina il Comune.');
    expect(of({ ...NOBODY, text: 'Zero.' })).toHaveLength(2);
  });

  it('gives the code of a municipality that is not on record', () => {
    const read = aRead();
    const context = { ...read.context, municipalities: read.context.municipalities.slice(0, 2) };
    expect(reasonsOf({ ...read, context }, FILED)[1]).toBe(SENDER.replace('Comune', '110009'));
  });

  it.each<[string | undefined, string, Partial<ReplyMessage>]>([
    [
      'Ciclo dalla data nell’oggetto: 31/12/2021, 30/06/2022.',
      'the subject’s',
      { subject: nilSubject('31/12/2021 e 30/06/2022') },
    ],
    [
      'Ciclo dalla data nel testo: 30/06/2022.',
      'the text’s',
      { text: 'Zero alloggi al 30/06/2022.' },
    ],
    [
      'Ciclo dalla lettera a cui si risponde: 30/06/2022.',
      'the letter’s',
      { inReplyTo: 'lettera-110009-2@pec.regione.example' },
    ],
    [undefined, 'unknown', {}],
  ])('tells the rounds, %s: they are %s', (reason, _, changes) => {
    const given = of({ subject: 'Buongiorno', text: 'Zero alloggi.', ...changes }, 'july');
    expect(given.find((one) => one.startsWith('Ciclo'))).toBe(reason);
    expect(given).toHaveLength(reason === undefined ? 2 : 3);
  });

  it('tells the only open round, and the letter’s subject', () => {
    const text = 'Zero alloggi.';
    expect(of({ subject: 'Buongiorno', text })).toContain('Ciclo: il solo aperto: 31/12/2021.');
    const subject = 'Re: Ricognizione del patrimonio ERP in PUSH – dati al 31/12/2021';
    expect(of({ subject, text })).toContain('Ciclo dall’oggetto della lettera citata: 31/12/2021.');
  });

  it('tells how a day that does not exist is read', () => {
    expect(of({ subject: nilSubject('31/06/2022') }, 'july')[3]).toBe(
      '«31/06/2022» è letto come 30/06/2022, secondo la lettura confermata da Sezione Politiche Abitative.',
    );
  });

  it('warns of a subject about a zero that no text declares', () => {
    const warning = 'L’oggetto parla di consistenza, ma nessun testo dichiara che è zero.';
    expect(of({ text: 'Quando scade il termine?' })).toContain(warning);
    expect(of({ text: 'Il Comune non possiede alloggi. Si chiede una proroga.' })).not.toContain(
      warning,
    );
    expect(of({ text: 'Quando scade il termine?', subject: 'Buongiorno' })).not.toContain(warning);
  });

  it('tells the doubts of a reply that waits, and of no other', () => {
    const because = ['il primo', 'il secondo'];
    const given = (decision: 'apply' | 'file' | 'hold') =>
      reasonsOf(aRead(), { decision, because }).slice(3);
    expect(given('hold')).toEqual(['Da assegnare: il primo.', 'Da assegnare: il secondo.']);
    expect(given('file')).toEqual([]);
    expect(given('apply')).toEqual([]);
  });
});
