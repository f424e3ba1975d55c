import { describe, expect, it } from '@jest/globals';
import type { Municipality } from '../../municipalities/types.js';
import { readMaterial } from '../material.js';
import { aMessage } from '../testing/a-message.js';
import { contextOf, municipalities } from '../testing/world.js';
import type { ReplyMessage } from '../types.js';
import { identify } from './identity.js';

const context = contextOf('march');
const who = (changes: Partial<ReplyMessage>, list: readonly Municipality[] = municipalities) => {
  const message = aMessage(changes);
  const known = { ...context, municipalities: list };
  return identify(message, readMaterial(message, known), known);
};
const pecOf = (istat: string): string =>
  municipalities.find((one) => one.istat === istat)?.addresses[0]?.address ?? '';

const ANDRIA = '110001';
const TRANI = '110009';
const FROM_TRANI = { from: pecOf(TRANI) };
const segnatura = (inside: string) => [
  { name: 'segnatura.xml', text: `<Segnatura>${inside}</Segnatura>` },
];
const office = (code: string) =>
  segnatura(
    `<Identificatore><CodiceAmministrazione>${code}</CodiceAmministrazione></Identificatore>`,
  );

describe('the municipality that writes', () => {
  it.each<[string, Partial<ReplyMessage>, string, number]>([
    ['the thread', { inReplyTo: 'lettera-110009-1@pec.regione.example' }, 'thread', 0.85],
    ['our code', { text: 'Rif. SOL-TRAN22J7' }, 'token', 0.8],
    [
      'our registration',
      {
        attachments: segnatura(
          '<Riferimenti><NumeroRegistrazione>3090</NumeroRegistrazione></Riferimenti>',
        ),
      },
      'reference',
      0.75,
    ],
    ['its address', FROM_TRANI, 'sender', 0.9],
    ['its office', { attachments: office('c_L328') }, 'office', 0.7],
    ['the subject', { subject: 'Comune di Trani' }, 'subject', 0.6],
    ['an address that it gave up', { from: 'comune.trani@pec.it' }, 'domain', 0.5],
    ['its domain', { from: `urp@${pecOf(TRANI).split('@')[1]}` }, 'domain', 0.5],
    ['the text', { text: 'Il Comune di Trani comunica.' }, 'text', 0.4],
  ])('is told by %s alone', (_, changes, by, weight) => {
    expect(who(changes)).toMatchObject({
      municipality: TRANI,
      confidence: weight,
      candidates: [{ municipality: TRANI, by, weight }],
      contradicts: false,
      others: [],
      registered: by === 'sender',
    });
  });

  it.each(['xc_l328', 'c_l3281', 'c_l32', 'l328', 'c_z999', 'r_puglia'])(
    'is not told by the office code %s',
    (code) => {
      expect(who({ attachments: office(code) })).toMatchObject({
        municipality: null,
        candidates: [],
      });
    },
  );

  it('is none without cadastral code, where no office is named', () => {
    const list = municipalities.map((one) => ({ ...one, belfiore: null }));
    for (const attachments of [segnatura(''), office('r_puglia'), office('c_L328')]) {
      expect(who({ attachments }, list)).toMatchObject({ municipality: null, candidates: [] });
    }
  });

  it('is nobody where nothing tells', () => {
    expect(who({})).toMatchObject({
      municipality: null,
      confidence: 0,
      candidates: [],
      contradicts: false,
      others: [],
      trace: null,
      registered: false,
    });
  });
});

describe('traces that agree', () => {
  it.each<[string, Partial<ReplyMessage>, number]>([
    ['address and subject', { ...FROM_TRANI, subject: 'Comune di Trani' }, 0.96],
    ['address and text', { ...FROM_TRANI, text: 'Il Comune di Trani comunica.' }, 0.94],
    [
      'thread and address',
      { ...FROM_TRANI, inReplyTo: 'lettera-110009-1@pec.regione.example' },
      0.99,
    ],
  ])('strengthen each other: %s', (_, changes, confidence) => {
    expect(who(changes)).toMatchObject({
      municipality: TRANI,
      confidence,
      candidates: [{ municipality: TRANI, by: 'sender', weight: 0.9 }],
      contradicts: false,
      others: [],
      registered: true,
    });
  });
});

describe('traces of two municipalities', () => {
  it('contradict each other when both are sure', () => {
    expect(who({ ...FROM_TRANI, inReplyTo: 'lettera-110001-1@pec.regione.example' })).toMatchObject(
      {
        municipality: null,
        confidence: 0,
        contradicts: true,
        others: [],
        registered: false,
        candidates: [
          { municipality: TRANI, by: 'sender', weight: 0.9 },
          { municipality: ANDRIA, by: 'thread', weight: 0.85 },
        ],
      },
    );
  });

  it('contradict each other when the subject names another', () => {
    expect(who({ ...FROM_TRANI, subject: 'Comune di Andria' })).toMatchObject({
      municipality: null,
      contradicts: true,
      others: [ANDRIA],
      registered: false,
    });
    expect(who({ subject: 'Comuni di Trani e Andria' })).toMatchObject({
      municipality: null,
      contradicts: true,
      others: [TRANI, ANDRIA],
    });
  });

  it('leave the sure one when only the text names another', () => {
    expect(who({ ...FROM_TRANI, text: 'Il Comune di Andria e il Comune di Trani.' })).toMatchObject(
      {
        municipality: TRANI,
        confidence: 0.94,
        contradicts: false,
        others: [ANDRIA],
        registered: true,
        candidates: [
          { municipality: TRANI, by: 'sender', weight: 0.9 },
          { municipality: ANDRIA, by: 'text', weight: 0.4 },
        ],
      },
    );
    expect(who({ subject: 'Comune di Trani', text: 'Il Comune di Andria.' })).toMatchObject({
      municipality: TRANI,
      confidence: 0.6,
      contradicts: false,
      others: [ANDRIA],
    });
  });

  it('leave nobody when the text alone names both', () => {
    expect(who({ text: 'Il Comune di Andria e il Comune di Trani.' })).toMatchObject({
      municipality: null,
      confidence: 0,
      contradicts: false,
      others: [ANDRIA, TRANI],
    });
  });

  it('contradict each other when an address is that of both', () => {
    const shared = municipalities.map((one) =>
      [TRANI, ANDRIA].includes(one.istat)
        ? {
            ...one,
            addresses: [
              { ...(one.addresses[0] as (typeof one.addresses)[0]), address: 'unione@pec.it' },
            ],
          }
        : one,
    );
    expect(who({ from: 'unione@pec.it' }, shared)).toMatchObject({
      municipality: null,
      contradicts: true,
      registered: false,
    });
  });
});
