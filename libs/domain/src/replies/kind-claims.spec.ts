import { describe, expect, it } from '@jest/globals';
import type { Says } from './kind.js';
import { saysOf } from './testing/a-read.js';
import type { ReplyMessage } from './types.js';

type Changes = Partial<ReplyMessage>;

const NIL = 'Il Comune non possiede alloggi ERP.';
const SAME = 'Il patrimonio non ha subito variazioni.';
const RAIN = 'Ieri pioveva forte sulla marina.';
const attached = (text: string): Changes => ({ attachments: [{ name: 'nota.txt', text }] });
const forwarding = (text: string, before = 'Buongiorno.'): Changes => ({
  text: `${before}\n---------- Messaggio inoltrato ----------\n${text}`,
});

describe('a claim in the subject alone', () => {
  const claim = (changes: Changes) => saysOf({ subject: 'Nessuna variazione', ...changes });

  it.each<[string, Changes]>([
    ['a text about something else', { text: RAIN }],
    ['no text', {}],
    ['a text that only hands it over', { text: 'Si trasmette in allegato la nota.' }],
  ])('stands over %s', (_, changes) => {
    expect(claim(changes)).toMatchObject({ noChange: 'sure', zero: null, inText: false });
  });

  it.each<[string, Changes]>([
    ['tells of changes', { text: `${RAIN} Comunichiamo le variazioni del patrimonio.` }],
    ['tells that something changed', { text: `Il numero è variato. ${RAIN}` }],
    ['takes it back', { text: `${RAIN} La dichiarazione va annullata.` }],
    ['tells of changes in an attachment', attached('Comunichiamo le variazioni.')],
  ])('is none over a text that %s', (_, changes) => {
    expect(claim(changes)).toMatchObject({ noChange: null, kind: 'other' });
  });

  it('stays beside a zero of the text, whatever it tells of changes', () => {
    const text = `${NIL} Le variazioni sono altra cosa.`;
    expect(claim({ text })).toMatchObject({ zero: 'sure', noChange: 'sure', inText: true });
  });

  it('is weaker than the one in the text', () => {
    const subject = 'Tutto è rimasto invariato';
    expect(saysOf({ subject, text: RAIN }).noChange).toBe('likely');
    expect(saysOf({ subject, text: SAME }).noChange).toBe('sure');
    expect(saysOf({ subject: 'Zero alloggi ERP', text: RAIN })).toMatchObject({ zero: 'sure' });
  });
});

describe('a claim in an attachment', () => {
  it('is the writer’s own', () => {
    expect(saysOf({ text: RAIN, ...attached(NIL) })).toMatchObject({ zero: 'sure', inText: true });
    expect(saysOf(attached(SAME))).toMatchObject({ noChange: 'sure', inText: true });
  });
});

describe('a claim in a forwarded message', () => {
  it.each<[string, Changes, Partial<Says>]>([
    ['a zero', forwarding(NIL), { zero: 'sure', noChange: null }],
    ['no change', forwarding(SAME), { zero: null, noChange: 'sure' }],
    ['a zero, received', forwarding(NIL, 'Abbiamo ricevuto la nota.'), { zero: 'sure' }],
    ['a zero, with no word', forwarding(NIL, ''), { zero: 'sure' }],
  ])('is %s, told of as such', (_, changes, wanted) => {
    expect(saysOf(changes)).toMatchObject({ ...wanted, inText: false });
  });

  it.each<[string, Changes]>([
    ['the writer says something of his own', forwarding(NIL, RAIN)],
    ['one sentence of two is his own', forwarding(NIL, `Buongiorno. ${RAIN}`)],
    ['the writer asks', forwarding(NIL, 'Quando scade il termine?')],
    ['it claims nothing', forwarding(RAIN)],
  ])('is none where %s', (_, changes) => {
    expect(saysOf(changes)).toMatchObject({ zero: null, noChange: null });
  });

  it('is none beside a claim of the writer’s own', () => {
    expect(saysOf(forwarding(SAME, NIL))).toMatchObject({
      ...{ zero: 'sure', noChange: null },
    });
    const withFile = { ...forwarding(SAME), ...attached(NIL) };
    expect(saysOf(withFile)).toMatchObject({ zero: 'sure', noChange: null });
  });
});

describe('the number of dwellings told', () => {
  it.each<[number | null, string]>([
    [null, RAIN],
    [0, NIL],
    [0, `${NIL} Alloggi ERP in proprietà: 0.`],
    [12, `${NIL} Ma 12 alloggi sono nostri.`],
    [12, 'Il Comune possiede 12 alloggi.'],
    [0, `${NIL} Arca possiede 40 alloggi.`],
    [7, `${NIL} Arca possiede 40 alloggi. Il Comune possiede 7 alloggi.`],
    [40, 'Arca possiede 40 alloggi. Il Comune possiede 7 alloggi.'],
  ])('is %s: "%s"', (units, text) => {
    expect(saysOf({ text }).units).toBe(units);
  });

  it('is read in the subject and in attachments too', () => {
    expect(saysOf({ subject: '12 alloggi ERP', text: RAIN }).units).toBe(12);
    expect(saysOf({ text: RAIN, ...attached('Sono 12 alloggi ERP.') }).units).toBe(12);
  });
});

describe('what a reply says besides', () => {
  it.each<[keyof Says, string]>([
    ['deniesZero', 'La consistenza non è nulla.'],
    ['asksTime', 'Si chiede una proroga.'],
    ['asks', 'Quando scade il termine?'],
    ['transmits', 'Abbiamo trasmesso i dati in PUSH.'],
  ])('is %s wherever one sentence does: "%s"', (fact, text) => {
    expect(saysOf({ text: `${RAIN} ${text}` })[fact]).toBe(true);
    expect(saysOf({ text: `Cordiali saluti\nMario Rossi\nP.S.: ${text}` })[fact]).toBe(true);
    expect(saysOf({ text: RAIN, ...attached(text) })[fact]).toBe(true);
    expect(saysOf({ subject: text, text: RAIN })[fact]).toBe(true);
    expect(saysOf({ text: RAIN })[fact]).toBe(false);
  });

  it.each<[boolean, string, Changes]>([
    [true, 'it was received', { text: 'Abbiamo ricevuto la Vostra nota.' }],
    [true, 'it was received, politely', { text: 'Buongiorno. Abbiamo ricevuto la Vostra nota.' }],
    [true, 'its subject does, politely', { subject: 'Conferma ricezione', text: 'Saluti' }],
    [true, 'its subject does', { subject: 'Conferma ricezione' }],
    [false, 'it greets', { text: 'Buongiorno.' }],
    [false, 'nothing', {}],
    [false, 'something else', { text: `${RAIN} Abbiamo ricevuto la Vostra nota.` }],
    [false, 'its subject alone', { subject: 'Conferma ricezione', text: RAIN }],
    [false, 'it forwards', forwarding(RAIN, 'Abbiamo ricevuto la Vostra nota.')],
  ])('is %s, only that it came, where it says: %s', (wanted, _, changes) => {
    expect(saysOf(changes).onlyReceived).toBe(wanted);
  });
});
