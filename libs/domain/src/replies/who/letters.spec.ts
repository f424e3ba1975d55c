import { describe, expect, it } from '@jest/globals';
import { aMessage } from '../testing/a-message.js';
import type { ProtocolReference } from '../protocol/protocol-file.js';
import { letters } from '../testing/world.js';
import type { ReplyMessage, SentLetterRef } from '../types.js';
import { traceLetters } from './letters.js';

const TRANI_1 = 'lettera-110009-1@pec.regione.example';
const TRANI_2 = 'lettera-110009-2@pec.regione.example';
const ANDRIA_1 = 'lettera-110001-1@pec.regione.example';

const trace = (
  changes: Partial<ReplyMessage>,
  text = '',
  references: readonly ProtocolReference[] = [],
  known: readonly SentLetterRef[] = letters,
) => {
  const found = traceLetters(aMessage(changes), text, references, known);
  return found === null
    ? null
    : [
        found.by,
        ...found.letters.map(({ municipality, rounds }) => `${municipality} ${rounds[0]}`),
      ];
};
const numbered = (number: string): ProtocolReference => ({ number, date: null, codes: [] });
const T1 = '110009 2021-12-31';
const T2 = '110009 2022-06-30';
const A1 = '110001 2021-12-31';

describe('the thread of a reply', () => {
  it.each([
    TRANI_1,
    `<${TRANI_1}>`,
    ` <${TRANI_1.toUpperCase()}> `,
    TRANI_1.replace('@', '%40'),
    'opec292.110009.1@pec.gestore.example',
  ])('leads to the letter with the id %j', (inReplyTo) => {
    expect(trace({ inReplyTo })).toEqual(['thread', T1]);
    expect(trace({ references: [inReplyTo] })).toEqual(['thread', T1]);
  });

  it('decodes what programs encode in an id', () => {
    const odd: SentLetterRef = { ...(letters[0] as SentLetterRef), messageIds: ['a+b=<c>@d'] };
    expect(trace({ inReplyTo: 'a%2Bb%3D%3Cc%3E%40d' }, '', [], [odd])).toEqual(['thread', A1]);
    expect(trace({ inReplyTo: 'a+b=<c>@d' }, '', [], [odd])).toEqual(['thread', A1]);
    expect(trace({ inReplyTo: 'a+b=c@d' }, '', [], [odd])).toBeNull();
  });

  it.each([
    ['the letter answered before those of the thread', TRANI_1, [TRANI_2], [T1]],
    ['the last of the thread', null, [TRANI_1, TRANI_2], [T2]],
    ['another municipality’s too', TRANI_1, [ANDRIA_1, TRANI_2, ANDRIA_1], [T1, A1]],
    ['what is known of it', 'x@y', ['z', TRANI_2], [T2]],
  ])('leads to %s', (_, inReplyTo, references, wanted) => {
    expect(trace({ inReplyTo, references })).toEqual(['thread', ...wanted]);
  });

  it('is followed over the last 100 references', () => {
    const references = (after: number) => [TRANI_1, ...Array.from({ length: after }, () => 'x')];
    expect(trace({ references: references(99) })).toEqual(['thread', T1]);
    expect(trace({ references: references(100) })).toBeNull();
  });

  it('is lost in an id of more than 1,000 characters', () => {
    const long = (spaces: number): string => ' '.repeat(spaces) + TRANI_1;
    expect(trace({ inReplyTo: long(1000 - TRANI_1.length) })).toEqual(['thread', T1]);
    expect(trace({ inReplyTo: long(1001 - TRANI_1.length) })).toBeNull();
  });
});

describe('our code in a text', () => {
  it.each(['SOL-TRAN22J7', 'rif. sol tran22j7.', 'Sol._Tran22J7', '(SOLTRAN22J7)'])(
    'is read in "%s"',
    (text) => {
      expect(trace({}, text)).toEqual(['token', T1]);
    },
  );

  it.each(['XSOL-TRAN22J7', 'SOL-TRAN22J9', 'SOL--- TRAN22J7', 'SOL-TRN', ''])(
    'is not read in "%s"',
    (text) => {
      expect(trace({}, text)).toBeNull();
    },
  );

  it('may be several, each once', () => {
    expect(trace({}, 'SOL-TRAN22J7 e SOL-ANDR22A7, SOL-TRAN22J7')).toEqual(['token', T1, A1]);
  });

  it('is looked for among the first 200', () => {
    const text = (before: number): string => `${'SOL-XXXX0000, '.repeat(before)}SOL-TRAN22J7`;
    expect(trace({}, text(199))).toEqual(['token', T1]);
    expect(trace({}, text(200))).toBeNull();
  });
});

describe('the registration that a protocol system names', () => {
  it.each(['AOO_080/3090', '0003090', '3090', 'n. 3090 ', '3090/2022'])(
    'is read in %j',
    (reference) => {
      expect(trace({}, '', [numbered(reference)])).toEqual(['reference', T1]);
    },
  );

  it.each(['3090/2022/1', '13090', '', 'x@y', TRANI_1])('is not read in %j', (reference) => {
    expect(trace({}, '', [numbered(reference)])).toBeNull();
  });

  it('may be several, each once', () => {
    expect(trace({}, '', ['3090', '0003090', '3010'].map(numbered))).toEqual(['reference', T1, A1]);
  });

  it('is an id, where an id is named, and as an id alone', () => {
    const id = (messageId: string) => trace({}, '', [{ messageId }]);
    expect(id(TRANI_1)).toEqual(['reference', T1]);
    expect(id(`<${TRANI_1}>`)).toEqual(['reference', T1]);
    expect(id('opec.1@mail3090.it')).toBeNull();
    expect(id('opec292.20220310.3090')).toBeNull();
    expect(id('3090')).toBeNull();
  });

  it('is not that of a letter without protocol', () => {
    const bare = { ...(letters[0] as SentLetterRef), protocol: null };
    expect(trace({}, '', ['', 'null'].map(numbered), [bare])).toBeNull();
    expect(trace({}, '', [numbered('')], [{ ...bare, protocol: '' }])).toBeNull();
  });
});

describe('the surest trace', () => {
  it('is the thread, then the code, then the registration', () => {
    const text = 'SOL-ANDR22A7';
    expect(trace({ inReplyTo: TRANI_1 }, text, [numbered('3091')])).toEqual(['thread', T1]);
    expect(trace({ inReplyTo: 'x' }, text, [numbered('3091')])).toEqual(['token', A1]);
    expect(trace({ inReplyTo: 'x' }, 'x', [numbered('3091')])).toEqual(['reference', T2]);
  });
});
