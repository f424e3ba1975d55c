import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isOurMessageId, MessageIdError, newMessageId } from './compose.js';

const OPAQUE = '0f8a2c71d4b94e5f8a6c';

describe('a Message-ID of ours', () => {
  it('is the same for the same attempt, ASCII, at most 70 characters, without brackets', () => {
    const id = newMessageId('segreto', OPAQUE, 'cert.regione.it');
    expect(id).toBe(newMessageId('segreto', OPAQUE, 'cert.regione.it'));
    expect(id).toMatch(/^0f8a2c71d4b94e5f8a6c\.[0-9a-z]{12}@cert\.regione\.it$/);
    expect(id.length).toBeLessThanOrEqual(70);
  });
  it('is known again, with brackets, in capitals, and only with its secret', () => {
    const id = newMessageId('segreto', OPAQUE, 'cert.regione.it');
    expect(isOurMessageId('segreto', id)).toBe(true);
    expect(isOurMessageId('segreto', `<${id}>`)).toBe(true);
    expect(isOurMessageId('segreto', id.toUpperCase())).toBe(true);
    expect(isOurMessageId('altro', id)).toBe(false);
  });
  it('is not known with any character changed', () => {
    const id = newMessageId('segreto', OPAQUE, 'cert.regione.it');
    fc.assert(
      fc.property(
        fc.nat(id.length - 1),
        fc.constantFrom(...'0123456789abcdefxyz@.-<'),
        (at, char) => {
          const changed = id.slice(0, at) + char + id.slice(at + 1);
          expect(isOurMessageId('segreto', changed)).toBe(changed === id);
        },
      ),
    );
  });
  it('is nobody else’s', () => {
    fc.assert(fc.property(fc.string(), (id) => !isOurMessageId('segreto', id)));
    expect(isOurMessageId('segreto', 'opec1.20220310100000.1@pec.it')).toBe(false);
  });
  it.each([
    ['corto', 'pec.it'],
    ['con spazio e altro', 'pec.it'],
    ['perché0123456789', 'pec.it'],
    [OPAQUE, 'città.it'],
    [OPAQUE, ''],
    [OPAQUE, `${'d'.repeat(40)}.it`],
    [OPAQUE, 'pec.it\r\nBcc: x'],
  ])('is refused for %j at %j', (opaque, domain) => {
    expect(() => newMessageId('segreto', opaque, domain)).toThrow(MessageIdError);
  });
});
