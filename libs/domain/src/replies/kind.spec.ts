import { describe, expect, it } from '@jest/globals';
import { readKind } from './kind.js';
import { readMaterial } from './material.js';
import { aMessage } from './testing/a-message.js';
import { saysOf } from './testing/a-read.js';
import { contextOf } from './testing/world.js';
import type { ReplyKind } from './types.js';

const NIL = 'Il Comune non possiede alloggi ERP.';
const SAME = 'Il patrimonio non ha subito variazioni.';
const SENT = 'Abbiamo trasmesso i dati in PUSH.';
const TIME = 'Si chiede una proroga.';
const ASKS = 'Quando scade il termine?';
const RAIN = 'Ieri pioveva forte sulla marina.';
const REGISTERED = 'Il messaggio è stato protocollato con numero 12.';
const REFUSED = 'La registrazione è stata annullata.';
const AWAY = 'Sono assente fino a lunedì.';
const RECEIVED = 'Abbiamo ricevuto la Vostra nota.';

describe('the kind that the words of a reply claim', () => {
  it.each<[ReplyKind, number, readonly ReplyKind[], string]>([
    ['nil-return', 0.95, [], NIL],
    ['nil-return', 0.65, [], 'Il Comune non dispone di alloggi ERP.'],
    ['no-change', 0.95, [], SAME],
    ['no-change', 0.65, [], 'Tutto è rimasto invariato.'],
    ['nil-return', 0.8, ['no-change'], `${NIL} Tutto è rimasto invariato.`],
    ['transmission-notice', 0.95, [], SENT],
    ['question', 0.95, [], ASKS],
    ['extension-request', 0.95, [], TIME],
    ['extension-request', 0.8, ['nil-return'], `${NIL} ${RAIN} ${TIME}`],
    ['transmission-notice', 0.8, ['question'], `${ASKS} ${SENT}`],
    [
      'extension-request',
      0.35,
      ['nil-return', 'no-change', 'transmission-notice', 'question'],
      `${ASKS} ${SENT} ${SAME} ${NIL} ${TIME}`,
    ],
    ['question', 0.95, [], `La consistenza non è nulla. ${ASKS}`],
    ['protocol-exception', 0.8, [], REFUSED],
    ['protocol-exception', 0.8, [], `${REGISTERED} ${RAIN} ${REFUSED}`],
    ['protocol-confirmation', 0.8, [], REGISTERED],
    ['protocol-confirmation', 0.8, [], `${AWAY} ${RAIN} ${REGISTERED}`],
    ['automatic', 0.8, [], AWAY],
    ['automatic', 0.8, [], `${RAIN} ${AWAY}`],
    ['other', 0.8, [], RECEIVED],
    ['other', 0.5, [], RAIN],
    ['other', 0.5, [], ''],
  ])('is %s, sure to %d, maybe %j: "%s"', (kind, confidence, maybe, text) => {
    expect(saysOf({ text })).toMatchObject({ kind, confidence, maybe });
  });

  it.each<[ReplyKind, string]>([
    ['nil-return', 'Comune di Trani: numero alloggi ERP in proprietà: zero'],
    ['no-change', 'Nessuna variazione'],
    ['transmission-notice', 'Avvenuta trasmissione dei dati in PUSH'],
    ['extension-request', 'Richiesta di proroga'],
    ['question', 'Quando scade il termine?'],
    ['protocol-exception', 'Notifica di eccezione'],
    ['protocol-confirmation', 'Notifica di avvenuta protocollazione'],
    ['automatic', 'Risposta automatica'],
  ])('is %s by its subject alone: "%s"', (kind, subject) => {
    expect(saysOf({ subject, text: RAIN }).kind).toBe(kind);
  });

  it('is the text’s where the subject says another', () => {
    const subject = 'Nessuna variazione';
    const both = { kind: 'no-change', maybe: ['question'] };
    expect(saysOf({ subject, text: ASKS })).toMatchObject({
      kind: 'question',
      maybe: ['no-change'],
      inText: false,
    });
    expect(saysOf({ subject, text: `${SAME} ${ASKS}` })).toMatchObject({ ...both, inText: true });
  });

  it('may be a declaration where the subject is like a prescribed one by seven words in ten', () => {
    const message = aMessage({ text: ASKS });
    const material = readMaterial(message, contextOf());
    const maybe = (coverage: number) =>
      readKind(message, {
        ...material,
        compared: material.compared.map((one) => ({ ...one, coverage })),
      }).maybe;
    expect(maybe(0.7)).toEqual(['nil-return', 'no-change']);
    expect(maybe(0.69)).toEqual([]);
  });
});

describe('the kind that a protocol system’s file tells', () => {
  const file = (...names: readonly string[]) => ({
    text: NIL,
    attachments: names.map((name) => ({ name, text: null })),
  });

  it.each<[ReplyKind, ...string[]]>([
    ['protocol-exception', 'Eccezione.xml'],
    ['protocol-exception', 'Annullamento.xml'],
    ['protocol-exception', 'Conferma.xml', 'Eccezione.xml'],
    ['protocol-confirmation', 'Conferma.xml'],
    ['protocol-confirmation', 'Aggiornamento.xml'],
  ])('is %s: %s %s', (kind, ...names) => {
    expect(saysOf(file(...names))).toMatchObject({ kind, confidence: 0.98, maybe: ['nil-return'] });
  });

  it('is what the words say where the municipality registered a document of its own', () => {
    expect(saysOf(file('Segnatura.xml', 'Conferma.xml')).kind).toBe('nil-return');
    expect(saysOf(file('Segnatura.xml', 'Annullamento.xml')).kind).toBe('nil-return');
    expect(saysOf(file('Segnatura.xml')).kind).toBe('nil-return');
    expect(saysOf(file('elenco.xml')).kind).toBe('nil-return');
  });

  it('tells more than the headers of a programme', () => {
    const headers = { 'auto-submitted': 'auto-replied' };
    expect(saysOf({ ...file('Conferma.xml'), headers }).confidence).toBe(0.98);
  });
});

describe('a reply that a programme sent', () => {
  it.each<[string, string]>([
    ['auto-submitted', 'auto-replied'],
    ['auto-submitted', ' Auto-Replied; owner-email=x '],
    ['x-autoreply', 'yes'],
    ['x-autorespond', 'assente'],
    ['precedence', ' AUTO_REPLY '],
  ])('is automatic whatever it says: %s %s', (name, value) => {
    expect(saysOf({ text: NIL, headers: { [name]: value } })).toMatchObject({
      kind: 'automatic',
      confidence: 0.95,
      maybe: ['nil-return'],
    });
  });

  it.each<[string, string]>([
    ['auto-submitted', 'no'],
    ['auto-submitted', 'auto-generated'],
    ['auto-submitted', 'not-auto-replied'],
    ['x-autoreply', ' '],
    ['x-autorespond', ''],
    ['precedence', 'bulk'],
    ['auto_reply', 'precedence'],
  ])('is none with %s "%s"', (name, value) => {
    expect(saysOf({ text: NIL, headers: { [name]: value } }).kind).toBe('nil-return');
  });

  it('confirms a registration where one of its sentences does', () => {
    const headers = { 'auto-submitted': 'auto-replied' };
    const registered = { kind: 'protocol-confirmation', confidence: 0.85 };
    expect(saysOf({ text: `${RAIN} ${REGISTERED}`, headers })).toMatchObject(registered);
    expect(saysOf({ subject: REGISTERED, text: RAIN, headers }).kind).toBe('automatic');
  });
});
